import { buildApp } from '../../server/app.ts';
import type { Installation } from '../../server/platform/context.ts';
import { type Measure, measure, quantile, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { coordinatorCookie } from './overview.ts';

const CELLS = 30;
const ROUNDS = 20;
const MONTH = '2025-03';

interface Cell {
  organisationId: number;
  indicatorId: number;
  month: string;
}

/** One association with thirty indicators of its own. */
async function fill({ pool }: Installation): Promise<Cell[]> {
  const { rows: organisations } = await pool.query(
    `INSERT INTO "Organisation" (code, name, kind) VALUES ('BANC', 'Association d’essai', 'association') RETURNING id`,
  );
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO "Indicator" (code, position, label, unit, "timeRule", direction, sensitive, frequency, stated, "keyFigure", "sourceText")
     SELECT 'BANC-' || n, 2000 + n, 'Mesure ' || n, 'households', 'flow', 'increase', false, 'monthly', true, false, 'Essai'
     FROM generate_series(1, ${CELLS}) n RETURNING id`,
  );
  const organisationId = organisations[0].id as number;
  await pool.query(
    `WITH asked AS (INSERT INTO "Assignment" ("organisationId", "indicatorId") SELECT $1, unnest($2::int[])
       RETURNING "organisationId", "indicatorId")
     INSERT INTO "AssignmentSpan" ("organisationId", "indicatorId", "fromMonth") SELECT *, '2023-01' FROM asked`,
    [organisationId, rows.map(({ id }) => id)],
  );
  return rows.map(({ id }) => ({ organisationId, indicatorId: id, month: MONTH }));
}

/** The least that keeping a value costs: one row, replaced, in a transaction that reaches the disk. */
async function rawWrite({ pool }: Installation, { organisationId, indicatorId }: Cell, value: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'raw-save',
      text: `INSERT INTO "Observation" ("organisationId", "indicatorId", month, state, value, origin) VALUES ($1, $2, '2025-04', 'value', $3, 'entry')
        ON CONFLICT ("organisationId", "indicatorId", month, breakdown) DO UPDATE SET value = excluded.value, revision = "Observation".revision + 1`,
      values: [organisationId, indicatorId, value],
    });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** A cell saved over HTTP, with session, rights, checks, history, journal and lock, against a bare upsert. */
export function saveSection(): Promise<SectionResult> {
  return withInstallation({ demonstration: false }, async (installation) => {
    const cells = await fill(installation);
    const product = await buildApp(installation, null);
    try {
      const address = await product.listen({ port: 0, host: '127.0.0.1' });
      const cookie = await coordinatorCookie(installation);
      const headers = { cookie, 'content-type': 'application/json' };
      const save = async (cell: Cell, value: number) => {
        const body = JSON.stringify({ ...cell, revision: value, state: 'value', value: value + 1 });
        const answer = await fetch(`${address}/trpc/monthlyEntry.saveCell`, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`a save answered ${answer.status}: ${await answer.text()}`);
        await answer.arrayBuffer();
      };
      const times = { ours: [] as number[], baseline: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1)
        for (const cell of cells) {
          const [ours, baseline] = [
            await timed(() => save(cell, round)),
            await timed(() => rawWrite(installation, cell, round)),
          ];
          // The first round warms both up.
          if (round > 0) {
            times.ours.push(ours);
            times.baseline.push(baseline);
          }
        }
      const at = (share: number): Measure =>
        measure(
          `a cell saved / a bare upsert, p${share * 100}`,
          quantile(times.ours, share),
          quantile(times.baseline, share),
        );
      return { measures: [at(0.5), at(0.95), at(0.99)], notes: { saves: times.ours.length } };
    } finally {
      await product.close();
    }
  });
}
