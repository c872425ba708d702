import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** The worker, in a world that keeps what it does: what it answers itself, and what it leaves to the network. */
const ORIGIN = 'https://observatoire.example';
const frame = new Response('<html>', { headers: { 'content-security-policy': "default-src 'none'" } });
const stores = new Map<string, string[]>([['observatoire-ancienne', ['/index.html']]]);
const listeners = new Map<string, (event: object) => void>();
const network = vi.fn<(request: Request) => Promise<Response>>();

const pathOf = (request: Request | string) =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
class PageRequest extends Request {
  constructor(url: string, init?: RequestInit) {
    super(new URL(url, ORIGIN), init);
  }
}

beforeAll(async () => {
  vi.stubGlobal('__OFFLINE_FILES__', ['/assets/page-1.js']);
  vi.stubGlobal('__OFFLINE_BUILD__', 'nouvelle');
  vi.stubGlobal('Request', PageRequest);
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('caches', {
    open: async (name: string) => ({
      addAll: async (files: (Request | string)[]) => void stores.set(name, files.map(pathOf)),
    }),
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    match: async (request: string) =>
      [...stores.values()].flat().includes(pathOf(request)) ? frame.clone() : undefined,
  });
  vi.stubGlobal('self', {
    location: { origin: ORIGIN },
    registration: {},
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
  });
  await import('../../../client/lib/offline/service-worker.ts');
  for (const name of ['install', 'activate'])
    await new Promise<void>((resolve, reject) =>
      listeners.get(name)?.({ waitUntil: (work: Promise<void>) => work.then(resolve, reject) }),
    );
});
afterAll(() => vi.unstubAllGlobals());

/** What the worker answers to a request; undefined: it leaves it to the browser. */
async function answerTo(path: string, { mode = 'cors', method = 'GET' } = {}): Promise<Response | undefined> {
  let answer: Promise<Response> | undefined;
  listeners.get('fetch')?.({
    request: { url: new URL(path, ORIGIN).href, mode, method },
    preloadResponse: Promise.resolve(undefined),
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  return answer;
}

describe('the worker of a month without a line', () => {
  it('keeps the frame and the files of this build, and throws away those of the one before', () => {
    expect([...stores]).toEqual([['observatoire-nouvelle', ['/index.html', '/assets/page-1.js']]]);
  });

  it.each(['/trpc/monthlyEntry.grid', '/api/auth/ways', '/documents/saisie/2025-10.xlsx', '/assets/other.js'])(
    'leaves %s to the network, and keeps nothing of it',
    async (path) => {
      expect(await answerTo(path)).toBeUndefined();
    },
  );

  it.each(['/documents/rapport/2025.pdf', '/donnees-ouvertes/chiffres-mensuels.csv', '/api/v1/openapi.json'])(
    'does not take %s for a page',
    async (path) => {
      expect(await answerTo(path, { mode: 'navigate' })).toBeUndefined();
    },
  );

  it('answers a page with the server’s, and with its frame only when nothing answers', async () => {
    network.mockResolvedValueOnce(new Response('from the server', { status: 503 }));
    expect(await (await answerTo('/mon-mois/2025-10', { mode: 'navigate' }))?.text()).toBe('from the server');
    network.mockRejectedValueOnce(new TypeError('cut'));
    const kept = await answerTo('/mon-mois/2025-10', { mode: 'navigate' });
    expect(await kept?.text()).toBe('<html>');
    expect(kept?.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('writes nothing and speaks for no other site', async () => {
    expect(await answerTo('/mon-mois/2025-10', { mode: 'navigate', method: 'POST' })).toBeUndefined();
    expect(await answerTo('https://ailleurs.example/assets/page-1.js')).toBeUndefined();
    expect(await answerTo('/assets/page-1.js')).toBeDefined();
  });
});
