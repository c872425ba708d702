import { quantityValue } from '../../shared/domain/figure.ts';
import { figureToPublish } from '../../shared/domain/figure-publication.ts';
import { coverageWords, paceWords, progressWords } from '../../shared/domain/figure-words.ts';
import { frenchMonthShort, frenchUnit } from '../../shared/domain/french-format.ts';
import { monthsOfYear } from '../../shared/domain/month.ts';
import type { Block, ReportDocument } from '../../shared/domain/report-document.ts';
import { conventionOf } from '../catalogue/service.ts';
import { type CatalogueFigure, loadFigures } from '../indicators/service.ts';
import { type Audience, audienceOf, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';
import { renderWorkbook, type Workbook } from './render-workbook.ts';
import { actionsChapter, balanceChapter, financeChapter, methodChapter } from './report-chapters.ts';

export interface ReportFile {
  name: string;
  bytes: Buffer;
}

export const reportFormats = ['pdf', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const newPage: Block = { kind: 'pageBreak' };

interface Content {
  document: ReportDocument;
  workbook: Workbook;
}

/** The report's figures: always suppressed, because it leaves the house. */
async function publishedFigures(platform: Platform, audience: Audience, year: number): Promise<CatalogueFigure[]> {
  return (await loadFigures(platform, audience, { year })).map(figureToPublish);
}

async function contentOf(platform: Platform, audience: Audience, year: number): Promise<Content> {
  const [convention, figures] = await Promise.all([
    conventionOf(platform, year),
    publishedFigures(platform, audience, year),
  ]);
  const content = { year, convention, figures };
  const date = parisDate(platform.clock.now());
  const meta = {
    title: `Rapport d’exécution ${year}`,
    subject: convention.name,
    author: convention.territory,
    date,
    version: audience === 'working' ? 'Projet, chiffres transmis' : 'Chiffres validés',
    fictitious: platform.demonstration(),
    lang: 'fr',
  } as const;
  return {
    document: {
      meta,
      body: [
        { kind: 'toc', title: 'Sommaire', depth: 2 },
        ...[balanceChapter, actionsChapter, financeChapter, methodChapter].flatMap((chapter) => [
          newPage,
          ...chapter(content),
        ]),
      ],
    },
    workbook: workbookOf(`${meta.title} – données`, figures, year, meta.fictitious),
  };
}

/** The figures of the report as sheets: one line an indicator, then its months. */
function workbookOf(title: string, figures: CatalogueFigure[], year: number, fictitious: boolean): Workbook {
  const months = monthsOfYear(year);
  return {
    title,
    fictitious,
    sheets: [
      {
        name: 'Indicateurs',
        columns: [
          { label: 'Code', width: 10, kind: 'text' },
          { label: 'Indicateur', width: 46, kind: 'text' },
          { label: 'Action', width: 40, kind: 'text' },
          { label: 'Unité', width: 14, kind: 'text' },
          { label: `Valeur ${year}`, width: 14, kind: 'number' },
          { label: 'Cible', width: 12, kind: 'number' },
          { label: 'Avancement', width: 24, kind: 'text' },
          { label: 'Rythme', width: 18, kind: 'text' },
          { label: 'Couverture', width: 24, kind: 'text' },
          { label: 'Remarque', width: 30, kind: 'text' },
          { label: 'Phrase de la convention', width: 60, kind: 'text' },
        ],
        rows: figures.map((one) => [
          one.code,
          one.label,
          one.actions[0]?.title ?? '',
          frenchUnit(one.unit),
          one.value,
          one.target?.value ?? null,
          one.hidden ? '' : progressWords(one),
          one.target && !one.hidden ? paceWords[one.pace] : '',
          coverageWords(one),
          one.hidden
            ? 'masqué (secret statistique)'
            : one.origin === 'published'
              ? 'publié'
              : one.value === null
                ? 'non renseigné'
                : '',
          one.target?.quote ?? '',
        ]),
      },
      {
        name: 'Mois',
        columns: [
          { label: 'Code', width: 10, kind: 'text' },
          { label: 'Indicateur', width: 46, kind: 'text' },
          ...months.map((month) => ({
            label: `${frenchMonthShort(month)} ${year}`,
            width: 11,
            kind: 'number' as const,
          })),
        ],
        rows: figures.map((one) => [
          one.code,
          one.label,
          ...one.months.map((month) => (month.month > one.through ? null : quantityValue(month.quantity))),
        ]),
      },
    ],
  };
}

const renderers: Record<ReportFormat, (content: Content) => Promise<Buffer>> = {
  pdf: ({ document }) => renderPdf(document),
  docx: ({ document }) => renderDocx(document),
  xlsx: ({ workbook }) => renderWorkbook(workbook),
};

function fileName(year: number, format: ReportFormat, fictitious: boolean): string {
  return `${format === 'xlsx' ? 'donnees-du-rapport' : 'rapport-execution'}-${year}${fictitious ? '-fictif' : ''}.${format}`;
}

/** One document of a year, for a person: the coordinator's draft, or the validated figures for everyone else. */
export async function renderReportFor(
  platform: Platform,
  viewer: Viewer,
  year: number,
  format: ReportFormat,
): Promise<ReportFile> {
  const content = await contentOf(platform, audienceOf(viewer), year);
  return { name: fileName(year, format, platform.demonstration()), bytes: await renderers[format](content) };
}

/** The three documents of a year, for the command line. */
export async function renderReport(platform: Platform, year: number): Promise<ReportFile[]> {
  const content = await contentOf(platform, 'working', year);
  return Promise.all(
    reportFormats.map(async (format) => ({
      name: fileName(year, format, platform.demonstration()),
      bytes: await renderers[format](content),
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
