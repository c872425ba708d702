import { figureToPublish } from '../../shared/domain/figure-publication.ts';
import { conventionOf } from '../catalogue/service.ts';
import { loadFigures } from '../indicators/service.ts';
import { type Audience, audienceOf, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';
import { renderWorkbook } from './render-workbook.ts';
import type { ReportBase, ReportContent, ReportFigure } from './report-content.ts';
import { findCorrections } from './report-corrections-repository.ts';
import { documentOf } from './report-documents.ts';
import { evictionPart, homelessnessPart, housingPart } from './report-rooms.ts';
import { workbookOf } from './report-workbook.ts';
import { narrativesOf } from './workspace-service.ts';

export type { ReportContent } from './report-content.ts';
export { documentOf } from './report-documents.ts';
export { workbookOf } from './report-workbook.ts';

export interface ReportFile {
  name: string;
  bytes: Buffer;
}

export const reportFormats = ['pdf', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The report's figures: always suppressed, because it leaves the house. */
async function publishedFigures(platform: Platform, audience: Audience, year: number): Promise<ReportFigure[]> {
  const figures = await loadFigures(platform, audience, { year });
  return figures.map((figure) => ({
    ...figureToPublish(figure),
    updatedAt: figure.updatedAt?.toISOString() ?? null,
  }));
}

/** What every document of a year starts from. */
async function buildBase(platform: Platform, audience: Audience, year: number): Promise<ReportBase> {
  const [convention, figures, narratives] = await Promise.all([
    conventionOf(platform, year),
    publishedFigures(platform, audience, year),
    narrativesOf(platform, year),
  ]);
  return {
    form: 1,
    meta: {
      title: `Rapport d’exécution ${year}`,
      subject: convention.name,
      author: convention.territory,
      date: parisDate(platform.clock.now()),
      version: audience === 'working' ? 'Projet, chiffres transmis' : 'Chiffres validés',
      fictitious: platform.demonstration(),
      lang: 'fr',
    },
    ...{ year, audience, convention, figures, narratives },
  };
}

/** Everything that the report of a year says, as plain JSON: what an edition seals, and what every document is made of. */
export async function buildReportContent(platform: Platform, audience: Audience, year: number): Promise<ReportContent> {
  const [base, homelessness, evictions, housing, corrections] = await Promise.all([
    buildBase(platform, audience, year),
    homelessnessPart(platform, year),
    evictionPart(platform, year),
    housingPart(platform, year),
    findCorrections(platform.db, `${year}-01`, `${year}-12`),
  ]);
  return { ...base, homelessness, evictions, housing, corrections };
}

/** Each document of a content. */
export const reportRenderers: Record<ReportFormat, (content: ReportContent) => Promise<Buffer>> = {
  pdf: (content) => renderPdf(documentOf(content)),
  docx: (content) => renderDocx(documentOf(content)),
  xlsx: (content) => renderWorkbook(workbookOf(content)),
};

/** Example: `rapport-execution-2023-fictif.pdf`. */
export function reportFileName({ year, meta }: ReportContent, format: ReportFormat): string {
  return `${format === 'xlsx' ? 'donnees-du-rapport' : 'rapport-execution'}-${year}${meta.fictitious ? '-fictif' : ''}.${format}`;
}

/** One document of a year, for a person: the coordinator's draft, or the validated figures for everyone else. */
export async function renderReportFor(
  platform: Platform,
  viewer: Viewer,
  year: number,
  format: ReportFormat,
): Promise<ReportFile> {
  const content = await buildReportContent(platform, audienceOf(viewer), year);
  return { name: reportFileName(content, format), bytes: await reportRenderers[format](content) };
}

/** The three documents of a year, for the command line. */
export async function renderReport(platform: Platform, year: number): Promise<ReportFile[]> {
  const content = await buildReportContent(platform, 'working', year);
  return Promise.all(
    reportFormats.map(async (format) => ({
      name: reportFileName(content, format),
      bytes: await reportRenderers[format](content),
    })),
  );
}

/** What the report's page shows before anything is made: the year's readiness. */
export async function reportReadiness(platform: Platform, viewer: Viewer, year: number) {
  const figures = await publishedFigures(platform, audienceOf(viewer), year);
  const convention = await conventionOf(platform, year);
  const targeted = figures.filter((one) => one.target !== null);
  return {
    year,
    convention: { name: convention.name, startYear: convention.startYear, endYear: convention.endYear },
    cells: figures.reduce(
      (sum, one) => ({
        reported: sum.reported + one.coverage.cells.reported,
        expected: sum.expected + one.coverage.cells.expected,
      }),
      { reported: 0, expected: 0 },
    ),
    targeted: targeted.length,
    unknown: targeted.filter((one) => one.origin === 'none').map((one) => ({ code: one.code, label: one.label })),
    hidden: figures.filter((one) => one.hidden).map((one) => ({ code: one.code, label: one.label })),
    dueDate: `${year + 1}-09-30`,
  };
}
