import type { FinanceYear } from '../../shared/domain/finance/finance-year.ts';
import { isDate } from '../../shared/domain/month.ts';
import { FICTITIOUS_MARK } from '../../shared/domain/report/report-document.ts';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { renderCsv } from '../documents/render-csv.ts';
import { renderWorkbook, type WorkbookSheet } from '../documents/render-workbook.ts';
import type { Viewer } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { alertsSheet, exposureSheet, totalsSheet } from './export-summary.ts';
import { conventionsSheet, documentsSheet, instalmentsSheet, linesSheet, statePaymentsSheet } from './export-tables.ts';
import { financeRead } from './service.ts';

/** The parts of the money, by the word of their address: each is a sheet of the workbook and a file of its own as CSV. */
const parts = {
  lignes: linesSheet,
  conventions: conventionsSheet,
  versements: instalmentsSheet,
  'versements-etat': statePaymentsSheet,
  pieces: documentsSheet,
  totaux: totalsSheet,
  exposition: exposureSheet,
  alertes: alertsSheet,
} satisfies Record<string, (money: FinanceYear) => WorkbookSheet>;
export type FinancePart = keyof typeof parts;

export const isFinancePart = (text: string): text is FinancePart => Object.hasOwn(parts, text);

const foreword = [
  'Les montants sont ceux de la page Finances. Une case vide est un montant non connu, jamais un zéro.',
  'Les feuilles «\u00a0Lignes\u00a0», «\u00a0Conventions\u00a0» et «\u00a0Versements\u00a0» se complètent et se redéposent sur la page Finances\u00a0: rien n’est écrit avant votre accord.',
  'À la reprise, une case laissée vide ne change rien\u202f; «\u00a0NC\u00a0» dit que le montant n’est pas connu. Les colonnes de droite, à partir de «\u00a0Demandé dans l’annexe\u00a0», «\u00a0Versé\u00a0» ou «\u00a0Nature\u00a0», sont là pour information.',
];

function workbookOf(money: FinanceYear, fictitious: boolean): Promise<Buffer> {
  return renderWorkbook({
    title: `Finances ${money.year}, ${money.convention.name}`,
    fictitious,
    foreword,
    sheets: Object.values(parts).map((sheet) => sheet(money)),
  });
}

/** A table that says of each row whether it is real says it of the demonstration too; the others begin with its mark. */
function csvOf(money: FinanceYear, part: FinancePart, fictitious: boolean): Buffer {
  const { columns, rows } = parts[part](money);
  const cell = (value: string | number | null, rank: number) =>
    columns[rank]?.kind === 'date' && typeof value === 'string' && isDate(value) ? frenchShortDate(value) : value;
  const marked = fictitious && !columns.some(({ label }) => label === 'Nature');
  return renderCsv(columns, [...(marked ? [[FICTITIOUS_MARK]] : []), ...rows.map((row) => row.map(cell))]);
}

/** The money of a year as a file: the same amounts as the screen, from the same function. */
export async function financeFile(
  context: Context & { viewer: Viewer },
  { year, format, part }: { year: number; format: 'csv' | 'xlsx'; part: FinancePart },
): Promise<{ name: string; bytes: Buffer }> {
  const money = await financeRead({ ctx: context, input: { year } });
  const fictitious = context.demonstration();
  const bytes = format === 'xlsx' ? await workbookOf(money, fictitious) : csvOf(money, part, fictitious);
  const named = ['finances', year, ...(format === 'csv' ? [part] : []), ...(fictitious ? ['fictif'] : [])];
  return { name: `${named.join('-')}.${format}`, bytes };
}
