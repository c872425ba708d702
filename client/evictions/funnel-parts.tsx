import { funnelStages, isWinterTruce, stageLabels } from '../../shared/domain/ledger/funnel.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import type { FunnelAnswer } from './eviction-figures.tsx';
import { countWords, daysWords, rateWords } from './prepare-funnel.ts';

type View = FunnelAnswer['view'];
type Part = View['byStock'][number];

const stockWords: Record<string, string> = {
  Privé: 'Parc privé',
  Public: 'Parc public',
  '': 'Parc non précisé',
  all: 'Ensemble',
};

/** The table's short names: the figure above has the whole ones. */
const shortStages = ['Commandements', 'Assignations', 'Jugements', 'CQL', 'CFP', 'Expulsions'];

function PartTable({
  caption,
  header,
  parts,
  words,
}: {
  caption: string;
  header: string;
  parts: readonly Part[];
  words: Record<string, string>;
}) {
  const columns: TableColumn<Part>[] = funnelStages.map((stage, index) => ({
    key: stage,
    header: shortStages[index] ?? stage,
    align: 'number',
    cell: ({ flows }) => countWords(flows[index] ?? null).replace(' (secret statistique)', ''),
  }));
  return (
    <Table
      caption={caption}
      dense
      cardsOnPhone
      rows={parts}
      rowKey={(part) => part.key}
      columns={[{ key: 'part', header, rowHeader: true, cell: ({ key }) => words[key] ?? key }, ...columns]}
    />
  );
}

/** Stages passed in the period, by stock and by group of communes, and where the commandements are. */
export function FunnelParts({ answer, period }: { answer: FunnelAnswer; period: string }) {
  const communeGroups = useCommuneGroups();
  const { view } = answer;
  const shares = view.byGroup
    .filter(({ key }) => key !== '')
    .map(({ key, flows }) => ({
      key,
      label: communeGroups[key] ?? key,
      value: typeof flows[0] === 'number' ? flows[0] : null,
      hidden: flows[0] === 'hidden',
    }));
  return (
    <>
      <PartTable
        caption={`Étapes franchies ${period}, par parc`}
        header="Parc"
        parts={view.byStock}
        words={stockWords}
      />
      <PartTable
        caption={`Étapes franchies ${period}, par groupe de communes`}
        header="Groupe de communes"
        parts={view.byGroup}
        words={communeGroups}
      />
      {shares.length > 0 && (
        <SharesFigure
          shares={prepareShares({ title: `Commandements de payer ${period}`, unit: 'situations', shares, adds: true })}
          header="Groupe de communes"
        />
      )}
    </>
  );
}

/** The two rates of the annex on the rows of the filter, each with its own denominator. */
export function FunnelRates({ view }: { view: View }) {
  const { met: metLines, silent } = view;
  if (!metLines || !silent) return null;
  const rows = metLines.map((met) => ({ met, silent: silent.find(({ key }) => key === met.key) ?? null }));
  return (
    <Table
      caption="Ménages rencontrés et absence de réponse, par parc"
      dense
      cardsOnPhone
      rows={rows}
      rowKey={({ met }) => met.key}
      columns={[
        { key: 'stock', header: 'Parc', rowHeader: true, cell: ({ met }) => stockWords[met.key] ?? met.key },
        {
          key: 'met',
          header: 'Ménages rencontrés, sur les commandements de payer',
          align: 'number',
          cell: ({ met }) => rateWords(met),
        },
        {
          key: 'silent',
          header: 'Sans réponse, sur les assignations',
          align: 'number',
          cell: (row) => (row.silent ? rateWords(row.silent) : 'non connu'),
        },
      ]}
    />
  );
}

/** Median and quartiles of the days between two stages. */
export function FunnelDelays({ view }: { view: View }) {
  return (
    <Table
      caption="Jours entre deux étapes, pour les procédures commencées dans la période"
      dense
      cardsOnPhone
      rows={view.delays}
      rowKey={({ from }) => from}
      columns={[
        {
          key: 'step',
          header: 'D’une étape à la suivante',
          rowHeader: true,
          cell: ({ from }) => {
            const [before, after] = [funnelStages[from], funnelStages[from + 1]];
            return before && after
              ? `${stageLabels[before]} → ${stageLabels[after].charAt(0).toLowerCase()}${stageLabels[after].slice(1)}`
              : '';
          },
        },
        { key: 'median', header: 'Médiane', align: 'number', cell: ({ median }) => daysWords(median) },
        { key: 'first', header: 'Un quart en moins de', align: 'number', cell: ({ first }) => daysWords(first) },
        { key: 'third', header: 'Un quart en plus de', align: 'number', cell: ({ third }) => daysWords(third) },
      ]}
    />
  );
}

/** Every stage, month by month: for those who see the rows. */
export function MonthStages({ answer }: { answer: FunnelAnswer }) {
  if (!answer.months) return null;
  return (
    <Table
      caption={`Étapes franchies chaque mois de ${answer.figuresYear}`}
      dense
      rows={answer.months}
      rowKey={({ month }) => month}
      columns={[
        {
          key: 'month',
          header: 'Mois',
          rowHeader: true,
          nowrap: true,
          cell: ({ month }) => `${frenchMonth(month)}${isWinterTruce(month) ? ' (trêve)' : ''}`,
        },
        ...funnelStages.map((stage, index) => ({
          key: stage,
          header: shortStages[index] ?? stage,
          align: 'number' as const,
          cell: ({ counts }: { counts: number[] }) => countWords(counts[index] ?? null),
        })),
      ]}
    />
  );
}
