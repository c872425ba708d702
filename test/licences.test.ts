import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  integrity?: string;
  link?: boolean;
}

const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** What is installed to run the product: everything but what only develops and tests it. */
const production = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && !dev);
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that let us use, change and hand the product over under its own, MIT. */
const permissive = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
];

/** Weak copyleft and fonts, package by package: used as they come, never changed, so that nothing of ours falls under them. */
const byName: Record<string, RegExp> = {
  'MPL-2.0': /^lightningcss(-|$)/,
  'EPL-2.0': /^elkjs$/,
  'OFL-1.1': /^@fontsource-variable\//,
};

/** Packages that say their licence in their repository and not in their manifest, read there one by one. */
const readElsewhere: Record<string, string> = {
  'seq-queue': 'MIT',
  '@myriaddreamin/typst-ts-node-compiler': 'Apache-2.0',
};

function licenceOf(place: string, { license }: Locked): string {
  if (license) return license;
  const name = nameOf(place);
  const parent = Object.keys(readElsewhere).find((known) => name === known || name.startsWith(`${known}-`));
  return parent ? (readElsewhere[parent] ?? '') : 'none';
}

const isPermissive = (one: string) => permissive.includes(one.replace(/[()]/g, ''));

/** « A and B » binds by both; « A or B » leaves the choice, and ours is the permissive one. */
const isAllowed = (name: string, licence: string) =>
  byName[licence]?.test(name) ?? licence.split(/ and /i).every((one) => one.split(/ or /i).some(isPermissive));

describe('the lock', () => {
  it('says what each package must be, to the byte', () => {
    const unsealed = Object.entries(lock.packages).filter(
      ([place, one]) => place !== '' && !one.integrity && !one.link,
    );
    expect(unsealed.map(([place]) => place)).toEqual([]);
  });
});

describe('the licences of what the product installs', () => {
  it('are all on the list: another one is read before it comes in', () => {
    expect(production.length).toBeGreaterThan(300);
    const faults = production
      .map(([place, locked]) => ({ name: nameOf(place), licence: licenceOf(place, locked) }))
      .filter(({ name, licence }) => !isAllowed(name, licence));
    expect(faults).toEqual([]);
  });

  it('allow no strong copyleft, whatever stands beside it', () => {
    for (const licence of ['GPL-3.0-only', 'AGPL-3.0', 'MIT AND GPL-3.0-only', 'none', 'SEE LICENSE IN x', 'BUSL-1.1'])
      expect(isAllowed('any', licence)).toBe(false);
    expect(isAllowed('any', 'MPL-2.0')).toBe(false);
    expect(isAllowed('any', 'MIT AND ISC AND BSD-3-Clause')).toBe(true);
    expect(isAllowed('any', '(MIT OR GPL-3.0-or-later)')).toBe(true);
    expect(isAllowed('any', 'GPL-3.0-only OR AGPL-3.0')).toBe(false);
  });
});

describe('the bill of materials', () => {
  it('is written from the lock, without the network, and names every package that is installed to run', {
    timeout: 60_000,
  }, () => {
    // Not --omit=dev: it leaves out packages that development needs too, such as react.
    const options = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--offline'];
    const text = execFileSync('npm', options, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const bill = JSON.parse(text) as {
      bomFormat: string;
      components: { name: string; version: string; group?: string }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    const named = new Set(
      bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`),
    );
    const wanted = production.map(([place, { version }]) => `${nameOf(place)}@${version}`);
    expect(wanted.filter((one) => !named.has(one))).toEqual([]);
  });

  it('is a command of the product', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.sbom).toContain('npm sbom --package-lock-only --sbom-format=cyclonedx');
  });
});

/** The last requirement of levels 1 and 2 in each section of ASVS 5.0.0; they are numbered from 1 without a gap. */
const lastOfSection: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4 },
  ...{ '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5 },
  ...{
    '7.5': 2,
    '7.6': 2,
    '8.1': 2,
    '8.2': 3,
    '8.3': 1,
    '8.4': 1,
    '9.1': 3,
    '9.2': 4,
    '10.1': 2,
    '10.2': 2,
    '10.3': 4,
  },
  ...{ '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1 },
  ...{ '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3 },
  ...{ '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4 },
  ...{ '17.3': 2 },
};

/** `10.4.1–10.4.3, 10.5.1`: each of them. */
function requirementsOf(cell: string): string[] {
  return cell.split(',').flatMap((part) => {
    const [from = '', to = from] = part.trim().split('–');
    const section = from.split('.').slice(0, 2).join('.');
    const [first, last] = [from, to].map((one) => Number(one.split('.')[2]));
    return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => `${section}.${(first ?? 0) + index}`);
  });
}

describe('the table of OWASP’s verification standard', () => {
  const text = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d[^|]*) \| (\S+) \| ([^|]+) \| ([^|]+) \|$/gm)].map((row) => ({
    numbers: requirementsOf(row[1] ?? ''),
    state: row[2] ?? '',
    proof: row[4] ?? '',
  }));

  it('has a line for every requirement of levels 1 and 2, and none twice', () => {
    const wanted = Object.entries(lastOfSection).flatMap(([section, last]) =>
      Array.from({ length: last }, (_, index) => `${section}.${index + 1}`),
    );
    expect(wanted).toHaveLength(253);
    const named = rows.flatMap(({ numbers }) => numbers);
    expect([...named].sort()).toEqual([...wanted].sort());
  });

  it('says how it stands with each, in the five words that it explains', () => {
    expect(rows.filter(({ state }) => !['met', 'part', 'open', 'site', 'n/a'].includes(state))).toEqual([]);
    expect(rows.filter(({ proof }) => proof.trim().length < 4)).toEqual([]);
  });

  it('names test files that exist', () => {
    const named = rows.flatMap(({ proof }) =>
      [...proof.matchAll(/`(test\/[^`]+\.tsx?)`/g)].map((match) => match[1] ?? ''),
    );
    expect(new Set(named).size).toBeGreaterThan(30);
    expect([...new Set(named)].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
