import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import type pg from 'pg';
import type { SectionResult } from './measure.ts';
import { withInstallation } from './opened.ts';
import { asked, duel, type Load } from './overview.ts';
import { fillGenerated } from './overview-data.ts';

const CODE = 'GEN-4';
const QUESTION = `/trpc/indicators.byCode?input=${encodeURIComponent(JSON.stringify({ code: CODE, year: 2025, month: 12 }))}`;

/**
 * The best hand-written SQL for the page: one prepared statement that gives the indicator, its definition and targets, and
 * three years of months as JSON. It leaves out rights, session, coverage by structure, pace, breaks and notes.
 */
const STATEMENT = `
  SELECT json_build_object('code', i.code, 'label', i.label, 'unit', i.unit, 'timeRule', i."timeRule", 'direction', i.direction,
    'sourceText', i."sourceText", 'definition', v.definition, 'formula', v.formula,
    'targets', (SELECT json_agg(json_build_object('year', t.year, 'value', t.value, 'quote', t.quote) ORDER BY t.year)
      FROM "Target" t WHERE t."indicatorId" = i.id AND t."supersededAt" IS NULL),
    'months', (SELECT json_agg(json_build_object('month', m.month, 'value', m.value, 'numerator', m.numerator,
      'denominator', m.denominator, 'reported', m.reported, 'unavailable', m.unavailable) ORDER BY m.month)
      FROM "IndicatorMonth" m WHERE m."indicatorId" = i.id AND m.visibility = 'working' AND m.month BETWEEN '2023-01' AND '2025-12'))::text AS answer
  FROM "Indicator" i JOIN "IndicatorVersion" v ON v."indicatorId" = i.id AND v.version = 1 WHERE i.code = $1`;

function statementServer(pool: pg.Pool) {
  const app = Fastify();
  app.get('/indicator', async (_request, reply) => {
    const { rows } = await pool.query({ name: 'indicator-baseline', text: STATEMENT, values: [CODE] });
    return reply.type('application/json').send(rows[0].answer);
  });
  return app;
}

/** The data of an indicator's page over HTTP, session and rights included, against one prepared statement. */
export function indicator(): Promise<SectionResult> {
  return withInstallation({ demonstration: false }, async (installation) => {
    const cells = await fillGenerated(installation, false);
    const { product, load: overview } = await asked(installation);
    const bare = statementServer(installation.pool);
    const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
    try {
      const ours: Load = { ...overview, url: `${new URL(overview.url).origin}${QUESTION}` };
      const address = await bare.listen({ port: 0, host: '127.0.0.1' });
      const baseline: Load = { url: `${address}/indicator`, headers: {}, expected: 200 };
      return {
        measures: [
          ...(await duel(worker, 'page of an indicator', ours, baseline, 1)),
          ...(await duel(worker, 'page of an indicator', ours, baseline, 16)),
        ],
        notes: { cells },
      };
    } finally {
      await worker.terminate();
      await product.close();
      await bare.close();
    }
  });
}
