import type { FastifyInstance } from 'fastify';
import { answerProcedures, type CallRoute, type ProcedureOptions } from './procedure-answers.ts';
import type { RequestCounters } from './request-limits.ts';

const MEGABYTE = 1024 * 1024;
/** What a form, a cell, a question weigh at most. */
export const ORDINARY_BODY = MEGABYTE;
/** A thousand rows of a file, a catalogue, or a text of the report with all that was pasted into it. */
export const FILE_BODY = 32 * MEGABYTE;

/** Calls that bring files or long texts, alone or among others of a batch. */
export const FILE_CALLS = '^.*(?:imports\\.send|\\.\\w*[iI]mport\\w*|reports\\.saveText).*$';

/**
 * The procedures on the wire. Only JSON is taken: a form of another site can send text and multipart bodies without asking,
 * and never JSON.
 */
export function registerProcedures(app: FastifyInstance, options: ProcedureOptions, counters: RequestCounters): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
    const handle = answerProcedures(options);
    scope.all<CallRoute>(
      `/trpc/:path(${FILE_CALLS})`,
      { bodyLimit: FILE_BODY, onRequest: counters.oneMoreFile },
      handle,
    );
    scope.all<CallRoute>('/trpc/:path', { bodyLimit: ORDINARY_BODY }, handle);
  });
}
