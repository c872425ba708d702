import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Vitals } from './readiness.ts';

/** Told of each procedure once it is over. */
export type ObserveProcedure = (procedure: string, outcome: string, milliseconds: number) => void;

interface Place {
  pool: pg.Pool;
  db: PrismaClient;
  env: { metrics: { local: boolean; token: string | null } };
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A gauge that is looked at when somebody asks; without its number when the database does not answer. */
function gauge(registers: Registry[], name: string, help: string, look: () => number | Promise<number>): void {
  new Gauge({
    ...{ name, help, registers },
    async collect() {
      this.set(await Promise.resolve(look()).catch(() => Number.NaN));
    },
  });
}

function lookAtProcess(registers: Registry[], { pool, db }: Place, vitals: Vitals): void {
  gauge(registers, 'observatoire_jobs_due', 'Jobs that wait', () => db.job.count({ where: { doneAt: null } }));
  gauge(registers, 'observatoire_jobs_failing', 'Jobs whose last try failed', () =>
    db.job.count({ where: { doneAt: null, error: { not: null } } }),
  );
  gauge(registers, 'observatoire_mails_queued', 'Messages that wait', () =>
    db.mail.count({ where: { status: 'queued' } }),
  );
  gauge(registers, 'observatoire_pool_connections', 'Connections to the database', () => pool.totalCount);
  gauge(registers, 'observatoire_pool_waiting', 'Requests that wait for a connection', () => pool.waitingCount);
  gauge(registers, 'observatoire_live_lines', 'Open pages that follow the figures', () => vitals.liveLines());
  gauge(registers, 'observatoire_ready_answers', 'Overviews answered from memory', () => vitals.readyAnswers());
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isLoopback = (address: string | undefined) => /^(?:::ffff:)?127\.|^::1$/.test(address ?? '');

/** The bearer of the token, or a program of this machine that no proxy speaks for. */
function mayRead({ headers, socket }: FastifyRequest, { local, token }: Place['env']['metrics']): boolean {
  const borne = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (token && borne) return timingSafeEqual(digest(borne), digest(token));
  const forwarded = headers.forwarded ?? headers['x-forwarded-for'];
  return local && isLoopback(socket.remoteAddress) && forwarded === undefined;
}

/**
 * `GET /metrics` for Prometheus: durations by route and by procedure, and the state of the process. No name, no
 * address, no figure. Without METRICS or METRICS_TOKEN nothing is measured.
 */
export function registerMetrics(app: FastifyInstance, place: Place, vitals: Vitals): ObserveProcedure {
  const { metrics } = place.env;
  if (!metrics.local && !metrics.token) return () => {};
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  lookAtProcess(registers, place, vitals);
  const requests = new Histogram({
    ...{ name: 'observatoire_request_seconds', help: 'Requests by route and status', registers, buckets: SECONDS },
    labelNames: ['method', 'route', 'status'] as const,
  });
  const procedures = new Histogram({
    ...{ name: 'observatoire_procedure_seconds', help: 'Procedures by outcome', registers, buckets: SECONDS },
    labelNames: ['procedure', 'outcome'] as const,
  });
  const refusals = new Counter({
    ...{ name: 'observatoire_refused_metrics_total', help: 'Who asked for measures without the right', registers },
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    if (mayRead(request, metrics)) return reply.type(registry.contentType).send(await registry.metrics());
    refusals.inc();
    return reply.code(404).send({ error: 'NOT_FOUND' });
  });
  return (procedure, outcome, milliseconds) => procedures.observe({ procedure, outcome }, milliseconds / 1000);
}
