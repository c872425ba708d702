import type { KeyFigure, TableBlock } from '../../shared/domain/report/report-document.ts';
import { frenchCount, frenchList } from '../../shared/domain/words/french-format.ts';

/** What a table is, for whoever does not see it: how long it is, what each row says, and what names the rows. */
export function tableWords({ columns, rows, rowHeader, totalRow }: TableBlock): string {
  const [first, ...others] = columns.map(({ label }) => `«\u00a0${label.replaceAll('\n', ' ')}\u00a0»`);
  const sums = totalRow === true ? 'La dernière ligne est leur total.' : '';
  const size = `Tableau de ${frenchCount(rows.length, 'ligne', 'lignes')} et ${frenchCount(columns.length, 'colonne', 'colonnes')}.`;
  if (!first || rowHeader !== true || others.length === 0) return [size, sums].filter(Boolean).join(' ');
  const says = others.length > 1 ? 'les suivantes disent' : 'la suivante dit';
  return [size, `La première colonne, ${first}, nomme chaque ligne\u202f; ${says} ${frenchList(others)}.`, sums]
    .filter(Boolean)
    .join(' ');
}

/** « 43 logements : Logements en gestion ; … »: key figures are read one by one, their number first. */
export const keyFigureWords = (figures: readonly KeyFigure[]) =>
  `${figures.map(({ value, label }) => `${value}\u00a0: ${label}`).join('\u202f; ')}.`;
