/**
 * Figures counted a second time, the slow and obvious way, from rows as partners write them: one row after the other. It shares
 * nothing with the product.
 */

export type PlainRow = Record<string, string | number | null | undefined>;
export type Share = { numerator: number; denominator: number };
export type Months = Record<string, Record<string, number | Share>>;

const monthOf = (date: unknown) => (typeof date === 'string' && date !== '' ? date.slice(0, 7) : null);
const says = (row: PlainRow, field: string) => row[field] !== undefined && !unreadable(row, field);
const unreadable = (row: PlainRow, field: string) =>
  String(row.unreadable ?? '')
    .split(' ')
    .includes(field);

/** « 2023-11 » and 12 give « 2024-11 ». */
function later(month: string, count: number): string {
  const rank = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(rank / 12)}-${String((rank % 12) + 1).padStart(2, '0')}`;
}

class Counter {
  readonly months: Months = {};

  private monthsOf(code: string): Record<string, number | Share> {
    const own = this.months[code] ?? {};
    this.months[code] = own;
    return own;
  }

  add(code: string, month: string | null, by = 1): void {
    if (month === null) return;
    const own = this.monthsOf(code);
    own[month] = Number(own[month] ?? 0) + by;
  }

  share(code: string, month: string | null, isPart: boolean): void {
    if (month === null) return;
    const own = this.monthsOf(code);
    const known = own[month];
    const before = typeof known === 'object' ? known : { numerator: 0, denominator: 0 };
    own[month] = { numerator: before.numerator + (isPart ? 1 : 0), denominator: before.denominator + 1 };
  }
}

const homes = ['Relogement parc social', 'Relogement parc privé', 'Intermédiation locative', 'Pension de famille'];
const streetOrEmergency = ['Rue - abri de fortune', 'Squat - bidonville', "Hébergement d'urgence", 'Hôtel'];

function requests(rows: readonly PlainRow[], counter: Counter): void {
  for (const row of rows) {
    counter.add('SIAO-01', monthOf(row.requestDate));
    const [closed, reason] = [monthOf(row.closingDate), String(row.closingReason)];
    if (homes.includes(reason)) counter.add('SIAO-02', closed);
    if (homes.includes(reason) && streetOrEmergency.includes(String(row.situation))) counter.add('IND-28', closed);
    if (reason === 'Sans nouvelles') counter.add('SIAO-03', closed);
  }
}

/** Dwellings at a month's end. */
export function dwellingsAt(rows: readonly PlainRow[], month: string) {
  const captured = rows.filter((row) => monthOf(row.captureDate) === month).length;
  const isIn = (row: PlainRow) => {
    const [from, to] = [monthOf(row.captureDate), monthOf(row.exitDate)];
    return from !== null && from <= month && !unreadable(row, 'exitDate') && (to === null || to > month);
  };
  const managed = rows.filter(isIn);
  const occupied = managed.filter((row) => (monthOf(row.entryDate) ?? '9999') <= month);
  return { captured, managed: managed.length, occupied: occupied.length };
}

/** By size: captured up to a month, under management, where nobody lives. */
export function dwellingsBy(rows: readonly PlainRow[], field: string, value: string, month: string) {
  const own = rows.filter((row) => String(row[field] ?? '') === value && (monthOf(row.captureDate) ?? '9999') <= month);
  const { managed, occupied } = dwellingsAt(own, month);
  return { captured: own.length, managed, occupied };
}

function dwellings(rows: readonly PlainRow[], counter: Counter, horizon: string): void {
  for (const row of rows) {
    counter.add('IND-02', monthOf(row.captureDate));
    const entry = row.entryDate;
    if (typeof entry !== 'string' || unreadable(row, 'exitDate')) continue;
    const month = later(entry.slice(0, 7), 12);
    const stayed = typeof row.exitDate !== 'string' || row.exitDate >= `${month}${entry.slice(7)}`;
    if (month <= horizon) counter.share('IND-03b', month, stayed);
  }
  const first = rows.flatMap((row) => monthOf(row.captureDate) ?? []).sort()[0];
  for (let month = first ?? '9999-12'; month <= horizon; month = later(month, 1))
    counter.add('IND-03', month, dwellingsAt(rows, month).managed);
}

export const stageFields = [
  ...['commandementDate', 'assignationDate', 'judgementDate', 'leaveOrderDate', 'policeDate', 'evictionDate'],
];

function procedures(rows: readonly PlainRow[], counter: Counter): void {
  for (const row of rows) {
    counter.add('IND-09', monthOf(row.commandementDate));
    counter.add('IND-15', monthOf(row.assignationDate));
    counter.add('IND-13', monthOf(row.evictionDate));
    if (says(row, 'surveyResult'))
      counter.share('IND-10', monthOf(row.commandementDate), row.surveyResult === 'Rencontré');
    if (says(row, 'diagnosticResult'))
      counter.share('IND-11', monthOf(row.assignationDate), row.diagnosticResult !== 'Réalisé');
    const [diagnostic, leave] = [row.diagnosticDate, row.leaveOrderDate];
    if (row.stock !== 'Privé' || typeof diagnostic !== 'string' || unreadable(row, 'leaveOrderDate')) continue;
    if (typeof leave !== 'string' || diagnostic < leave) counter.add('IND-08', monthOf(diagnostic));
  }
}

/** How many procedures passed each stage in some months. */
export const stagesIn = (rows: readonly PlainRow[], isIn: (month: string) => boolean) =>
  stageFields.map((field) => rows.filter((row) => isIn(monthOf(row[field]) ?? '')).length);

/** How many of the procedures that began in some months reached each stage: a later one tells of those before. */
export const reachedFrom = (rows: readonly PlainRow[], isIn: (month: string) => boolean) => {
  const begun = rows.filter((row) => isIn(monthOf(row.commandementDate) ?? ''));
  const passed = (row: PlainRow, stage: number) =>
    stageFields.slice(stage).some((field) => monthOf(row[field]) !== null);
  return stageFields.map((_, stage) => begun.filter((row) => passed(row, stage)).length);
};

function sessions(rows: readonly PlainRow[], counter: Counter): void {
  for (const row of rows) {
    counter.add('IND-18', monthOf(row.month));
    if (typeof row.participants === 'number') counter.add('IND-17', monthOf(row.month), row.participants);
  }
}

function answersOfCca(rows: readonly PlainRow[], counter: Counter): void {
  const met = new Set<string>();
  for (const row of rows) {
    counter.add('IND-23', monthOf(row.month));
    const meeting = String(row.meetingDate ?? row.month);
    if (!met.has(meeting)) counter.add('IND-22', monthOf(row.month));
    met.add(meeting);
  }
}

/** Code → month → what the rows of a register say. */
export function slowMonths(source: string, rows: readonly PlainRow[], horizon: string): Months {
  const counter = new Counter();
  if (source === 'siao-request') requests(rows, counter);
  if (source === 'captured-dwelling') dwellings(rows, counter, horizon);
  if (source === 'eviction-procedure') procedures(rows, counter);
  if (source === 'workshop') sessions(rows, counter);
  if (source === 'cca-request') answersOfCca(rows, counter);
  return counter.months;
}
