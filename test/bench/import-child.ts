import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hashOf, openFileSource } from '../../server/imports/file-source.ts';
import { rowsToSend } from '../../server/imports/read-file.ts';
import { territoryToRead } from '../../server/imports/service.ts';
import { importWholeFile } from '../../server/imports/whole-file.ts';
import { openInstallation } from '../../server/installation.ts';
import { commandLineScope } from '../../server/platform/access.ts';
import type { Installation } from '../../server/platform/context.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { isRefusal, type OpenedFile, openPartnerFile } from '../../shared/reading/open-partner-file.ts';
import { ROWS_AT_ONCE, type SentRow } from '../../shared/schemas/import.ts';
import { timed } from './measure.ts';
import { withInstallation } from './opened.ts';

/** Times in milliseconds, memory in megabytes. */
export interface ImportMeasured {
  whole: number;
  staging: number;
  copyStored: number;
  copyBare: number;
  peakMemory: number;
  memoryBefore: number;
  longestPause: number;
}

const [folder = '', file = ''] = process.argv.slice(2);
const today = '2026-01-15';

function open(
  source: ReturnType<typeof openFileSource>,
  territory: Awaited<ReturnType<typeof territoryToRead>>,
): OpenedFile {
  const opened = openPartnerFile(source, path.basename(file), { today, ...territory });
  if (isRefusal(opened)) throw new Error(opened.message);
  return opened;
}

/** Rows of a table as COPY reads them, in a file: what comes out is not timed, what goes in is. */
async function written({ pool }: Installation, select: string): Promise<string> {
  const place = path.join(path.dirname(file), 'copied.txt');
  const client = await pool.connect();
  const descriptor = openSync(place, 'w');
  await client.query('BEGIN');
  await client.query(`DECLARE stored NO SCROLL CURSOR FOR ${select}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>('FETCH 5000 FROM stored');
    if (rows.length === 0) break;
    writeSync(descriptor, `${rows.map((row) => row.line).join('\n')}\n`);
  }
  await client.query('COMMIT');
  client.release();
  closeSync(descriptor);
  return place;
}

/** The same rows by PostgreSQL's COPY alone. */
async function copyAgain(
  installation: Installation,
  table: string,
  columns: string[],
  select: string,
): Promise<number> {
  const place = await written(installation, select);
  function* pieces(): Generator<string> {
    const descriptor = openSync(place, 'r');
    const piece = Buffer.alloc(1 << 16);
    const decoder = new TextDecoder();
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      yield decoder.decode(piece.subarray(0, read), { stream: true });
    closeSync(descriptor);
  }
  const spent = await timed(() => installation.bulk(table, columns, pieces()));
  rmSync(place);
  return spent;
}

const escaped = (sql: string) => `replace(${sql}, '\\', '\\\\')`;

/** A file is in the order of its numbers, which is no order for the keys under which they are kept. */
const asInTheFile = 'ORDER BY md5("keyHash")';

async function copyStored(installation: Installation): Promise<number> {
  await installation.pool.query('CREATE TABLE copied (LIKE "RegisterRow" INCLUDING ALL)');
  const columns = ['organisationId', 'keyHash', 'source', 'content', 'outOfTerritory', 'importId'];
  const line = `concat_ws(E'\\t', "organisationId", ${escaped('"keyHash"::text')}, source, ${escaped('content::text')}, "outOfTerritory", "importId")`;
  return copyAgain(installation, 'copied', columns, `SELECT ${line} AS line FROM "RegisterRow" ${asInTheFile}`);
}

const bare = [
  'requestDate',
  'status',
  'sex',
  'composition',
  'persons',
  'minors',
  'situation',
  'commune',
  'service',
  'closingReason',
];

async function copyBare(installation: Installation): Promise<number> {
  await installation.pool.query(`CREATE TABLE bare (key text, ${bare.map((name) => `"${name}" text`).join(', ')})`);
  const cells = bare.map((name) => `coalesce(content ->> '${name}', '')`).join(', ');
  const line = `concat_ws(E'\\t', encode("keyHash", 'hex'), ${cells})`;
  return copyAgain(installation, 'bare', ['key', ...bare], `SELECT ${line} AS line FROM "RegisterRow"`);
}

/** The longest that anybody else would have waited while a browser sends these rows: at most fifty thousand of them. */
async function pauseOfServer(installation: Installation, organisationId: number): Promise<number> {
  const viewer = {
    id: 'bench',
    name: 'bench',
    email: 'bench@example.org',
    role: 'coordinator' as const,
    organisationId: null,
  };
  // Loaded late: the rooms of the whole product are no part of an import's memory.
  const [{ createCaller }, { appRouter }] = await Promise.all([
    import('../../server/platform/trpc.ts'),
    import('../../server/router.ts'),
  ]);
  const { imports } = createCaller(appRouter)({ ...installation, viewer, requestId: 'bench' });
  const source = openFileSource(file);
  const opened = open(source, await territoryToRead(installation));
  const head = { source: opened.source, format: 'csv' as const, fileHash: hashOf(source), droppedColumns: [] };
  const { id } = await imports.begin({ ...head, organisationId });
  const chunks: SentRow[][] = [];
  let chunk: SentRow[] = [];
  for (const row of rowsToSend(opened)) {
    chunk.push(row);
    if (chunk.length < ROWS_AT_ONCE) continue;
    chunks.push(chunk);
    chunk = [];
    if (chunks.length === 50) break;
  }
  source.close();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (const rows of chunks) await imports.send({ id, rows });
  await imports.preview({ id });
  await imports.commit({ id });
  delay.disable();
  return Math.round(delay.max / 1e6);
}

if (file === '') {
  // The first start, in a process of its own.
  await (await openInstallation(readEnvironment({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent' }))).close();
  process.exit(0);
}

const result = await withInstallation(
  { demonstration: false, folder },
  async (installation): Promise<ImportMeasured> => {
    const organisation = await installation.db.organisation.findFirstOrThrow({ where: { code: 'SIAO' } });
    // The file goes back further than the convention: every row of it is written.
    await installation.db.registerAssignment.updateMany({ data: { fromMonth: '2018-01' } });
    const memoryBefore = Math.round(process.memoryUsage().rss / 1e6);
    const source = openFileSource(file);
    let staging = 0;
    const start = performance.now();
    const opened = open(source, await territoryToRead(installation));
    function* rows() {
      yield* rowsToSend(opened);
      staging = performance.now() - start;
    }
    await importWholeFile(installation, { id: null, name: 'bench' }, commandLineScope(organisation.id), {
      ...{ source: opened.source, fileName: 'fichier.csv', fileHash: hashOf(source), droppedColumns: [] },
      rows: rows(),
    });
    const whole = performance.now() - start;
    source.close();
    const peakMemory = Math.round(process.resourceUsage().maxRSS / 1024);
    const other = await installation.db.organisation.findFirstOrThrow({ where: { code: 'HH' } });
    const feed = { organisationId: other.id, source: 'siao-request', fromMonth: '2018-01' };
    await installation.db.registerAssignment.create({ data: feed });
    return {
      ...{ whole, staging, peakMemory, memoryBefore },
      copyStored: await copyStored(installation),
      copyBare: await copyBare(installation),
      longestPause: await pauseOfServer(installation, other.id),
    };
  },
);
console.log(JSON.stringify(result));
process.exit(0);
