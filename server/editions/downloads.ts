import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type EditionFormat, editionFormats } from '../../shared/domain/report/edition.ts';
import { extentOf } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { attachment } from '../platform/web/attachment.ts';
import { editionCertificate, editionFile } from './service.ts';

const types: Record<EditionFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

type ContextOf = (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>;

/** `certificate`: the page of the vote, not a file of the edition. */
function askedFor(file: string): { id: number; format: EditionFormat; certificate: boolean } | null {
  const [, digits, page, extension] = /^(\d{1,9})(-certificat)?\.(\w+)$/.exec(file) ?? [];
  const format = editionFormats.find((one) => one === extension);
  if (!digits || !format || (page && format !== 'pdf')) return null;
  return { id: Number(digits), format, certificate: page !== undefined };
}

async function answer(
  request: FastifyRequest<{ Params: { file: string } }>,
  reply: FastifyReply,
  contextOf: ContextOf,
) {
  const context = await contextOf(request.headers, request.id);
  const { viewer } = context;
  if (!viewer || extentOf(viewer, 'editions.read') === 'none')
    return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
  const asked = askedFor(request.params.file);
  if (!asked) return reply.code(404).send({ error: 'NOT_FOUND' });
  const file = asked.certificate
    ? await editionCertificate(context, viewer, asked.id)
    : await editionFile(context, viewer, asked.id, asked.format);
  const etag = `"${file.sha256}"`;
  // The right is asked again each time, the bytes are not.
  reply.header('etag', etag).header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  await context.db.$transaction((tx) =>
    recordAudit(tx, viewer, { action: 'edition.download', entity: 'edition', entityId: file.about }),
  );
  return reply
    .header('content-disposition', attachment(file.name))
    .type(types[asked.format])
    .send(Buffer.from(file.bytes));
}

/** `GET /documents/edition/12.pdf`: the very bytes that were frozen, for ever the same; `12-certificat.pdf`: the page of its vote. */
export function registerEditionDownloads(app: FastifyInstance, contextOf: ContextOf): void {
  app.get<{ Params: { file: string } }>('/documents/edition/:file', async (request, reply) => {
    try {
      return await answer(request, reply, contextOf);
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return reply.code(404).send({ error: 'NOT_FOUND' });
      throw error;
    }
  });
}
