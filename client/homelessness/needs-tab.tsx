import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { gapsBySize } from '../../shared/domain/ledger/dwelling-need.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchDelta, frenchInteger, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { useTRPC } from '../lib/trpc.ts';
import { CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table } from '../ui/table/table.tsx';
import { AnswerStates } from './answer-states.tsx';
import { largestTitle } from './flows/share-titles.ts';
import { type NeedsAnswer, shortCount } from './ledger-words.ts';
import { Simulator } from './simulator.tsx';

/** Who waits for what, against what came free. Always households: a household needs a dwelling. */
export function NeedsTab({ filters }: { filters: LedgerFilters }) {
  const groupWords = useCommuneGroups();
  const trpc = useTRPC();
  const query = useQuery(
    trpc.homelessness.needs.queryOptions({ ...filters, unit: 'households' }, { placeholderData: keepPreviousData }),
  );
  return (
    <AnswerStates query={query} label="Chargement des besoins et des offres">
      {(answer) => (
        <>
          {filters.unit === 'persons' && (
            <Callout>Ici, on compte toujours des ménages{'\u00a0'}: un logement loge un ménage.</Callout>
          )}
          <Sizes answer={answer} />
          <CardGrid minimum="large">
            <Parts
              title={largestTitle(answer.wishes, 'households')}
              name="Sans domicile selon la préconisation"
              header="Préconisation"
              values={answer.wishes}
            />
            <Parts
              title="Où attendent les ménages sans domicile"
              name="Sans domicile par commune"
              header="Communes"
              values={answer.groups.map((one) => ({ ...one, value: groupWords[one.value] ?? one.value }))}
            />
          </CardGrid>
          {answer.simulation ? (
            <Simulator {...answer.simulation} />
          ) : (
            <Callout>
              La simulation se règle sur des mois que le secret statistique peut masquer{'\u00a0'}: elle est montrée à
              la coordination, au SIAO et aux services de l’État en lecture intégrale.
            </Callout>
          )}
        </>
      )}
    </AnswerStates>
  );
}

interface SizeRow {
  size: string;
  waiting: PublishedCount;
  captured: number;
  free: number;
  gap: number | null;
}

function sizeRows({ sizes }: NeedsAnswer): SizeRow[] {
  return sizes.map((one) => {
    const known = typeof one.waiting === 'number';
    const found = known
      ? gapsBySize({ [one.size]: one.waiting }, { [one.size]: one.captured }, { [one.size]: one.free }).find(
          ({ size }) => size === one.size,
        )
      : null;
    return { ...one, size: one.size === 'T5' ? 'T5 et plus' : one.size, gap: found?.gap ?? null };
  });
}

/** « 151 ménages attendent un T1 ; 9 ont été captés en un an ». */
function sizesTitle(rows: readonly SizeRow[], isOfferKnown: boolean): string {
  const known = rows.flatMap((row) => (typeof row.waiting === 'number' ? [{ ...row, waiting: row.waiting }] : []));
  const [most] = [...known].sort((a, b) => b.waiting - a.waiting);
  if (!most) return 'Besoins et logements captés, taille par taille';
  const need = `${frenchQuantity(most.waiting, 'households')} ont besoin d’un ${most.size}`;
  if (!isOfferKnown) return need;
  return `${need}\u202f; ${frenchQuantity(most.captured, 'dwellings')} de cette taille captés en un an`;
}

function Sizes({ answer }: { answer: NeedsAnswer }) {
  const rows = sizeRows(answer);
  // What an organisation counts itself is never held against what the whole territory captured.
  const isOwn = answer.source.visibility === 'own';
  return (
    <Section
      title={sizesTitle(rows, answer.anyDwelling && !isOwn)}
      lead={
        'La taille vient de la composition\u00a0: une pièce de vie, une chambre pour une personne seule ou un couple, une pour deux mineurs. C’est notre lecture\u202f; chaque bailleur a la sienne.'
      }
    >
      <Table
        caption="Ménages sans domicile et logements captés, par taille"
        hideCaption
        rows={rows}
        rowKey={(row) => row.size}
        columns={[
          { key: 'size', header: 'Taille', rowHeader: true, cell: (row) => row.size },
          {
            key: 'waiting',
            header: isOwn ? 'Ménages sans domicile, votre structure' : 'Ménages sans domicile',
            align: 'number',
            cell: (row) => shortCount(row.waiting),
          },
          ...(isOwn
            ? []
            : [
                {
                  key: 'bar',
                  header: 'Besoins et logements captés',
                  cell: (row: SizeRow) => <Bars row={row} rows={rows} />,
                },
              ]),
          {
            key: 'captured',
            header: isOwn ? 'Captés en un an, tout le territoire' : 'Captés en un an',
            align: 'number',
            cell: (row) => (answer.anyDwelling ? frenchInteger(row.captured) : 'non connu'),
          },
          {
            key: 'free',
            header: isOwn ? 'Captés et libres, tout le territoire' : 'Captés et libres',
            align: 'number',
            cell: (row) => (answer.anyDwelling ? frenchInteger(row.free) : 'non connu'),
          },
          ...(isOwn
            ? []
            : [
                {
                  key: 'gap',
                  header: 'Écart',
                  align: 'number' as const,
                  cell: (row: SizeRow) => (row.gap === null || !answer.anyDwelling ? '–' : frenchDelta(row.gap)),
                },
              ]),
        ]}
      />
      <p className="homelessness-rule">
        {isOwn
          ? 'Vos ménages et les logements de tout le territoire ne se soustraient pas. '
          : 'Écart\u00a0: ménages sans domicile moins logements captés où personne n’habite. '}
        {!answer.anyDwelling &&
          'Aucun fichier de captation n’a été importé\u00a0: les logements captés ne sont pas connus, et non nuls. '}
        {answer.unsized > 0 && `${frenchQuantity(answer.unsized, 'dwellings')} captés en un an n’ont pas de typologie.`}
      </p>
    </Section>
  );
}

/** Two bars on one scale: what is needed, what was captured. The numbers stand beside. */
function Bars({ row, rows }: { row: SizeRow; rows: readonly SizeRow[] }) {
  const most = Math.max(1, ...rows.map(({ waiting }) => (typeof waiting === 'number' ? waiting : 0)));
  const width = (count: number) => (100 * count) / most;
  return (
    <svg className="need-bars" viewBox="0 0 104 16" preserveAspectRatio="none" aria-hidden="true">
      <rect className="need-bar" y="1" height="6" width={typeof row.waiting === 'number' ? width(row.waiting) : 0} />
      <rect className="need-offer" y="9" height="6" width={width(row.captured)} />
    </svg>
  );
}

function Parts({
  title,
  name,
  header,
  values,
}: {
  title: string;
  name: string;
  header: string;
  values: NeedsAnswer['groups'];
}) {
  const shares = values.map(({ value, count }) => ({
    key: value,
    label: value,
    value: typeof count === 'number' ? count : null,
    hidden: count === 'hidden',
  }));
  return (
    <Section title={title} headingLevel={3}>
      <SharesFigure shares={prepareShares({ title: name, unit: 'households', adds: true, shares })} header={header} />
    </Section>
  );
}
