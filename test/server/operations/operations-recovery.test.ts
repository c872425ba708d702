import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ServedProduct, serveProduct, serverPid, until } from './operations-world.ts';

/** Two that ask without a pause, by the ready answers and by Prisma, and all that they were told. */
function askWithoutRest(product: ServedProduct) {
  const answers: { status: number; appCode: string | null }[] = [];
  let stopped = false;
  const asked = (procedure: string) => (/overview|mails/.test(procedure) ? {} : undefined);
  const askers = ['overview.forYear', 'session.me', 'catalogue.settings', 'mails.list'].map(async (procedure) => {
    while (!stopped) {
      answers.push(await product.ask(procedure, asked(procedure)));
      await pause(5);
    }
  });
  return {
    answers,
    async stop() {
      stopped = true;
      await Promise.all(askers);
    },
  };
}

const isBack = (product: ServedProduct) => async () => (await product.ask('session.me')).status === 200;
const refused = (answers: { status: number; appCode: string | null }[]) =>
  answers.filter(({ status }) => status !== 200);

/** The line that follows the figures; `heard` counts what it said of them. */
async function openLine(product: ServedProduct) {
  const cut = new AbortController();
  const answer = await fetch(`${product.address}/api/live`, {
    headers: { cookie: product.cookie },
    signal: cut.signal,
  });
  const reader = answer.body?.getReader();
  const line = { heard: 0, open: true, cut: () => cut.abort() };
  (async () => {
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) break;
      line.heard += new TextDecoder().decode(piece.value).split('event: figures').length - 1;
    }
  })()
    .catch(() => {})
    .finally(() => {
      line.open = false;
    });
  return line;
}

const changeAFigure = (product: ServedProduct) =>
  product.installation.pool.query('UPDATE "Observation" SET value = value WHERE false');

describe('a product whose embedded database is killed', () => {
  let product: ServedProduct;
  beforeAll(async () => {
    product = await serveProduct();
  });
  afterAll(() => product.close());

  it('says that the database restarts, and nothing worse, and answers again within five seconds', async () => {
    expect(await isBack(product)()).toBe(true);
    const load = askWithoutRest(product);
    const pid = serverPid(product.dataDir);
    process.kill(pid, 'SIGKILL');
    await until(async () => refused(load.answers).length > 0);
    expect(await until(isBack(product))).toBeLessThan(5_000);
    await load.stop();
    for (const answer of refused(load.answers)) expect(answer).toEqual({ status: 503, appCode: 'DATABASE_AWAY' });
    expect(serverPid(product.dataDir)).not.toBe(pid);
    expect(product.said.join('\n')).toMatch(/ne répond plus[\s\S]*répond de nouveau/);
  });

  it('does so too when one connection of the pool is killed, which makes PostgreSQL start over', async () => {
    const load = askWithoutRest(product);
    const { rows } = await product.installation.pool.query('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0].pid, 'SIGKILL');
    await pause(100);
    expect(await until(isBack(product))).toBeLessThan(5_000);
    await load.stop();
    for (const answer of refused(load.answers)) expect(answer).toEqual({ status: 503, appCode: 'DATABASE_AWAY' });
  });

  it('keeps the open line of a page, and tells it to look again once the database is back', async () => {
    const line = await openLine(product);
    await until(async () => {
      await changeAFigure(product);
      return line.heard > 0;
    });
    const pid = serverPid(product.dataDir);
    const before = line.heard;
    process.kill(pid, 'SIGKILL');
    // Nobody writes meanwhile: what might have been written is looked for all the same.
    await until(async () => line.heard > before);
    const again = line.heard;
    await until(async () => {
      await changeAFigure(product).catch(() => {});
      return line.heard > again;
    });
    expect(line.open).toBe(true);
    line.cut();
  });
});

/** A wire to the tests' server that can be cut and mended. */
async function wire() {
  const server = inject('database');
  const target = server.host?.startsWith('/')
    ? { path: path.join(server.host, `.s.PGSQL.${server.port ?? 5432}`) }
    : { host: server.host ?? '127.0.0.1', port: Number(server.port ?? 5432) };
  const open = new Set<net.Socket>();
  let whole = true;
  const listener = net.createServer((near) => {
    if (!whole) return near.destroy();
    const far = net.connect(target as net.NetConnectOpts);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { user, password } = server;
  return {
    url: (database: string) =>
      `postgresql://${user}${password ? `:${encodeURIComponent(String(password))}` : ''}@127.0.0.1:${(listener.address() as net.AddressInfo).port}/${database}`,
    cut() {
      whole = false;
      for (const socket of open) socket.destroy();
    },
    mend() {
      whole = true;
    },
    close: () => new Promise((resolve) => listener.close(resolve)),
  };
}

describe('a product whose line to its PostgreSQL server is cut', () => {
  it('says so while it lasts, stays up, and goes on by itself', async () => {
    const { testDatabase } = await import('../../setup/test-database.ts');
    const database = await testDatabase();
    const { rows } = await database.pool.query('SELECT current_database() AS name');
    const line = await wire();
    const product = await serveProduct({ DATABASE_URL: line.url(rows[0].name) });
    try {
      const screen = await openLine(product);
      expect(await isBack(product)()).toBe(true);
      const load = askWithoutRest(product);
      line.cut();
      await until(async () => refused(load.answers).length > 20);
      await pause(500);
      line.mend();
      expect(await until(isBack(product))).toBeLessThan(5_000);
      await load.stop();
      for (const answer of refused(load.answers)) expect(answer).toEqual({ status: 503, appCode: 'DATABASE_AWAY' });
      await until(async () => {
        await changeAFigure(product).catch(() => {});
        return screen.heard > 0;
      });
      expect(screen.open).toBe(true);
      screen.cut();
    } finally {
      await product.close();
      await line.close();
      await database.close();
    }
  });
});
