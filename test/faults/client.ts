/** What became of a request, as far as whoever sent it can know. */
export type Outcome<Data> =
  | { kind: 'done'; data: Data }
  /** The product said no: nothing may have changed. */
  | { kind: 'refused'; status: number; code: string; facts: Record<string, unknown> }
  /** Cut, or a fault of the server: it was done, or it was not. */
  | { kind: 'unknown'; why: string };

const PATIENCE_MS = 60_000;

interface Answer {
  result?: { data: unknown };
  error?: { message: string; data: { appCode: string | null; code: string; facts: Record<string, unknown> | null } };
}

/** Somebody signed in, who asks over HTTP as a browser does. */
export interface Client {
  email: string;
  cookie: string;
  query<Data>(procedure: string, input?: unknown): Promise<Outcome<Data>>;
  mutate<Data>(procedure: string, input: unknown): Promise<Outcome<Data>>;
  /** Proves again who one is, for a sensitive act. */
  confirm(): Promise<void>;
}

async function asked<Data>(url: string, init: RequestInit): Promise<Outcome<Data>> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    if (answer.ok) return { kind: 'done', data: (JSON.parse(text) as Answer).result?.data as Data };
    if (answer.status >= 500) return { kind: 'unknown', why: `${answer.status} ${text.slice(0, 300)}` };
    const { error } = JSON.parse(text) as Answer;
    const code = error?.data.appCode ?? error?.data.code ?? text.slice(0, 100);
    return { kind: 'refused', status: answer.status, code, facts: error?.data.facts ?? {} };
  } catch (error) {
    const { message, cause } = error as Error;
    return { kind: 'unknown', why: `${message} ${(cause as NodeJS.ErrnoException | undefined)?.code ?? ''}` };
  }
}

/** Signs in by the door; `address` is asked anew at each request, since a product that starts again may move. */
export async function signIn(
  address: () => string,
  { email, password }: { email: string; password: string },
): Promise<Client> {
  const post = (url: string, body: unknown, cookie?: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
  const entered = await post(`${address()}/api/auth/sign-in/email`, { email, password });
  if (!entered.ok) throw new Error(`${email} could not sign in: ${entered.status} ${await entered.text()}`);
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const headers = { cookie };
  return {
    email,
    cookie,
    query: (procedure, input) =>
      asked(
        `${address()}/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
        { headers },
      ),
    mutate: (procedure, input) =>
      asked(`${address()}/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    async confirm() {
      await post(`${address()}/api/auth/confirm`, { password }, cookie).catch(() => {});
    },
  };
}
