import type { FastifyInstance } from 'fastify';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import { type Action, extentOf, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { attachment } from '../platform/web/attachment.ts';
import { financeFile, isFinancePart } from './export.ts';
import { financeTemplate } from './import-template.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof types;

interface Asked {
  year: number;
  format: Format;
  template: boolean;
}

/** What an address asks for: `2025.xlsx`, `2025.csv`, or `modele-2025.xlsx`. */
function askedOf(file: string): Asked | null {
  const [, template, year, format] = /^(modele-)?(2[01]\d\d)\.(csv|xlsx)$/.exec(file) ?? [];
  if (!year || !isKeyOf(types, format) || (template && format === 'csv') || Number(year) > 2100) return null;
  return { year: Number(year), format, template: template !== undefined };
}

async function fileOf(context: Context, viewer: Viewer, { year, format, template }: Asked, part: string) {
  if (template) return financeTemplate(context, year);
  if (!isFinancePart(part)) throw new AppError('NOT_FOUND', { entity: 'finance' });
  const file = await financeFile({ ...context, viewer }, { year, format, part });
  await context.db.$transaction((tx) =>
    recordAudit(tx, viewer, { action: 'finance.download', entity: 'finance', entityId: year, after: { format } }),
  );
  return file;
}

/**
 * `GET /documents/finances/2025.xlsx`: the money of a year; `2025.csv?partie=conventions`: one of its tables (its lines, when
 * none is asked); `modele-2025.xlsx`: the workbook to fill in and bring back.
 */
export function registerFinanceDownloads(
  app: FastifyInstance,
  contextOf: (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>,
): void {
  type Request = { Params: { file: string }; Querystring: { partie?: string } };
  app.get<Request>('/documents/finances/:file', async (request, reply) => {
    const context = await contextOf(request.headers, request.id);
    const { viewer } = context;
    const asked = askedOf(request.params.file);
    const right: Action = asked?.template ? 'finance.write' : 'finance.read';
    if (!viewer || extentOf(viewer, right) === 'none')
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    if (!asked) return reply.code(404).send({ error: 'NOT_FOUND' });
    try {
      const { name, bytes } = await fileOf(context, viewer, asked, request.query.partie ?? 'lignes');
      return reply
        .header('content-disposition', attachment(name))
        .header('cache-control', 'no-store')
        .type(types[asked.format])
        .send(bytes);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return reply.code(error.code === 'NOT_FOUND' ? 404 : 400).send({ error: error.code });
    }
  });
}
