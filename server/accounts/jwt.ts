import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';

/** A public key as a provider publishes it; `createPublicKey` reads what else it holds. */
export const publishedKey = z.looseObject({
  kty: z.string().optional(),
  kid: z.string().optional(),
  use: z.string().optional(),
  alg: z.string().optional(),
});
export type PublishedKey = z.infer<typeof publishedKey>;

export type Claims = Record<string, unknown>;

/** The signatures that providers of public agents use; `none` and shared secrets are not among them. */
const PSS = 6;
const algorithms: Record<string, { hash: string; kty: string; padding?: number; dsaEncoding?: 'ieee-p1363' }> = {
  RS256: { hash: 'sha256', kty: 'RSA' },
  PS256: { hash: 'sha256', kty: 'RSA', padding: PSS },
  ES256: { hash: 'sha256', kty: 'EC', dsaEncoding: 'ieee-p1363' },
  ES384: { hash: 'sha384', kty: 'EC', dsaEncoding: 'ieee-p1363' },
};

const objectOf = z.record(z.string(), z.unknown());

function jsonOf(part: string | undefined): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return objectOf.safeParse(parsed).data ?? null;
  } catch {
    return null;
  }
}

/** What a token says when one of these keys signed it; null otherwise. The time and the audience are the caller's question. */
export function claimsOf(token: string, keys: readonly PublishedKey[]): Claims | null {
  const [head, body, signature, ...more] = token.split('.');
  const header = jsonOf(head);
  const algorithm = algorithms[String(header?.alg)];
  if (!header || !algorithm || !signature || more.length > 0 || header.crit !== undefined) return null;
  const { hash, kty, ...options } = algorithm;
  const fitting = keys.filter(
    (key) => key.kty === kty && key.use !== 'enc' && (header.kid === undefined || key.kid === header.kid),
  );
  const signed = fitting.some((key) => {
    try {
      const publicKey = createPublicKey({ key, format: 'jwk' });
      return verify(
        hash,
        Buffer.from(`${head}.${body}`),
        { key: publicKey, ...options },
        Buffer.from(signature, 'base64url'),
      );
    } catch {
      return false;
    }
  });
  return signed ? jsonOf(body) : null;
}
