import { dueDate } from '../../shared/domain/deadline.ts';
import {
  isMissingReturn,
  type ReturnStanding,
  waitsForOrganisation,
} from '../../shared/domain/entry/return-standing.ts';
import { addMonths, type IsoDate, type Month, monthOf } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type Asked, type BoardLine, type BoardReturn, lastMonths, loadBoard, type Span } from './board.ts';
import { waitingRegisters } from './registers.ts';
import * as repository from './repository.ts';

/** As far back as « Mon mois » goes. */
const MONTHS_BACK = 24;

/** A cell that waits for its organisation. */
export interface WaitingCell {
  indicatorId: number;
  label: string;
  /** The coordinator's question; null: the cell is empty. */
  question: string | null;
  /** When it was asked. */
  askedAt: Date | null;
}

/** One month that waits for its organisation: cells without an answer, questions, or only the sending. */
export interface WaitingMonth {
  month: Month;
  standing: ReturnStanding;
  dueDate: IsoDate;
  cells: WaitingCell[];
}

export interface Outstanding {
  organisation: { id: number; code: string; name: string; ownerId: string | null; deputyId: string | null };
  /** The oldest first. */
  months: WaitingMonth[];
}

function waitingCells(
  { own, empty, returned }: BoardReturn,
  asked: readonly Asked[],
  questions: ReadonlyMap<number, { text: string; createdAt: Date }>,
): WaitingCell[] {
  const labelOf = (wanted: number) => asked.find(({ indicatorId }) => indicatorId === wanted)?.label ?? '';
  const asking = returned.map(({ id, indicatorId }) => ({
    indicatorId,
    label: labelOf(indicatorId),
    question: questions.get(id)?.text ?? '',
    askedAt: questions.get(id)?.createdAt ?? null,
  }));
  // A month that was sent has its reasons for what is empty in it.
  const isSent = own !== undefined && own.status !== 'draft';
  const blank = isSent
    ? []
    : empty.map(({ indicatorId, label }) => ({
        ...{ indicatorId, label },
        ...{ question: null, askedAt: null },
      }));
  return [...asking, ...blank];
}

const isWaiting = ({ standing, expected, returned }: BoardReturn) =>
  waitsForOrganisation(standing) && (expected > 0 || returned.length > 0);

const identityOf = ({ id, code, name, ownerId, deputyId }: BoardLine['organisation']) => ({
  id,
  code,
  name,
  ownerId,
  deputyId,
});

/** What each organisation still owes, up to a month included; those that owe nothing are not listed. */
export async function outstanding(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  through: Month,
): Promise<Outstanding[]> {
  const span = { from: addMonths(through, 1 - MONTHS_BACK), to: through };
  const { lines, scopes } = await loadBoard(platform, scopeOf, span);
  const asked = await repository.listOpenQuestions(scopes, platform.db, span);
  const questions = new Map(asked.map(({ observationId, ...question }) => [observationId, question]));
  return lines
    .map((line) => ({
      organisation: identityOf(line.organisation),
      months: line.returns.filter(isWaiting).map((one) => ({
        month: one.month,
        standing: one.standing,
        dueDate: dueDate(one.month),
        cells: waitingCells(one, line.asked, questions),
      })),
    }))
    .filter(({ months }) => months.length > 0);
}

/** A month of an organisation. */
export interface OwedReturn {
  organisationId: number;
  organisation: string;
  month: Month;
}

const oldestFirst = (a: OwedReturn, b: OwedReturn) =>
  a.month.localeCompare(b.month) || a.organisation.localeCompare(b.organisation, 'fr');

const returnsOf = (lines: readonly BoardLine[], wanted: (one: BoardReturn) => boolean): OwedReturn[] =>
  lines
    .flatMap(({ organisation: { id, name }, returns }) =>
      returns.filter(wanted).map(({ month }) => ({ organisationId: id, organisation: name, month })),
    )
    .sort(oldestFirst);

/** The months that wait for a validation, by their figures or by rows alone, the oldest first. */
export function awaitingValidation(
  lines: readonly BoardLine[],
  registers: Awaited<ReturnType<typeof waitingRegisters>>,
): OwedReturn[] {
  const returns = returnsOf(lines, ({ ready }) => ready.length > 0);
  const known = new Set(returns.map(({ organisationId, month }) => `${organisationId} ${month}`));
  const rows = new Map(
    registers.map(({ organisationId, organisation, month }) => [
      `${organisationId} ${month}`,
      { organisationId, organisation, month },
    ]),
  );
  return [...returns, ...[...rows].flatMap(([key, one]) => (known.has(key) ? [] : [one]))].sort(oldestFirst);
}

/** What a collection waits for: returns that were due and are not sent, values sent back, months to validate; each the oldest first. */
export interface CollectionState {
  missing: OwedReturn[];
  /** One a value. */
  returned: OwedReturn[];
  toValidate: OwedReturn[];
}

/** The same over some months; without any, over those that the page of the collection opens on. */
export async function collectionState(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  span?: Span,
): Promise<CollectionState> {
  const lastMonth = monthOf(platform.referenceDate());
  const { lines } = await loadBoard(platform, scopeOf, span ?? lastMonths(lastMonth));
  const registers = await waitingRegisters(scopeOf, platform.db, { lines, lastMonth });
  return {
    missing: returnsOf(lines, ({ standing }) => isMissingReturn(standing)),
    returned: lines
      .flatMap(({ organisation: { id, name }, returns }) =>
        returns.flatMap(({ month, returned }) =>
          returned.map(() => ({ organisationId: id, organisation: name, month })),
        ),
      )
      .sort(oldestFirst),
    toValidate: awaitingValidation(lines, registers).filter(
      ({ month }) => span === undefined || (month >= span.from && month <= span.to),
    ),
  };
}

/** The month that waits for validation first, another than the one in hand. */
export async function nextToValidate(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  inHand: { organisationId: number; month: Month },
): Promise<OwedReturn | null> {
  const through = monthOf(platform.referenceDate());
  const span = { from: addMonths(through, 1 - MONTHS_BACK), to: through };
  const { toValidate } = await collectionState(platform, scopeOf, span);
  const isOther = (one: OwedReturn) => one.organisationId !== inHand.organisationId || one.month !== inHand.month;
  return toValidate.find(isOther) ?? null;
}
