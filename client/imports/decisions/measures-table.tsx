import { frenchDecimal, frenchMonthShort } from '../../../shared/domain/words/french-format.ts';
import type { Measures } from '../../../shared/registers/register.ts';
import { Table } from '../../ui/table/table.tsx';

/** Months across, indicators down; a month without a row stays empty. */
export function MeasuresTable({ measures }: { measures: Measures }) {
  const months = [...new Set(Object.values(measures).flatMap((one) => Object.keys(one)))].sort();
  const text = (code: string, month: string) => {
    const figure = measures[code]?.[month];
    if (figure === undefined) return '';
    return typeof figure === 'number'
      ? frenchDecimal(figure)
      : `${frenchDecimal(figure.numerator)}/${frenchDecimal(figure.denominator)}`;
  };
  return (
    <Table
      caption="Chiffres du fichier par indicateur et par mois"
      hideCaption
      dense
      rows={Object.keys(measures).sort()}
      rowKey={(code) => code}
      empty="Ce fichier n’alimente aucun indicateur mensuel."
      columns={[
        { key: 'code', header: 'Indicateur', rowHeader: true, nowrap: true, cell: (code) => code },
        ...months.map((month) => ({
          key: month,
          header: `${frenchMonthShort(month)} ${month.slice(2, 4)}`,
          align: 'number' as const,
          nowrap: true,
          cell: (code: string) => text(code, month),
        })),
      ]}
    />
  );
}
