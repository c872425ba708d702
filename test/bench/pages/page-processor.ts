import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { Measure } from '../measure.ts';

const WARM = 2;
const TIMES = 5;

interface Spent {
  milliseconds: number;
  statements: number;
}

/** What one answer takes of this process's processor, and how many statements it sends: neither depends on what else runs. */
async function spentOn(app: FastifyInstance, url: string, headers: Record<string, string>): Promise<Spent> {
  const ask = async () => {
    const { statusCode } = await app.inject({ url, headers });
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
  };
  for (let warm = 0; warm < WARM; warm += 1) await ask();
  const { query } = pg.Client.prototype;
  let statements = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...asked: never[]) {
    statements += 1;
    return Reflect.apply(query, this, asked);
  };
  try {
    const from = process.cpuUsage();
    for (let time = 0; time < TIMES; time += 1) await ask();
    const { user, system } = process.cpuUsage(from);
    return { milliseconds: (user + system) / 1000 / TIMES, statements: statements / TIMES };
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** Ours beside the statement's, in the same process, the one after the other. */
export async function processorOf(
  name: string,
  ours: { app: FastifyInstance; url: string; cookie: string },
  baseline: { app: FastifyInstance; url: string },
): Promise<Measure[]> {
  const own = await spentOn(ours.app, ours.url, { cookie: ours.cookie });
  const other = await spentOn(baseline.app, baseline.url, {});
  const beside = (what: string, unit: string, value: number, least: number): Measure => {
    return { name: `${name}, ${what}`, ours: value, baseline: least, ratio: value / least, unit };
  };
  return [
    beside('processor', 'ms', own.milliseconds, other.milliseconds),
    beside('statements', 'statements', own.statements, other.statements),
  ];
}
