import type { FastifyInstance } from 'fastify';
import { reachOf } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { type ReportFormat, renderReportFor, reportFormats } from './service.ts';

const types: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /documents/rapport/2023.pdf`: a document is a file, so it has an address rather than a procedure. */
export function registerReportDownloads(
  app: FastifyInstance,
  contextOf: (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>,
): void {
  app.get<{ Params: { file: string } }>('/documents/rapport/:file', async (request, reply) => {
    const context = await contextOf(request.headers, request.id);
    const { viewer } = context;
    if (!viewer || reachOf(viewer, 'reports.download') === 'none')
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    const [, year, extension] = /^(20\d\d)\.(\w+)$/.exec(request.params.file) ?? [];
    const format = reportFormats.find((one) => one === extension);
    if (!year || !format) return reply.code(404).send({ error: 'NOT_FOUND' });
    const file = await renderReportFor(context, viewer, Number(year), format);
    await context.db.$transaction((tx) =>
      recordAudit(tx, viewer, { action: 'report.download', entity: 'report', entityId: `${year}.${format}` }),
    );
    return reply
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .header('cache-control', 'no-store')
      .type(types[format])
      .send(file.bytes);
  });
}
