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
    packages: /^(fflate|saxes)$/,
    law: 'shared/reading imports the registers, the domain and its two readers',
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

  it('lets only repositories, the platform and the roll-up hold the database client', () => {
    const holder = /^server\/(platform\/|[^/]+\/([a-z-]+-)?repository\.ts$|indicators\/roll-up\.ts$)/;
    const faults = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('server/') && to.startsWith('prisma/generated/') && !typeOnly && !holder.test(from),
    );
    expect(faults.map(({ from, to }) => `${from} imports ${to}: services ask their repository`)).toEqual([]);
  });

  it('asks the database in repositories and the platform only', () => {
    const asks = /\b(db|tx)\.(\w+\.(find|create|update|delete|upsert|count|aggregate|group)|\$(queryRaw|executeRaw))/;
    const holder = /^server\/(platform\/|[^/]+\/([a-z-]+-)?repository\.ts$|indicators\/roll-up\.ts$)/;
    const faults = sources.filter(
      (file) =>
        file.startsWith('server/') && !holder.test(file) && asks.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(faults).toEqual([]);
  });

  it('lets a router speak to its own room only', () => {
    const faults = imports.filter(({ from, to }) => {
      const router = /^server\/([^/]+)\/router\.ts$/.exec(from);
      return router && to.startsWith('server/') && roomOf(to) !== router[1] && roomOf(to) !== 'platform';
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

describe('the sizes', () => {
  it('keeps a file under 300 lines: over that it holds two concepts', () => {
    const long = sources.filter(
      (file) => !/^prisma\/seed-/.test(file) && readFileSync(path.join(ROOT, file), 'utf8').split('\n').length > 300,
    );
    expect(long).toEqual([]);
  });

  it('writes a line for every model of the database', () => {
    const schema = readFileSync(path.join(ROOT, 'prisma/schema.prisma'), 'utf8').split('\n');
    const silent = schema.filter((line, index) => line.startsWith('model ') && !schema[index - 1]?.startsWith('///'));
    expect(silent).toEqual([]);
  });
});
