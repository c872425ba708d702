import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cookiesOf, serve } from './served-app.ts';

const built = `<!doctype html><html lang="fr"><head><script type="module" src="/assets/index.js"></script></head>
<body><div id="root"><span class="loading-block loading-title"></span></div></body></html>`;
const pages = { '/': ['assets/overview.js', 'assets/overview.css'], '/indicateurs/$code': ['assets/indicator.js'] };

let world: ImportWorld;
let app: FastifyInstance;
let folder: string;
let cookies: Map<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'first-page-'));
  writeFileSync(path.join(folder, 'index.html'), built);
  writeFileSync(path.join(folder, 'pages.json'), JSON.stringify(pages));
  world = await importWorld({ published: true });
  await world.db.convention.updateMany({ data: { name: 'Convention </script><script>alert(1)</script> & suite' } });
  app = await serve(world, folder);
  cookies = await cookiesOf(app);
});
afterAll(async () => {
  await app.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

async function pageAt(url: string, person?: string) {
  const answer = await app.inject({ url, headers: { cookie: cookies.get(person ?? '') ?? '' } });
  const data = /<script type="application\/json" id="first-answers">(.*?)<\/script>/su.exec(answer.body)?.[1];
  return { ...answer, html: answer.body, answers: data === undefined ? undefined : JSON.parse(data) };
}

describe('the page that a browser gets first', () => {
  it('holds who is signed in and the overview, as the procedures answer them', async () => {
    const { answers } = await pageAt('/', 'coordination');
    expect(answers.session.viewer).toMatchObject({ role: 'coordinator' });
    const headers = { cookie: cookies.get('coordination') ?? '' };
    const asked = await app.inject({ url: '/trpc/overview.forYear?input=%7B%7D', headers });
    expect(answers.overview).toEqual(asked.json());
  });

  it('gives an association what the State gets, the publication, and not the figures of the coordination', async () => {
    const [association, state, coordination] = [
      await pageAt('/', 'association'),
      await pageAt('/', 'etat'),
      await pageAt('/', 'coordination'),
    ];
    expect(association.answers.session.viewer.role).toBe('contributor');
    expect(association.answers.overview).toEqual(state.answers.overview);
    expect(association.answers.overview).not.toEqual(coordination.answers.overview);
  });

  it.each([
    ['/indicateurs/IND-02', 'indicators.byCode', { code: 'IND-02' }],
    ['/expulsions', 'evictions.funnel', {}],
    ['/logement', 'housing.captured', {}],
    ['/sans-domicile', 'homelessness.ledger', { unit: 'persons', perimeter: 'insee' }],
    ['/sans-domicile', 'homelessness.linking', undefined],
    ['/catalogue', 'catalogue.read', undefined],
  ])('holds at %s what the screen asks first, each person’s own', async (address, procedure, input) => {
    expect((await pageAt(address, 'coordination')).headers['cache-control']).toBe('no-store');
    for (const person of ['coordination', 'association', 'etat']) {
      const headers = { cookie: cookies.get(person) ?? '' };
      const question = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
      const asked = (await app.inject({ url: `/trpc/${procedure}${question}`, headers })).json();
      const { first = [] } = (await pageAt(address, person)).answers;
      const held = first.find((one: { procedure: string }) => one.procedure === procedure);
      if (asked.error) expect(held).toBeUndefined();
      else expect(held).toEqual({ procedure, ...(input && { input }), answer: asked.result.data });
    }
  });

  it('leaves to the screen what is refused, and what is not there', async () => {
    expect((await pageAt('/indicateurs/IND-999', 'coordination')).answers.first).toBeUndefined();
    expect((await pageAt('/indicateurs/IND-02?annee=2024', 'coordination')).answers.first).toBeUndefined();
  });

  it('tells nobody a figure, and another page no overview', async () => {
    expect(Object.keys((await pageAt('/')).answers)).toEqual(['session']);
    expect((await pageAt('/')).answers.session.viewer).toBeNull();
    expect(Object.keys((await pageAt('/catalogue')).answers)).toEqual(['session']);
    expect(Object.keys((await pageAt('/imports', 'coordination')).answers)).toEqual(['session']);
  });

  it('never lets a stored text become a script or a tag', async () => {
    const { html, answers } = await pageAt('/', 'coordination');
    expect(answers.overview.result.data.convention.name).toContain('<script>alert(1)</script>');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('Convention &lt;/script>&lt;script>alert(1)&lt;/script> &amp; suite, chiffres jusqu’à');
  });

  it('names the files of its page, whatever the parameters', async () => {
    expect((await pageAt('/')).html).toContain('<link rel="stylesheet" crossorigin href="/assets/overview.css">');
    expect((await pageAt('/indicateurs/IND-23?annee=2024')).html).toContain('href="/assets/indicator.js"');
    expect((await pageAt('/indicateurs/IND-23')).html).not.toContain('overview.js');
  });

  it('is not kept by anyone else than the browser, nor answered in place of a file', async () => {
    expect((await pageAt('/', 'coordination')).headers['cache-control']).toBe('private, no-cache');
    expect((await pageAt('/assets/gone.js')).statusCode).toBe(404);
    expect((await pageAt('/pages.json')).html).toContain('<!doctype html>');
  });
});
