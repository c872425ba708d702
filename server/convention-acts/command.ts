import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isDate } from '../../shared/domain/month.ts';
import { changeLine, differenceSummary } from '../../shared/domain/words/catalogue-words.ts';
import type { Signature } from '../../shared/schemas/catalogue/convention-act.ts';
import { exportCatalogue } from '../catalogue/file.ts';
import { commandLineScope } from '../platform/access.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import { isRefusal } from '../platform/errors.ts';
import type { Acting } from './apply.ts';
import { type Author, exportWorkbook, type FileOutcome, previewFile, signFile } from './service.ts';

const isWorkbookName = (file: string) => /\.(xlsx|ods)$/iu.test(file);
const author: Author = { actor: { id: null, name: 'ligne de commande' }, scopeOf: commandLineScope };

function broughtFrom(file: string) {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new BadUse(`Le fichier « ${file} » est introuvable ou illisible. Vérifiez son chemin.`);
  }
  const isWorkbook = isWorkbookName(file) || bytes.subarray(0, 2).toString() === 'PK';
  return { name: path.basename(file), content: bytes.toString(isWorkbook ? 'base64' : 'utf8'), isWorkbook };
}

function told(outcome: FileOutcome, dryRun: boolean): void {
  const refused = outcome.changes.filter(({ nature }) => nature === 'refused');
  const taken = outcome.changes.filter(({ nature }) => nature !== 'refused');
  console.log(`${dryRun ? 'Essai, rien n’est écrit. ' : ''}${differenceSummary(outcome)}`);
  for (const one of taken) console.log(`  ${changeLine(one)}`);
  for (const line of outcome.effects) console.log(`  → ${line}`);
  for (const { words, keys } of outcome.unmentioned)
    console.log(`  ${words}\u00a0: ${keys.length} non cités par le fichier, laissés en place`);
  for (const note of outcome.notes) console.error(`  ${note}`);
  for (const one of refused) console.error(`  ${changeLine(one)}`);
}

interface Options {
  reason?: string | undefined;
  date?: string | undefined;
  act?: string | undefined;
  'act-date'?: string | undefined;
}

function signatureOf(platform: Acting, { reason, date, act, 'act-date': actDate }: Options): Signature {
  const signature = {
    effectiveDate: date ?? platform.referenceDate(),
    reason: reason ?? 'import du catalogue',
    act: act ?? null,
    actDate: actDate ?? null,
  };
  if (!isDate(signature.effectiveDate) || (signature.actDate !== null && !isDate(signature.actDate)))
    throw new BadUse('Une date s’écrit 2026-03-14.');
  if ((signature.act === null) !== (signature.actDate === null))
    throw new BadUse('L’acte signé (--act) va avec sa date (--act-date).');
  return signature;
}

async function importFile(
  platform: Acting,
  file: string,
  values: Options & { 'dry-run'?: boolean | undefined; json?: boolean | undefined },
): Promise<number> {
  const signature = signatureOf(platform, values);
  const brought = broughtFrom(file);
  const signed = signature.act !== null;
  const shown = await previewFile(platform, author, { file: brought, signed });
  const dryRun = values['dry-run'] ?? false;
  const outcome = dryRun ? shown : await signFile(platform, author, { file: brought, signature, print: shown.print });
  if (values.json) console.log(JSON.stringify(outcome));
  else told(outcome, dryRun);
  const isAllRefused = outcome.changes.length > 0 && outcome.changes.every(({ nature }) => nature === 'refused');
  return isAllRefused ? NOTHING_DONE : GOOD;
}

async function exportFile(platform: Acting, file: string): Promise<number> {
  writeFileSync(file, isWorkbookName(file) ? await exportWorkbook(platform) : await exportCatalogue(platform));
  console.log(`Catalogue écrit\u00a0: ${file}`);
  return GOOD;
}

/** `catalogue -- export|import FILE`: the whole catalogue as JSON or as a workbook, with the difference told. */
export async function runCatalogueFile(platform: Acting, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      date: { type: 'string' },
      act: { type: 'string' },
      'act-date': { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [verb, name, more] = positionals;
  if ((verb !== 'export' && verb !== 'import') || !name || more !== undefined) throw new BadUse();
  const file = path.resolve(name);
  if (verb === 'export') return exportFile(platform, file);
  try {
    return await importFile(platform, file, values);
  } catch (error) {
    const faults = isRefusal(error, 'INVALID') ? error.facts.faults : null;
    if (!faults) throw error;
    console.error(['Rien n’est pris\u00a0: ce catalogue a des fautes.', ...faults.map((one) => `  ${one}`)].join('\n'));
    return NOTHING_DONE;
  }
}
