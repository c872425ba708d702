import { useQuery } from '@tanstack/react-query';
import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { PublicationSwitch } from './publication-switch.tsx';

type OpenFile = Answers['openData']['state']['files'][number];

const typeWords: Record<string, string> = {
  string: 'texte',
  number: 'nombre',
  integer: 'nombre entier',
  boolean: 'vrai ou faux',
  year: 'année',
  yearmonth: 'mois (AAAA-MM)',
};

const fieldColumns: TableColumn<OpenFile['fields'][number]>[] = [
  { key: 'name', header: 'Colonne', rowHeader: true, cell: ({ name }) => <code>{name}</code> },
  { key: 'type', header: 'Type', cell: ({ type }) => typeWords[type] ?? type },
  { key: 'description', header: 'Ce qu’elle contient', cell: ({ title, description }) => `${title}. ${description}` },
];

function File({ file }: { file: OpenFile }) {
  const kilobytes = Math.max(1, Math.round(file.bytes / 1024));
  return (
    <Section
      title={file.title}
      lead={file.description}
      actions={
        <Link href={`/donnees-ouvertes/${file.path}`} download>
          {file.path} ({frenchInteger(file.rows)} lignes, {frenchInteger(kilobytes)} Ko)
        </Link>
      }
    >
      <Table
        caption={`Colonnes de ${file.path}`}
        hideCaption
        columns={fieldColumns}
        rows={file.fields}
        rowKey={({ name }) => name}
        cardsOnPhone
        dense
      />
    </Section>
  );
}

function About() {
  return (
    <Section title="Ce que disent ces fichiers">
      <p>
        Seuls les mois validés par la coordination y figurent. Les comptes de personnes ou de ménages de 1 à 10 sont
        masqués, et avec eux ce qui permettrait de les retrouver par soustraction. Un mois non reçu n’est pas un zéro :
        chaque ligne porte sa couverture, c’est-à-dire la part des structures qui ont répondu.
      </p>
      <p>
        Licence Ouverte 2.0 d’Etalab : réutilisation libre, en citant la source et sa date. Le{' '}
        <Link href="/donnees-ouvertes/datapackage.json" download>
          paquet de données (datapackage.json)
        </Link>{' '}
        décrit tous les fichiers selon les règles Frictionless. Les adresses ne changent pas.
      </p>
    </Section>
  );
}

/** `/donnees-ouvertes`: what anybody may take away, when the coordination has opened it. */
export function OpenDataPage() {
  const trpc = useTRPC();
  const viewer = useSession().data?.viewer;
  const state = useQuery(trpc.openData.state.queryOptions());
  if (!state.data) return <PageState query={state} label="Chargement des données ouvertes" />;
  const { published, fictitious, files } = state.data;
  return (
    <>
      <PageHeader
        title="Données ouvertes"
        lead="Les chiffres publiés de l’observatoire, à télécharger et à réutiliser."
      />
      {fictitious && published && (
        <Callout tone="warning" title="Données fictives">
          Ces fichiers viennent de la démonstration : ils ne disent rien du territoire, et le portent sur chaque ligne.
        </Callout>
      )}
      {viewer?.role === 'coordinator' && <PublicationSwitch published={published} />}
      {published ? (
        <>
          <About />
          {files.map((file) => (
            <File key={file.path} file={file} />
          ))}
        </>
      ) : (
        <EmptyState title="Les données ne sont pas ouvertes" headingLevel={2}>
          <p>La coordination n’a pas publié de données à ce jour.</p>
        </EmptyState>
      )}
    </>
  );
}
