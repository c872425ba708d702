import * as oidc from 'openid-client';
import * as z from 'zod';
import type { Environment } from '../../platform/env.ts';

/** An identity provider of public agents (ProConnect and its like), as the environment describes it. */
export type ProviderConfiguration = NonNullable<Environment['provider']>;

/** What the provider says of a person, once every signature was checked. */
export interface Identity {
  /** The issuer and its own number for the person. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
  /** Handed back when the person leaves, so that the provider ends its own session too. */
  idToken: string;
}

/** The provider's word is not as it was asked for. */
export class ProviderRefusal extends Error {}

const PATIENCE_S = 10;
const CLOCK_DIFFERENCE_S = 60;
const LARGEST_ANSWER = 256 * 1024;
/** One hour: a provider changes its addresses sometimes; its keys are asked for at once when one is unknown. */
const FRESH_MS = 3_600_000;
/** An answer is made for us at this moment: one that was kept aside is none. */
const OLDEST_TOKEN_S = 600;

/** The library sends forms and texts only. */
const bodyOf = (body: oidc.FetchBody) => (typeof body === 'string' || body instanceof URLSearchParams ? body : null);

/** No answer of a provider is large. */
const bounded: oidc.CustomFetch = async (url, options) => {
  const answer = await fetch(url, { ...options, body: bodyOf(options.body), signal: options.signal ?? null });
  const bytes = await answer.arrayBuffer();
  if (bytes.byteLength > LARGEST_ANSWER) throw new ProviderRefusal('large');
  const { status, headers } = answer;
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, headers });
};

export interface Departure {
  address: string;
  state: string;
  nonce: string;
  verifier: string;
}

const claimsRead = z.object({ sub: z.string(), iat: z.number(), acr: z.string().optional() });

/** The authorization code flow with PKCE, state, nonce, signed ID token, and userinfo plain or signed: `openid-client` checks them. */
export function oidcClient(provider: ProviderConfiguration, now: () => Date) {
  let known: { at: number; configuration: oidc.Configuration } | null = null;

  async function configured(): Promise<oidc.Configuration> {
    if (known && now().getTime() - known.at < FRESH_MS) return known.configuration;
    const execute = [oidc.enableNonRepudiationChecks];
    // The environment lets plain http stand on this machine only.
    if (provider.issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests);
    const configuration = await oidc.discovery(
      new URL(provider.issuer),
      provider.clientId,
      { [oidc.clockTolerance]: CLOCK_DIFFERENCE_S },
      oidc.ClientSecretPost(provider.clientSecret),
      { execute, timeout: PATIENCE_S, [oidc.customFetch]: bounded },
    );
    known = { at: now().getTime(), configuration };
    return configuration;
  }

  /** Of the claims, what the library leaves to whoever asks: their age, and how strongly the person was recognised. */
  function requireFit(claims: unknown): { sub: string } {
    const { sub, iat, acr } = claimsRead.parse(claims);
    const age = now().getTime() / 1000 - iat;
    if (age < -CLOCK_DIFFERENCE_S || age > OLDEST_TOKEN_S) throw new ProviderRefusal('iat');
    if (provider.acr.length > 0 && !provider.acr.includes(acr ?? '')) throw new ProviderRefusal('acr');
    return { sub };
  }

  return {
    label: provider.label,

    /** Where to send the browser, and what to remember of it. */
    async depart(redirectUri: string): Promise<Departure> {
      const configuration = await configured();
      const left = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: left.state,
        nonce: left.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(left.verifier),
        code_challenge_method: 'S256',
        ...(provider.acr.length > 0 && { acr_values: provider.acr.join(' ') }),
      });
      return { ...left, address: address.href };
    },

    /** Who came back; throws when anything is not as it was left. */
    async arrive(arrival: URL, left: { state: string; nonce: string; verifier: string }): Promise<Identity> {
      const configuration = await configured();
      const tokens = await oidc.authorizationCodeGrant(configuration, arrival, {
        pkceCodeVerifier: left.verifier,
        expectedState: left.state,
        expectedNonce: left.nonce,
        idTokenExpected: true,
      });
      const { sub } = requireFit(tokens.claims());
      const about = await oidc.fetchUserInfo(configuration, tokens.access_token, sub);
      return {
        subject: `${provider.issuer}|${sub}`,
        email: typeof about.email === 'string' ? about.email.trim().toLowerCase() : null,
        emailVerified: about.email_verified === true,
        idToken: tokens.id_token ?? '',
      };
    },

    /** Where the provider ends its own session; null when it has no such page. */
    async leave(idToken: string, siteAddress: string): Promise<string | null> {
      const configuration = await configured();
      if (!configuration.serverMetadata().end_session_endpoint) return null;
      const back = new URL('/connexion', siteAddress).href;
      return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: back }).href;
    },
  };
}

export type OidcClient = ReturnType<typeof oidcClient>;
