import { addMonths } from '../../shared/domain/month.ts';
import type { NewDefinition } from '../../shared/schemas/catalogue/catalogue.ts';
import { withinAct } from '../conventions/acts.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { createVersion, findDefinition, findDefinitions, holdIndicator } from './repository.ts';

/** Every indicator with its definitions, and the one in force last. */
export function readDefinitions({ db }: Pick<Platform, 'db'>) {
  return findDefinitions(db);
}

/** Another definition from a month on. Both stay; the series breaks there, and no total crosses the break. */
export async function defineIndicator(
  platform: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  next: NewDefinition,
): Promise<void> {
  const { code, definition, formula, validFrom, reason } = next;
  await withinAct(platform, viewer, { effectiveDate: `${validFrom}-01`, reason }, async ({ clock }, tx) => {
    await holdIndicator(tx, code);
    const indicator = await findDefinition(tx, code);
    const last = indicator?.versions[0];
    if (!indicator || !last) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
    if (validFrom <= last.validFrom)
      throw new AppError('INVALID', { fields: ['validFrom'], after: addMonths(last.validFrom, 1) });
    const version = last.version + 1;
    await createVersion(tx, {
      indicatorId: indicator.id,
      version,
      definition,
      formula,
      validFrom,
      reason,
      createdAt: clock.now(),
    });
    await recordAudit(tx, viewer, {
      action: 'definition.add',
      entity: 'indicator',
      entityId: code,
      before: { version: last.version },
      after: { version, validFrom },
      reason,
    });
  });
}
