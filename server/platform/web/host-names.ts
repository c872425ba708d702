import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuse } from './refusal.ts';

/** Where the product listens, and the address that it is known by. */
interface Reached {
  baseUrl: string | undefined;
  host: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

export const isLoopback = (host: string) => LOOPBACK.has(host);

/** The name in a Host header, without its port: `[::1]:3000` is `::1`. Null for what is no name of a machine. */
function nameIn(header: string | undefined): string | null {
  const found = /^(?:\[([\da-f:.]+)\]|([^\s:[\]@/\\]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (found?.[1] ?? found?.[2])?.toLowerCase().replace(/\.$/, '') ?? null;
}

/**
 * The names by which the product may be asked for: this machine's own, and the public address. A page of another site whose
 * name is made to lead here (DNS rebinding) is its own origin for the browser: only the Host that it sends tells it apart.
 * A number leads nowhere else, so where the product listens outside, any number will do.
 */
export function isOwnHost(header: string | undefined, { baseUrl, host }: Reached): boolean {
  const name = nameIn(header);
  if (name === null) return false;
  if (LOOPBACK.has(name) || name === host.toLowerCase()) return true;
  if (baseUrl !== undefined && name === new URL(baseUrl).hostname.replace(/^\[|\]$/g, '')) return true;
  return !isLoopback(host) && isIP(name) !== 0;
}

/** Nothing is answered to whoever asks by another name. */
export function refuseOtherNames(app: FastifyInstance, reached: Reached): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host, reached)) return refuse(request, reply, 421, 'OTHER_NAME');
  });
}
