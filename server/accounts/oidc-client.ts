import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { newSecret } from '../platform/web/signed-cookie.ts';
import { type Claims, claimsOf, type PublishedKey, publishedKey } from './jwt.ts';

/** An identity provider of public agents (ProConnect and its like), as the environment describes it. */
export interface ProviderConfiguration {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What its button says. */
  label: string;
}

/** What the provider says of a person, once every signature was checked. */
export interface Identity {
  /** The issuer and its own number for the person. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

export class ProviderRefusal extends Error {}

const PATIENCE_MS = 10_000;
const CLOCK_DIFFERENCE_S = 60;
const LARGEST_ANSWER = 256 * 1024;

async function ask(url: string, init: RequestInit = {}): Promise<{ type: string; text: string }> {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await response.text();
  if (!response.ok || text.length > LARGEST_ANSWER)
    throw new ProviderRefusal(`${new URL(url).pathname} ${response.status}`);
  return { type: response.headers.get('content-type') ?? '', text };
}

const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string(),
  jwks_uri: z.string(),
});
type Discovery = z.infer<typeof discovered>;
const publishedKeys = z.object({ keys: z.array(publishedKey) });
const claimsSchema = z.record(z.string(), z.unknown());

/** One hour: a provider changes its keys sometimes; an unknown key is asked for at once. */
const FRESH_MS = 3_600_000;

export interface Departure {
  address: string;
  state: string;
  nonce: string;
  verifier: string;
}

/** The authorization code flow with PKCE, state, nonce, signed ID token, and userinfo plain or signed. */
export function oidcClient(provider: ProviderConfiguration, now: () => Date) {
  let known: { at: number; discovery: Discovery } | null = null;

  async function discover(): Promise<Discovery> {
    if (known && now().getTime() - known.at < FRESH_MS) return known.discovery;
    const address = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const discovery = discovered.parse(JSON.parse((await ask(address)).text));
    if (discovery.issuer !== provider.issuer) throw new ProviderRefusal('issuer');
    known = { at: now().getTime(), discovery };
    return discovery;
  }

  const keysOf = async ({ jwks_uri }: Discovery) => publishedKeys.parse(JSON.parse((await ask(jwks_uri)).text)).keys;

  return {
    label: provider.label,

    /** Where to send the browser, and what to remember of it. */
    async depart(redirectUri: string): Promise<Departure> {
      const { authorization_endpoint } = await discover();
      const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()];
      const address = new URL(authorization_endpoint);
      const asked = {
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: redirectUri,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
      return { address: address.href, state, nonce, verifier };
    },

    /** Who came back; throws when anything is not as it was left. */
    async arrive(
      query: { code?: string; state?: string; iss?: string },
      left: { state: string; nonce: string; verifier: string },
      redirectUri: string,
    ): Promise<Identity> {
      if (!query.code || !query.state || !same(query.state, left.state)) throw new ProviderRefusal('state');
      if (query.iss !== undefined && query.iss !== provider.issuer) throw new ProviderRefusal('iss');
      const discovery = await discover();
      const tokens = await exchange(discovery, provider, { code: query.code, verifier: left.verifier, redirectUri });
      const keys = await keysOf(discovery);
      const claims = claimsOf(tokens.id_token, keys);
      if (!claims || typeof claims.exp !== 'number' || !isOurs(claims, provider, now()))
        throw new ProviderRefusal('id_token');
      if (claims.nonce !== left.nonce) throw new ProviderRefusal('nonce');
      const about = await userinfo(discovery, provider, tokens.access_token, { keys, now: now() });
      if (about.sub !== claims.sub || typeof claims.sub !== 'string') throw new ProviderRefusal('sub');
      return {
        subject: `${provider.issuer}|${claims.sub}`,
        email: typeof about.email === 'string' ? about.email.trim().toLowerCase() : null,
        emailVerified: about.email_verified === true,
      };
    },
  };
}

export type OidcClient = ReturnType<typeof oidcClient>;

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function exchange(
  { token_endpoint }: Discovery,
  { clientId, clientSecret }: ProviderConfiguration,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<{ id_token: string; access_token: string }> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_id: clientId,
    client_secret: clientSecret,
  });
  const tokens = claimsSchema.parse(JSON.parse((await ask(token_endpoint, { method: 'POST', body })).text));
  const { id_token, access_token } = tokens;
  if (typeof id_token !== 'string' || typeof access_token !== 'string') throw new ProviderRefusal('tokens');
  return { id_token, access_token };
}

/** The audience and the time of a signed token. */
function isOurs(claims: Claims, { issuer, clientId }: ProviderConfiguration, now: Date): boolean {
  const audience = [claims.aud].flat();
  const seconds = now.getTime() / 1000;
  const inTime = typeof claims.exp !== 'number' || claims.exp > seconds - CLOCK_DIFFERENCE_S;
  const alone = audience.length === 1 || claims.azp === clientId;
  return claims.iss === issuer && audience.includes(clientId) && alone && inTime;
}

/** Plain over TLS, or signed as ProConnect does: then its signature, issuer and audience are checked too. */
async function userinfo(
  { userinfo_endpoint }: Discovery,
  provider: ProviderConfiguration,
  accessToken: string,
  { keys, now }: { keys: readonly PublishedKey[]; now: Date },
): Promise<Claims> {
  const { type, text } = await ask(userinfo_endpoint, { headers: { authorization: `Bearer ${accessToken}` } });
  if (!type.includes('jwt')) return claimsSchema.parse(JSON.parse(text));
  const claims = claimsOf(text, keys);
  if (!claims || !isOurs(claims, provider, now)) throw new ProviderRefusal('userinfo');
  return claims;
}
