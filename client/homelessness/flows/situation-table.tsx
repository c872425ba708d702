import { ethosLabels } from '../../../shared/domain/ledger/ethos.ts';
import { frenchDelta } from '../../../shared/domain/words/french-format.ts';
import { prepareMonthSeries } from '../../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { Table } from '../../ui/table/table.tsx';
import { type LedgerAnswer, shortCount } from '../ledger-words.ts';

interface SituationRow {
  situation: string;
  ethos: string;
  count: LedgerAnswer['situationsNow'][number]['count'];
  yearAgo: number | null;
  months: { month: string; count: number | null }[];
}

function rowsOf({ situations, situationsNow }: LedgerAnswer): SituationRow[] {
  return situationsNow.map(({ value, ethos, count }) => {
    const months = situations.find((one) => one.value === value)?.months ?? [];
    return {
      situation: value,
      ethos: ethos ? `${ethos} · ${ethosLabels[ethos]}` : 'non classée',
      count,
      yearAgo: months.at(-13)?.count ?? null,
      months,
    };
  });
}

/** Where active people live, in the source's words and in ETHOS Light, with the shape of the last two years. */
export function SituationTable({ answer }: { answer: LedgerAnswer }) {
  const rows = rowsOf(answer);
  const hasPast = rows.some(({ months }) => months.length > 0);
  const change = ({ count, yearAgo }: SituationRow) =>
    typeof count === 'number' && yearAgo !== null ? frenchDelta(count - yearAgo) : '–';
  return (
    <Table
      caption="Sans domicile par situation à la fin du dernier mois"
      hideCaption
      cardsOnPhone
      rows={rows}
      rowKey={(row) => row.situation}
      columns={[
        { key: 'situation', header: 'Situation (mot du SIAO)', rowHeader: true, cell: (row) => row.situation },
        { key: 'ethos', header: 'ETHOS Light', cell: (row) => row.ethos },
        { key: 'count', header: 'Sans domicile', align: 'number', cell: (row) => shortCount(row.count) },
        ...(hasPast
          ? [
              { key: 'change', header: 'En un an', align: 'number' as const, cell: change },
              { key: 'shape', header: 'Deux ans', cell: (row: SituationRow) => <Shape row={row} unit={answer.unit} /> },
            ]
          : []),
      ]}
    />
  );
}

function Shape({ row, unit }: { row: SituationRow; unit: LedgerAnswer['unit'] }) {
  const points = row.months.map(({ month, count }) => ({
    month,
    state: count === null ? ('missing' as const) : ('value' as const),
    value: count,
  }));
  return <Sparkline series={prepareMonthSeries({ label: row.situation, unit, nature: 'level', points })} />;
}
