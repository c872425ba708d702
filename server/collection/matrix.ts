import { isPastDue, wasOnTime } from '../../shared/domain/deadline.ts';
import { absenceOn } from '../../shared/domain/entry/reminder.ts';
import { isMissingReturn } from '../../shared/domain/entry/return-standing.ts';
import { type AnswerableCell, completeness, firstAsked } from '../../shared/domain/expectation.ts';
import { type IsoDate, type Month, monthOf, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import type { MatrixInput } from '../../shared/schemas/collection.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { type BoardReturn, lastMonths, loadBoard } from './board.ts';
import { awaitingValidation } from './outstanding.ts';
import { waitingRegisters } from './registers.ts';
import * as repository from './repository.ts';

type Organisation = Awaited<ReturnType<typeof repository.listOrganisations>>[number];
const isSending = (status: string | undefined) => status !== undefined && status !== 'draft';

function cellOf({ month, own, standing, answered, expected, returned, ready, answers }: BoardReturn) {
  const sent = own?.firstSubmittedAt ? parisDate(own.firstSubmittedAt) : null;
  return {
    month,
    status: standing,
    answered,
    expected,
    returned: returned.length,
    ready: ready.length,
    onTime: sent === null ? null : wasOnTime(month, sent),
    sent,
    isSent: sent !== null || isSending(own?.status),
    answers,
  };
}

type MatrixCell = ReturnType<typeof cellOf>;

/** Completeness in its two measures, of the months already due; null when nothing was expected: not applicable. */
function completenessOf(cells: MatrixCell[], today: IsoDate) {
  const due = cells.filter((cell) => isPastDue(cell.month, today));
  const expected = due.filter((cell) => cell.expected > 0);
  return {
    completeness: completeness(due.flatMap((cell): AnswerableCell[] => cell.answers)).rate,
    returns: { sent: expected.filter((cell) => cell.isSent).length, expected: expected.length },
  };
}

function countersOf(cells: MatrixCell[], toValidate: number, today: IsoDate) {
  const count = (wanted: (cell: MatrixCell) => boolean) => cells.filter(wanted).length;
  return {
    onTime: count((cell) => cell.onTime === true),
    sentLate: count((cell) => cell.onTime === false),
    missing: count((cell) => isMissingReturn(cell.status)),
    toValidate,
    ...completenessOf(cells, today),
  };
}

/** The people who give the figures, who of them answers for them, and who is away today. */
function peopleOf(
  { id: organisationId, ownerId, deputyId }: Pick<Organisation, 'id' | 'ownerId' | 'deputyId'>,
  today: IsoDate,
  people: Awaited<ReturnType<typeof repository.listAddressees>>,
  absences: Awaited<ReturnType<typeof repository.listAbsences>>,
  seen: ReadonlyMap<string, IsoDate>,
) {
  return people
    .filter((person) => person.organisationId === organisationId && person.role === 'contributor')
    .map(({ id, name, email }) => {
      const away = absenceOn(id, today, absences);
      const part = id === ownerId ? ('owner' as const) : id === deputyId ? ('deputy' as const) : null;
      return {
        name,
        email,
        lastSeen: seen.get(id) ?? null,
        part,
        away: away && { until: away.toDate, deputy: away.deputy?.name ?? null },
      };
    });
}

/** The months asked for: a span, a civil year up to now, or the last twelve. */
function spanOf(asked: MatrixInput, lastMonth: Month): { from: Month; to: Month } {
  if (asked.year !== undefined) {
    const december = `${asked.year}-12`;
    return { from: `${asked.year}-01`, to: december < lastMonth ? december : lastMonth };
  }
  const to = asked.to ?? lastMonth;
  return { from: asked.from ?? lastMonths(to).from, to };
}

function yearsOf(organisations: Organisation[], lastMonth: Month): number[] {
  const begun = firstAsked(organisations.flatMap(({ assignments }) => assignments));
  const last = yearOf(lastMonth);
  const first = Math.min(begun ? yearOf(begun) : last, last);
  return Array.from({ length: last - first + 1 }, (_, back) => last - back);
}

/** Organisation × month: where each return stands, how full it is, whether it came in time. */
export async function matrix(platform: Pick<Platform, 'db' | 'referenceDate'>, viewer: Viewer, asked: MatrixInput) {
  const { db, referenceDate } = platform;
  const lastMonth = monthOf(referenceDate());
  const span = spanOf(asked, lastMonth);
  const scopeOf = (id: number) => organisationScope(viewer, 'collection.read', id);
  const [{ today, lines }, people] = await Promise.all([
    loadBoard(platform, scopeOf, span),
    repository.listAddressees(db, referenceDate()),
  ]);
  const registers = await waitingRegisters(scopeOf, db, { lines, lastMonth });
  const absences = await repository.listAbsences(db, today);
  const seen = new Map((await repository.listLastSeen(db)).map(({ userId, at }) => [userId, parisDate(at)]));
  const rows = lines.map(({ organisation, returns }) => ({ organisation, cells: returns.map(cellOf) }));
  const shown = rows.map(({ organisation, cells }) => ({
    id: organisation.id,
    code: organisation.code,
    name: organisation.name,
    ownerId: organisation.ownerId,
    deputyId: organisation.deputyId,
    phone: organisation.phone,
    ...completenessOf(cells, today),
    people: peopleOf(organisation, today, people, absences, seen),
    lastSent: cells.reduce<IsoDate | null>((last, { sent }) => (sent && (!last || sent > last) ? sent : last), null),
    cells: cells.map(({ answers: _answers, isSent: _isSent, sent: _sent, ...cell }) => cell),
  }));
  const all = rows.flatMap(({ cells }) => cells);
  const years = yearsOf(
    lines.map(({ organisation }) => organisation),
    lastMonth,
  );
  return {
    months: monthsBetween(span.from, span.to),
    lastMonth,
    years,
    today,
    organisations: shown,
    registers,
    counters: countersOf(all, awaitingValidation(lines, registers).length, today),
  };
}
