import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '../../../prisma/seed.ts';
import { FILE_CALLS } from '../../../server/platform/web/body-limits.ts';
import { publishNow } from '../../setup/published.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cookieOf, cookiesOf, serve } from '../web/served-app.ts';

/** Every address that is not a procedure, asked by everyone; the procedures have their own matrix. */
let world: ImportWorld;
let app: FastifyInstance;
let edition = 0;
const cookies = new Map<string, string>();

const people = ['coordination', 'association', 'siao', 'etat', 'nobody', 'forged', 'expired'] as const;
type Answers = Record<(typeof people)[number], number>;

beforeAll(async () => {
  world = await importWorld({ published: true });
  app = await serve(world);
  edition = await sentEdition();
  const [coordination] = demonstrationAccounts;
  if (coordination) cookies.set('expired', await cookieOf(app, coordination));
  await world.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
  for (const [person, cookie] of await cookiesOf(app)) cookies.set(person, cookie);
  cookies.set('forged', (cookies.get('coordination') ?? '').replace(/session_token=.{4}/, 'session_token=AAAA'));
}, 120_000);
afterAll(async () => {
  await app.close();
  await world.close();
});

const everyone = (status: number): Answers => ({
  ...{ coordination: status, association: status, siao: status, etat: status },
  ...{ nobody: status, forged: status, expired: status },
});
const signedIn = (status: number): Answers => ({ ...everyone(status), nobody: 401, forged: 401, expired: 401 });

/** Route as the server names it → an address of it, and what each person is answered. */
const matrix: Record<string, { url: string; method?: 'POST' | 'PUT'; answers: Answers }> = {
  '/healthz': { url: '/healthz', answers: everyone(200) },
  '/readyz': { url: '/readyz', answers: everyone(200) },
  '/documents/rapport/:file': { url: '/documents/rapport/2023.csv', answers: signedIn(200) },
  '/documents/diaporama/:file': { url: '/documents/diaporama/2023.pdf', answers: signedIn(404) },
  '/documents/fiche-partenaire/:year/:file': {
    url: '/documents/fiche-partenaire/2023/ADEFO.odt',
    answers: signedIn(404),
  },
  '/documents/synthese/:file': { url: '/documents/synthese/2023.odt', answers: signedIn(404) },
  '/documents/fiche-action/:year/:file': { url: '/documents/fiche-action/2023/A01a.odt', answers: signedIn(404) },
  '/documents/fiche-indicateur/:year/:file': { url: '/documents/fiche-indicateur/2023/X.odt', answers: signedIn(404) },
  '/documents/guides/:file': { url: '/documents/guides/contributeur.odt', answers: signedIn(404) },
  '/documents/edition/:file': { url: '/documents/edition/999.pdf', answers: signedIn(404) },
  '/documents/indicateurs/:file': {
    url: '/documents/indicateurs/IND-23.csv?annee=2023',
    answers: signedIn(200),
  },
  '/documents/journal.:format': {
    url: '/documents/journal.csv',
    answers: { ...signedIn(200), association: 403, siao: 403, etat: 403 },
  },
  '/documents/finances/:file': {
    url: '/documents/finances/2023.csv',
    answers: { ...signedIn(200), association: 403, siao: 403 },
  },
  '/documents/saisie/:file': {
    url: '/documents/saisie/2025-10.xlsx?organisation=HH',
    answers: { ...signedIn(200), siao: 403, etat: 403 },
  },
  '/donnees-ouvertes/:file': { url: '/donnees-ouvertes/datapackage.json', answers: everyone(200) },
  '/donnees-ouvertes/publications/:number/:file': {
    url: '/donnees-ouvertes/publications/1/chiffres-mensuels.csv',
    answers: everyone(200),
  },
  '/api/auth/ways': { url: '/api/auth/ways', answers: everyone(200) },
  '/api/auth/sign-in/email': { url: '/api/auth/sign-in/email', method: 'POST', answers: everyone(401) },
  '/api/auth/sign-in/code': { url: '/api/auth/sign-in/code', method: 'POST', answers: everyone(401) },
  '/api/auth/forgotten': { url: '/api/auth/forgotten', method: 'POST', answers: everyone(401) },
  '/api/auth/confirm': { url: '/api/auth/confirm', method: 'POST', answers: signedIn(401) },
  '/api/auth/code/start': { url: '/api/auth/code/start', method: 'POST', answers: signedIn(200) },
  '/api/auth/code/prove': { url: '/api/auth/code/prove', method: 'POST', answers: signedIn(400) },
  '/api/auth/passkey/register': { url: '/api/auth/passkey/register', method: 'POST', answers: signedIn(400) },
  '/api/auth/passkey/register-options': {
    url: '/api/auth/passkey/register-options',
    method: 'POST',
    answers: signedIn(200),
  },
  '/api/auth/passkey/options': { url: '/api/auth/passkey/options', method: 'POST', answers: everyone(200) },
  '/api/auth/passkey/sign-in': { url: '/api/auth/passkey/sign-in', method: 'POST', answers: everyone(401) },
  '/api/auth/passkey/confirm': { url: '/api/auth/passkey/confirm', method: 'POST', answers: signedIn(401) },
  '/api/v1/openapi.json': { url: '/api/v1/openapi.json', answers: everyone(200) },
  '/api/v1/catalogue': { url: '/api/v1/catalogue', answers: everyone(401) },
  '/api/v1/figures': { url: '/api/v1/figures', answers: everyone(401) },
  '/api/v1/publications': { url: '/api/v1/publications', answers: everyone(401) },
  '/api/v1/months/:month': { url: '/api/v1/months/2025-10', method: 'PUT', answers: everyone(401) },
};

/** Asked in tests of their own: an open line, the way out, the procedures, what is no address. */
const elsewhere = ['/api/live', '/api/auth/sign-out', '/trpc/:path', `/trpc/:path(${FILE_CALLS})`, '*'];

function ask(person: string, { url, method = 'GET' as const }: { url: string; method?: 'GET' | 'POST' | 'PUT' }) {
  const headers = { cookie: cookies.get(person) ?? '' };
  const address = url.replace('organisation=HH', `organisation=${world.idOf('HH')}`);
  return app.inject({ method, url: address, headers, ...(method !== 'GET' && { payload: {} }) });
}

/** An edition of 2023 that was sent, with its files. */
async function sentEdition(): Promise<number> {
  const { editions } = world.as({ role: 'coordinator' });
  const { id } = await editions.open({ year: 2023, kind: 'report' });
  const sealed = JSON.stringify({ form: 1, kind: 'report', content: {}, document: {} });
  const sha256 = 'a'.repeat(64);
  await world.db.editionFile.create({
    data: { editionId: id, format: 'csv', name: 'donnees.csv', sha256, bytes: Buffer.from('a;b') },
  });
  const at = new Date('2025-11-14T10:00:00Z');
  const data = { sealed, sha256, frozenAt: at, deliberation: '2024-112', votedOn: '2024-09-26', sentAt: at };
  await world.db.edition.update({ where: { id }, data: { status: 'sent', ...data } });
  return id;
}

describe('the documents', { timeout: 240_000 }, () => {
  /** What is made of figures, for a year: by address, with who may ever have it. */
  const documents = [
    ...['rapport/2024.pdf', 'rapport/2024.docx', 'rapport/2024.xlsx', 'rapport/2024.csv'],
    ...['diaporama/2024.pptx', 'fiche-partenaire/2024/ADEFO.pdf'],
    ...['synthese/2024.pdf', 'fiche-action/2024/A02.pdf', 'fiche-indicateur/2024/IND-02.docx'],
    ...['indicateurs/IND-02.csv?annee=2024', 'indicateurs/IND-02.xlsx?annee=2024'],
  ];
  /** Of each form, one that is quickly made. */
  const quick = ['rapport/2024.csv', 'fiche-indicateur/2024/IND-02.docx', 'indicateurs/IND-02.csv?annee=2024'];
  const statusOf = async (person: string, one: string) => (await ask(person, { url: `/documents/${one}` })).statusCode;

  it('are the coordination’s alone while nothing is published, and a sentence says so to the others', async () => {
    await world.db.publication.deleteMany();
    for (const one of documents)
      for (const person of ['association', 'siao', 'etat'] as const)
        expect([one, person, await statusOf(person, one)]).toEqual([one, person, 404]);
    for (const one of quick) expect([one, await statusOf('coordination', one)]).toEqual([one, 200]);
    for (const one of documents) expect([one, await statusOf('nobody', one)]).toEqual([one, 401]);
    const { message } = (await ask('etat', { url: '/documents/rapport/2024.pdf' })).json();
    expect(message).toContain('Rien n’est publié à cette adresse.');
  });

  it('are everyone’s who signs in once they are published', async () => {
    await publishNow(world.platform, { through: '2025-09' });
    for (const one of quick)
      for (const person of people)
        expect([one, person, await statusOf(person, one)]).toEqual([one, person, signedIn(200)[person]]);
  });

  it('of an edition are the coordination’s until it is shown', async () => {
    const url = `/documents/edition/${edition}.csv`;
    const answersOf = async () =>
      Object.fromEntries(await Promise.all(people.map(async (one) => [one, (await ask(one, { url })).statusCode])));
    expect(await answersOf()).toEqual(signedIn(200));
    const hidden = await world.as({ role: 'coordinator' }).editions.open({ year: 2024, kind: 'report' });
    const drafts = await Promise.all(
      people.map(async (one) => (await ask(one, { url: `/documents/edition/${hidden.id}.csv` })).statusCode),
    );
    expect(drafts.every((status) => status === 404 || status === 401)).toBe(true);
  });
});

describe('every address of the product', () => {
  it('is in this table', async () => {
    await app.ready();
    const tree = app.printRoutes({ commonPrefix: false });
    const parents: string[] = [];
    const known = tree.split('\n').flatMap((line) => {
      const [, indent = '', name] = /^([│ ]*)[├└]── (\S+)/u.exec(line) ?? [];
      if (!name) return [];
      const depth = indent.length / 4;
      parents[depth] = (depth > 0 ? (parents[depth - 1] ?? '') : '') + name;
      return [parents[depth] ?? ''];
    });
    expect(known.length).toBeGreaterThan(20);
    expect(new Set(known)).toEqual(new Set([...Object.keys(matrix), ...elsewhere]));
  });

  it.each(Object.entries(matrix))('%s answers each person as the table says', async (_, { answers, ...asked }) => {
    const found = await Promise.all(people.map(async (person) => [person, (await ask(person, asked)).statusCode]));
    expect(Object.fromEntries(found)).toEqual(answers);
  });

  it('takes nothing from another site, whoever is signed in', async () => {
    for (const { url, method } of Object.values(matrix)) {
      if (!method || !url.startsWith('/api/auth')) continue;
      const headers = { cookie: cookies.get('coordination') ?? '', origin: 'https://ailleurs.example' };
      const answer = await app.inject({ method, url, headers, payload: {} });
      expect([url, answer.statusCode]).toEqual([url, 403]);
    }
  });

  it('bears the headers that keep it in its place', async () => {
    for (const asked of Object.values(matrix)) {
      const { headers } = await ask('nobody', asked);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });
});
