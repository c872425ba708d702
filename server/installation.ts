import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { backupKey, hasNoBackupKey } from './platform/backup/backup.ts';
import { type Clock, parisDate, systemClock } from './platform/clock.ts';
import type { Installation } from './platform/context.ts';
import { bulkLoader } from './platform/database/bulk.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { type Environment, NO_CATALOGUE, requireHome } from './platform/env.ts';
import { outboxMailer, smtpMailer } from './platform/mail/mail.ts';
import { settlePseudonyms } from './platform/secrets/key-rotation.ts';
import { loadSecrets } from './platform/secrets/pseudonym.ts';

/** The demonstration is on, and has its own day. */
const demonstrationSetting = z.object({ date: z.string() });

const FILL_LOCK = 7_270_103;

/** Loads what only a first start needs: a command is not to carry it. */
async function fill(
  prisma: Database['prisma'],
  { demonstration, catalogueFile }: Pick<Environment, 'demonstration' | 'catalogueFile'>,
  { say, clock }: { say: (sentence: string) => void; clock: Clock },
  open: () => Promise<Installation>,
): Promise<void> {
  if (catalogueFile === NO_CATALOGUE) say('Aucun catalogue : le territoire est à décrire, page « Commencer ».');
  else if (catalogueFile) {
    const { fillFromFile } = await import('./convention-acts/first-fill.ts');
    await fillFromFile({ db: prisma, clock, referenceDate: () => parisDate(clock.now()) }, catalogueFile);
  } else await (await import('../prisma/seed.ts')).seedCatalogue(prisma);
  if (!demonstration) return;
  const [{ seedDemonstration }, { createUser }, { publishDemonstration }] = await Promise.all([
    import('../prisma/seed.ts'),
    import('./accounts/service.ts'),
    import('./demonstration.ts'),
  ]);
  await seedDemonstration(prisma, { createUser });
  await publishDemonstration(await open());
}

/** The catalogue, and the demonstration unless it is not wanted, once. Two openers of an empty folder wait for each other. */
async function firstFill(
  { prisma, pool }: Database,
  env: Environment,
  { say, clock }: { say: (sentence: string) => void; clock: Clock },
  open: () => Promise<Installation>,
): Promise<void> {
  const { demonstration, catalogueFile } = env;
  const guard = await pool.connect();
  try {
    const { rows } = await guard.query('SELECT pg_try_advisory_lock($1) AS taken', [FILL_LOCK]);
    if (!rows[0].taken) {
      say('Un autre démarrage prépare déjà ce dossier de données. Attendez qu’il finisse…');
      await guard.query('SELECT pg_advisory_lock($1)', [FILL_LOCK]);
    }
    if (await prisma.setting.findUnique({ where: { name: 'installed' } })) return;
    if (demonstration) requireHome(env);
    say(`Premier démarrage : chargement de la convention${demonstration ? ' et de la démonstration' : ''}…`);
    await fill(prisma, { demonstration, catalogueFile }, { say, clock }, open);
    await prisma.setting.create({ data: { name: 'installed', value: true } });
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [FILL_LOCK]).catch(() => {});
    guard.release();
  }
}

/** A folder that cannot be written is said by its name, before anything is begun in it. */
function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    rmSync(mkdtempSync(path.join(folder, '.essai-')), { recursive: true });
  } catch {
    throw new Error(
      `L’observatoire ne peut rien écrire dans le dossier de données ${folder}\u00a0: il manque un droit, ou le disque est en lecture seule. Donnez ce droit au compte qui le lance, ou indiquez un autre dossier par DATA_DIR.`,
    );
  }
}

/** Opens the data folder (or the database server), migrated and filled on the first start. */
export async function openInstallation(
  env: Environment,
  { clock = systemClock, say = () => {} }: { clock?: Clock; say?: (sentence: string) => void } = {},
): Promise<Installation> {
  prepareFolder(env.dataDir);
  const secrets = path.join(env.dataDir, 'secrets');
  const { databaseUrl, replicaUrl, connections, dataDir, backupFolder } = env;
  const isNewHere = hasNoBackupKey(env.keyFile);
  const backups = backupFolder === null ? null : { folder: backupFolder, key: backupKey(env.keyFile) };
  const database = await openDatabase({ databaseUrl, replicaUrl, connections, dataDir, backups, log: say });
  const open = async (): Promise<Installation> => {
    const setting = await database.prisma.setting.findUnique({ where: { name: 'demonstration' } });
    let demonstration = setting ? demonstrationSetting.parse(setting.value) : undefined;
    const outbox = outboxMailer(path.join(env.dataDir, 'outbox'));
    return {
      env,
      db: database.prisma,
      readers: database.readers,
      replica: database.replica,
      bulk: bulkLoader(database.pool),
      pool: database.pool,
      kind: database.kind,
      clock,
      mailer: env.smtp ? smtpMailer({ ...env.smtp, outbox }) : outbox,
      pseudonym: await settlePseudonyms(database.prisma, env.keyFile),
      sessionSecret: loadSecrets(path.join(secrets, 'sessions.key'))[0].toString('hex'),
      demonstration: () => demonstration !== undefined,
      forgetDemonstration: () => {
        demonstration = undefined;
      },
      atHome: env.atHome,
      referenceDate: () => demonstration?.date ?? parisDate(clock.now()),
      secondFactor: env.secondFactor,
      isNewHere,
      acquireProductLock: database.acquireProductLock,
      close: database.close,
    };
  };
  try {
    await firstFill(database, env, { say, clock }, open);
    return await open();
  } catch (error) {
    await database.close();
    throw error;
  }
}
