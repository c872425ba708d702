import type { FastifyInstance } from 'fastify';
import { refuse } from './refusal.ts';

/** The header of a request, whatever the HTTP library keeps it in. */
export type RawHeaders = NodeJS.Dict<string | string[]>;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/**
 * True when a request comes from a page of the product itself: its Origin names the Host that it is sent to, or the
 * configured address (a proxy may rewrite Host), and the browser does not say that it crosses sites. Without either word
 * it is no browser's cross-site request.
 */
export function sameOrigin(headers: RawHeaders, baseUrl: string | undefined): boolean {
  const site = one(headers['sec-fetch-site']);
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = one(headers.origin);
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === one(headers.host) || (baseUrl !== undefined && from.origin === new URL(baseUrl).origin);
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Its software has a token of its own and no cookie: nothing that another site could make a browser send. */
const isApi = (url: string) => url.startsWith('/api/v1/');

/** Nothing is written at the request of another site's page, whatever the address and whoever is signed in. */
export function refuseOtherSites(app: FastifyInstance, baseUrl: string | undefined): void {
  app.addHook('onRequest', async (request, reply) => {
    if (reads.has(request.method) || isApi(request.url) || sameOrigin(request.headers, baseUrl)) return;
    return refuse(request, reply, 403, 'FOREIGN_ORIGIN');
  });
}
