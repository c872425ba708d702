import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { serve } from './served-app.ts';

/** What every answer tells the browser about itself, and what is nowhere to be had. */
let world: ImportWorld;
let app: FastifyInstance;

beforeAll(async () => {
  world = await importWorld();
  const folder = mkdtempSync(path.join(tmpdir(), 'interface-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  writeFileSync(path.join(folder, 'pages.json'), '{}');
  app = await serve(world, folder);
}, 120_000);
afterAll(async () => {
  await app.close();
  await world.close();
});

const addresses = [
  '/',
  '/healthz',
  '/trpc/session.me',
  '/nulle-part',
  '/api/v1/openapi.json',
  '/documents/rapport/2023.pdf',
];

describe('every answer', () => {
  it('lets a browser run nothing but the product’s own files, in no frame of anyone’s', async () => {
    for (const url of addresses) {
      const { headers } = await app.inject({ url });
      const policy = String(headers['content-security-policy']);
      expect([url, /unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/.test(policy)]).toEqual([url, false]);
      for (const word of [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
      ])
        expect(policy).toContain(word);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
  });

  it('is open to no other site', async () => {
    for (const url of addresses) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://ailleurs.example' } });
      expect([url, headers['access-control-allow-origin']]).toEqual([url, undefined]);
    }
  });

  it('says its type, with its characters when it is a text', async () => {
    for (const url of addresses) {
      const { headers } = await app.inject({ url });
      expect([url, String(headers['content-type'])]).toEqual([
        url,
        expect.stringMatching(/^(text\/html; charset=utf-8|application\/json)/),
      ]);
    }
  });

  it('tells no name nor version of what makes it', async () => {
    for (const url of addresses) {
      const { headers } = await app.inject({ url });
      expect([headers.server, headers['x-powered-by']]).toEqual([undefined, undefined]);
    }
  });
});

describe('what is no part of the product', () => {
  it('is not served: sources, their history, secrets, lists of files', async () => {
    const wanted = [
      '/assets/',
      '/assets/../package.json',
      '/.git/config',
      '/.env',
      '/data/secrets/sessions.key',
      '/server/app.ts',
      '/pages.json',
    ];
    for (const url of wanted) {
      const { statusCode, payload, headers } = await app.inject({ url });
      // An address that no file has is the interface, which then says that there is no such page.
      const isPage = String(headers['content-type']).startsWith('text/html');
      expect([url, isPage || statusCode === 404]).toEqual([url, true]);
      expect(payload).not.toMatch(/"dependencies"|\[core\]|import |[0-9a-f]{64}/);
    }
  });

  it('is no method either', async () => {
    for (const method of ['TRACE', 'PROPFIND'] as const) {
      const { statusCode } = await app.inject({ method: method as 'OPTIONS', url: '/healthz' });
      expect([method, statusCode >= 400]).toEqual([method, true]);
    }
  });
});
