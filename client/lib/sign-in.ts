import { returnPath } from '../../shared/domain/site/return-path.ts';
import { askConfirmation } from './confirmation.ts';

/** What is asked after a first proof that was right: a code, a passkey, or to put one of them in service. */
export type NextStep = 'second-factor' | 'passkey' | 'enrolment';

/** How a try to prove who one is ended; the page owns the sentence. */
export type SignInResult =
  | 'signed-in'
  | NextStep
  | 'wrong'
  | 'too-many'
  | 'crowded'
  | 'closed'
  | 'gone'
  | 'unreachable'
  | 'refused';

export type SignInFailure = Exclude<SignInResult, 'signed-in' | NextStep>;

const byCode: Record<string, SignInResult> = {
  STEP_GONE: 'gone',
  CODES_CLOSED: 'closed',
  SECOND_FACTOR: 'second-factor',
  PASSKEY: 'passkey',
  ENROLMENT: 'enrolment',
};

const results: Record<number, SignInResult> = {
  400: 'wrong',
  401: 'wrong',
  429: 'too-many',
  503: 'crowded',
};

function post(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers,
    body: JSON.stringify(body),
  });
}

/** Knocks at one of the doors, and says how it ended. */
export async function attemptSignIn(path: string, body: object): Promise<SignInResult> {
  try {
    const response = await post(path, body);
    const { code } = (await response.json()) as { code?: string };
    return byCode[code ?? ''] ?? results[response.status] ?? (response.ok ? 'signed-in' : 'refused');
  } catch {
    return 'unreachable';
  }
}

export const isNextStep = (result: SignInResult): result is NextStep =>
  result === 'second-factor' || result === 'passkey' || result === 'enrolment';

export const signIn = (email: string, password: string) =>
  attemptSignIn('sign-in/email', { email: email.trim(), password });

/** A refusal of a door, in the form that `errorMessage` reads. */
class SignInRefusal extends Error {
  readonly data: { appCode: string; facts: Record<string, unknown>; fields: string[]; reference: string | null };
  constructor(code: string, facts: Record<string, unknown>, reference: string | null) {
    super(code);
    this.data = { appCode: code, facts, fields: [], reference };
  }
}

/** Asks a door for something, confirming who one is when it wants to know; throws what `errorMessage` has words for. */
export async function postSignIn<Answer>(path: string, body: object): Promise<Answer> {
  const response = await post(path, body);
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer as Answer;
  if (answer.code === 'CONFIRM_IDENTITY' && (await askConfirmation())) return postSignIn<Answer>(path, body);
  const facts = (answer.facts ?? {}) as Record<string, unknown>;
  throw new SignInRefusal(String(answer.code), facts, typeof answer.reference === 'string' ? answer.reference : null);
}

interface Ways {
  /** The name of the identity provider, when there is one. */
  provider: string | null;
  /** The link of a forgotten password leaves by itself. */
  mails: boolean;
  /** A session ends after so many hours without use, and so many after it was opened. */
  idleHours: number;
  longestHours: number;
}

/** Which other ways in there are, and how long one stays in. */
export async function readWays(): Promise<Ways> {
  const response = await fetch('/api/auth/ways');
  return (await response.json()) as Ways;
}

/** Ends the session on the server too; whoever came by the identity provider leaves it as well. */
export async function signOut(): Promise<void> {
  const response = await post('sign-out', {});
  const { next } = (await response.json().catch(() => ({}))) as { next?: string | null };
  if (next) window.location.assign(next);
}

/** Where to go after signing in: a page of the product, and not the one of signing in. */
export function pageAfter(asked: unknown): string {
  const path = returnPath(asked);
  return path.startsWith('/connexion') ? '/' : path;
}
