import type { FastifyInstance } from 'fastify';
import { guideNames } from '../../shared/help/guides.ts';
import { extentOf } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { attachment } from '../platform/web/attachment.ts';
import { guideFacts, guidePdf } from './service.ts';

type ContextOf = (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>;

const nameOf = (file: string) => guideNames.find((name) => file === `${name}.pdf`);

/**
 * `GET /documents/guides/contributeur.pdf`: the guides hold no figure, so everyone who is signed in may have both; that of the
 * association names what its reader's own is asked for.
 */
export function registerGuides(app: FastifyInstance, contextOf: ContextOf, baseUrl: string | undefined): void {
  app.get<{ Params: { file: string } }>('/documents/guides/:file', async (request, reply) => {
    const context = await contextOf(request.headers, request.id);
    const { viewer } = context;
    if (!viewer || extentOf(viewer, 'help.download') === 'none')
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    const name = nameOf(request.params.file);
    if (!name) return reply.code(404).send({ error: 'NOT_FOUND' });
    const address = baseUrl ?? `${request.protocol}://${request.host}`;
    return reply
      .header('content-disposition', attachment(`guide-${name}.pdf`))
      .header('cache-control', 'private, no-cache')
      .type('application/pdf')
      .send(await guidePdf(name, await guideFacts(context, viewer, address)));
  });
}
