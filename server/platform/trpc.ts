import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { ErrorCode } from '../../shared/schemas/error-facts.ts';
import { type Action, extentOf, type Viewer } from './access.ts';
import type { Context } from './context.ts';
import { plainly } from './database/database-faults.ts';
import { requirePgText } from './database/pg-text.ts';
import { AppError } from './errors.ts';
import { isConfirmed } from './session.ts';
import { noteRead } from './web/page-views.ts';

const httpCode: Partial<Record<ErrorCode, TRPCError['code']>> = {
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  CONFIRM_IDENTITY: 'PRECONDITION_FAILED',
  NOT_FOUND: 'NOT_FOUND',
  NOT_PUBLISHED: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  LOCKED: 'PRECONDITION_FAILED',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  DATABASE_AWAY: 'SERVICE_UNAVAILABLE',
  DISK_FULL: 'SERVICE_UNAVAILABLE',
  OUTDATED: 'SERVICE_UNAVAILABLE',
};

const t = initTRPC
  .context<Context>()
  .meta<{ action: Action; stepUp?: true; cleans?: true }>()
  .create({
    errorFormatter({ shape, error, ctx }) {
      const cause = error.cause;
      const known = cause instanceof AppError;
      return {
        ...shape,
        message: known ? cause.code : error.code,
        data: {
          code: error.code,
          appCode: known ? cause.code : null,
          facts: known ? cause.facts : null,
          fields: cause instanceof ZodError ? cause.issues.map((issue) => issue.path.join('.')) : null,
          reference: ctx?.requestId ?? null,
          // The wire's number of this status is the unexpected one's: without the status it would leave as 500.
          ...(error.code === 'SERVICE_UNAVAILABLE' && { httpStatus: shape.data.httpStatus }),
        },
      };
    },
  });

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** The error of the wire for a refusal of the domain, or of a database that is away; anything else as it is, to be logged whole. */
export function refusalOf(error: unknown): TRPCError {
  const known = getTRPCErrorFromUnknown(error);
  const cause = plainly(known.cause);
  if (!(cause instanceof AppError)) return known;
  return new TRPCError({ code: httpCode[cause.code] ?? 'BAD_REQUEST', message: cause.code, cause });
}

/**
 * What stands before every procedure, in one step, for each step of the library costs as much as all of this: rights first,
 * then what was sent (who may not ask learns nothing of it), then the procedure, refused in plain words and measured.
 */
const guard = t.middleware(async ({ ctx, meta, path, getRawInput, next }) => {
  const from = performance.now();
  let code = 'OK';
  try {
    if (!meta) throw new Error('a procedure must name its action in the table of rights');
    if (extentOf(ctx.viewer, meta.action) === 'none') throw new AppError(ctx.viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN');
    // `cleans`: what cannot be kept is taken out by the service, and the person told.
    if (!meta.cleans) requirePgText(await getRawInput());
    const result = await next();
    if (!result.ok) throw result.error;
    return result;
  } catch (error) {
    const refusal = refusalOf(error);
    code = refusal.code;
    throw refusal;
  } finally {
    ctx.observe?.(path, code, performance.now() - from);
  }
});

/** A procedure that anyone may call when the table of rights says so. */
export const open = (action: Action) => t.procedure.meta({ action }).use(guard);

/** A procedure for signed-in people whom the table of rights lets do `action`. */
export const allowed = (action: Action) =>
  open(action).use(({ ctx, next }) => {
    if (!ctx.viewer) throw new AppError('NOT_SIGNED_IN');
    return next({ ctx: { viewer: ctx.viewer satisfies Viewer } });
  });

/** As `allowed`, for a page whose every reading the journal keeps. */
export const watched = (action: Action, page: string) =>
  allowed(action).use(async ({ ctx, next }) => {
    const result = await next();
    if (result.ok) noteRead(ctx, ctx.viewer, page);
    return result;
  });

/** As `allowed`, for a sensitive act: the person must have proved who they are some minutes ago, or is asked to again. */
export const stepUp = (action: Action) =>
  allowed(action)
    .meta({ action, stepUp: true })
    .use(({ ctx, next }) => {
      if (!isConfirmed(ctx.viewer, ctx.clock.now())) throw new AppError('CONFIRM_IDENTITY');
      return next();
    });
