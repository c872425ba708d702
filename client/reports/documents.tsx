import { useQuery } from '@tanstack/react-query';
import { deckAddress, reportAddress, synthesisAddress } from '../../shared/domain/report/report-addresses.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { Terms } from '../lib/words/term.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';

const documents = [
  {
    format: 'pdf',
    address: (year: number) => reportAddress(year, 'pdf'),
    title: 'PDF accessible',
    for: 'Pour le Préfet et la DIHAL\u00a0: structuré, avec textes de remplacement et signets.',
  },
  {
    format: 'docx',
    address: (year: number) => reportAddress(year, 'docx'),
    title: 'Document Word',
    for: 'Pour la délibération du conseil\u00a0: styles et graphiques modifiables\u00a0; à l’ouverture, acceptez la mise à jour des champs\u00a0: Word pagine le sommaire.',
  },
  {
    format: 'xlsx',
    address: (year: number) => reportAddress(year, 'xlsx'),
    title: 'Classeur des données',
    for: 'Les mêmes chiffres, indicateur par indicateur et mois par mois.',
  },
  {
    format: 'csv',
    address: (year: number) => reportAddress(year, 'csv'),
    title: 'Données en CSV',
    for: 'Une ligne par valeur, pour un autre logiciel\u00a0: les petits nombres y sont masqués comme ailleurs.',
  },
  {
    format: 'pdf',
    address: (year: number) => synthesisAddress(year, 'pdf'),
    link: 'Télécharger la synthèse (PDF)',
    title: 'Synthèse pour le comité',
    for: 'Deux pages\u00a0: les lignes tenues ou non et pourquoi, les personnes sans domicile, l’argent, les décisions demandées.',
  },
  {
    format: 'pptx',
    address: (year: number) => deckAddress(year),
    link: 'Télécharger le diaporama (PowerPoint)',
    title: 'Diaporama du comité',
    for: 'Douze vues au plus\u00a0: la réponse, ce qui a bougé, trois lignes à discuter, les décisions\u202f; tableaux, graphiques et notes modifiables.',
  },
] as const;

const ofDraft =
  'Chaque page porte la mention «\u00a0Projet\u00a0»\u00a0: ces documents sont ceux de la coordination. Les services de l’État et les structures lisent ceux des publications et des éditions.';

/** The documents of a year, as the person who reads may have them; a sentence where nothing is published. */
export function Documents({ year }: { year: number }) {
  const readiness = useQuery(useTRPC().reports.readiness.queryOptions({ year }));
  const isUnpublished = errorCode(readiness.error) === 'NOT_PUBLISHED';
  return (
    <Section
      title="Les documents"
      lead={readiness.data && (readiness.data.isDraft ? ofDraft : `${readiness.data.version}.`)}
    >
      {isUnpublished ? (
        <Callout tone="info" title="Aucun document n’est publié pour cette année">
          {errorMessage(readiness.error)}
        </Callout>
      ) : (
        <CardGrid>
          {documents.map((one) => (
            <Card key={one.title} title={one.title}>
              <p>
                <Terms>{one.for}</Terms>
              </p>
              <LinkButton href={one.address(year)} icon="download" variant="primary" download>
                {'link' in one ? one.link : `Télécharger (${one.format.toUpperCase()})`}
              </LinkButton>
            </Card>
          ))}
        </CardGrid>
      )}
    </Section>
  );
}
