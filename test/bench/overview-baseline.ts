import Fastify, { type FastifyInstance } from 'fastify';
import type pg from 'pg';

/**
 * The best hand-written SQL for the overview: one prepared statement on the roll-up that gives each indicator with its
 * months, its total by time rule, its target, and the same totals of the year before and of the convention's first year,
 * as JSON that PostgreSQL writes itself. It leaves out what ours has more: coverage by structure, pace, what changed,
 * returns, deadlines, rights and session.
 */
const STATEMENT = `
  WITH months AS (
    SELECT "indicatorId", left(month, 4) AS year, sum(value) AS sum, avg(value) AS mean, sum(numerator) AS numerator,
      sum(denominator) AS denominator, sum(reported) AS reported, (array_agg(value ORDER BY month DESC))[1] AS last,
      json_agg(json_build_object('month', month, 'value', value, 'numerator', numerator, 'denominator', denominator,
        'reported', reported, 'unavailable', unavailable) ORDER BY month) FILTER (WHERE month >= $2) AS months
    FROM "IndicatorMonth"
    WHERE visibility = $1 AND (month BETWEEN $2 AND $3 OR month BETWEEN $4 AND $5 OR month BETWEEN $6 AND $7)
    GROUP BY 1, 2)
  SELECT json_agg(json_build_object('code', i.code, 'label', i.label, 'unit', i.unit, 'timeRule', i."timeRule", 'direction', i.direction,
    'note', i.note, 'sourceText', i."sourceText", 'definition', v.definition, 'formula', v.formula, 'year', m.year,
    'value', CASE i."timeRule" WHEN 'flow' THEN m.sum WHEN 'average' THEN m.mean WHEN 'ratio' THEN 100 * m.numerator / nullif(m.denominator, 0) ELSE m.last END,
    'reported', m.reported, 'months', m.months, 'target', t.value, 'quote', t.quote, 'targetNote', t.note,
    'progress', 100 * m.sum / nullif(t.value, 0)) ORDER BY i.position, m.year)::text AS answer
  FROM "Indicator" i
  LEFT JOIN "IndicatorVersion" v ON v."indicatorId" = i.id AND v.version = 1
  LEFT JOIN months m ON m."indicatorId" = i.id
  LEFT JOIN "Target" t ON t."indicatorId" = i.id AND t.year = left($2, 4)::int AND t."supersededAt" IS NULL`;

const VALUES = ['working', '2025-01', '2025-12', '2024-01', '2024-12', '2023-01', '2023-12'];

export async function answerOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query({ name: 'overview-baseline', text: STATEMENT, values: VALUES });
  return rows[0].answer;
}

/** The statement behind a bare server: no session, no rights, nothing but the answer. */
export async function baselineServer(pool: pg.Pool): Promise<FastifyInstance> {
  const app = Fastify();
  app.get('/overview', async (_request, reply) => reply.type('application/json').send(await answerOf(pool)));
  return app;
}
