import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RenderError } from '../../../server/documents/render-error.ts';
import { sayFaultsPlainly } from '../../../server/platform/web/refusal.ts';

/** A document that is not made in its time: whoever opened its address reads what to do, a program reads a code. */

const app = Fastify();
beforeAll(() => {
  sayFaultsPlainly(app);
  app.get('/documents/rapport/2024.pdf', () => {
    throw new RenderError('TIMEOUT', '60000 ms');
  });
  app.get('/documents/rapport/2023.pdf', () => {
    throw new RenderError('COMPILATION', 'font of /srv/secret');
  });
});
afterAll(() => app.close());

const ask = (year: number, accept: string) =>
  app.inject({ url: `/documents/rapport/${year}.pdf`, headers: { accept } });

describe('a document that takes too long', () => {
  it('answers a French page that says to come back, and when', async () => {
    const page = await ask(2024, 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '120']);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('<html lang="fr">');
    expect(page.body).toContain('attendez quelques minutes, puis demandez-le de nouveau');
    expect(page.body).toMatch(/Référence\u00a0: req-\w+/);
  });

  it('answers a code to a program', async () => {
    const answer = await ask(2024, 'application/pdf');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'TOO_LONG']);
  });

  it('is told apart from a document that cannot be made, of which nothing of the house is said', async () => {
    const page = await ask(2023, 'text/html');
    expect(page.statusCode).toBe(500);
    expect(page.body).toContain('Une erreur inattendue');
    expect(page.body).not.toContain('secret');
  });
});
