import type { InjectOptions } from 'fastify';
import { type Chance, type Known, nasty, plausible, spoilt } from './fuzz-inputs.ts';

/** One request: who asks, and what it is named in a tally. */
export interface Asked {
  name: string;
  person: string;
  request: InjectOptions;
}

interface Source {
  chance: Chance;
  count: number;
  known: Known;
  router: unknown;
}

interface Procedure {
  _def: { type: 'query' | 'mutation'; inputs: { _zod: { def: never } }[] };
}
type Named = [string, Procedure];

const people = [
  'coordination',
  'coordination',
  'coordination',
  'coordination',
  'association',
  'association',
  'siao',
  'etat',
  'nobody',
  'forged',
];
const json = { 'content-type': 'application/json' };

/** JSON that has been through `JSON.stringify` only: lone halves of characters and keys named `__proto__` stay in it. */
const wire = (value: unknown) => JSON.stringify(value) ?? '';
const query = (value: unknown) => encodeURIComponent(wire(value));

function toProcedure([name, { _def }]: Named, input: unknown): InjectOptions {
  return _def.type === 'query'
    ? { method: 'GET', url: `/trpc/${name}${input === undefined ? '' : `?input=${query(input)}`}` }
    : { method: 'POST', url: `/trpc/${name}`, headers: json, payload: wire(input) };
}

function inputOf([, { _def }]: Named, { chance, known }: Source): unknown {
  const [schema] = _def.inputs;
  const good = schema ? plausible(schema as never, chance, known) : undefined;
  const way = chance.below(10);
  if (way === 0) return chance.pick(nasty);
  if (way === 1) return good;
  let spoiled = good;
  for (let times = 0; times <= chance.below(3); times += 1) spoiled = spoilt(spoiled, chance);
  return spoiled;
}

const broken = [
  '{',
  '{"a":',
  '[1,',
  'null',
  '"',
  '\u0000',
  '{"a":1}{"b":2}',
  '{"__proto__":{"x":1}}',
  '[]',
  'é'.repeat(3000),
];
const types = [
  ...['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/xml', ''],
  ...['application/json; charset=latin1', 'application/json;charset=utf-7', 'a/b;;;', 'application/octet-stream'],
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const;
const oddHeaders = [
  { accept: '\u00ff' },
  { 'content-length': '5' },
  { 'if-none-match': '"'.repeat(500) },
  { 'trpc-accept': 'application/jsonl' },
  { 'x-forwarded-for': "1.2.3.4, ', ::1" },
  { authorization: `Bearer ${'x'.repeat(300)}` },
  { cookie: `obs.session_token=${'%00'.repeat(200)}; __proto__=x; obs.step==.=` },
  { 'idempotency-key': '../../x' },
  { 'accept-encoding': 'gzip;q=abc, br;q=-1' },
  { range: 'bytes=-1--5' },
];

/** A request to a procedure that is wrong on the wire: its body, its type, its method, its address. */
function offTheWire(named: Named, source: Source): InjectOptions {
  const { chance } = source;
  const [name] = named;
  const good = toProcedure(named, inputOf(named, source));
  switch (chance.below(6)) {
    case 0:
      return { method: 'POST', url: `/trpc/${name}`, headers: json, payload: chance.pick(broken) };
    case 1:
      return {
        method: 'POST',
        url: `/trpc/${name}`,
        headers: { 'content-type': chance.pick(types) },
        payload: '{"a":1}',
      };
    case 2:
      return { ...good, method: chance.pick(methods) };
    case 3:
      return { ...good, headers: { ...good.headers, ...chance.pick(oddHeaders) } };
    case 4:
      return {
        method: 'GET',
        url: `/trpc/${name}?input=${chance.pick(['%', '%E0%A4%A', '{', '[', '%00', 'null', '%22\\ud800%22'])}`,
      };
    default:
      return {
        method: 'GET',
        url: `/trpc/${chance.pick(['__proto__', 'constructor.x', '..%2f..', `${name}.x`, '', 'a,,b', '%00'])}`,
      };
  }
}

/** Several procedures asked at once, as the client does, some of them badly. */
function batch(all: readonly Named[], source: Source): InjectOptions {
  const { chance } = source;
  const type = chance.pick(['query', 'mutation'] as const);
  const from = all.filter(([, { _def }]) => _def.type === type);
  const some = Array.from({ length: 1 + chance.below(4) }, () => chance.pick(from));
  const inputs = Object.fromEntries(some.map((one, index) => [index, inputOf(one, source)]));
  const names = some.map(([name]) => name).join(',');
  const spoiled = chance.isOnce(1, 4) ? spoilt(inputs, chance) : inputs;
  return type === 'query'
    ? { method: 'GET', url: `/trpc/${names}?batch=1&input=${query(spoiled)}` }
    : { method: 'POST', url: `/trpc/${names}?batch=1`, headers: json, payload: wire(spoiled) };
}

/** Addresses that are no procedure: `*` is where something else is put. */
const documents = [
  ...[
    'rapport/*',
    'rapport/2023.*',
    'synthese/*',
    'diaporama/*',
    'fiche-partenaire/2023/*',
    'fiche-action/*/A01.pdf',
    'fiche-action/2023/*.docx',
    'edition/*',
  ],
  ...['fiche-indicateur/2023/*.pdf', 'edition/1.*', 'saisie/*', 'saisie/2025-10.xlsx?organisation=*', 'indicateurs/*'],
  ...[
    'indicateurs/IND-23.csv?annee=*&mois=*',
    'indicateurs/IND-23.csv?organisation=*',
    'indicateurs/*.xlsx?annee=2024',
  ],
];
const others = [
  ...[
    '/donnees-ouvertes/*',
    '/donnees-ouvertes/publications/*/datapackage.json',
    '/api/v1/*',
    '/api/v1/figures?year=*',
  ],
  ...['/api/v1/months/*', '/api/auth/*', '/api/auth/ways?*', '/assets/*', '/*', '/indicateurs/*', '/trpc/*'],
  ...['/invitation?*', '/healthz?*', '/?annee=*'],
];
const doors = [
  ...['sign-in/email', 'sign-in/code', 'forgotten', 'confirm', 'code/prove', 'passkey/register', 'passkey/options'],
  ...['passkey/sign-in', 'passkey/confirm', 'provider/start'],
];
type Method = (typeof methods)[number];
const addresses: (readonly [Method, string])[] = [
  ...documents.map((one) => ['GET', `/documents/${one}`] as const),
  ...others.map((one) => ['GET', one] as const),
  ...doors.map((one) => ['POST', `/api/auth/${one}`] as const),
  ['PUT', '/api/v1/months/2025-10?dryRun=*'],
];

const bodies = {
  email: 'essai@exemple.fr',
  password: 'faux',
  code: '123456',
  response: { id: 'x', response: {} },
  cells: [],
};

function toAddress({ chance }: Source): Asked['request'] {
  const [method, pattern] = chance.pick(addresses);
  const odd = () => {
    const text = describe(chance.pick(nasty)).slice(0, 4_000);
    return chance.isOnce(1, 4)
      ? text.replace(/[^!-~]/gu, '')
      : encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ''));
  };
  const made = pattern.replaceAll('*', odd);
  // The test's own client refuses some addresses before they leave.
  const url = URL.canParse(made, 'http://localhost') ? made : '/';
  const wrongMethod = chance.isOnce(1, 12) ? chance.pick(methods) : method;
  if (method === 'GET') return { method: wrongMethod, url };
  const payload = chance.isOnce(1, 8) ? chance.pick(broken) : wire(spoilt(bodies, chance));
  return {
    method: wrongMethod,
    url,
    headers: chance.isOnce(1, 10) ? { 'content-type': chance.pick(types) } : json,
    payload,
  };
}

const describe = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));

/** Requests to all procedures in turn, and to addresses in between, as everybody. */
export function* fuzzRequests(source: Source): Generator<Asked> {
  const { chance, count } = source;
  const procedures = (source.router as { _def: { procedures: Record<string, Procedure> } })._def.procedures;
  const all = Object.entries(procedures);
  let turn = chance.below(all.length);
  for (let made = 0; made < count; made += 1) {
    const person = chance.pick(people);
    const kind = chance.below(20);
    if (kind < 3) {
      const request = toAddress(source);
      yield { name: String(request.url).split('/').slice(0, 3).join('/'), person, request };
      continue;
    }
    turn = (turn + 1) % all.length;
    const named = all[turn] as Named;
    if (kind === 3) yield { name: 'batch', person, request: batch(all, source) };
    else if (kind === 4) yield { name: named[0], person, request: offTheWire(named, source) };
    else yield { name: named[0], person, request: toProcedure(named, inputOf(named, source)) };
  }
}
