import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Receipt } from '../../../server/imports/commit.ts';
import { rowsToSend } from '../../../server/imports/read-file.ts';
import { importWholeFile, type WholeFile, type WholeFileOptions } from '../../../server/imports/whole-file.ts';
import { commandLineScope, type Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { type Month, monthsBetween } from '../../../shared/domain/month.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import { toldBy } from '../../../shared/reading/to-send.ts';
import type { Content, SourceName } from '../../../shared/registers/register.ts';
import type { SentRow } from '../../../shared/schemas/import.ts';
import type { GivenFile } from '../../fixtures/given-file.ts';
import { type ReadFile, readPartnerFile } from '../../fixtures/read-partner-file.ts';
import { communes, giverOf, indicators } from '../../fixtures/tables.ts';
import { publishNow } from '../../setup/published.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { validateSeen } from '../../setup/validated-cells.ts';

export function readBytes(bytes: Uint8Array, fileName: string): ReadFile {
  const read = readPartnerFile(bytes, fileName, { today: '2025-11-14', communes, indicators });
  if (isRefusal(read)) throw new Error(read.message);
  return read;
}

/** A file written by hand: these rows, and nothing else to say. */
export function handMade(source: SourceName, contents: Content[], keys?: string[]): WholeFile {
  const rows = contents.map((content, index) => ({
    row: index + 2,
    key: keys?.[index] ?? `N-${index}`,
    content,
    outside: false,
    remarks: [],
  }));
  const fileHash = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return { source, fileName: 'essai.csv', fileHash, droppedColumns: [], rows };
}

/** Every row of every table as text, by table. What a backup would hold, and what a thief would read. */
export async function dump(pool: pg.Pool): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { tablename } of tables) {
    const { rows } = await pool.query(`SELECT to_jsonb(t)::text AS row FROM "${tablename}" t ORDER BY 1`);
    all[tablename] = rows.map((one) => one.row);
  }
  return all;
}

export interface Person {
  role: Viewer['role'];
  organisation?: string;
}

function viewerOf({ role, organisation }: Person, ids: Map<string, number>): Viewer {
  const organisationId = organisation === undefined ? null : (ids.get(organisation) ?? -1);
  return { id: `essai-${role}`, name: 'Essai', email: 'essai@exemple.fr', role, organisationId };
}

function contextOf(db: PrismaClient, readers: PrismaClient, pool: pg.Pool, demonstration: boolean): Context {
  return {
    db,
    readers,
    bulk: bulkLoader(pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2025-11-14',
    demonstration: () => demonstration,
    requestId: 'test',
    viewer: null,
  };
}

/**
 * A database with the catalogue, and the demonstration unless it is told otherwise, looked at on its day, and everyone who may
 * come to it. `published`: the demonstration has a publication, which readers read.
 */
export async function importWorld({ demonstration = true, published = false } = {}) {
  const { db, readers, pool, close } = await testDatabase({ catalogue: true, demonstration, published });
  // A territory of its own counts all that it can in its registers.
  if (!demonstration) await db.agreement.deleteMany({ where: { register: null } });
  const organisations = await db.organisation.findMany({ select: { id: true, code: true } });
  const ids = new Map(organisations.map(({ id, code }) => [code, id]));
  const platform = contextOf(db, readers, pool, demonstration);
  const callerOf = createCaller(appRouter);

  function idOf(code: string): number {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`no organisation ${code}`);
    return id;
  }

  /** Takes a file in as the command line does, for the organisation that its register names. */
  function take(file: WholeFile, options: WholeFileOptions = {}): Promise<Receipt> {
    const scope = commandLineScope(idOf(giverOf(file.source)));
    return importWholeFile(platform, { id: null, name: 'essai' }, scope, file, options);
  }

  /** `reading`: the publication that the request asks for, as the coordinator may. */
  const as = (person: Person, reading: Pick<Context, 'publication'> = {}) =>
    callerOf({ ...platform, ...reading, viewer: viewerOf(person, ids) });

  /** Sends a file step by step, as the browser does. */
  async function send(person: Person, organisation: string, { rows, ...file }: WholeFile): Promise<Receipt> {
    const { imports } = as(person);
    const { id } = await imports.begin({ ...file, format: 'csv', organisationId: idOf(organisation) });
    await imports.send({ id, rows: [...(rows as Iterable<SentRow>)] });
    await imports.preview({ id });
    return imports.commit({ id });
  }

  return {
    db,
    pool,
    close,
    platform,
    idOf,
    take,
    as,
    send,
    /** Publishes what is validated: readers see it from then on. */
    publish: (options?: { through?: Month }) => publishNow(platform, options),
    /** Validates months of an organisation, cells and registers, as the coordinator sees them: the next publication says them. */
    validateMonths(organisation: string, from: Month, to = from) {
      const organisationId = idOf(organisation);
      const returns = monthsBetween(from, to).map((month) => ({ organisationId, month }));
      return validateSeen(as({ role: 'coordinator' }).collection, returns);
    },
    /** Takes a whole file of a partner in, from its bytes; `told`: with the months that it says it covers. */
    takeGiven(
      given: Pick<GivenFile, 'bytes' | 'fileName'>,
      { told, ...options }: WholeFileOptions & { told?: boolean } = {},
    ): Promise<Receipt> {
      const [bytes, { fileName }] = [given.bytes(), given];
      const opened = openPartnerFile(bytesSource(bytes), fileName, { today: '2025-11-14', communes, indicators });
      if (isRefusal(opened)) throw new Error(opened.message);
      const fileHash = createHash('sha256').update(bytes).digest('hex');
      const { source, droppedColumns } = opened;
      const said = told && { told: () => toldBy(opened) };
      return take({ source, fileName, fileHash, droppedColumns, rows: rowsToSend(opened), ...said }, options);
    },
    async cell(organisation: string, code: string, month: string) {
      const where = { organisation: { code: organisation }, indicator: { code }, month, breakdown: '' };
      return db.observation.findFirst({ where });
    },
  };
}
export type ImportWorld = Awaited<ReturnType<typeof importWorld>>;
