import { attemptSignIn, postSignIn, type SignInResult } from '../../lib/sign-in.ts';

/** The browser knows passkeys, and the product is at an address that can have some: https or this machine, by a name. */
export function canUsePasskeys(): boolean {
  const isByNumber = /^[\d.]+$|^\[/.test(window.location.hostname);
  return window.isSecureContext && 'PublicKeyCredential' in window && !isByNumber;
}

/** What the browser says when the person closed its question, or let it wait. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);

type RequestOptions = Parameters<typeof import('@simplewebauthn/browser').startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof import('@simplewebauthn/browser').startRegistration>[0]['optionsJSON'];

/** Signs the server's challenge with a passkey, to come in or to confirm who one is. */
export async function showPasskey(purpose: 'sign-in' | 'confirm'): Promise<SignInResult> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = await postSignIn<RequestOptions>('passkey/options', { purpose });
  const response = await startAuthentication({ optionsJSON });
  return attemptSignIn(`passkey/${purpose}`, { response });
}

/** Makes a passkey on this device or a key, and gives its public half to the server. */
export async function makePasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await postSignIn<CreationOptions>('passkey/register-options', {});
  const response = await startRegistration({ optionsJSON });
  await postSignIn('passkey/register', { name, response });
}
