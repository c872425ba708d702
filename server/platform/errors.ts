import type { ErrorCode, ErrorFacts } from '../../shared/schemas/error-facts.ts';

/** The facts of a code: asked for where one of them is always needed. */
type Given<Code extends ErrorCode> =
  Record<never, never> extends ErrorFacts[Code] ? [facts?: ErrorFacts[Code]] : [facts: ErrorFacts[Code]];

/** A refusal that the caller can understand: a code, and the facts that its sentence needs. Facts are never nominative. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  /** What is caught may be of any code, and not of « any ». */
  declare static readonly [Symbol.hasInstance]: (value: unknown) => value is AppError;
  readonly code: Code;
  readonly facts: Partial<ErrorFacts[Code]>;

  constructor(code: Code, ...[facts]: Given<Code>) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.facts = facts ?? {};
  }
}

/** True for a refusal of this code: what it says is then known. */
export function isRefusal<Code extends ErrorCode>(error: unknown, code: Code): error is AppError<Code> {
  return error instanceof AppError && error.code === code;
}

/** Where an unexpected error came from, for the log. */
export const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error));

const has = <Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> =>
  typeof value === 'object' && value !== null && name in value;

/** The code that PostgreSQL or the system gave an error, or null. */
export const systemCodeOf = (error: unknown) =>
  has(error, 'code') && typeof error.code === 'string' ? error.code : null;

/** The status that the web server gave a refusal of its own; 500 for everything that nobody foresaw. */
export const httpStatusOf = (error: unknown) =>
  has(error, 'statusCode') && typeof error.statusCode === 'number' ? error.statusCode : 500;
