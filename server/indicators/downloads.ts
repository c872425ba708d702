import type { FastifyInstance } from 'fastify';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import { type IndicatorQuery, indicatorQuery } from '../../shared/schemas/indicator.ts';
import { organisationName } from '../conventions/service.ts';
import { extentOf, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { exportOf, type IndicatorExport } from './export-tables.ts';
import { breakdownRead, pageRead } from './readings.ts';
import { exportCsv, exportWorkbook } from './render-export.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof types;

/** What a person sees of an indicator, with their filters, ready to be written in a file. */
export async function indicatorExport(
  context: Context,
  viewer: Viewer,
  query: IndicatorQuery,
): Promise<IndicatorExport> {
  const asked = { ctx: { ...context, viewer }, input: query };
  const page = await pageRead(asked);
  const { organisation: code } = query;
  return exportOf({
    page,
    breakdown: code ? null : await breakdownRead(asked),
    organisation: code ? await organisationName(context, code) : null,
    date: parisDate(context.clock.now()),
    fictitious: context.demonstration(),
  });
}

/** The file of an indicator, with its name. */
export async function indicatorFile(context: Context, viewer: Viewer, query: IndicatorQuery, format: Format) {
  const content = await indicatorExport(context, viewer, query);
  const fictitious = context.demonstration();
  const bytes = format === 'csv' ? exportCsv(content) : await exportWorkbook(content, fictitious);
  const parts = [query.code, query.year, query.month, query.organisation].filter((part) => part !== undefined);
  return { name: `${parts.join('-')}${fictitious ? '-fictif' : ''}.${format}`, bytes };
}

const wholeOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const statusOf: Partial<Record<AppError['code'], number>> = { FORBIDDEN: 403, NOT_FOUND: 404, NOT_PUBLISHED: 404 };

function refusal(error: unknown): { status: number; code: string } | null {
  if (!(error instanceof AppError)) return null;
  return { status: statusOf[error.code] ?? 400, code: error.code };
}

/** `GET /documents/indicateurs/IND-23.csv?annee=2024&mois=6`: exactly what the page of that address shows to that person. */
export function registerIndicatorDownloads(
  app: FastifyInstance,
  contextOf: (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>,
): void {
  app.get<{ Params: { file: string }; Querystring: Record<string, string | undefined> }>(
    '/documents/indicateurs/:file',
    async (request, reply) => {
      const context = await contextOf(request.headers, request.id);
      const { viewer } = context;
      if (!viewer || extentOf(viewer, 'figures.read') === 'none')
        return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
      const [, code, extension] = /^([A-Za-z0-9-]{1,20})\.(csv|xlsx)$/.exec(request.params.file) ?? [];
      const { annee, mois, organisation } = request.query;
      const query = indicatorQuery.safeParse({ code, year: wholeOf(annee), month: wholeOf(mois), organisation });
      if (!code || !isKeyOf(types, extension) || !query.success) return reply.code(404).send({ error: 'NOT_FOUND' });
      try {
        const file = await indicatorFile(context, viewer, query.data, extension);
        await context.db.$transaction((tx) =>
          recordAudit(tx, viewer, { action: 'indicator.download', entity: 'indicator', entityId: code }),
        );
        return reply
          .header('content-disposition', `attachment; filename="${file.name}"`)
          .header('cache-control', 'no-store')
          .type(types[extension])
          .send(file.bytes);
      } catch (error) {
        const refused = refusal(error);
        if (!refused) throw error;
        return reply.code(refused.status).send({ error: refused.code });
      }
    },
  );
}
