import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMonth, type Month } from '../shared/domain/month.ts';
import { frenchCount } from '../shared/domain/words/french-format.ts';
import type { ReportRenderers } from './documents/render-process.ts';
import { BAD_USE, BadUse, GOOD, NOTHING_DONE } from './platform/command.ts';
import type { Installation } from './platform/context.ts';
import { readEnvironment } from './platform/env.ts';
import { withOrigin } from './platform/web/call-origin.ts';

/**
 * The commands of package.json. Each loads what it needs and no more: a command is quick to answer, and the report starts
 * its own processes while the database opens.
 */

const usage: Record<string, string> = {
  import:
    'npm run -s import -- FICHIER [--source NOM] [--organisation CODE] [--answer COLONNE=CHOIX]… [--dry-run] [--json]',
  report: 'npm run -s report -- --year 2023 --out DOSSIER (écrit PDF, Word, XLSX et diaporama PPTX)',
  indicators: 'npm run -s indicators -- --year 2023 [--as-of 2023-06] [--json]',
  backup: 'npm run backup -- FICHIER',
  restore: 'npm run restore -- FICHIER [--force]',
  'clear-demonstration': 'npm run clear-demonstration',
  catalogue:
    'npm run -s catalogue -- export FICHIER | import FICHIER [--dry-run] [--reason RAISON] [--date JOUR] [--act ACTE --act-date JOUR] [--json] (FICHIER : .xlsx ou .json) | agreement list [--json] | agreement STRUCTURE INDICATEUR --from MOIS --by typing|SOURCE --reason RAISON [--dry-run] [--json]',
  'remove-proofs': 'npm run remove-proofs -- ADRESSE_ÉLECTRONIQUE',
  'rotate-key': 'npm run rotate-key',
  audit: 'npm run -s audit -- verify [--json]',
};

function yearOf(text: string | undefined): number {
  if (!text || !/^20\d\d$/.test(text)) throw new BadUse('Il manque l’année : --year 2023.');
  return Number(text);
}

/** The month that figures stop at: one of the year, or none said. */
function lastMonthAsked(text: string | undefined, year: number): Month | undefined {
  if (text === undefined) return undefined;
  if (!isMonth(text) || !text.startsWith(`${year}-`))
    throw new BadUse(`Il faut un mois de ${year} : --as-of ${year}-06.`);
  return text;
}

async function runIndicators(installation: Installation, args: string[]): Promise<number> {
  const { summariseFigures } = await import('./indicators/summary.ts');
  const { values } = parseArgs({
    args,
    options: { year: { type: 'string' }, 'as-of': { type: 'string' }, json: { type: 'boolean' } },
  });
  const year = yearOf(values.year);
  const figures = await summariseFigures(installation, year, lastMonthAsked(values['as-of'], year));
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const one of figures)
      console.log(`${one.code.padEnd(8)} ${one.display.padEnd(24)} ${one.label}\u00a0: ${one.sentence}`);
  return GOOD;
}

function reportAsked(args: string[]): { year: number; out: string } {
  const { values } = parseArgs({ args, options: { year: { type: 'string' }, out: { type: 'string' } } });
  const year = yearOf(values.year);
  if (!values.out) throw new BadUse('Il manque le dossier de sortie : --out DOSSIER.');
  return { year, out: values.out };
}

async function runReport(installation: Installation, args: string[], renderers?: ReportRenderers): Promise<number> {
  const { renderReport } = await import('./reports/service.ts');
  const { year, out } = reportAsked(args);
  mkdirSync(out, { recursive: true });
  for (const { name, bytes } of await renderReport(installation, year, renderers)) {
    const file = path.join(out, name);
    writeFileSync(file, bytes);
    console.log(file);
  }
  return GOOD;
}

/** The processes that make the files load what they need while the database opens; a wrong use starts none. */
async function rendererOf(name: string, args: string[]): Promise<ReportRenderers | undefined> {
  if (name !== 'report') return undefined;
  reportAsked(args);
  const renderers = (await import('./documents/render-process.ts')).startReportRenderers();
  void import('./reports/service.ts');
  return renderers;
}

function oneFile(args: string[]): string {
  const [file, more] = args;
  if (!file || more !== undefined) throw new BadUse();
  return path.resolve(file);
}

async function runBackup(installation: Installation, args: string[]): Promise<number> {
  const file = oneFile(args);
  const { backup, backupKey } = await import('./platform/backup/backup.ts');
  await backup(installation.pool, file, installation.clock.now(), backupKey(installation.env.keyFile));
  console.log(
    `Sauvegarde écrite : ${file}\nLa clé des pseudonymes (${installation.env.keyFile}) et, à côté, celle des sauvegardes (backups.key) n’y sont pas : gardez-en une copie ailleurs.`,
  );
  return GOOD;
}

async function runRestore(installation: Installation, args: string[]): Promise<number> {
  const force = args.includes('--force');
  const file = oneFile(args.filter((one) => one !== '--force'));
  const [{ backupKey }, { restoreVerified }, { verifyJournal }] = await Promise.all([
    import('./platform/backup/backup.ts'),
    import('./platform/backup/restore.ts'),
    import('./audit/service.ts'),
  ]);
  const { doubts, isUnproved } = await restoreVerified(installation.pool, file, {
    force,
    isNewHere: installation.isNewHere,
    key: backupKey(installation.env.keyFile),
    journal: async (db) => (await verifyJournal({ db })).broken?.why ?? null,
  });
  if (doubts.length > 0) console.log(`Restaurée malgré ces doutes\u00a0: ${doubts.join('\u00a0; ')}.`);
  else if (isUnproved)
    console.log(
      'Sauvegarde d’une autre installation\u00a0: sa signature ne se vérifie qu’avec son fichier backups.key. Ses chiffres et son journal ont été vérifiés.',
    );
  console.log(
    `Sauvegarde restaurée : ${file}\nSessions, liens d’invitation et jetons d’API ne sont pas remis\u00a0: chacun se connecte de nouveau. Qui était suspendu le reste.\nSi l’observatoire tourne, redémarrez-le.`,
  );
  return GOOD;
}

async function runClear(installation: Installation, args: string[]): Promise<number> {
  if (args.length > 0) throw new BadUse();
  const { clearDemonstration } = await import('../prisma/seed.ts');
  await clearDemonstration(installation.db);
  console.log(
    'La démonstration est retirée, avec tout ce qui y avait été saisi ou importé. Le prochain démarrage donne le lien du premier compte.',
  );
  return GOOD;
}

async function runRemoveProofs({ db }: Installation, args: string[]): Promise<number> {
  const [email, more] = args;
  if (!email || more !== undefined) throw new BadUse();
  const { removeProofsOf } = await import('./accounts/people-service.ts');
  if (!(await removeProofsOf({ db }, email))) throw new Error(`Aucun compte n’a l’adresse « ${email} ».`);
  console.log(
    'Le second facteur, les clés d’accès et les sessions de ce compte sont retirés. La prochaine connexion, par mot de passe, en met un autre en service.',
  );
  return GOOD;
}

async function runRotation(installation: Installation, args: string[]): Promise<number> {
  if (args.length > 0) throw new BadUse();
  await installation.acquireProductLock();
  const { rotateKey } = await import('./platform/secrets/key-rotation.ts');
  const count = await rotateKey(installation.pool, installation.env.keyFile);
  console.log(
    `${frenchCount(count, 'pseudonyme', 'pseudonymes')} sous une clé de plus. Gardez une copie de ${installation.env.keyFile}\u00a0: l’ancienne ne suffit plus.`,
  );
  return GOOD;
}

async function runCatalogue(installation: Installation, args: string[]): Promise<number> {
  if (args[0] === 'agreement')
    return (await import('./agreements/command.ts')).runAgreement(installation, args.slice(1));
  return (await import('./convention-acts/command.ts')).runCatalogueFile(installation, args);
}

type Command = (installation: Installation, args: string[], renderers?: ReportRenderers) => Promise<number>;

const commands: Record<string, Command> = {
  import: async (installation, args) => (await import('./imports/command.ts')).runImport(installation, args),
  indicators: runIndicators,
  report: runReport,
  backup: runBackup,
  restore: runRestore,
  'clear-demonstration': runClear,
  catalogue: runCatalogue,
  'remove-proofs': runRemoveProofs,
  'rotate-key': runRotation,
  audit: async (installation, args) => (await import('./audit/command.ts')).runAudit(installation, args),
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
  let renderers: ReportRenderers | undefined;
  try {
    renderers = await rendererOf(name, args);
    const { openInstallation } = await import('./installation.ts');
    installation = await openInstallation(readEnvironment(process.env), { say: () => {} });
    const open = installation;
    return await withOrigin({ channel: 'command', address: null }, () => command(open, args, renderers));
  } catch (error) {
    const misused = misuse(error);
    if (misused)
      console.error([misused.message, `Usage\u00a0: ${usage[name]}`].filter((line) => line !== '').join('\n'));
    else console.error(error instanceof Error ? error.message : error);
    return misused ? BAD_USE : NOTHING_DONE;
  } finally {
    renderers?.end();
    await installation?.close();
  }
}
