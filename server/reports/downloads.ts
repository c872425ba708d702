import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentFormat } from '../../shared/domain/report/report-addresses.ts';
import { prepareRenderer } from '../documents/render-process.ts';
import { extentOf, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { inTurn } from '../platform/long-work.ts';
import { attachment } from '../platform/web/attachment.ts';
import { refuse } from '../platform/web/refusal.ts';
import {
  type ReportFile,
  type ReportFormat,
  renderDeckFor,
  renderFicheFor,
  renderPartnerFor,
  renderReportFor,
  renderSynthesisFor,
  reportFormats,
} from './service.ts';

type FileFormat = ReportFormat | 'pptx';

const types: Record<FileFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

type ContextOf = (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>;

/** What an address asks for, or null when nothing answers it. `about`: how the journal names it. */
interface Asked {
  about: string;
  format: FileFormat;
  make: (context: Context, viewer: Viewer) => Promise<ReportFile>;
}

const formatOf = <Format extends ReportFormat>(extension: string | undefined, formats: readonly Format[]) =>
  formats.find((one) => one === extension);
const documents: DocumentFormat[] = ['pdf', 'docx'];

function wholeYear(file: string, room: 'rapport' | 'synthese'): Asked | null {
  const [, digits, extension] = /^(20\d\d)\.(\w+)$/.exec(file) ?? [];
  const year = Number(digits);
  if (room === 'rapport') {
    const format = formatOf(extension, reportFormats);
    return digits && format
      ? { about: file, format, make: (context, viewer) => renderReportFor(context, viewer, year, format) }
      : null;
  }
  const format = formatOf(extension, documents);
  return digits && format
    ? {
        about: `synthese/${file}`,
        format,
        make: (context, viewer) => renderSynthesisFor(context, viewer, year, format),
      }
    : null;
}

function oneFiche(kind: 'action' | 'indicator', digits: string, file: string): Asked | null {
  const [, code, extension] = /^(.{1,40})\.(\w+)$/u.exec(file) ?? [];
  const format = formatOf(extension, documents);
  if (!code || !format || !/^20\d\d$/.test(digits)) return null;
  const fiche = kind === 'action' ? ({ kind, key: code } as const) : ({ kind, code } as const);
  return {
    about: `${kind}/${digits}/${file}`,
    format,
    make: (context, viewer) => renderFicheFor(context, viewer, Number(digits), fiche, format),
  };
}

function deck(file: string): Asked | null {
  const [, digits] = /^(20\d\d)\.pptx$/.exec(file) ?? [];
  return digits
    ? {
        about: `diaporama/${file}`,
        format: 'pptx',
        make: (context, viewer) => renderDeckFor(context, viewer, Number(digits)),
      }
    : null;
}

function onePartner(digits: string, file: string): Asked | null {
  const [, code, extension] = /^(.{1,40})\.(\w+)$/u.exec(file) ?? [];
  const format = formatOf(extension, documents);
  if (!code || !format || !/^20\d\d$/.test(digits)) return null;
  return {
    about: `fiche-partenaire/${digits}/${file}`,
    format,
    make: (context, viewer) => renderPartnerFor(context, viewer, Number(digits), code, format),
  };
}

async function answer(request: FastifyRequest, reply: FastifyReply, contextOf: ContextOf, asked: Asked | null) {
  const context = await contextOf(request.headers, request.id);
  const { viewer } = context;
  if (!viewer || extentOf(viewer, 'reports.download') === 'none')
    return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
  if (!asked) return reply.code(404).send({ error: 'NOT_FOUND' });
  try {
    // Whoever gave up while they waited for their turn asks for nothing any more.
    const make = async () => {
      if (reply.raw.destroyed) return null;
      prepareRenderer(asked.format);
      return asked.make(context, viewer);
    };
    const file = await inTurn(viewer.id, make);
    if (!file) return reply;
    await context.db.$transaction((tx) =>
      recordAudit(tx, viewer, { action: 'report.download', entity: 'report', entityId: asked.about }),
    );
    return await reply
      .header('content-disposition', attachment(file.name))
      .header('cache-control', 'no-store')
      .type(types[asked.format])
      .send(file.bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'NOT_PUBLISHED') return refuse(request, reply, 404, error.code);
    if (error.code === 'NOT_FOUND') return reply.code(404).send({ error: 'NOT_FOUND' });
    throw error;
  }
}

/** `GET /documents/rapport/2023.pdf`: a document is a file, so it has an address rather than a procedure (see `report-addresses.ts`). */
export function registerReportDownloads(app: FastifyInstance, contextOf: ContextOf): void {
  app.get<{ Params: { file: string } }>('/documents/rapport/:file', (request, reply) =>
    answer(request, reply, contextOf, wholeYear(request.params.file, 'rapport')),
  );
  app.get<{ Params: { file: string } }>('/documents/synthese/:file', (request, reply) =>
    answer(request, reply, contextOf, wholeYear(request.params.file, 'synthese')),
  );
  app.get<{ Params: { file: string } }>('/documents/diaporama/:file', (request, reply) =>
    answer(request, reply, contextOf, deck(request.params.file)),
  );
  app.get<{ Params: { year: string; file: string } }>('/documents/fiche-partenaire/:year/:file', (request, reply) =>
    answer(request, reply, contextOf, onePartner(request.params.year, request.params.file)),
  );
  app.get<{ Params: { year: string; file: string } }>('/documents/fiche-action/:year/:file', (request, reply) =>
    answer(request, reply, contextOf, oneFiche('action', request.params.year, request.params.file)),
  );
  app.get<{ Params: { year: string; file: string } }>('/documents/fiche-indicateur/:year/:file', (request, reply) =>
    answer(request, reply, contextOf, oneFiche('indicator', request.params.year, request.params.file)),
  );
}
