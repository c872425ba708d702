import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { openInstallation } from '../../../server/installation.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import { type DebianPostgres, installedPostgres, startInstalledPostgres } from '../../setup/debian-postgres.ts';
import { publishNow } from '../../setup/published.ts';
import { cookiesOf } from '../web/served-app.ts';

/** Two products behind one PostgreSQL server, and a replica of it that publications are read from. */

const programs = installedPostgres();
const sentences: string[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'observatoire-replica-'));
let server: DebianPostgres;
let copy: DebianPostgres;
let products: { installation: Installation; app: FastifyInstance; cookie: string }[];

/** The keys are in the folder that both share. */
async function openProduct() {
  const env = { DATABASE_URL: server.url, DATABASE_READ_URL: copy.url, DATABASE_CONNECTIONS: '4' };
  const installation = await openInstallation(
    readEnvironment({ ...env, DATA_DIR: folder, BACKUPS: '0', LOG_LEVEL: 'silent' }),
    { say: (sentence) => sentences.push(sentence) },
  );
  const app = await buildApp(installation, null);
  return { installation, app, cookie: (await cookiesOf(app)).get('etat') ?? '' };
}

/** What the State reads of captured dwellings, and the ports of the servers that were asked for the text of a publication. */
async function read({ app, cookie }: (typeof products)[number]) {
  const ports = new Set<number>();
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    if (JSON.stringify(args[0]).includes('PublicationAnswer')) ports.add(this.port);
    return Reflect.apply(query, this, args);
  });
  const answer = await app.inject({ url: '/trpc/housing.captured?input=%7B%7D', headers: { cookie } });
  spy.mockRestore();
  expect(answer.statusCode).toBe(200);
  return { text: answer.body, ports: [...ports] };
}

const portOf = ({ url }: DebianPostgres) => Number(new URL(url).port);

beforeAll(async () => {
  if (!programs) return;
  server = await startInstalledPostgres(programs);
  copy = await server.replicate();
  const first = await openProduct();
  products = [first, await openProduct()];
});
afterAll(async () => {
  for (const { app, installation } of products ?? []) {
    await app.close();
    await installation.close();
  }
  await copy?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('answer readers through the replica, through the server while it is cut, and through the replica once it is back', async ({
  skip,
}) => {
  if (!programs) return skip('un serveur PostgreSQL, absent de cette machine (paquet Debian : postgresql)');
  const [one, other] = products as [(typeof products)[number], (typeof products)[number]];
  const before = await read(one);
  expect(before.ports).toEqual([portOf(copy)]);
  expect(await read(other)).toEqual(before);

  await copy.cut();
  const during = [await read(one), await read(other)];
  expect(during.map(({ text }) => text)).toEqual([before.text, before.text]);
  for (const { ports } of during) expect(ports).toContain(portOf(server));
  expect(sentences.filter((one) => one.includes('ne répond pas'))).toHaveLength(2);
  // Left alone: the next question does not wait for it.
  expect((await read(one)).ports).toEqual([portOf(server)]);

  await publishNow(one.installation);
  const published = await read(other);
  expect(published.ports).toEqual([portOf(server)]);

  await copy.start();
  // What the replica does not have yet is read on the server: nobody goes back to the publication before.
  for (let asked = 0; asked < 60; asked += 1) {
    const now = await read(other);
    expect(now.text).toBe(published.text);
    if (now.ports.length === 1 && now.ports[0] === portOf(copy)) break;
    await pause(250);
  }
  expect((await read(other)).ports).toEqual([portOf(copy)]);
  expect(sentences.some((one) => one.includes('répond de nouveau'))).toBe(true);
});
