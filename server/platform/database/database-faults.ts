import { AppError } from '../errors.ts';

/** Nobody answers: the server died, is starting, or the network to it is cut. */
const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // PostgreSQL: stopped by hand, after a crash, starting; the idle session was closed; too many connections.
  ...['57P01', '57P02', '57P03', '57P05', '53300'],
  // Prisma: not reached, too slow to answer, closed, no connection free.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024'],
]);
const AWAY_WORDS =
  /connection terminated|terminating connection|connection error and is not queryable|client was closed|timeout exceeded when trying to connect|connection ended unexpectedly|server closed the connection|database system is (?:starting up|shutting down|in recovery|not yet accepting)|ECONNREFUSED|ECONNRESET|connect ENOENT/i;
/** Two writers waited for each other, or wrote over each other: one was undone whole, and may simply begin again. */
const BUSY_CODES = new Set(['40P01', '40001', 'P2034']);
const FULL_CODES = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const FULL_WORDS = /no space left on device|could not extend file|disk quota exceeded/i;

type DatabaseFault = 'DATABASE_AWAY' | 'DISK_FULL' | 'BUSY';

interface Faulty {
  code?: unknown;
  originalCode?: unknown;
  syscall?: unknown;
  message?: unknown;
  originalMessage?: unknown;
  cause?: unknown;
  meta?: unknown;
  driverAdapterError?: unknown;
}

const DEEPEST = 6;

function faultOf({ code, originalCode, syscall, message, originalMessage }: Faulty): DatabaseFault | null {
  const codes = [code, originalCode].map(String);
  const words = `${message ?? ''} ${originalMessage ?? ''}`;
  if (codes.some((one) => FULL_CODES.has(one)) || FULL_WORDS.test(words)) return 'DISK_FULL';
  if (codes.some((one) => BUSY_CODES.has(one))) return 'BUSY';
  // A socket that is not there: the embedded server is between two lives.
  if (code === 'ENOENT' && syscall === 'connect') return 'DATABASE_AWAY';
  return codes.some((one) => AWAY_CODES.has(one) || /^08/.test(one)) || AWAY_WORDS.test(words) ? 'DATABASE_AWAY' : null;
}

/** What an error says of the database, however it was wrapped: away, without room, busy with another writer, or nothing. */
export function databaseFault(error: unknown, depth = 0): DatabaseFault | null {
  if (typeof error !== 'object' || error === null || depth > DEEPEST || error instanceof AppError) return null;
  const faulty: Faulty = error;
  const inside = [faulty.cause, faulty.meta, faulty.driverAdapterError].map((one) => databaseFault(one, depth + 1));
  return inside.includes('DISK_FULL') ? 'DISK_FULL' : (faultOf(faulty) ?? inside.find((one) => one !== null) ?? null);
}

/** The same error, or, when the database is at fault, the refusal that says so. */
export function plainly(error: unknown): unknown {
  const fault = databaseFault(error);
  return fault ? new AppError(fault) : error;
}
