import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../client/lib/trpc.ts';

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

/** What the server says when it refuses on purpose: see `errorFormatter` of its tRPC. */
class Refused {
  constructor(
    readonly code: string,
    readonly facts: Record<string, unknown>,
    readonly fields: string[] | null,
  ) {}
}
export const refused = (code: string, facts: Record<string, unknown> = {}): Refused => new Refused(code, facts, null);
/** What was sent did not have the form that the procedure asks for. */
export const illFormed = (...fields: string[]): Refused => new Refused('', {}, fields);
/** What an act answers that has nothing to say. */
export const nothing = undefined as never;
/** An answer that never comes, for what is shown meanwhile. */
export const waiting = Symbol('waiting');
/** Nobody at the other end of the line. */
export const offLine = Symbol('off line');

type Said<Output> = Output | Refused | typeof waiting | typeof offLine;
/** The answer of a procedure, or how it is made of what is asked. */
type Answer<Input, Output> = Said<Output> | ((input: Input) => Said<Output> | Promise<Said<Output>>);

export type Answers = {
  [Room in keyof Outputs]?: {
    [Name in keyof Outputs[Room]]?: Answer<
      Room extends keyof Inputs ? (Name extends keyof Inputs[Room] ? Inputs[Room][Name] : undefined) : undefined,
      Outputs[Room][Name]
    >;
  };
};

interface WebAnswer {
  status?: number;
  body?: unknown;
}
/** Answers of what is not a procedure (sign-in, files), by method and path: « POST /api/auth/sign-out ». */
export type WebAnswers = Record<string, WebAnswer | typeof waiting | typeof offLine | ((body: unknown) => WebAnswer)>;

interface Asked {
  /** « collection.validate », or « POST /api/auth/sign-out ». */
  what: string;
  input: unknown;
}

const never = new Promise<never>(() => {});

/**
 * What stands at the other end of `fetch`: the procedures and the doors that a test gives answers for. The client above is
 * the product's own, from the page to the batch on the wire; whatever else is asked is remembered as unknown, and fails the test.
 */
export class AnsweringServer {
  readonly asked: Asked[] = [];
  readonly unknown: string[] = [];
  /** Requests that are on their way and will be answered. */
  busy = 0;
  /** Requests that a test never answers. */
  held = 0;

  constructor(
    private answers: Answers,
    private web: WebAnswers,
  ) {}

  /** Answers otherwise from now on. */
  answer(answers: Answers): void {
    for (const [room, procedures] of Object.entries(answers)) {
      const before = this.answers[room as keyof Answers];
      this.answers = { ...this.answers, [room]: { ...before, ...procedures } };
    }
  }

  /** What a procedure was asked, oldest first. */
  sent<Room extends keyof Inputs & string, Name extends keyof Inputs[Room] & string>(
    what: `${Room}.${Name}`,
  ): Array<Inputs[Room][Name]> {
    return this.inputsOf(what) as Array<Inputs[Room][Name]>;
  }

  /** What came at an address that is not a procedure's. */
  received(what: string): unknown[] {
    return this.inputsOf(what);
  }

  readonly fetch: typeof fetch = async (address, init) => {
    const url = new URL(String(address), 'http://observatoire.test');
    this.busy += 1;
    try {
      return await (url.pathname.startsWith('/trpc/') ? this.answerBatch(url, init) : this.answerWeb(url, init));
    } finally {
      this.busy -= 1;
    }
  };

  private inputsOf(what: string): unknown[] {
    return this.asked.filter((one) => one.what === what).map(({ input }) => input);
  }

  private async answerBatch(url: URL, init: RequestInit | undefined): Promise<Response> {
    const paths = url.pathname.slice('/trpc/'.length).split(',');
    const inputs = JSON.parse(String(init?.body ?? url.searchParams.get('input') ?? '{}'));
    const isBatch = url.searchParams.has('batch');
    const answers = await Promise.all(paths.map((path, at) => this.answerOne(path, isBatch ? inputs[at] : inputs)));
    return Response.json(isBatch ? answers : answers[0], { status: 200 });
  }

  private async answerOne(path: string, input: unknown): Promise<unknown> {
    this.asked.push({ what: path, input });
    const [room, name] = path.split('.') as ['collection', string];
    const procedures = this.answers[room] as Record<string, unknown> | undefined;
    if (!procedures || !(name in procedures)) {
      this.unknown.push(path);
      return wireError(new Refused('', {}, null), path);
    }
    const given = procedures[name];
    const said = typeof given === 'function' ? await given(input) : given;
    if (said === waiting) return this.keepWaiting();
    if (said === offLine) throw new TypeError('Failed to fetch');
    return said instanceof Refused ? wireError(said, path) : { result: { data: said ?? null } };
  }

  private async answerWeb(url: URL, init: RequestInit | undefined): Promise<Response> {
    const what = `${init?.method ?? 'GET'} ${url.pathname}`;
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : (init?.body ?? url.search);
    this.asked.push({ what, input: body });
    const given = this.web[what];
    if (given === undefined) this.unknown.push(what);
    if (given === waiting) return this.keepWaiting();
    if (given === undefined || given === offLine) throw new TypeError('Failed to fetch');
    const { status = 200, body: answer = {} } = typeof given === 'function' ? given(body) : given;
    return Response.json(answer, { status });
  }

  private keepWaiting(): Promise<never> {
    this.busy -= 1;
    this.held += 1;
    return never;
  }
}

function wireError({ code, facts, fields }: Refused, path: string): object {
  const data = { code: code || 'BAD_REQUEST', appCode: code || null, facts, fields, reference: 'essai-1', path };
  return { error: { message: code, code: -32600, data } };
}
