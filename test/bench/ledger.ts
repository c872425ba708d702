import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { rebuildLedger, refreshLedger } from '../../server/ledger/refresh.ts';
import { measure, median, type SectionOptions, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';

/** A number that looks like chance and is the same at every run, from the rank of a row and a salt. */
const chance = (salt: string) => `(abs(hashint8extended(n::bigint, ${salt})) % 100000) / 100000.0`;

/** SIAO rows over 84 months, as different from one another as real ones: dates to the day, delays, every label. */
const insertRows = (importId: number, organisationId: number, from: number, to: number) => `
  INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "importId")
  SELECT ${organisationId}, sha256(n::text::bytea), 'siao-request', jsonb_build_object(
    'requestDate', d, 'requestType', 'Première demande', 'status', CASE WHEN a < 0.36 THEN 'Clôturée' ELSE 'En cours' END,
    'sex', 'F', 'composition', (ARRAY['Homme seul','Femme seule','Femme seule avec enfant(s)','Couple avec enfant(s)'])[1 + (b * 4)::int % 4],
    'persons', 1 + (b * 5)::int, 'minors', (b * 3)::int, 'service', 'CCAS Dijon',
    'situation', (ARRAY['Rue - abri de fortune','Squat - bidonville','Hôtel','CHRS / stabilisation','Hébergé chez un tiers','Sortie d''institution'])[1 + (c * 6)::int % 6],
    'commune', (ARRAY['21231','21166','21617','21278'])[1 + (e * 4)::int % 4],
    'recommendation', (ARRAY['Logement autonome','IML','CHRS','Résidence sociale', NULL])[1 + (f * 5)::int % 5],
    'orientationDate', CASE WHEN f < 0.58 THEN d + (e * 80)::int END,
    'admissionDate', CASE WHEN f < 0.3 THEN d + (e * 80)::int + (c * 50)::int END,
    'closingDate', CASE WHEN a < 0.36 THEN d + (e * 80)::int + (c * 50)::int + (g * 200)::int END,
    'closingReason', CASE WHEN a < 0.16 THEN 'Relogement parc social' WHEN a < 0.2 THEN 'Intermédiation locative' WHEN a < 0.36 THEN 'Sans nouvelles' END
  ), ${importId}
  FROM (SELECT n, date '2019-01-01' + (${chance('1')} * 2556)::int AS d, ${chance('2')} AS a, ${chance('3')} AS b, ${chance('4')} AS c,
    ${chance('5')} AS e, ${chance('6')} AS f, ${chance('7')} AS g FROM generate_series(${from}, ${to}) n) r`;

/** The least that any ledger must do: one count by month, situation and reason over the same rows. */
const rawAggregate = (organisationId: number, importId: number | null) => `
  SELECT left(content->>'requestDate', 7) AS entered, left(content->>'closingDate', 7) AS closed, content->>'closingReason' AS reason,
    content->>'situation' AS situation, count(*), sum((content->>'persons')::int)
  FROM "RegisterRow" WHERE source = 'siao-request' AND "organisationId" = ${organisationId} AND NOT "outOfTerritory"
    ${importId === null ? '' : `AND "importId" = ${importId}`} GROUP BY 1, 2, 3, 4`;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

function newImport(db: PrismaClient, organisationId: number, rows: number) {
  const none = { changed: 0, identical: 0, duplicates: 0, superseded: 0, outOfTerritory: 0 };
  return db.import.create({
    data: {
      ...none,
      organisationId,
      source: 'siao-request',
      fileName: 'bench.csv',
      fileHash: '0'.repeat(64),
      rows,
      accepted: rows,
      rejected: [],
      suspicious: [],
      droppedColumns: [],
      indicators: {},
    },
    select: { id: true },
  });
}

/** Three files of 1 000 rows, one after the other: the ledger after each, and the raw aggregate of its rows, at the median. */
async function afterAFile(
  db: PrismaClient,
  scope: { organisationId: number },
  rows: number,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (const rank of [0, 1, 2]) {
    const file = await newImport(db, scope.organisationId, 1000);
    const first = rows + 1 + 1000 * rank;
    await db.$executeRawUnsafe(insertRows(file.id, scope.organisationId, first, first + 999));
    const keys = Array.from({ length: 1000 }, (_, index) => sha256(String(first + index)));
    const refresh = () =>
      db.$transaction((tx) => refreshLedger(tx, scope, { importId: file.id, keys, fullExport: null }));
    times[0].push(await timed(refresh));
    times[1].push(await timed(() => db.$queryRawUnsafe(rawAggregate(scope.organisationId, file.id))));
  }
  return [median(times[0]), median(times[1])];
}

/**
 * The ledger of a register over 84 months made from nothing, then brought up to date by files of 1 000 rows, each against the
 * raw SQL aggregate of the same rows in the same run.
 */
export async function ledger({ large }: SectionOptions): Promise<SectionResult> {
  const rows = large ? 1_000_000 : 100_000;
  return withInstallation({ demonstration: false }, async ({ db }) => {
    const { id: organisationId } = await db.organisation.findUniqueOrThrow({ where: { code: 'SIAO' } });
    const scope = { organisationId };
    await db.registerRow.deleteMany({ where: { organisationId } });
    const whole = await newImport(db, organisationId, rows);
    await db.$executeRawUnsafe(insertRows(whole.id, organisationId, 1, rows));
    await db.$executeRawUnsafe('VACUUM ANALYZE "RegisterRow"');
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    const all = await timed(() =>
      db.$transaction((tx) => rebuildLedger(tx, { ...scope, visibility: 'working' }), { timeout: 600_000 }),
    );
    clearInterval(watch);
    const allRaw = await timed(() => db.$queryRawUnsafe(rawAggregate(organisationId, null)));
    const [one, oneRaw] = await afterAFile(db, scope, rows);
    const count = rows.toLocaleString('en');
    return {
      measures: [
        measure(`ledger of ${count} rows from nothing, against one raw aggregate of them`, all, allRaw),
        measure('ledger after a file of 1,000 rows, against one raw aggregate of it', one, oneRaw),
      ],
      notes: {
        'memory of the process before, and at its peak': `${Math.round(before / 1e6)} MB, ${Math.round(peak / 1e6)} MB`,
      },
    };
  });
}
