import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { frenchDate, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';
import { OpenFileSection } from './open-file.tsx';
import { OpeningSwitch } from './opening-switch.tsx';
import { type OpenPublication, PublicationsList } from './publications-list.tsx';

const FOLDER = '/donnees-ouvertes';

const titleOf = ({ number, day, through }: OpenPublication) =>
  `Publication ${number} du ${frenchDate(day)}, chiffres validés jusqu’à ${frenchMonth(through)}`;

function Which({ publication, latest }: { publication: OpenPublication; latest: OpenPublication }) {
  const isLatest = publication.number === latest.number;
  const { withdrawnBy } = publication;
  return (
    <>
      {withdrawnBy && (
        <Callout tone="danger" title={`La publication ${publication.number} est retirée`}>
          Par la publication {withdrawnBy.number} : {withdrawnBy.why}. N’utilisez plus ces fichiers.
        </Callout>
      )}
      {!isLatest && !withdrawnBy && (
        <Callout title="Une publication plus récente existe">
          <Link href={FOLDER}>{titleOf(latest)}</Link>
        </Callout>
      )}
      {publication.fictitious && (
        <Callout tone="warning" title="Données fictives">
          Ces fichiers viennent de la démonstration : ils ne disent rien du territoire, et le portent sur chaque ligne.
        </Callout>
      )}
    </>
  );
}

function About({ folder }: { folder: string }) {
  return (
    <Section title="Ce que disent ces fichiers">
      <p>
        Ils donnent les chiffres que la coordination a validés, tels qu’elle les a publiés. Les comptes de personnes ou
        de ménages de 1 à 10 sont masqués, et avec eux ce qui permettrait de les retrouver par soustraction. Un mois non
        reçu n’est pas un zéro : chaque ligne porte sa couverture, c’est-à-dire la part des structures qui ont répondu.
      </p>
      <p>Licence Ouverte 2.0 d’Etalab : réutilisation libre, en citant la source et sa date.</p>
      <ul>
        <li>
          <Link href={`${folder}/datapackage.json`} download>
            Description des fichiers (datapackage.json)
          </Link>
          , selon les règles Frictionless
        </li>
        <li>
          <Link href={`${folder}/catalogue.jsonld`} download>
            Description pour les portails de données (DCAT-AP)
          </Link>
          , que moissonnent les portails nationaux
        </li>
        <li>
          <Link href={`${FOLDER}/publications.atom`} download>
            Fil des publications (Atom)
          </Link>
          , pour être averti de la prochaine
        </li>
      </ul>
      <p>Les adresses de cette page donnent toujours la dernière publication ; chacune garde aussi la sienne.</p>
    </Section>
  );
}

/** The words of a page without files: closed, or open before the first publication. */
function Nothing({ open, isCoordinator }: { open: boolean; isCoordinator: boolean }) {
  if (!open)
    return (
      <EmptyState title="Les données ne sont pas ouvertes" headingLevel={2}>
        <p>La coordination n’a pas ouvert de données à ce jour.</p>
      </EmptyState>
    );
  return (
    <EmptyState title="Aucune publication à ce jour" headingLevel={2}>
      <p>
        {isCoordinator
          ? 'Les données ouvertes donnent les publications, et rien d’autre. Publiez les chiffres validés : les fichiers seront ici aussitôt.'
          : 'La coordination n’a encore rien publié. Les fichiers seront ici dès la première publication.'}
      </p>
    </EmptyState>
  );
}

/** `/donnees-ouvertes`: what anybody may take away, when the coordination has opened it. */
export function OpenDataPage() {
  const trpc = useTRPC();
  const isCoordinator = useSession().data?.viewer?.role === 'coordinator';
  const asked = useSearch({ from: '/donnees-ouvertes' }).publication;
  const state = useQuery(trpc.openData.state.queryOptions(asked === undefined ? undefined : { publication: asked }));
  if (!state.data) return <PageState query={state} label="Chargement des données ouvertes" />;
  const { open, publication, publications, files } = state.data;
  const [latest] = publications;
  const folder = asked === undefined ? FOLDER : `${FOLDER}/publications/${asked}`;
  return (
    <>
      <PageHeader
        title="Données ouvertes"
        lead={
          publication ? titleOf(publication) : 'Les chiffres publiés de l’observatoire, à télécharger et à réutiliser.'
        }
      />
      {isCoordinator && <OpeningSwitch open={open} />}
      {publication && latest ? (
        <>
          <Which publication={publication} latest={latest} />
          <About folder={folder} />
          {files.map((file) => (
            <OpenFileSection key={file.path} file={file} folder={folder} />
          ))}
          <PublicationsList publications={publications} />
        </>
      ) : (
        <Nothing open={open} isCoordinator={isCoordinator} />
      )}
    </>
  );
}
