import type { FastifyInstance } from 'fastify';
import type { Installation } from '../platform/context.ts';
import { figureRevision } from '../platform/database/revision.ts';
import { isPublished, type OpenFile, openDataFiles } from './service.ts';

const FILE = /^[a-z-]{1,40}\.(?:csv|json)$/;
const closed = { error: 'NOT_FOUND', message: 'Aucune donnée ouverte à cette adresse.' };

/** The files as long as no figure has changed: anybody may ask, so asking must cost little. */
function filesKept(installation: Installation): () => Promise<Map<string, OpenFile>> {
  let kept: { of: string; files: Promise<Map<string, OpenFile>> } | null = null;
  return async () => {
    // Rows of the ledger may change without a figure: nothing is kept beyond a minute.
    const minute = Math.floor(installation.clock.now().getTime() / 60_000);
    const of = JSON.stringify([
      minute,
      await figureRevision(installation.pool),
      installation.referenceDate(),
      installation.demonstration(),
    ]);
    if (kept?.of !== of) {
      const files = openDataFiles(installation);
      kept = { of, files };
      // A fault is for whoever asked, not for all who come after.
      files.catch(() => {
        kept = null;
      });
    }
    return kept.files;
  };
}

/** `GET /donnees-ouvertes/datapackage.json` and its files: for anybody, when the coordination has opened them. */
export function registerOpenData(app: FastifyInstance, installation: Installation): void {
  const files = filesKept(installation);
  app.get<{ Params: { file: string } }>('/donnees-ouvertes/:file', async (request, reply) => {
    const { file: name } = request.params;
    const file = FILE.test(name) && (await isPublished(installation)) ? (await files()).get(name) : undefined;
    if (!file) return reply.code(404).send(closed);
    reply
      .header('etag', file.etag)
      .header('cache-control', 'public, no-cache')
      .header('access-control-allow-origin', '*');
    reply.header('cross-origin-resource-policy', 'cross-origin');
    const known = String(request.headers['if-none-match'] ?? '').split(/,\s*/);
    if (known.some((one) => one.replace(/^W\//, '') === file.etag)) return reply.code(304).send();
    return reply.type(file.type).send(file.bytes);
  });
}
