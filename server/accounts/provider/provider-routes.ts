import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { returnPath } from '../../../shared/domain/site/return-path.ts';
import { stackOf } from '../../platform/errors.ts';
import { readCookie, writeCookie } from '../../platform/web/signed-cookie.ts';
import { callerOf, keepStep, type SignInRoutes, siteOf } from '../guard.ts';
import { afterFirstProof, type Outcome } from '../sign-in.ts';
import { countAttempt } from '../throttle.ts';
import { openTicket, takeTicket } from '../tickets.ts';
import type { OidcClient } from './oidc-client.ts';
import { personOf, rememberIdToken } from './provider-entry.ts';

const CALLBACK = '/api/auth/provider/callback';

const refuse = (reply: FastifyReply, reason: string) => reply.redirect(`/connexion?refus=${reason}`);

/** Sign-in by the public agents' identity provider: there, and back with who it is. */
export function registerProviderRoutes(app: FastifyInstance, routes: SignInRoutes): void {
  const { auth, provider } = routes;
  if (!provider) return;
  const redirectUri = (request: FastifyRequest) => new URL(CALLBACK, siteOf(auth, request).origin).href;

  app.get<{ Querystring: { retour?: unknown } }>('/api/auth/provider/start', async (request, reply) => {
    const counted = await countAttempt(auth, 'provider', { account: request.ip, address: request.ip, device: null });
    if (counted.refusedSeconds !== null) return refuse(reply, 'trop');
    try {
      const { address, ...left } = await provider.depart(redirectUri(request));
      keepStep(reply, auth, await openTicket(auth, 'provider', { ...left, back: returnPath(request.query.retour) }));
      return reply.redirect(address);
    } catch (error) {
      request.log.error({ stack: stackOf(error) }, 'identity provider');
      return refuse(reply, 'fournisseur');
    }
  });

  app.get(CALLBACK, async (request, reply) => {
    const { search } = new URL(request.url, redirectUri(request));
    return arrive(routes, provider, { request, reply, arrival: new URL(search, redirectUri(request)) });
  });
}

/** The step of the sign-in page that follows the provider's word. */
const nextPage: Partial<Record<Outcome['kind'], string>> = {
  'second-factor': 'code',
  enrolment: 'inscription',
  passkey: 'cle',
};

async function arrive(
  { auth }: SignInRoutes,
  provider: OidcClient,
  { request, reply, arrival }: { request: FastifyRequest; reply: FastifyReply; arrival: URL },
) {
  const left = await takeTicket(auth, 'provider', readCookie(auth, request.headers, 'step'));
  if (!left) return refuse(reply, 'fournisseur');
  try {
    const identity = await provider.arrive(arrival, left);
    const person = await personOf(auth, identity);
    if (typeof person !== 'string' && 'toTie' in person) {
      keepStep(reply, auth, await openTicket(auth, 'tie', person.toTie));
      return refuse(reply, 'relier');
    }
    if (typeof person === 'string') return refuse(reply, person === 'unverified' ? 'adresse' : 'inconnu');
    await rememberIdToken(auth, identity);
    const outcome = await afterFirstProof(auth, person, 'provider', callerOf(request));
    if ('cookies' in outcome) for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
    if (outcome.kind === 'in') return reply.redirect(left.back);
    const step = nextPage[outcome.kind];
    return step
      ? reply.redirect(`/connexion?etape=${step}&retour=${encodeURIComponent(left.back)}`)
      : refuse(reply, 'inconnu');
  } catch (error) {
    // The provider's own words may hold a code: only our reason and the place are kept.
    request.log.warn({ reason: error instanceof Error ? error.message.slice(0, 80) : 'unknown' }, 'identity provider');
    reply.header('set-cookie', writeCookie(auth, 'step', '', 0));
    return refuse(reply, 'fournisseur');
  }
}
