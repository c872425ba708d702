import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { databaseFault } from '../database/database-faults.ts';

/** What is refused before a room is asked. The pages have their own sentences; these are for whoever reads the answer itself. */
const sentences = {
  FOREIGN_ORIGIN: 'Cette demande vient d’un autre site. Rouvrez l’observatoire, puis recommencez.',
  OTHER_NAME:
    'L’observatoire ne se lit pas par ce nom. Ouvrez-le par son adresse publique (PUBLIC_URL), ou par 127.0.0.1 sur cette machine.',
  TOO_MANY_REQUESTS: 'Trop de demandes en peu de temps. Attendez un instant, puis recommencez.',
  TOO_MANY_UPLOADS: 'Trop d’envois de fichiers en même temps. Attendez la fin des premiers, puis recommencez.',
  BODY_TOO_LARGE: 'Cet envoi est trop volumineux. Découpez-le, puis recommencez.',
  MEDIA_TYPE: 'Cette forme d’envoi n’est pas comprise ici.',
  UNREADABLE: 'Cette demande n’est pas lisible.',
  NOT_FOUND: 'Il n’y a rien à cette adresse.',
  NOT_PUBLISHED: 'Rien n’est publié à cette adresse. Ce document paraîtra avec une publication de la coordination.',
  DATABASE_AWAY: 'La base redémarre. Attendez quelques secondes, puis recommencez.',
  DISK_FULL: 'Le disque du serveur est plein. Rien n’a été enregistré.',
  BUSY: 'Quelqu’un écrit au même endroit. Rien n’a été enregistré. Recommencez dans un instant.',
  TOO_LONG:
    'Ce document n’a pas pu être préparé à temps\u00a0: l’observatoire est très occupé. Rien n’a été perdu. Revenez à la page précédente, attendez quelques minutes, puis demandez-le de nouveau. S’il n’arrive toujours pas, donnez la référence à la coordination.',
  OUTDATED: 'L’observatoire vient d’être mis à jour. Rechargez la page, puis recommencez.',
  UNEXPECTED: 'Une erreur inattendue s’est produite. Rien n’a été perdu. Donnez la référence à la coordination.',
} as const;
export type Refusal = keyof typeof sentences;

/** An embedded database is back within some seconds. */
const COME_BACK_SECONDS = 2;

/** The names of tRPC for the same statuses, which its client reads. */
const procedureCodes: Record<number, string> = {
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** A file is often asked for by an address that the browser opens: whoever waits for it reads a page. */
const isOpenedByBrowser = ({ url, headers }: FastifyRequest) =>
  url.startsWith('/documents/') && /\btext\/html\b/.test(headers.accept ?? '');

const pageOf = (code: Refusal, reference: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pas de document</title></head><body><main><h1>Pas de document</h1><p>${sentences[code]}</p><p>Référence\u00a0: ${reference}</p><p><a href="/">Revenir à l’observatoire</a></p></main></body></html>`;

/** A document that takes too long may come when fewer are asked for. */
const QUIET_AGAIN_SECONDS = 120;

/** Answers a refusal in the form of the way in: as a procedure would, as a page, or as plain JSON. `seconds`: when to come back. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: Refusal,
  seconds?: number,
): FastifyReply {
  if (seconds !== undefined) reply.header('retry-after', seconds);
  reply.code(status).header('cache-control', 'no-store');
  const said = { error: code, code, message: sentences[code], reference: request.id };
  if (isOpenedByBrowser(request)) return reply.type('text/html; charset=utf-8').send(pageOf(code, request.id));
  if (!request.url.startsWith('/trpc/')) return reply.send(said);
  const facts = seconds === undefined ? {} : { seconds };
  const name = procedureCodes[status] ?? 'INTERNAL_SERVER_ERROR';
  const data = { code: name, httpStatus: status, appCode: code, facts, fields: null, reference: request.id };
  return reply.send({ error: { message: code, code: -32_600, data } });
}

const byStatus: Record<number, Refusal> = {
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};

/** What a fault on the way says: never its own words, which may tell of the house; they go to the log with a reference. */
export function sayFaultsPlainly(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const fault = databaseFault(error);
    if (fault) return refuse(request, reply, 503, fault, COME_BACK_SECONDS);
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(request, reply, status, byStatus[status] ?? 'UNREADABLE');
    request.log.error({ reference: request.id, name: error.name, stack: error.stack }, 'unexpected error');
    if (status === 503) return refuse(request, reply, 503, 'TOO_LONG', QUIET_AGAIN_SECONDS);
    return refuse(request, reply, 500, 'UNEXPECTED');
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, 404, 'NOT_FOUND'));
  app.addHook('onRequest', async (request, reply) => {
    // No text of the database holds this character: nothing has such a name.
    if (/%00/.test(request.url)) return refuse(request, reply, 404, 'NOT_FOUND');
  });
}

/** An address that is none is refused before the hooks that set the headers of every answer. */
export function refuseBadAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('content-security-policy', "default-src 'none'").header('x-content-type-options', 'nosniff');
  refuse(request, reply, 400, 'UNREADABLE');
}
