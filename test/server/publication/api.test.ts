import { Validator } from '@seriousme/openapi-schema-validator';
import OpenAPIClientAxios, { type Document } from 'openapi-client-axios';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createToken, revokeToken } from '../../../server/api/tokens.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { type ApiScope, apiCatalogue, apiFigures, apiPublications } from '../../../shared/schemas/api.ts';
import { type ApiWorld, apiWorld } from './api-world.ts';

const MONTH = '2025-11';
let now = new Date('2025-11-14T09:00:00Z');
let api: ApiWorld;
let maker: Viewer;
let stranger: number;
let address: string;

beforeAll(async () => {
  api = await apiWorld(() => now, { published: true });
  const { db } = api.world;
  const person = await db.user.findFirstOrThrow({ where: { role: 'contributor', organisationId: { not: null } } });
  maker = {
    id: person.id,
    name: person.name,
    email: person.email,
    role: 'contributor',
    organisationId: person.organisationId,
  };
  stranger = (await db.organisation.findFirstOrThrow({ where: { id: { not: person.organisationId ?? 0 } } })).id;
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(() => api.close());

async function tokenOf(
  scopes: ApiScope[] = ['figures:read', 'entry:read', 'entry:write'],
  days = 30,
  name = 'logiciel métier',
) {
  const organisationId = maker.organisationId as number;
  const { token } = await createToken(api.installation, maker, { organisationId, name, scopes, days });
  return token;
}

const ask = (token: string | null, url: string, more: object = {}) =>
  api.app.inject({
    url: `/api/v1${url}`,
    ...more,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(more as { headers?: object }).headers },
  });

const put = (token: string, body: object, key: string, query = '') =>
  ask(token, `/months/${MONTH}${query}`, { method: 'PUT', payload: body, headers: { 'idempotency-key': key } });

/** Counts that nobody has typed yet this month, as a sending. */
async function toSend(token: string, value: number) {
  const { expected, cells } = (await ask(token, `/months/${MONTH}`)).json();
  const { indicators } = (await ask(token, '/catalogue')).json();
  const rules = new Map(indicators.map((one: { code: string; timeRule: string }) => [one.code, one.timeRule]));
  const code = expected.find(
    (one: string) =>
      rules.get(one) === 'flow' &&
      !cells.some((cell: { indicator: string; stage: string }) => cell.indicator === one && cell.stage !== 'draft'),
  );
  return { code: code as string, body: { cells: [{ indicator: code, state: 'value', value }] } };
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const checked = await new Validator().validate((await ask(null, '/openapi.json')).json());
    expect(checked.errors ?? []).toEqual([]);
    expect(checked.valid).toBe(true);
  });

  it('gives a client that reads the catalogue and sends a month', async () => {
    const token = await tokenOf();
    const { code } = await toSend(token, 0);
    const definition = (await ask(null, '/openapi.json')).json() as Document;
    const client = await new OpenAPIClientAxios({
      definition,
      axiosConfigDefaults: { baseURL: address, headers: { authorization: `Bearer ${token}` } },
    }).init();
    const call = client as unknown as Record<
      string,
      (
        ...args: unknown[]
      ) => Promise<{ status: number; data: { saved: number; cells: { indicator: string; value: number }[] } }>
    >;
    const answer = await call.sendMonth!(
      { month: MONTH, 'Idempotency-Key': 'envoi-du-client-1' },
      { cells: [{ indicator: code, state: 'value', value: 21 }] },
    );
    expect([answer.status, answer.data.saved]).toEqual([200, 1]);
    expect(answer.data.cells.find((one) => one.indicator === code)?.value).toBe(21);
  });
});

describe('sending a month', () => {
  it('writes the cell that the grid shows, signed by the token', async () => {
    const token = await tokenOf(undefined, 30, 'suivi social');
    const { code, body } = await toSend(token, 17);
    expect((await put(token, body, 'envoi-visible-1')).statusCode).toBe(200);
    const cell = await api.world.db.observation.findFirstOrThrow({
      where: { indicator: { code }, month: MONTH, organisationId: maker.organisationId as number },
    });
    expect([cell.value, cell.updatedById]).toEqual([17, maker.id]);
    const line = await api.world.db.auditEvent.findFirstOrThrow({
      where: { action: 'entry.save', entityId: String(cell.id) },
      orderBy: { id: 'desc' },
    });
    expect(line.actorName).toContain('jeton « suivi social »');
  });

  it('gives the same answer to the same key, and writes once', async () => {
    const token = await tokenOf();
    const { body } = await toSend(token, 23);
    const first = await put(token, body, 'envoi-rejoué-1'.replace('é', 'e'));
    const again = await put(token, body, 'envoi-rejoue-1');
    expect(again.json()).toEqual(first.json());
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await put(token, { cells: [{ ...body.cells[0], value: 24 }] }, 'envoi-rejoue-1');
    expect([other.statusCode, other.json().code]).toEqual([422, 'ALREADY_USED']);
  });

  it('made twice at once is made once', async () => {
    const token = await tokenOf();
    const { code, body } = await toSend(token, 29);
    const answers = await Promise.all([1, 2, 3].map(() => put(token, body, 'envoi-simultane')));
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200]);
    expect(answers.filter((one) => one.headers['idempotency-replayed']).length).toBe(2);
    expect(answers[0]?.json().cells.find((one: { indicator: string }) => one.indicator === code).value).toBe(29);
  });

  it('dry, checks everything and writes nothing', async () => {
    const token = await tokenOf();
    const before = (await ask(token, `/months/${MONTH}`)).json();
    const { body } = await toSend(token, 31);
    const answer = await put(token, body, 'essai-a-blanc-1', '?dryRun=true');
    expect(answer.json()).toMatchObject({ dryRun: true, saved: 1 });
    expect((await ask(token, `/months/${MONTH}`)).json()).toEqual(before);
  });

  it('with one impossible value writes none, and names each in French', async () => {
    const token = await tokenOf();
    const { body } = await toSend(token, 37);
    const before = (await ask(token, `/months/${MONTH}`)).json();
    const wrong = {
      cells: [...body.cells, { ...body.cells[0], value: -4 }, { indicator: 'INCONNU', state: 'value', value: 1 }],
    };
    const answer = await put(token, wrong, 'envoi-impossible');
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors.map((one: { place: string }) => one.place)).toEqual([
      `cells/1/${body.cells[0]?.indicator}`,
      'cells/2/INCONNU',
    ]);
    expect((await ask(token, `/months/${MONTH}`)).json()).toEqual(before);
  });

  it('refuses another revision than the one read, a month to come, a missing key and what is no month', async () => {
    const token = await tokenOf();
    const { body } = await toSend(token, 41);
    const old = { cells: [{ ...body.cells[0], value: 42, revision: 999 }] };
    expect((await put(token, old, 'envoi-depasse-1')).statusCode).toBe(409);
    const later = await ask(token, '/months/2031-01', {
      method: 'PUT',
      payload: body,
      headers: { 'idempotency-key': 'envoi-futur-1' },
    });
    expect([later.statusCode, later.json().code]).toEqual([422, 'FUTURE_MONTH']);
    expect((await ask(token, `/months/${MONTH}`, { method: 'PUT', payload: body })).statusCode).toBe(400);
    expect((await ask(token, '/months/novembre')).statusCode).toBe(400);
  });

  it('sends it to the coordination once nothing is missing, and says what is', async () => {
    const token = await tokenOf();
    const { body } = await toSend(token, 19);
    const partial = (await put(token, { ...body, submit: true }, 'envoi-partiel-1')).json();
    expect(partial.submitted).toBe(false);
    expect(partial.missing.length).toBeGreaterThan(0);
    const reasons = partial.missing.map((one: { indicator: string }) => {
      return { indicator: one.indicator, state: 'unavailable', reason: 'logiciel en panne ce mois-ci' };
    });
    const whole = (await put(token, { cells: reasons, submit: true }, 'envoi-complet-1')).json();
    expect([whole.submitted, whole.missing]).toEqual([true, []]);
    expect((await ask(token, `/months/${MONTH}`)).json().status).toBe('submitted');
  });
});

describe('a token', () => {
  const doors: [string, string, ApiScope][] = [
    ['GET', '/catalogue', 'figures:read'],
    ['GET', '/figures?year=2024', 'figures:read'],
    ['GET', '/publications', 'figures:read'],
    ['GET', `/months/${MONTH}`, 'entry:read'],
    ['PUT', `/months/${MONTH}`, 'entry:write'],
  ];
  const knock = async (token: string | null, method: string, url: string, headers: object = {}) =>
    (
      await ask(token, url, {
        method,
        ...(method === 'PUT' && { payload: { cells: [] } }),
        headers: { 'idempotency-key': 'porte-fermee-1', ...headers },
      })
    ).statusCode;

  it('opens nothing when it is absent, forged, revoked or expired; a session opens nothing either', async () => {
    const revoked = await tokenOf();
    const { id } = await api.world.db.apiToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await revokeToken(api.installation, maker, { organisationId: maker.organisationId as number, id });
    const expired = await tokenOf(undefined, 1);
    const forged = `obs_${'A'.repeat(43)}`;
    now = new Date(now.getTime() + 2 * 86_400_000);
    for (const [method, url] of doors) {
      for (const token of [null, forged, revoked, expired, 'obs_trop-court', `${forged}' OR 1=1`])
        expect(await knock(token, method, url), `${method} ${url}`).toBe(401);
      expect(await knock(null, method, url, { cookie: api.cookieOf('coordination') })).toBe(401);
    }
    now = new Date(now.getTime() - 2 * 86_400_000);
  });

  it('opens the doors of its scopes and no other', async () => {
    for (const scope of ['figures:read', 'entry:read', 'entry:write'] as const) {
      const token = await tokenOf([scope]);
      for (const [method, url, asked] of doors)
        expect((await knock(token, method, url)) === 403, `${scope} ${method} ${url}`).toBe(asked !== scope);
    }
  });

  it('stops with the person who made it, disabled or moved to another organisation', async () => {
    const token = await tokenOf();
    const { db } = api.world;
    const status = async () => (await ask(token, `/months/${MONTH}`)).statusCode;
    expect(await status()).toBe(200);
    await db.user.update({ where: { id: maker.id }, data: { disabled: true } });
    expect(await status()).toBe(401);
    await db.user.update({ where: { id: maker.id }, data: { disabled: false, organisationId: stranger } });
    expect(await status()).toBe(401);
    await db.user.update({ where: { id: maker.id }, data: { organisationId: maker.organisationId } });
    expect(await status()).toBe(200);
  });

  it('is kept as a hash, with the date of its last use', async () => {
    const token = await tokenOf();
    await ask(token, '/catalogue');
    const row = await api.world.db.apiToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    expect(row.lastUsedAt).toEqual(now);
  });

  it('is not made, listed or revoked for another organisation', async () => {
    const { code } = await api.world.db.organisation.findUniqueOrThrow({
      where: { id: maker.organisationId as number },
    });
    const caller = api.world.as({ role: 'contributor', organisation: code });
    await expect(caller.apiTokens.list({ organisationId: stranger })).rejects.toMatchObject({ message: 'FORBIDDEN' });
    await expect(caller.apiTokens.revoke({ organisationId: stranger, id: 1 })).rejects.toMatchObject({
      message: 'FORBIDDEN',
    });
    const refused = createToken(api.installation, maker, {
      organisationId: stranger,
      name: 'essai',
      scopes: ['entry:read'],
      days: 1,
    });
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('reads published figures only: those of anybody, as the document says them', async () => {
    const token = await tokenOf();
    for (const [path, schema] of [
      ['/figures?year=2024', apiFigures],
      ['/catalogue', apiCatalogue],
      ['/publications', apiPublications],
    ] as const)
      expect(z.strictObject(schema.shape).safeParse((await ask(token, path)).json()).error).toBeUndefined();
    const { figures } = (await ask(token, '/figures?year=2024')).json();
    const reader = await api.world.as({ role: 'reader' }).overview.forYear({ year: 2024 });
    expect(figures.map((one: { value: number | null }) => one.value)).toEqual(reader.figures.map((one) => one.value));
  });

  it('may ask 120 times a minute, then is told to wait', async () => {
    const token = await tokenOf();
    const codes = new Set<number>();
    for (let rank = 0; rank < 121; rank += 1) codes.add((await ask(token, '/months/novembre')).statusCode);
    const last = await ask(token, '/catalogue');
    expect([...codes]).toEqual([400, 429]);
    expect([last.json().code, Number(last.headers['retry-after']) > 0]).toEqual(['TOO_MANY', true]);
  });
});
