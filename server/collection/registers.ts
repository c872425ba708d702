import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { isFedIn } from '../../shared/domain/agreement.ts';
import type { Month } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SeenRegister } from '../../shared/schemas/collection.ts';
import { noteRequestsValidated } from '../ledger/refresh.ts';
import { validateCells } from '../monthly-entry/service.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { AppError } from '../platform/errors.ts';
import type { BoardLine, BoardReturn } from './board.ts';
import {
  keepRegisterValidated,
  listCorrections,
  listKeepers,
  listOpenCells,
  listRegisters,
  listWaitingRegisters,
  type RegisterState,
} from './register-repository.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A survey that measures nothing is of no month: any month validates it, once. */
const isOfMonths = (source: RegisterState['source']) => registerOf(source).measurements.length > 0;

/** True when a month of a register is its organisation's to give, and so to be validated. */
const isFed = ({ source, feeds }: Pick<RegisterState, 'source' | 'feeds'>, month: Month) =>
  !isOfMonths(source) || isFedIn(feeds, source, month);

const waits = ({ source, sequence, validated, hasMonth }: RegisterState) =>
  validated === null || validated < sequence || (isOfMonths(source) && !hasMonth);

/** The registers of an organisation that have something to validate with a month, and what they correct of earlier ones. */
export async function registersToValidate(scope: OrganisationScope, db: Db, month: Month) {
  const waiting = (await listRegisters(scope, db, month)).filter((one) => waits(one) && isFed(one, month));
  const found = [];
  for (const { source, sequence } of waiting) {
    const corrections = await listCorrections(scope, db, source, month);
    found.push({ source, sequence, corrections: corrections.map(({ id: _, ...one }) => one) });
  }
  return found;
}

/**
 * Validates the rows of registers with a month, at the import that was seen: with the cells that they made, all of which are
 * validated, and what they correct of the months validated before. Rows that came since are asked again (READ_AGAIN). A register
 * of which a figure of the month is left waits with it. Answers what was validated.
 */
export async function validateRegisters(
  scope: OrganisationScope<'collection.review'>,
  tx: Prisma.TransactionClient,
  { month, registers }: { month: Month; registers: readonly SeenRegister[] },
  stamp: { by: string; at: Date },
): Promise<string[]> {
  if (registers.length === 0) return [];
  const known = await listRegisters(scope, tx, month);
  const done: string[] = [];
  for (const { source, sequence } of registers) {
    const register = known.find((one) => one.source === source);
    if (register && !isFed(register, month)) throw new AppError('NOT_FED', { source, month });
    if (register?.sequence !== sequence) throw new AppError('READ_AGAIN', {});
    if (!waits(register) || (await listOpenCells(scope, tx, source, month)).length > 0) continue;
    await validateCells(scope, tx, await listCorrections(scope, tx, source, month), stamp);
    await keepRegisterValidated(scope, tx, { source, month, sequence }, stamp);
    if (source === 'siao-request') await noteRequestsValidated(tx, scope);
    done.push(source);
  }
  return done;
}

/**
 * The registers that wait, and the month with which each is validated: the first month of its organisation that waits, else the last
 * one that was validated of it, of those that it feeds; the last month for a survey of no month. Rows whose months are not sent wait
 * for their sending.
 */
export async function waitingRegisters(
  scopeOf: (organisationId: number) => OrganisationScope,
  db: Db,
  { lines, lastMonth }: { lines: readonly BoardLine[]; lastMonth: Month },
) {
  const found = await listWaitingRegisters((await listKeepers(db)).map(scopeOf), db);
  const readyOf = new Map(lines.map(({ organisation, returns }) => [organisation.id, returns.filter(isReady)]));
  return found.flatMap(({ months: validated, feeds, ...one }) => {
    const ready = (readyOf.get(one.organisationId) ?? []).map(({ month }) => month);
    const fed = [...ready, ...validated].find((month) => isFed({ source: one.source, feeds }, month));
    const month = fed ?? (isOfMonths(one.source) ? null : lastMonth);
    return month === null ? [] : [{ ...one, month }];
  });
}

const isReady = ({ ready }: BoardReturn) => ready.length > 0;
