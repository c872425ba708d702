import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Installation } from '../platform/context.ts';
import { isRefusal } from '../platform/errors.ts';
import { folderOf } from './dcat.ts';
import { isOpen, openDataFile } from './service.ts';

const FILE = /^[a-z-]{1,40}\.(?:csv|json|jsonld|atom)$/;
const NUMBER = /^[1-9]\d{0,4}$/;
const absent = (message: string) => ({ error: 'NOT_FOUND', message });
const NOTHING = 'Aucune donnée ouverte à cette adresse.';
const NOT_YET = 'Aucune publication à ce jour. La coordination publie les chiffres qu’elle a validés.';

/** A table of a real publication stays as it is. The numbers of a demonstration begin again when it goes. */
const LASTING = 'public, max-age=31536000, immutable';
const ASKED_AGAIN = 'public, no-cache';

/** `GET /donnees-ouvertes/…`: files for anybody, when the coordination has opened them. */
export function registerOpenData(app: FastifyInstance, installation: Installation): void {
  async function send(request: FastifyRequest, reply: FastifyReply, name: string, number: number | null) {
    if (!FILE.test(name) || !(await isOpen(installation))) return reply.code(404).send(absent(NOTHING));
    const base = installation.env.baseUrl ?? `${request.protocol}://${request.host}`;
    const addressOf = (path: string) => new URL(path, base).href;
    const found = await openDataFile(installation, { number, name, addressOf }).catch((error: unknown) => {
      if (isRefusal(error, 'NOT_PUBLISHED')) return error;
      throw error;
    });
    if (isRefusal(found, 'NOT_PUBLISHED')) {
      const known = found.facts.number ?? null;
      return reply
        .code(404)
        .send(absent(known === null ? NOT_YET : `La publication ${known} n’est pas à cette adresse.`));
    }
    if (!found) return reply.code(404).send(absent(NOTHING));
    const { file, publication, isTable } = found;
    const lasts = isTable && number !== null && !publication.fictitious;
    reply
      .header('etag', file.etag)
      .header('cache-control', lasts ? LASTING : ASKED_AGAIN)
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin');
    if (isTable) reply.header('content-location', `${folderOf(publication.number)}/${name}`);
    const known = String(request.headers['if-none-match'] ?? '').split(/,\s*/);
    if (known.some((one) => one.replace(/^W\//, '') === file.etag)) return reply.code(304).send();
    return reply.type(file.type).send(file.bytes);
  }

  app.get<{ Params: { file: string } }>('/donnees-ouvertes/:file', (request, reply) =>
    send(request, reply, request.params.file, null),
  );
  app.get<{ Params: { number: string; file: string } }>(
    '/donnees-ouvertes/publications/:number/:file',
    (request, reply) => {
      const { number, file } = request.params;
      if (!NUMBER.test(number)) return reply.code(404).send(absent(NOTHING));
      return send(request, reply, file, Number(number));
    },
  );
}
