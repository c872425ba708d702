import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Action, Viewer } from '../../../server/platform/access.ts';
import { type FuzzWorld, fuzzWorld } from '../web/fuzz-world.ts';
import { everybody, matrix, ofOneOrganisation, veiled } from './access-rows.ts';
import { type AccessWorld, accessWorld, pastTheGuard } from './access-world.ts';

/**
 * Does the access matrix notice when one check of rights is taken away? Each check that a procedure makes is cut in turn: the
 * line that makes it then answers as for somebody who may do everything. One of the matrix's questions must be answered
 * otherwise than its row says.
 */
const knife = vi.hoisted(() => ({ cut: new Set<string>(), asked: new Set<string>() }));

vi.mock('../../../server/platform/access.ts', async (original) => {
  const real = await original<typeof import('../../../server/platform/access.ts')>();
  const isCut = () => {
    const lines = new Error('asked').stack?.split('\n') ?? [];
    const asking = lines.find((line) => line.includes('/server/') && !/access(-\w+)?\.(test\.)?ts/.test(line));
    const site = /server\/[\w/.-]+:\d+/.exec(asking ?? '')?.[0] ?? 'unknown';
    knife.asked.add(site);
    return knife.cut.has(site);
  };
  return {
    ...real,
    extentOf: (viewer: Viewer | null, action: Action) => (isCut() ? 'all' : real.extentOf(viewer, action)),
    organisationScope: (viewer: Viewer, action: Action, organisationId: number) =>
      isCut() ? real.systemScope(action, organisationId) : real.organisationScope(viewer, action, organisationId),
  };
});

/** Addresses that some who are signed in may not read, who, and the lines that refuse them one behind the other. */
const addresses: [string, string, string[]][] = [
  ['/documents/journal.csv', 'etat', ['server/audit/downloads.ts']],
  ['/documents/finances/2023.csv', 'association', ['server/finance/downloads.ts']],
  ['/documents/finances/modele-2023.xlsx', 'etat', ['server/finance/downloads.ts']],
  ['/documents/journal.csv', 'etat', ['server/audit/downloads.ts']],
  ['/documents/saisie/2025-10.xlsx?organisation=HH', 'siao', ['server/monthly-entry/grid.ts']],
  [
    '/documents/saisie/2025-10.xlsx?organisation=HH',
    'etat',
    ['server/monthly-entry/downloads.ts', 'server/monthly-entry/grid.ts'],
  ],
];

/** The ladder's own line, where the guard of every procedure asks. */
const isGuard = (site: string) => site.startsWith('server/platform/trpc.ts');

/**
 * Checks that stand behind another: one alone may go without anybody being let in. Each is noticed with the other one gone,
 * and this list is what is noticed when one of the two goes.
 */
const doubled: Record<string, string[]> = {
  'collection.cells': [
    'server/collection/service.ts behind server/platform/trpc.ts',
    'server/monthly-entry/grid.ts behind server/platform/trpc.ts',
    'server/collection/service.ts behind server/platform/trpc.ts',
  ],
  'collection.remind': ['server/collection/reminders.ts behind server/platform/trpc.ts'],
  'workQueue.list': [
    'server/platform/trpc.ts behind server/work-queue/service.ts',
    'server/work-queue/service.ts behind server/platform/trpc.ts',
  ],
  'publishing.preview': ['server/publishing/service.ts behind server/platform/trpc.ts'],
  'collection.matrix': ['server/collection/matrix.ts behind server/platform/trpc.ts'],
  'collection.returnCell': ['server/collection/service.ts behind server/platform/trpc.ts'],
  'collection.toValidate': ['server/collection/service.ts behind server/platform/trpc.ts'],
  'collection.unlock': ['server/collection/service.ts behind server/platform/trpc.ts'],
  'collection.validate': ['server/collection/service.ts behind server/platform/trpc.ts'],
  'imports.help': [
    'server/platform/trpc.ts behind server/imports/service.ts',
    'server/imports/service.ts behind server/platform/trpc.ts',
  ],
  'monthlyEntry.grid': ['server/monthly-entry/grid.ts behind server/indicators/service.ts'],
};

let world: AccessWorld;
let floor: FuzzWorld;
beforeAll(async () => {
  [world, floor] = [await accessWorld(), await fuzzWorld()];
}, 120_000);
afterAll(async () => {
  await world.close();
  await floor.close();
});

async function withCut<T>(sites: readonly string[], act: () => Promise<T>): Promise<T> {
  knife.cut = new Set(sites);
  try {
    return await act();
  } finally {
    knife.cut = new Set();
  }
}

interface Probe {
  expected: string;
  ask: (who: string) => Promise<'in' | 'refused'>;
}

/** The questions that the matrix asks of a procedure, as its own tests do. */
function probesOf(name: string): Probe[] {
  const who = matrix[name]?.who ?? '';
  return [
    { expected: who, ask: (one) => world.asksWell(name, one) },
    { expected: pastTheGuard(who), ask: (one) => world.asksBadly(name, one) },
    ...(name in ofOneOrganisation ? [{ expected: 'CO', ask: (one: string) => world.asksOfOne(name, one) }] : []),
    ...(name in veiled ? [{ expected: 'COSN', ask: (one: string) => world.seesAll(name, one) }] : []),
  ];
}

/** True when some question is answered otherwise with these checks cut: only who should be refused can tell. */
async function isNoticed(name: string, sites: readonly string[]): Promise<boolean> {
  for (const { expected, ask } of probesOf(name))
    for (const one of [...everybody].filter((letter) => !expected.includes(letter)))
      if ((await withCut(sites, () => ask(one))) === 'in') return true;
  return false;
}

async function sitesAskedBy(name: string): Promise<string[]> {
  knife.asked = new Set();
  for (const { ask } of probesOf(name)) for (const one of everybody) await ask(one);
  return [...knife.asked];
}

/**
 * Lines that let everyone in who is signed in (one that refuses
 * somebody belongs in `addresses`): behind each, the session itself is asked for (`route-matrix.test.ts`). An agreement is
 * changed by those whom the guard has let in, who may feed every register.
 */
const sameForAllSignedIn = [
  'server/agreements/router.ts',
  'server/editions/downloads.ts',
  'server/help/downloads.ts',
  'server/indicators/downloads.ts',
  'server/overview/ready-answers.ts',
  'server/platform/access.ts',
  'server/platform/web/live.ts',
  'server/reports/downloads.ts',
];

/**
 * Lines that the matrix cannot reach, for want of a workbook of several organisations, a year's total that waits, an act on a
 * partner, or a document: held by `imports.test.ts`, `readings.test.ts`, `partners-come-and-go.test.ts`, `documents.test.ts` and
 * `edition.test.ts`.
 */
const heldElsewhere = [
  'server/convention-acts/router.ts',
  'server/imports/service.ts',
  'server/indicators/page.ts',
  'server/reports/service.ts',
];

/** Lines whose cut changes what an answer holds, not whether it comes: `figures.test.ts` and `documents.test.ts` tell. */
const toldByTheAnswer = ['server/indicators/service.ts', 'server/reports/document-rights.ts'];

const noticed = new Set<string>();
const unnoticed: { name: string; site: string }[] = [];
const seen = new Set<string>();
let cuts = 0;
/** What must still have something to hide comes before what takes it away. */
const order = [...Object.keys(veiled), ...Object.keys(matrix).filter((name) => !(name in veiled))];

describe('a check of rights that is taken away', () => {
  it.each(order)('from %s', async (name) => {
    const sites = await sitesAskedBy(name);
    expect(sites.filter(isGuard)).toHaveLength(1);
    for (const site of sites) {
      seen.add(site);
      cuts += 1;
      if (!(await isNoticed(name, [site]))) unnoticed.push({ name, site });
      else if (!isGuard(site)) noticed.add(site);
    }
  });

  it('is noticed by the matrix, alone or with the other wall that stands behind it', async () => {
    const walls: Record<string, string[]> = {};
    let open = 0;
    for (const { name, site } of unnoticed) {
      // A line that several procedures share is one check: one of them tells.
      if (noticed.has(site) || toldByTheAnswer.some((file) => site.startsWith(file))) continue;
      const everyoneSignedIn = pastTheGuard(matrix[name]?.who ?? '').startsWith('COSR');
      // Nobody is let in wrongly where all are; nobodies are refused by the next rung of the ladder, for want of a person.
      if (isGuard(site) && everyoneSignedIn) {
        open += 1;
        continue;
      }
      const others = (await sitesAskedBy(name)).filter((one) => one !== site);
      let behind = 'nobody notices';
      for (const other of others) if (await isNoticed(name, [site, other])) behind = other.split(':')[0] ?? '';
      walls[name] = [...(walls[name] ?? []), `${site.split(':')[0]} behind ${behind}`];
    }
    const twofold = Object.values(walls).flat().length;
    console.info(
      `${cuts} checks cut: ${cuts - open - twofold} noticed, ${twofold} doubled, ${open} that refuse nobody signed in`,
    );
    expect(walls).toEqual(doubled);
  });

  it.each(addresses)('from the address %s is noticed, by $1', async (url, person, walls) => {
    const address = url.replace('=HH', `=${floor.idOf('HH')}`);
    const headers = { cookie: floor.cookies.get(person) ?? '' };
    const statusWith = async (cut: string[]) =>
      (await withCut(cut, () => floor.app.inject({ url: address, headers }))).statusCode;
    knife.asked = new Set();
    expect(await statusWith([])).toBe(403);
    // What stands behind a check is asked only once it has gone.
    for (const wall of walls) if (wall) await statusWith([...knife.asked]);
    const sites = [...knife.asked].filter((site) => walls.some((wall) => site.startsWith(wall)));
    for (const site of sites) seen.add(site);
    expect(sites.map((site) => site.split(':')[0])).toEqual(walls);
    for (const site of sites) expect(await statusWith(sites.filter((one) => one !== site))).toBe(403);
    expect(await statusWith([...knife.asked])).toBe(200);
  });

  it('is one of those that the house makes: none is out of sight', () => {
    const root = path.resolve(import.meta.dirname, '../../../server');
    const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));
    const made = files.flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, rank) =>
          /\b(?:extentOf|organisationScope)\(/.test(line) && !/function /.test(line)
            ? [`server/${file}:${rank + 1}`]
            : [],
        ),
    );
    const unseen = made.filter((site) => !seen.has(site)).map((site) => site.split(':')[0]);
    const others = unseen.filter((file) => !toldByTheAnswer.includes(file ?? ''));
    expect(others.toSorted()).toEqual([...sameForAllSignedIn, ...heldElsewhere].toSorted());
  });
});
