import { existsSync, readFileSync } from 'node:fs';
import { commandLineScope } from '../platform/access.ts';
import type { Actor } from '../platform/audit.ts';
import { isRefusal } from '../platform/errors.ts';
import type { Acting } from './apply.ts';
import { type ActOutcome, bring, UNSEEN } from './bring.ts';
import { readBroughtFile } from './service.ts';

/** Another territory's catalogue, JSON or workbook; one with faults stops the start, which can be made again once it is corrected. */
export async function fillFromFile(platform: Acting, file: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`Le catalogue « ${file} » (CATALOGUE) est introuvable.`);
  try {
    await importCatalogue(platform, { id: null, name: 'premier démarrage' }, readFileSync(file));
  } catch (error) {
    const faults = isRefusal(error, 'INVALID') ? error.facts.faults : null;
    throw faults ? new Error(`Le catalogue « ${file} » a des fautes.\n  ${faults.join('\n  ')}`) : error;
  }
}

/** Takes a catalogue in whole, unseen: one refused part refuses it all, with INVALID and French sentences that say where. */
export function importCatalogue(platform: Acting, actor: Actor, source: string | Buffer): Promise<ActOutcome> {
  const isWorkbook = typeof source !== 'string' && source.subarray(0, 2).toString() === 'PK';
  const content = typeof source === 'string' ? source : source.toString(isWorkbook ? 'base64' : 'utf8');
  const { ask } = readBroughtFile({ content, isWorkbook });
  const signature = {
    effectiveDate: platform.referenceDate(),
    reason: 'import du catalogue',
    act: null,
    actDate: null,
  };
  return bring(platform, { actor, scopeOf: commandLineScope }, ask, {
    signature,
    signed: false,
    print: UNSEEN,
    isWhole: true,
  });
}
