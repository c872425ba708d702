import type { Prisma } from '../../prisma/generated/client.ts';
import { type Agreement, isFedIn, registerAt } from '../../shared/domain/agreement.ts';
import { isAssigned } from '../../shared/domain/expectation.ts';
import { isMeasureOf } from '../../shared/registers/measures.ts';
import type { AgreementChange, AgreementDraft } from '../../shared/schemas/agreement.ts';
import { withinAct } from '../conventions/acts.ts';
import { holdAgreed, type ImportScope, planAgreed, writeAgreed } from '../imports/cells/agreed-cells.ts';
import type { CellPlan } from '../imports/cells/register-cells.ts';
import type { CellChange } from '../imports/receipt-columns.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findAssignment, findAssignments, findFeedings, inTransaction, writeAgreement } from './repository.ts';

type Acting = Pick<Platform, 'db' | 'clock'>;
type Found = NonNullable<Awaited<ReturnType<typeof findAssignment>>>;

/** Who gives what, how and from when, with who feeds which register. */
export const readAgreements = ({ db }: Pick<Platform, 'db'>) => findAssignments(db);

/** Who feeds which register, and in which months. */
export const readFeedings = ({ db }: Pick<Platform, 'db'>) => findFeedings(db);

/** An act on an agreement: what it is now, and what moves. */
export interface AgreementEffect {
  organisation: string;
  indicator: string;
  /** How the figure of the first month is given before the act; null: typed. */
  before: string | null;
  after: string | null;
  /** Each month whose figure changes, from what to what. */
  changes: CellChange[];
}

async function findGiven(db: Acting['db'] | Prisma.TransactionClient, draft: AgreementDraft): Promise<Found> {
  const found = await findAssignment(db, draft.organisation, draft.indicator);
  if (!found) throw new AppError('NOT_EXPECTED');
  if (!isAssigned(found, draft.fromMonth)) throw new AppError('NOT_EXPECTED');
  const { register } = draft;
  if (register !== null && !isFedIn(found.organisation.feeds, register, draft.fromMonth))
    throw new AppError('NOT_FED', { organisation: found.organisation.name, source: register });
  if (register !== null && !isMeasureOf(register, found.indicator.measure))
    throw new AppError('NOT_COUNTED', { indicator: found.indicator.label, source: register });
  return found;
}

/** The agreements once the act is done: what was agreed later stays as it is. */
function withChange(agreements: readonly Agreement[], { fromMonth, register }: AgreementDraft): Agreement[] {
  return [...agreements.filter((one) => one.fromMonth !== fromMonth), { fromMonth, register }];
}

const nothing: CellPlan = { changes: [], writes: [] };

/** What the register says in the months that it would give; a month that becomes typed keeps its figure. */
async function planned(
  platform: Acting,
  tx: Prisma.TransactionClient,
  scope: ImportScope,
  found: Found,
  draft: AgreementDraft,
): Promise<CellPlan> {
  if (draft.register === null) return nothing;
  const agreements = withChange(found.agreements, draft);
  const plan = await planAgreed(platform, tx, scope, draft.register, { indicator: draft.indicator, agreements });
  const mine = ({ month }: { month: string }) =>
    month >= draft.fromMonth && registerAt(agreements, month) === draft.register;
  return { changes: plan.changes.filter(mine), writes: plan.writes.filter(mine) };
}

const effectOf = (found: Found, draft: AgreementDraft, { changes }: CellPlan): AgreementEffect => ({
  organisation: found.organisation.name,
  indicator: found.indicator.label,
  before: registerAt(found.agreements, draft.fromMonth),
  after: draft.register,
  changes,
});

/** The effect of a change of agreement, month by month: nothing is written. */
export function previewAgreement(
  platform: Acting,
  scopeOf: (organisationId: number) => ImportScope,
  draft: AgreementDraft,
): Promise<AgreementEffect> {
  return inTransaction(platform.db, async (tx) => {
    const found = await findGiven(tx, draft);
    return effectOf(found, draft, await planned(platform, tx, scopeOf(found.organisationId), found, draft));
  });
}

/** Changes how an organisation gives an indicator from a month on: dated, with its reason, in the journal, with its figures. */
export function changeAgreement(
  platform: Acting,
  actor: Actor,
  scopeOf: (organisationId: number) => ImportScope,
  { reason, ...draft }: AgreementChange,
): Promise<AgreementEffect> {
  return withinAct(platform, actor, { effectiveDate: `${draft.fromMonth}-01`, reason }, async (_, tx) => {
    const before = await findGiven(tx, draft);
    const scope = scopeOf(before.organisationId);
    if (draft.register !== null) await holdAgreed(tx, scope, draft.register, before.indicatorId);
    const found = await findGiven(tx, draft);
    const plan = await planned(platform, tx, scope, found, draft);
    const key = { organisationId: found.organisationId, indicatorId: found.indicatorId, fromMonth: draft.fromMonth };
    const signed = { createdById: actor.id, createdByName: actor.name, createdAt: platform.clock.now() };
    await writeAgreement(tx, key, { register: draft.register, reason, ...signed });
    await writeAgreed(platform, tx, actor, scope, plan);
    const effect = effectOf(found, draft, plan);
    await recordAudit(tx, actor, {
      action: 'agreement.change',
      entity: 'agreement',
      entityId: `${draft.organisation}/${draft.indicator}/${draft.fromMonth}`,
      before: { register: effect.before },
      after: { register: effect.after, cells: plan.writes.length },
      reason,
    });
    return effect;
  });
}
