import { dueDate } from '../../shared/domain/deadline.ts';
import {
  isMissingReturn,
  type ReturnStanding,
  waitsForOrganisation,
} from '../../shared/domain/entry/return-standing.ts';
import { addMonths, type IsoDate, type Month, monthOf } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type Asked, type BoardLine, type BoardReturn, loadBoard, type Span } from './board.ts';
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
  questions: ReadonlyMap<number, string>,
): WaitingCell[] {
  const labelOf = (wanted: number) => asked.find(({ indicatorId }) => indicatorId === wanted)?.label ?? '';
  const asking = returned.map(({ id, indicatorId }) => ({
    indicatorId,
    label: labelOf(indicatorId),
    question: questions.get(id) ?? '',
  }));
  // A month that was sent has its reasons for what is empty in it.
  const isSent = own !== undefined && own.status !== 'draft';
  const blank = isSent ? [] : empty.map(({ indicatorId, label }) => ({ indicatorId, label, question: null }));
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
  const questions = new Map(asked.map(({ observationId, text }) => [observationId, text]));
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

/** The return that waits for validation first, by its figures or by rows alone: the oldest month, then by name; another than the one in hand. */
export async function nextToValidate(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  inHand: { organisationId: number; month: Month },
): Promise<{ organisationId: number; organisation: string; month: Month } | null> {
  const through = monthOf(platform.referenceDate());
  const { lines } = await loadBoard(platform, scopeOf, { from: addMonths(through, 1 - MONTHS_BACK), to: through });
  const returns = lines.flatMap(({ organisation: { id, name }, returns }) =>
    returns
      .filter(({ ready }) => ready.length > 0)
      .map(({ month }) => ({ organisationId: id, organisation: name, month })),
  );
  const registers = await waitingRegisters(scopeOf, platform.db, { lines, lastMonth: through });
  const rows = registers.map(({ organisationId, organisation, month }) => ({ organisationId, organisation, month }));
  return (
    [...returns, ...rows]
      .filter((one) => one.organisationId !== inHand.organisationId || one.month !== inHand.month)
      .toSorted((a, b) => a.month.localeCompare(b.month) || a.organisation.localeCompare(b.organisation, 'fr'))[0] ??
    null
  );
}

/** A return that was due and is not sent, or was sent and waits to be validated. */
export interface MissingReturn {
  organisation: string;
  month: Month;
}

/** What a collection waits for over some months: returns missing and returns to validate, the latest month first. */
export async function collectionState(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  span: Span,
): Promise<{ missing: MissingReturn[]; waiting: MissingReturn[]; toValidate: number }> {
  const { lines } = await loadBoard(platform, scopeOf, span);
  const missing = lines.flatMap(({ organisation, returns }) =>
    returns
      .filter(({ standing }) => isMissingReturn(standing))
      .map(({ month }) => ({ organisation: organisation.name, month })),
  );
  const waiting = lines.flatMap(({ organisation, returns }) =>
    returns.filter(({ ready }) => ready.length > 0).map(({ month }) => ({ organisation: organisation.name, month })),
  );
  const latestFirst = (a: MissingReturn, b: MissingReturn) => b.month.localeCompare(a.month);
  return { missing: missing.sort(latestFirst), waiting: waiting.sort(latestFirst), toValidate: waiting.length };
}
