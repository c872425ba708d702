/** How a try to sign in ended; the page owns the sentence. */
export type SignInResult = 'signed-in' | 'wrong' | 'too-many' | 'unreachable' | 'refused';

const results: Record<number, SignInResult> = { 400: 'wrong', 401: 'wrong', 429: 'too-many' };

function post(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers,
    body: JSON.stringify(body),
  });
}

export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await post('sign-in/email', { email: email.trim(), password });
    return response.ok ? 'signed-in' : (results[response.status] ?? 'refused');
  } catch {
    return 'unreachable';
  }
}

/** Ends the session on the server too. */
export async function signOut(): Promise<void> {
  await post('sign-out', {});
}

/** Where to go after signing in: a page of the product (one leading slash), never another site. */
export function returnPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) && !asked.startsWith('/connexion') ? asked : '/';
}
