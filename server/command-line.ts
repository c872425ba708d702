import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clearDemonstration } from '../prisma/seed.ts';
import { catalogueAddedWords } from '../shared/domain/catalogue-words.ts';
import { frenchCount, frenchInteger } from '../shared/domain/french-format.ts';
import { isRefusal, readPartnerFile } from '../shared/reading/read-partner-file.ts';
import { counted, quoted } from '../shared/reading/text.ts';
import { registerOf } from '../shared/registers/all-registers.ts';
import { type SourceName, sourceNames } from '../shared/registers/register.ts';
import { exportCatalogue, importCatalogue } from './catalogue/file.ts';
import type { Receipt } from './imports/commit.ts';
import { communesToMatch, organisationsToImportFor } from './imports/service.ts';
import { importWholeFile } from './imports/whole-file.ts';
import { summariseFigures } from './indicators/service.ts';
import { commandLineScope } from './platform/access.ts';
import { backup, restore } from './platform/backup.ts';
import { parisDate } from './platform/clock.ts';
import { readEnvironment } from './platform/env.ts';
import { AppError } from './platform/errors.ts';
import { type Installation, openInstallation } from './platform/installation.ts';
import { rotateKey } from './platform/key-rotation.ts';
import { renderReport } from './reports/service.ts';

const GOOD = 0;
const NOTHING_DONE = 1;
const BAD_USE = 2;

/** The command was not used as it should; without a message, its usage says enough. */
class BadUse extends Error {}

const usage: Record<string, string> = {
  import: 'npm run -s import -- FICHIER [--source NOM] [--organisation CODE] [--dry-run] [--json]',
  report: 'npm run -s report -- --year 2023 --out DOSSIER',
  indicators: 'npm run -s indicators -- --year 2023 [--json]',
  backup: 'npm run backup -- FICHIER',
  restore: 'npm run restore -- FICHIER',
  'clear-demonstration': 'npm run clear-demonstration',
  catalogue: 'npm run -s catalogue -- export FICHIER | import FICHIER',
  'rotate-key': 'npm run rotate-key',
};

function yearOf(text: string | undefined): number {
  if (!text || !/^20\d\d$/.test(text)) throw new BadUse('Il manque l’année : --year 2023.');
  return Number(text);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new BadUse(`Le fichier « ${file} » est introuvable ou illisible. Vérifiez son chemin.`);
  }
}

function sourceOf(text: string | undefined): SourceName | undefined {
  if (text === undefined) return undefined;
  const known = sourceNames.find((name) => name === text);
  if (!known) throw new BadUse(`La source « ${text} » n’existe pas. Sources : ${sourceNames.join(', ')}.`);
  return known;
}

async function organisationId(installation: Installation, code: string): Promise<number> {
  const organisations = await organisationsToImportFor(installation);
  const found = organisations.find((one) => one.code === code);
  if (found) return found.id;
  throw new BadUse(
    `La structure « ${code} » n’existe pas. Codes : ${organisations.map((one) => one.code).join(', ')}.`,
  );
}

function printReceipt(receipt: Receipt, dryRun: boolean): void {
  const { rows, accepted, changed, identical, duplicates, outOfTerritory, rejected, droppedColumns } = receipt;
  const lines = [
    `${dryRun ? 'Essai, rien n’est écrit' : 'Import'}\u00a0: ${registerOf(receipt.source as SourceName).label}`,
    `  ${frenchCount(rows, 'ligne lue', 'lignes lues')}\u00a0: ${counted(accepted, 'prise')} (dont ${counted(changed, 'changée')}), ${counted(identical, 'inchangée')},`,
    `  ${counted(duplicates, 'doublon')}, ${frenchInteger(outOfTerritory)} hors territoire, ${counted(rejected.length, 'refusée')}`,
    `  Colonnes écartées\u00a0: ${droppedColumns.join(', ') || 'aucune'}`,
    ...rejected.map((one) => `  Ligne ${one.row}, colonne ${one.column} (${quoted(one.value)})\u00a0: ${one.reason}`),
  ];
  console.log(lines.join('\n'));
}

async function runImport(installation: Installation, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      organisation: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new BadUse();
  const source = sourceOf(values.source);
  const bytes = readBytes(file);
  const communes = await communesToMatch(installation);
  const read = readPartnerFile(bytes, path.basename(file), {
    today: parisDate(installation.clock.now()),
    communes,
    ...(source && { source }),
  });
  if (isRefusal(read)) {
    if (values.json) console.log(JSON.stringify({ error: read.code, message: read.message }));
    else console.error(read.message);
    return NOTHING_DONE;
  }
  const scope = commandLineScope(
    await organisationId(installation, values.organisation ?? registerOf(read.source).organisation),
  );
  const dryRun = values['dry-run'] ?? false;
  const receipt = await importWholeFile(
    installation,
    { id: null, name: 'ligne de commande' },
    scope,
    {
      fileName: path.basename(file),
      fileHash: createHash('sha256').update(bytes).digest('hex'),
      source: read.source,
      rows: read.accepted.map((row) => ({ ...row, outside: false, remarks: [] })),
      droppedColumns: read.droppedColumns,
    },
    { dryRun },
  );
  const { id, changes, ...printed } = receipt;
  if (values.json) console.log(JSON.stringify(printed));
  else printReceipt(receipt, dryRun);
  return receipt.accepted > 0 ? GOOD : NOTHING_DONE;
}

async function runIndicators(installation: Installation, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { year: { type: 'string' }, json: { type: 'boolean' } } });
  const figures = await summariseFigures(installation, yearOf(values.year));
  if (values.json) console.log(JSON.stringify(figures));
  else for (const one of figures) console.log(`${one.code.padEnd(8)} ${one.display.padEnd(24)} ${one.label}`);
  return GOOD;
}

async function runReport(installation: Installation, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { year: { type: 'string' }, out: { type: 'string' } } });
  const year = yearOf(values.year);
  if (!values.out) throw new BadUse('Il manque le dossier de sortie : --out DOSSIER.');
  mkdirSync(values.out, { recursive: true });
  for (const { name, bytes } of await renderReport(installation, year)) {
    const file = path.join(values.out, name);
    writeFileSync(file, bytes);
    console.log(file);
  }
  return GOOD;
}

function oneFile(args: string[]): string {
  const [file, more] = args;
  if (!file || more !== undefined) throw new BadUse();
  return path.resolve(file);
}

async function runBackup(installation: Installation, args: string[]): Promise<number> {
  const file = oneFile(args);
  await backup(installation.pool, file, installation.clock.now());
  console.log(
    `Sauvegarde écrite : ${file}\nLa clé des pseudonymes (${installation.env.keyFile}) n’y est pas : gardez-en une copie ailleurs.`,
  );
  return GOOD;
}

async function runRestore(installation: Installation, args: string[]): Promise<number> {
  const file = oneFile(args);
  await restore(installation.pool, file);
  console.log(`Sauvegarde restaurée : ${file}\nSi l’observatoire tourne, redémarrez-le.`);
  return GOOD;
}

async function runClear(installation: Installation, args: string[]): Promise<number> {
  if (args.length > 0) throw new BadUse();
  await clearDemonstration(installation.db);
  console.log(
    'Les chiffres et les comptes de démonstration sont retirés. Le prochain démarrage donne le lien du premier compte.',
  );
  return GOOD;
}

async function runRotation(installation: Installation, args: string[]): Promise<number> {
  if (args.length > 0) throw new BadUse();
  await installation.acquireProductLock();
  const count = await rotateKey(installation.pool, installation.env.keyFile);
  console.log(
    `${frenchCount(count, 'pseudonyme', 'pseudonymes')} sous une clé de plus. Gardez une copie de ${installation.env.keyFile}\u00a0: l’ancienne ne suffit plus.`,
  );
  return GOOD;
}

async function runCatalogue(installation: Installation, args: string[]): Promise<number> {
  const [verb, file, more] = args;
  if ((verb !== 'export' && verb !== 'import') || !file || more !== undefined) throw new BadUse();
  if (verb === 'export') {
    writeFileSync(path.resolve(file), await exportCatalogue(installation));
    console.log(`Catalogue écrit\u00a0: ${path.resolve(file)}`);
    return GOOD;
  }
  const content = readBytes(file).toString('utf8');
  try {
    const added = await importCatalogue(installation, { id: null, name: 'ligne de commande' }, content);
    console.log(catalogueAddedWords(added));
    return GOOD;
  } catch (error) {
    const faults = error instanceof AppError ? error.facts.faults : null;
    if (!Array.isArray(faults)) throw error;
    console.error(['Rien n’est pris\u00a0: ce catalogue a des fautes.', ...faults.map((one) => `  ${one}`)].join('\n'));
    return NOTHING_DONE;
  }
}

const commands: Record<string, (installation: Installation, args: string[]) => Promise<number>> = {
  import: runImport,
  indicators: runIndicators,
  report: runReport,
  backup: runBackup,
  restore: runRestore,
  'clear-demonstration': runClear,
  catalogue: runCatalogue,
  'rotate-key': runRotation,
};

function misuse(error: unknown): BadUse | null {
  if (error instanceof BadUse) return error;
  const code = error instanceof TypeError && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_PARSE_ARGS') ? new BadUse('Cette commande ne connaît pas une de ces options.') : null;
}

/** Runs one command on the data folder, whether or not the product runs on it, and answers the exit code. */
export async function run(name: string, args: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    console.error(`Commandes\u00a0: ${Object.values(usage).join('\n           ')}`);
    return BAD_USE;
  }
  let installation: Installation | undefined;
  try {
    installation = await openInstallation(readEnvironment(process.env), { say: () => {} });
    return await command(installation, args);
  } catch (error) {
    const misused = misuse(error);
    if (misused)
      console.error([misused.message, `Usage\u00a0: ${usage[name]}`].filter((line) => line !== '').join('\n'));
    else console.error(error instanceof Error ? error.message : error);
    return misused ? BAD_USE : NOTHING_DONE;
  } finally {
    await installation?.close();
  }
}
