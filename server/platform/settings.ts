import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import {
  initialSettings,
  type SettingChange,
  type SettingName,
  type Settings,
  settingDefinitions,
  settingNames,
} from '../../shared/schemas/settings.ts';
import { type Actor, recordAudit } from './audit.ts';
import { toJson } from './database/rows.ts';
import { AppError } from './errors.ts';

export type SettingsDb = PrismaClient | Prisma.TransactionClient;

export const isSettingName = (name: string): name is SettingName => isKeyOf(settingDefinitions, name);

/** The value kept, or the initial one: what an older version wrote and this one does not understand is as if it were not there. */
function understood(name: SettingName, kept: unknown): unknown {
  const parsed = settingDefinitions[name].schema.safeParse(kept);
  return parsed.success ? parsed.data : settingDefinitions[name].initial;
}

/** Every setting of the territory. */
export async function readSettings(db: SettingsDb): Promise<Settings> {
  const rows = await db.setting.findMany({ where: { name: { in: settingNames } } });
  const changed = rows.flatMap(({ name, value }) => (isSettingName(name) ? [[name, understood(name, value)]] : []));
  return { ...initialSettings, ...Object.fromEntries(changed) };
}

/** What holds between settings; each alone is checked by its own schema. */
function contradicts(settings: Settings): SettingName | null {
  return settings['pace.toWatch'] >= settings['pace.onPace'] ? 'pace.toWatch' : null;
}

/** Writes one setting and its line of the journal, in the transaction of the caller. Refuses with INVALID what it may not be. */
export async function writeSetting(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { name, value, reason }: SettingChange,
): Promise<void> {
  const parsed = settingDefinitions[name].schema.safeParse(value);
  if (!parsed.success) throw new AppError('INVALID', { setting: name });
  const before = await readSettings(tx);
  const after = { ...before, [name]: parsed.data };
  if (contradicts(after)) throw new AppError('INVALID', { setting: name });
  if (before[name] === parsed.data) return;
  const kept = toJson(parsed.data);
  await tx.setting.upsert({ where: { name }, create: { name, value: kept }, update: { value: kept } });
  await recordAudit(tx, actor, {
    action: 'setting.change',
    entity: 'setting',
    entityId: name,
    before: { value: before[name] },
    after: { value: kept },
    reason,
  });
}
