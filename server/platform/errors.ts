/** Everything that the product refuses on purpose. The client owns the French sentence of each code. */
export const errorCodes = [
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'CONFIRM_IDENTITY',
  'NOT_FOUND',
  'LOCKED',
  'CONFLICT',
  'INVALID',
  'NEEDS_REASON',
  'INCOMPLETE',
  'FUTURE_MONTH',
  'NOT_EXPECTED',
  'EXPIRED',
  'ALREADY_USED',
  'WEAK_PASSWORD',
  'TOO_LARGE',
  'BUSY',
  'IMPORT_GONE',
  'KEY_LOST',
  'CANCELLED',
  'BUILT_UPON',
  'ERASED',
  'BROKEN_FIGURES',
  'NOT_READY',
  'READ_AGAIN',
  'NO_RECIPIENT',
  'DATABASE_AWAY',
  'DISK_FULL',
  'OUTDATED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A refusal that the caller can understand: a code, and the facts that its sentence needs. Facts are never nominative. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'AppError';
  }
}
