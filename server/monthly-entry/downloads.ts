import type { FastifyInstance } from 'fastify';
import { isMonth } from '../../shared/domain/month.ts';
import { rowNumber } from '../../shared/schemas/whole-number.ts';
import { extentOf } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { attachment } from '../platform/web/attachment.ts';
import { entryWorkbookOf } from './workbook-out.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const statuses: Partial<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, FUTURE_MONTH: 400 };

/** `GET /documents/saisie/2025-10.xlsx?organisation=7`: the month to fill offline; without an organisation, one's own. */
export function registerEntryDownloads(
  app: FastifyInstance,
  contextOf: (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>,
): void {
  type Asked = { Params: { file: string }; Querystring: { organisation?: string } };
  app.get<Asked>('/documents/saisie/:file', async (request, reply) => {
    const context = await contextOf(request.headers, request.id);
    const { viewer } = context;
    if (!viewer || extentOf(viewer, 'entry.read') === 'none')
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    const [, month = ''] = /^(\d{4}-\d\d)\.xlsx$/.exec(request.params.file) ?? [];
    const organisationId = Number(request.query.organisation ?? viewer.organisationId);
    if (!isMonth(month) || !rowNumber.safeParse(organisationId).success)
      return reply.code(404).send({ error: 'NOT_FOUND' });
    try {
      const file = await entryWorkbookOf(context, viewer, { organisationId, month });
      const entityId = `${organisationId}/${month}`;
      await context.db.$transaction((tx) =>
        recordAudit(tx, viewer, { action: 'entry.workbook', entity: 'return', entityId }),
      );
      return reply
        .header('content-disposition', attachment(file.name))
        .header('cache-control', 'no-store')
        .type(XLSX)
        .send(file.bytes);
    } catch (error) {
      const status = error instanceof AppError ? statuses[error.code] : undefined;
      if (!(error instanceof AppError) || !status) throw error;
      return reply.code(status).send({ error: error.code });
    }
  });
}
