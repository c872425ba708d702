import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** The walls of the house, as README draws them: which folder may import which. A fault says what is wrong and what is allowed. */

const ROOT = path.resolve(import.meta.dirname, '..');

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesIn(file);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : [];
  });
}

/** Every file of some folders, pictures and what is generated aside. */
function everyFileIn(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return ['generated', 'pictures'].includes(entry.name) ? [] : everyFileIn([file]);
      return [file];
    }),
  );
}

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const STATEMENT = /^\s*(import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const found = [...text.matchAll(STATEMENT)].map((match) => ({
    typeOnly: match[2] !== undefined,
    name: match[3] ?? '',
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map((match) => ({ typeOnly: false, name: match[1] ?? '' }));
  return [...found, ...dynamic].map(({ typeOnly, name }) => ({
    from: file,
    typeOnly,
    to: name.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name)) : name,
  }));
}

const sources = ['client', 'server', 'shared', 'prisma'].flatMap(filesIn);
const imports = sources.flatMap(importsOf);
const inside = (to: string) => /^(client|server|shared|prisma)\//.test(to);
const roomOf = (file: string) => file.split('/')[1] ?? '';

/** What each floor may import of the house, and of the world. */
const walls: { floor: RegExp; allowed: RegExp; packages: RegExp; law: string }[] = [
  {
    floor: /^shared\/domain\//,
    allowed: /^shared\/domain\//,
    packages: /^$/,
    law: 'shared/domain imports nothing but its neighbours',
  },
  {
    floor: /^shared\/schemas\//,
    allowed: /^shared\/(domain|schemas|registers)\//,
    packages: /^zod(\/mini)?$/,
    law: 'shared/schemas imports the domain, the registers and zod',
  },
  {
    floor: /^shared\/registers\//,
    allowed: /^shared\/(domain|schemas|registers)\//,
    packages: /^$/,
    law: 'shared/registers imports the domain and the schemas',
  },
  {
    floor: /^shared\/reading\//,
    allowed: /^shared\/(domain|registers|reading)\//,
    packages: /^(fflate|saxes|@noble\/hashes\/(hmac|sha2|utils)\.js)$/,
    law: 'shared/reading imports the registers, the domain, its two readers and a hash',
  },
  {
    floor: /^client\/(ui|charts)\//,
    allowed: /^(client\/(ui|charts|styles)|shared\/domain)\//,
    packages: /^(react|react-dom|@radix-ui\/react-tabs|recharts|@fontsource)/,
    law: 'client/ui and client/charts could ship in another product',
  },
];

function crosses({ from, to }: Import): string | undefined {
  const wall = walls.find((one) => one.floor.test(from));
  if (!wall) return undefined;
  const fine = inside(to) ? wall.allowed.test(to) : to.endsWith('.css') || wall.packages.test(to);
  return fine ? undefined : `${from} imports ${to}: ${wall.law}`;
}

/** Repositories, the platform, what is contributed, the kept counts and the roll-up. */
const holdsDatabase =
  /^server\/(platform\/|contributions\/|retention\/|[^/]+\/([a-z-]+-)?repository\.ts$|indicators\/roll-up\.ts$|ledger\/reading\.ts$)/;

const sharedRooms = new Set(['lib', 'ui', 'charts', 'styles']);

describe('the walls', () => {
  it('reads the whole house', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(imports.filter(({ to }) => inside(to)).length).toBeGreaterThan(200);
  });

  it('keeps each floor of shared/ and of the kit to what it may know', () => {
    expect(imports.map(crosses).filter((fault) => fault !== undefined)).toEqual([]);
  });

  it('has no circle: of two files, one is always read without the other', () => {
    const named = new Map(sources.map((file) => [file, imports.filter(({ from }) => from === file)]));
    const done = new Set<string>();
    const circlesFrom = (file: string, path: string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')];
      if (done.has(file)) return [];
      const found = (named.get(file) ?? []).flatMap(({ to }) => circlesFrom(to, [...path, file]));
      done.add(file);
      return found;
    };
    expect(sources.flatMap((file) => circlesFrom(file, []))).toEqual([]);
  });

  it('lets no room of the client import another: what two rooms need lives in client/lib, ui or charts', () => {
    const faults = imports.filter(({ from, to }) => {
      const [a, b] = [roomOf(from), roomOf(to)];
      const room =
        from.startsWith('client/') &&
        from.split('/').length > 2 &&
        to.startsWith('client/') &&
        to.split('/').length > 2;
      return room && a !== b && !sharedRooms.has(b);
    });
    expect(faults.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('shows the client nothing of the server but the type of its router, through client/lib/trpc.ts', () => {
    const faults = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('client/') &&
        /^(server|prisma)\//.test(to) &&
        !(typeOnly && from === 'client/lib/trpc.ts' && to === 'server/router.ts'),
    );
    expect(faults.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('keeps shared/ free of the two sides', () => {
    const faults = imports.filter(
      ({ from, to }) => from.startsWith('shared/') && (/^(server|client|prisma)\//.test(to) || to.startsWith('node:')),
    );
    expect(faults.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('lets only repositories and the ground hold the database client', () => {
    const faults = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('server/') && to.startsWith('prisma/generated/') && !typeOnly && !holdsDatabase.test(from),
    );
    expect(faults.map(({ from, to }) => `${from} imports ${to}: services ask their repository`)).toEqual([]);
  });

  it('opens a pool of connections in one place, where one that drops ends nothing', () => {
    const opening = filesIn('server').filter((file) =>
      readFileSync(path.join(ROOT, file), 'utf8').includes('pg.Pool('),
    );
    expect(opening).toEqual(['server/platform/database/pool.ts']);
  });

  it('asks the database in repositories and the ground only', () => {
    const asks =
      /\b(db|tx)\.(\w+\.(find|create|update|delete|upsert|count|aggregate|group)|\$(queryRaw|executeRaw))|\bquery(Rows?|TextRows)\((db|tx)\b/;
    const faults = sources.filter(
      (file) =>
        file.startsWith('server/') &&
        !holdsDatabase.test(file) &&
        asks.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(faults).toEqual([]);
  });

  it('lets a router speak to its own room only, and answer by a publication', () => {
    const faults = imports.filter(({ from, to }) => {
      const router = /^server\/([^/]+)\/([a-z-]+-)?router\.ts$/.exec(from);
      const isGate = to === 'server/publications/answering.ts' || roomOf(to) === 'platform';
      return router && to.startsWith('server/') && roomOf(to) !== router[1] && !isGate;
    });
    expect(faults.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('lets a room reach another through its service, never its repository', () => {
    const faults = imports.filter(
      ({ from, to }) => /^server\/[^/]+\/([a-z-]+-)?repository\.ts$/.test(to) && roomOf(from) !== roomOf(to),
    );
    expect(faults.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

/**
 * The floors, the lowest first: a room imports rooms of lower floors only. So no two rooms of one floor know each other, and
 * no circle of rooms can be.
 */
const serverFloors = [
  ['postgres'],
  ['platform'],
  ['contributions', 'publications'],
  ['accounts', 'conventions', 'documents', 'retention', 'secrecy'],
  ['ledger'],
  ['absences', 'audit', 'help', 'indicators', 'mails'],
  ['catalogue', 'evictions', 'housing', 'monthly-entry', 'organisation-share', 'report-texts', 'status'],
  ['api', 'collection', 'finance', 'first-steps', 'homelessness'],
  ['imports', 'open-data', 'overview', 'reports'],
  ['agreements', 'data-protection', 'editions', 'publishing', 'registers'],
  ['convention-acts', 'work-queue'],
];
const sharedFloors = [
  ['domain'],
  ['domain/secrecy', 'domain/words'],
  ['domain/entry'],
  ['domain/figures'],
  ['domain/ledger', 'domain/report', 'domain/site'],
  ['domain/finance', 'registers', 'passwords', 'help'],
  ['reading', 'schemas'],
];
/** The programs at the top of the server are no rooms. */
const serverRoom = (file: string) => /^server\/([^/]+)\//.exec(file)?.[1];
const sharedRoom = (file: string) => /^shared\/(domain\/[^/]+(?=\/)|[^/]+)\//.exec(file)?.[1];

/** What an import breaks of the floors, in a sentence. */
function climbs(floors: string[][], room: (file: string) => string | undefined, { from, to }: Import) {
  const [a, b] = [room(from), room(to)];
  if (a === undefined || a === b) return undefined;
  if (b === undefined) return `${from} imports ${to}: a room imports no program`;
  const [above, below] = [floors.findIndex((one) => one.includes(a)), floors.findIndex((one) => one.includes(b))];
  if (above < 0 || below < 0) return `${above < 0 ? a : b} has no floor: give it one`;
  return below < above ? undefined : `${from} imports ${to}: ${b} is not under ${a}`;
}

describe('the floors', () => {
  it('lets a room of the server stand on lower ones only', () => {
    const inner = imports.filter(({ from, to }) => from.startsWith('server/') && to.startsWith('server/'));
    expect(inner.map((one) => climbs(serverFloors, serverRoom, one)).filter(Boolean)).toEqual([]);
  });

  it('lets a concept of shared/ stand on lower ones only', () => {
    const inner = imports.filter(({ from, to }) => from.startsWith('shared/') && to.startsWith('shared/'));
    expect(inner.map((one) => climbs(sharedFloors, sharedRoom, one)).filter(Boolean)).toEqual([]);
  });

  it('refuses an arrow upwards, a neighbour, a program and a room without a floor', () => {
    const one = (from: string, to: string) => climbs(serverFloors, serverRoom, { from, to, typeOnly: false });
    expect(one('server/overview/service.ts', 'server/indicators/service.ts')).toBeUndefined();
    expect(one('server/indicators/service.ts', 'server/overview/service.ts')).toContain('is not under');
    expect(one('server/housing/service.ts', 'server/evictions/service.ts')).toContain('is not under');
    expect(one('server/overview/service.ts', 'server/main.ts')).toContain('no program');
    expect(one('server/attic/service.ts', 'server/overview/service.ts')).toContain('no floor');
  });

  it('keeps at most 25 files in a folder', () => {
    const folders = new Map<string, number>();
    for (const file of everyFileIn(['client', 'server', 'shared', 'prisma', 'test']))
      folders.set(path.posix.dirname(file), (folders.get(path.posix.dirname(file)) ?? 0) + 1);
    expect([...folders].filter(([, count]) => count > 25)).toEqual([]);
  });
});

describe('the names', () => {
  const all = [...sources, ...filesIn('test')];

  it('gives every file a name that says what it holds', () => {
    const nameless = /^(index|utils?|helpers?|misc|common|types|constants)\.(ts|tsx)$/;
    expect(all.filter((file) => nameless.test(path.posix.basename(file)) || /(New|V2|Old)\./.test(file))).toEqual([]);
  });

  it('writes file names in kebab-case', () => {
    expect(
      all.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs|d\.ts)$/.test(path.posix.basename(file))),
    ).toEqual([]);
  });

  it('keeps the top level as it is drawn', () => {
    const drawn = [
      '.ci',
      '.git',
      '.gitignore',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'biome.json',
      'client',
      'data',
      'dist',
      'knip.json',
      'node_modules',
      'package-lock.json',
      'package.json',
      'prisma',
      'prisma.config.ts',
      'server',
      'shared',
      'test',
      'tsconfig.json',
      'vite.config.ts',
      'vitest.config.ts',
    ];
    expect(readdirSync(ROOT).filter((name) => !drawn.includes(name))).toEqual([]);
  });
});

describe('what README names', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

  it('exists: files, folders and pictures', () => {
    const quoted = [...readme.matchAll(/`((?:client|server|shared|prisma|test)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    const shown = [...readme.matchAll(/\]\((test\/[^)]+|[A-Z]+\.md)\)/g)].map((match) => match[1] ?? '');
    expect(quoted.length).toBeGreaterThan(20);
    expect(shown.length).toBeGreaterThan(5);
    expect([...quoted, ...shown].filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('begins at functions that are there', () => {
    const named = [...readme.matchAll(/`((?:client|server|shared)\/[\w./-]+\.tsx?)`(?: \(|, )`(\w+)`\)/g)];
    expect(named.length).toBeGreaterThan(15);
    const lost = named.filter(([, file = '', name = '']) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      return !new RegExp(`export (async )?(function|const) ${name}\\b`).test(text);
    });
    expect(lost.map(([, file, name]) => `${name} in ${file}`)).toEqual([]);
  });
});

describe('the lock file', () => {
  it('names the packages of every platform, which `npm ci` asks for even where they are not installed', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const places = Object.keys(lock.packages);
    const named = new Set(places.map((place) => place.slice(place.lastIndexOf('node_modules/') + 13)));
    const asked = Object.values(lock.packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((name) => !named.has(name))).toEqual([]);
  });
});

/** What is said of one territory: its name, its places, its partners, its numbers, the codes of its groups and indicators. */
describe('the words of one territory', () => {
  const local =
    /Dijon|Côte-d’Or|Chenôve|Talant|Quetigny|SOLIHA|ADEFO|\bACOR\b|Habitat et Humanisme|Action Tank|23 communes|métropol|1(?:[\s\u00a0\u202f]|\\u00a0|\\u202f)154|406(?:[\s\u00a0\u202f]|\\u00a0|\\u202f)614|'(?:DIJON|LARGE|OTHER)'|\b(?:IND|SIAO|ACO|DIR|FOR|CCA|CTX)-\d{2}|article 2\.3|article 5\b/g;
  const said = (text: string) =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '')
      .match(local) ?? [];

  it('are in the data, not in code', () => {
    const found = sources
      .filter((file) => !file.startsWith('prisma/'))
      .map((file) => [file, said(readFileSync(path.join(ROOT, file), 'utf8'))] as const)
      .filter(([, words]) => words.length > 0);
    expect(Object.fromEntries(found)).toEqual({});
  });

  it('are not in the news, which the product shows to everybody', () => {
    expect(said(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'))).toEqual([]);
  });

  it('are found in code, and not in a comment', () => {
    expect(said("const code = 'IND-23'; // like IND-24")).toEqual(['IND-23']);
  });
});

/** What of the client no fast test loads: workers and drawings that come when they are asked for, and files of types only. */
const loadedByNoTest = [
  'client/charts/recharts-month-chart.tsx',
  'client/charts/recharts-plot.tsx',
  'client/finance/import-reading.ts',
  'client/first-steps/first-steps.ts',
  'client/imports/reading/blob-source.ts',
  'client/imports/reading/read-file.worker.ts',
  'client/main.tsx',
  'client/status/service-status.ts',
  'client/ui/css-variables.d.ts',
];

describe('the pages', () => {
  /** What a file brings with it at once; what it asks for later counts only where a test itself asks for it. */
  const broughtBy = (file: string): string[] => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    const later = file.startsWith('test/') ? [] : [...text.matchAll(DYNAMIC)].map((match) => match[1] ?? '');
    return importsOf(file)
      .filter(({ to, typeOnly }) => !typeOnly && /^(client|shared|test)\/.*\.tsx?$/.test(to))
      .map(({ to }) => to)
      .filter((to) => !later.some((name) => to.endsWith(name.replace(/^[./]+/, ''))));
  };

  it('are opened by a fast test, all but those that are named here: the list may only shrink', () => {
    const tests = ['domain', 'reading', 'registers', 'client'].flatMap((room) => filesIn(`test/${room}`));
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const brought of broughtBy(file)) load(brought);
    };
    for (const file of tests.filter((one) => /\.test\.tsx?$/.test(one))) load(file);
    const client = sources.filter((file) => file.startsWith('client/'));
    expect(client.filter((file) => !loaded.has(file))).toEqual(loadedByNoTest);
  });
});

describe('the sizes', () => {
  it('keeps a file under 300 lines: over that it holds two concepts', () => {
    const long = sources.filter(
      (file) => !/^prisma\/seed-/.test(file) && readFileSync(path.join(ROOT, file), 'utf8').split('\n').length > 300,
    );
    expect(long).toEqual([]);
  });

  it('writes a line for every model and every closed set of the database', () => {
    const schema = readFileSync(path.join(ROOT, 'prisma/schema.prisma'), 'utf8').split('\n');
    const silent = schema.filter((line, at) => /^(model|enum) /.test(line) && !schema[at - 1]?.startsWith('///'));
    expect(silent).toEqual([]);
  });
});

/** The casts of a file, without its comments, its imports and what they rename; « as const » is none. */
function castsIn(text: string): string[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'[^'\n]*'/g, "''")
    .replace(/^\s*(import|export)\b[^;]*?\bfrom ''/gm, '');
  return [...code.matchAll(/\bas (?!const\b)[\w{(][^,;)}\n]*/g)].map(([cast]) => cast);
}

describe('the types', () => {
  /** A cast is a belief. This list may only shrink: what comes from outside is parsed, what the compiler knows needs none. */
  const beliefs = {
    'server/api/service.ts': ['as object'],
    'server/platform/database/picture.ts': ['as Promise<Kept>'],
    'server/platform/database/within-transaction.ts': ['as unknown as PrismaClient'],
    'server/platform/secrets/password.ts': ['as Algorithm'],
    'server/platform/web/procedure-answers.ts': ['as never'],
    // What a publication kept of a procedure is that procedure's own answer.
    'server/publications/answering.ts': ['as Answer'],
  };

  it('are believed on the server in these places only', () => {
    const found = filesIn('server').flatMap((file) => {
      const casts = castsIn(readFileSync(path.join(ROOT, file), 'utf8'));
      return casts.length > 0 ? [[file, casts] as const] : [];
    });
    expect(Object.fromEntries(found)).toEqual(beliefs);
  });

  it('are found believed in code, and not in a comment, an import or a constant', () => {
    expect(castsIn("/* as Fish */ import { a as b } from 'x'; // as Bird\nconst c = d as const;")).toEqual([]);
    expect(castsIn("const c = d as unknown as Cat;\nuse(e as { f: 'as Dog' }, g as never);")).toEqual([
      'as unknown as Cat',
      "as { f: '' ",
      'as never',
    ]);
  });

  it('say what each statement by hand answers: rows are parsed, and `$queryRaw` is asked in one place', () => {
    const bare = filesIn('server').filter(
      (file) =>
        file !== 'server/platform/database/rows.ts' &&
        readFileSync(path.join(ROOT, file), 'utf8').includes('.$queryRaw'),
    );
    expect(bare).toEqual([]);
  });
});
