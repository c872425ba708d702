import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
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

const isAllowed = (name: string, licence: string) =>
  byName[licence]?.test(name) ?? licence.split(/ and /i).every((one) => permissive.includes(one.replace(/[()]/g, '')));

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
  });
});

describe('the bill of materials', () => {
  it('is written from the lock, without the network, and names every package that is installed to run', () => {
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
