import { renewedCode } from '../../shared/domain/finance/renewal.ts';
import type { ConventionRenewal, LinesConfirmation } from '../../shared/schemas/catalogue/renewal.ts';
import { withinAct } from '../conventions/acts.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  confirmActions,
  createRenewed,
  type FormerConvention,
  findOverlapping,
  findUnconfirmed,
  holdToRenew,
} from './renewal-repository.ts';

type Acting = Pick<Platform, 'db' | 'clock' | 'referenceDate'>;
type Tx = Parameters<typeof holdToRenew>[0];

/** Most years that a convention lasts. */
const MOST_YEARS = 10;

async function checkYears(tx: Tx, { startYear, endYear }: ConventionRenewal, former: FormerConvention): Promise<void> {
  if (endYear < startYear || endYear - startYear >= MOST_YEARS || startYear <= former.endYear)
    throw new AppError('INVALID', { fields: ['startYear', 'endYear'] });
  const overlapping = await findOverlapping(tx, { startYear, endYear });
  if (overlapping.length > 0) throw new AppError('INVALID', { fields: ['startYear', 'endYear'], overlapping });
}

/**
 * Carries a convention over into the next one: lines, keys, words, rules and indicators as they are, marked to be confirmed;
 * amounts are left to an amendment, and no target is copied. A convention is renewed once.
 */
export async function renewConvention(
  platform: Acting,
  viewer: Viewer,
  input: ConventionRenewal,
): Promise<{ code: string }> {
  const { startYear, endYear, name, reason } = input;
  return withinAct(platform, viewer, { effectiveDate: platform.referenceDate(), reason }, async (_, tx) => {
    const former = await holdToRenew(tx, input.convention);
    if (!former || former.actions.length === 0) throw new AppError('NOT_FOUND', { entity: 'convention' });
    if (former.successor) throw new AppError('CONFLICT', { renewedAs: former.successor.code });
    await checkYears(tx, input, former);
    const code = renewedCode(former.code, former, input);
    const note = `Reprise de «\u00a0${former.name}\u00a0»\u00a0: lignes à confirmer, montants et cibles à fixer par avenant.`;
    const years = Array.from({ length: endYear - startYear + 1 }, (_, rank) => startYear + rank);
    const { territory, clawbackPercent, reportDue, paymentDue, id: predecessorId } = former;
    await createRenewed(
      tx,
      {
        ...{ code, name, territory, startYear, endYear, clawbackPercent, note, predecessorId },
        ...{ reportDue, paymentDue },
        ...{ maximumAnnualCents: null, eligibleCostCents: null },
      },
      years.map((year) => ({ year, amountCents: null, quote: 'sera défini par avenant', document: name })),
      former,
    );
    await recordAudit(tx, viewer, {
      action: 'convention.renew',
      entity: 'convention',
      entityId: code,
      after: { predecessor: former.code, startYear, endYear, lines: former.actions.length },
      reason,
    });
    return { code };
  });
}

/** Lines of a renewed annex that an act keeps; a line that was confirmed already refuses the whole act. */
export async function confirmLines(
  platform: Acting,
  viewer: Viewer,
  { convention, keys, act, actDate, reason }: LinesConfirmation,
): Promise<void> {
  await withinAct(platform, viewer, { effectiveDate: actDate, reason, act, actDate }, async (_, tx) => {
    const waiting = await findUnconfirmed(tx, convention, keys);
    if (waiting.length !== new Set(keys).size) throw new AppError('CONFLICT', { entity: 'convention' });
    await confirmActions(tx, convention, keys);
    await recordAudit(tx, viewer, {
      action: 'convention.confirm-lines',
      entity: 'convention',
      entityId: convention,
      after: { keys: keys.join(', '), act, actDate },
      reason,
    });
  });
}
