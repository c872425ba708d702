import { safeParse } from 'zod/v4/core';

/** A source of chance that says the same again from the same seed (mulberry32). */
export interface Chance {
  /** A whole number from 0 to `under` − 1. */
  below(under: number): number;
  pick<T>(from: readonly T[]): T;
  /** True `times` in `outOf`. */
  isOnce(times: number, outOf: number): boolean;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (under: number) => next() % under;
  return {
    below,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
    isOnce: (times, outOf) => below(outOf) < times,
  };
}

const LONG = 'é'.repeat(20_000);
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Values that nobody means: of another type, too big, unprintable, impossible, or made to be run. */
export const nasty: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    -0,
    1.5,
    1e21,
    -1e21,
    2_147_483_647,
    2_147_483_648,
    -2_147_483_649,
    9_007_199_254_740_991,
  ],
  ...[1e308, 5e-324, 2 ** 63, 10 ** 15],
  ...[
    '',
    ' ',
    '0',
    '-1',
    'NaN',
    'Infinity',
    '1e999',
    '١٢٣',
    '1 234,5',
    'NC',
    'null',
    'undefined',
    'true',
    '[object Object]',
  ],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfff',
    '\u202e\u2066',
    '\ufeff',
    '\u001b[31m',
    'a\r\nSet-Cookie: x=1',
    '\u0301'.repeat(50),
  ],
  ...[
    '👩‍👩‍👧‍👦',
    'ﷺ',
    'İI',
    '𝟙𝟚',
    'Ünïcödé',
    LONG,
    'a'.repeat(201),
    '9'.repeat(400),
    '(('.repeat(200),
    '%00',
    '%',
    '%E0%A4%A',
  ],
  ...[
    '\'; DROP TABLE "User"; --',
    '" OR 1=1',
    '\\',
    "\\'",
    '{{7*7}}',
    '$(7*7)',
    '<script>alert(1)</script>',
    '=cmd|calc',
    '+1',
    '@SUM',
  ],
  ...[
    '../../etc/passwd',
    '..%2f..%2f',
    'C:\\Windows',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://[',
    'https://a@b:99999',
  ],
  ...[
    '2024-02-30',
    '2024-13',
    '2024-00',
    '0000-01',
    '0000-00-00',
    '99999-01-01',
    '9999-12-31',
    '9999-12',
    '2023-02-29',
    '2025-9',
    '-0001-01-01',
  ],
  ...['0001-01-01', '294277-01-01', '2025-09-14T10:00:00Z', '2025-W10', '2025-02-29T25:61:61Z'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'then'],
  ...[
    [],
    [[]],
    {},
    [null],
    ['a', 'a'],
    [{}],
    { length: -1 },
    { toString: 'x' },
    { $ne: null },
    { set: 1 },
    { path: ['a'] },
  ],
  ...[JSON.parse('{"__proto__":{"role":"coordinator"}}'), JSON.parse('{"constructor":{"prototype":{"role":"x"}}}')],
  ...[
    nested(60),
    nested(2_000),
    Array.from({ length: 3_000 }, (_, index) => index),
    { a: { b: { c: { d: [1, { e: null }] } } } },
  ],
];

const names = ['__proto__', 'constructor', 'toString', 'then', 'role', 'organisationId', 'id', '', '\u0000', '$where'];

/** What a string of the product may look like: months, days, codes, keys, addresses. */
const texts = [
  ...[
    'essai',
    '2025-09',
    '2025-09-14',
    'IND-23',
    'IND-28',
    'global',
    'action:A01',
    'A01',
    'HH',
    'SOLIHA',
    'a'.repeat(64),
  ],
  ...[
    'x'.repeat(43),
    'essai@exemple.fr',
    'http://127.0.0.1:3000',
    '{}',
    '41',
    'une phrase de passe assez longue',
    '2024-02-29',
  ],
];
const numbers = [1, 2, 3, 0, 12, 41, 90, 100, 2023, 2024, 2025, 999_999, 0.5];

/** Real things of the database, by the name under which procedures take them. */
export type Known = Record<string, readonly unknown[]>;

type Schema = { _zod: { def: Definition } };
interface Definition {
  type: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  innerType?: Schema;
  in?: Schema;
  options?: readonly Schema[];
  valueType?: Schema;
  entries?: Record<string, unknown>;
  values?: readonly unknown[];
  getter?: () => Schema;
}

/** What a leaf takes of what looks like it; the names of the database first. */
function leaf(schema: Schema, name: string, chance: Chance, known: Known, from: readonly unknown[]): unknown {
  const real = known[name];
  if (real?.length && chance.isOnce(4, 5)) return chance.pick(real);
  const fitting = from.filter((one) => safeParse(schema as never, one).success);
  return chance.pick(fitting.length > 0 ? fitting : from);
}

/** An input that a schema takes, or nearly: made from its own definition. */
export function plausible(schema: Schema, chance: Chance, known: Known, name = ''): unknown {
  const { def } = schema._zod;
  const again = (inner: Schema | undefined, as = name) => (inner ? plausible(inner, chance, known, as) : 'essai');
  const several = (make: () => unknown) => Array.from({ length: chance.below(3) }, make);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, inner]) => [key, again(inner, key)]));
    case 'array':
      return several(() => again(def.element));
    case 'record':
      return Object.fromEntries(several(() => again(def.valueType)).map((value) => [chance.pick(texts), value]));
    case 'union':
      return again(chance.pick(def.options ?? []));
    case 'optional':
      return chance.isOnce(1, 3) ? undefined : again(def.innerType);
    case 'nullable':
      return chance.isOnce(1, 4) ? null : again(def.innerType);
    case 'pipe':
      return again(def.in);
    case 'lazy':
      return again(def.getter?.());
    case 'enum':
      return chance.pick(Object.values(def.entries ?? {}));
    case 'literal':
      return chance.pick(def.values ?? []);
    case 'boolean':
      return chance.isOnce(1, 2);
    case 'number':
      return leaf(schema, name, chance, known, numbers);
    case 'string':
      return leaf(schema, name, chance, known, texts);
    case 'null':
      return null;
    default:
      return def.innerType ? again(def.innerType) : leaf(schema, name, chance, known, texts);
  }
}

/** The same value with one thing in it that nobody means. */
export function spoilt(value: unknown, chance: Chance): unknown {
  const isBranch = typeof value === 'object' && value !== null;
  const keys = isBranch ? Object.keys(value) : [];
  if (!isBranch || keys.length === 0 || chance.isOnce(1, 12)) return chance.pick(nasty);
  const copy = (Array.isArray(value) ? Array.from(value) : { ...value }) as Record<string, unknown>;
  const key = chance.pick(keys);
  const way = chance.below(12);
  if (way === 0) delete copy[key];
  else if (way === 1) Object.assign(copy, { [String(chance.pick(names))]: chance.pick(nasty) });
  else if (way === 2) copy[key] = [copy[key], copy[key]];
  else copy[key] = spoilt(copy[key], chance);
  return copy;
}
