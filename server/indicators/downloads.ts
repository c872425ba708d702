import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import { readsPublication } from '../../shared/domain/site/publication-choice.ts';
import type { ErrorCode } from '../../shared/schemas/error-facts.ts';
import { type IndicatorQuery, indicatorQuery } from '../../shared/schemas/indicator.ts';
import { organisationName } from '../conventions/service.ts';
import { extentOf, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { attachment } from '../platform/web/attachment.ts';
import { refuse } from '../platform/web/refusal.ts';
import { asksOwn, publishedForFile } from '../publications/answering.ts';
import { publicationWords } from '../publications/publication-words.ts';
import { type Breakdown, breakdownOf } from './breakdown.ts';
import { type ExportContext, exportOf, type IndicatorExport } from './export-tables.ts';
import { type IndicatorPage, indicatorPage } from './page.ts';
import { exportCsv, exportWorkbook } from './render-export.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof types;

/** Who asks for a file, and in which publication. */
type Asking = Platform & Pick<Context, 'publication' | 'requestId'>;

type Shown = Pick<ExportContext, 'page' | 'breakdown' | 'version' | 'standing'>;

/** An answer of a publication is what its procedure said, word for word. */
const pageText = z.custom<IndicatorPage>((one) => isKeyOf(Object(one), 'figure'));
const breakdownText = z.custom<Breakdown>((one) => isKeyOf(Object(one), 'dimensions'));

async function published(context: Asking, query: IndicatorQuery): Promise<Shown> {
  const page = await publishedForFile(context, 'indicators.byCode', query);
  const breakdown = await publishedForFile(context, 'indicators.breakdown', query);
  return {
    page: pageText.parse(JSON.parse(page.text)),
    breakdown: breakdownText.parse(JSON.parse(breakdown.text)),
    version: publicationWords(page.publication),
    standing: undefined,
  };
}

/** The figures of the moment, which nobody reads but the coordination, and an organisation of itself. */
async function living(context: Asking, viewer: Viewer, query: IndicatorQuery): Promise<Shown> {
  return {
    page: await indicatorPage(context, viewer, query),
    breakdown: query.organisation ? null : await breakdownOf(context, viewer, query),
    version: 'chiffres transmis, validés ou non',
    standing: 'draft',
  };
}

/** What a person sees of an indicator, with their filters, ready to be written in a file. */
export async function indicatorExport(
  context: Asking,
  viewer: Viewer,
  query: IndicatorQuery,
): Promise<IndicatorExport> {
  const isOwn = await asksOwn({ ctx: { ...context, viewer }, input: query });
  const reads = readsPublication({ role: viewer.role, choice: context.publication }, isOwn);
  const { organisation: code } = query;
  return exportOf({
    ...(reads ? await published(context, query) : await living(context, viewer, query)),
    organisation: code ? await organisationName(context, code) : null,
    date: parisDate(context.clock.now()),
    fictitious: context.demonstration(),
  });
}

/** The file of an indicator, with its name. */
export async function indicatorFile(platform: Asking, viewer: Viewer, query: IndicatorQuery, format: Format) {
  const content = await indicatorExport(platform, viewer, query);
  const fictitious = platform.demonstration();
  const bytes = format === 'csv' ? exportCsv(content) : await exportWorkbook(content, fictitious);
  const parts = [query.code, query.year, query.month, query.organisation].filter((part) => part !== undefined);
  return { name: `${parts.join('-')}${fictitious ? '-fictif' : ''}.${format}`, bytes };
}

const wholeOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const statusOf: Partial<Record<ErrorCode, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, NOT_PUBLISHED: 404 };

function refusal(error: unknown): { status: number; code: ErrorCode } | null {
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
      const [, code, extension] = /^(.{1,20})\.(csv|xlsx)$/u.exec(request.params.file) ?? [];
      const { annee, mois, organisation } = request.query;
      const query = indicatorQuery.safeParse({ code, year: wholeOf(annee), month: wholeOf(mois), organisation });
      if (!code || !isKeyOf(types, extension) || !query.success) return reply.code(404).send({ error: 'NOT_FOUND' });
      try {
        const file = await indicatorFile(context, viewer, query.data, extension);
        await context.db.$transaction((tx) =>
          recordAudit(tx, viewer, { action: 'indicator.download', entity: 'indicator', entityId: code }),
        );
        return reply
          .header('content-disposition', attachment(file.name))
          .header('cache-control', 'no-store')
          .type(types[extension])
          .send(file.bytes);
      } catch (error) {
        const refused = refusal(error);
        if (!refused) throw error;
        if (refused.code === 'NOT_PUBLISHED') return refuse(request, reply, 404, refused.code);
        return reply.code(refused.status).send({ error: refused.code });
      }
    },
  );
}
