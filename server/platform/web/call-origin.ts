import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Where an act comes from: the way in, and the network of whoever acts, truncated so that it tells a place and no person. */
export interface CallOrigin {
  channel: 'screen' | 'api' | 'command' | 'job';
  address: string | null;
  /** In which place the person acts, where it is not their own. */
  place?: string;
}

const origins = new AsyncLocalStorage<CallOrigin>();

/** The origin of what runs now; nothing where nobody said it (a first start, a test). */
export function currentOrigin(): Partial<CallOrigin> {
  return origins.getStore() ?? {};
}

/** What runs now is an act in another place than the person's own. */
export function sayPlace(place: string): void {
  const origin = origins.getStore();
  if (origin) origin.place = place;
}

/** Runs some work under an origin. */
export function withOrigin<Result>(origin: CallOrigin, work: () => Result): Result {
  return origins.run(origin, work);
}

/** The first three groups of an address of the newer kind, its leading zeros left out. */
function shortPrefix(address: string): string {
  const [head = ''] = address.split('%');
  const [left = '', right] = head.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const whole =
    right === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return `${whole.slice(0, 3).join(':')}::/48`;
}

/**
 * An address without what tells one computer from its neighbours: 24 bits of IPv4, 48 of IPv6.
 * Examples: `192.0.2.77` is `192.0.2.0/24`, `2001:db8:7:1::5` is `2001:db8:7::/48`.
 */
export function truncatedAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/u, '');
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  return isIP(plain) === 6 ? shortPrefix(plain) : null;
}

/** Every line of the journal that a request writes says where the request came from. */
export function followOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const channel = request.url.startsWith('/api/v1/') ? 'api' : 'screen';
    origins.run({ channel, address: truncatedAddress(request.ip) }, done);
  });
}
