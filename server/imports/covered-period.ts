import { addMonths, type IsoDate, lastDayOf, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { type AbsentChoice, periodAnswer, type ToldByFile } from '../../shared/schemas/import.ts';
import type { KeptExport } from '../ledger/held-requests.ts';
import { parisDate } from '../platform/clock.ts';
import type { Absence } from './absent-repository.ts';
import type { ImportRecord } from './repository.ts';

/** The day at which rows that are no longer there are closed: that of the extraction, the end of the file's period, or the day of the import. */
function closingDay({ told, createdAt }: ImportRecord): string {
  const { period } = told;
  if (period?.day) return period.day;
  return period && period.why !== 'rows' ? lastDayOf(period.to) : parisDate(createdAt);
}

/** What a file is said to cover. `asked`: nobody says, and the question is open. */
export interface CoveredPeriod {
  period: ToldByFile['period'];
  asked: boolean;
}

/** Rows about nothing that is counted month by month, and rows typed one by one, cover nothing. */
const speaksOfMonths = ({ kind, source }: ImportRecord) =>
  kind === 'file' && registerOf(source).layout === 'rows' && registerOf(source).measurements.length > 0;

/**
 * The months that a file covers: what its title, its day of extraction or somebody says; what was answered of the partner's last
 * file, as long as it holds every month of this one's rows.
 */
export function coveredPeriod(prepared: ImportRecord, answered: string | undefined): CoveredPeriod {
  const { period } = prepared.told;
  if (!speaksOfMonths(prepared) || (period && period.why !== 'rows')) return { period, asked: false };
  const said = periodAnswer(answered);
  if (said && period && said.from <= period.from && period.to <= said.to)
    return { period: { ...said, why: 'answer' }, asked: false };
  return { period, asked: period !== null };
}

/** The months of which a file says that they are whole: those of its period that are over. */
export function declaredMonths(prepared: ImportRecord, { period, asked }: CoveredPeriod, today: string): Month[] {
  if (!speaksOfMonths(prepared) || !period || asked) return [];
  const last = period.partial ? addMonths(period.to, -1) : period.to;
  const [end = last] = [last, addMonths(monthOf(today), -1)].sort();
  return period.from <= end ? monthsBetween(period.from, end) : [];
}

/** What is asked of the rows that a file no longer holds. */
export const absenceOf = (prepared: ImportRecord, choice: AbsentChoice | null): Absence => ({
  importId: prepared.id,
  register: registerOf(prepared.source),
  choice: choice ?? 'keep',
  on: closingDay(prepared),
  until: prepared.told.period?.day === undefined ? null : prepared.told.period.to,
});

/** How a file was judged: it holds most of what is known of its months, and what becomes of what it no longer holds. */
interface JudgedFile {
  covered: CoveredPeriod;
  isWhole: boolean;
  absent: number;
  absentChoice: AbsentChoice | null;
}

/** What a file that holds every request of its months is for the ledger: a full export, of the day that it says. */
export function fullExportOf(
  { id, source, told }: ImportRecord,
  { covered: { period, asked }, isWhole, absent, absentChoice }: JudgedFile,
  today: IsoDate,
): KeptExport | null {
  const day = told.period?.day;
  if (!isWhole || source !== 'siao-request' || !period || asked || day === undefined || day > today) return null;
  const to = [period.to, monthOf(day)].sort()[0] ?? period.to;
  const keepsAbsent = absent > 0 && (absentChoice ?? 'keep') === 'keep';
  return { export: { importId: id, from: period.from, to, day }, keepsAbsent };
}
