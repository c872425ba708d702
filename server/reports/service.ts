import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { reportDueDate } from '../../shared/domain/deadline.ts';
import { figureToPublish, withSafeComparisons } from '../../shared/domain/figures/figure-publication.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import type { DocumentFormat } from '../../shared/domain/report/report-addresses.ts';
import { readsPublication } from '../../shared/domain/site/publication-choice.ts';
import { changesBetween, conventionOf, groupsOfCommunes } from '../conventions/service.ts';
import { type ReportRenderers, renderInProcess, startReportRenderers } from '../documents/render-process.ts';
import { ownFinance } from '../finance/service.ts';
import { loadFigures } from '../indicators/service.ts';
import { extentOf, type Viewer, type Visibility } from '../platform/access.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { narrativesOf } from '../report-texts/narratives.ts';
import { contentFor, documentRights } from './document-rights.ts';
import { publishedContent } from './published-content.ts';
import { actionName, type ReportBase, type ReportContent, type ReportFigure } from './report-content.ts';
import { findCorrections } from './report-corrections-repository.ts';
import type { Fiche, RenderJob, WholeDocument } from './report-documents.ts';
import { anyoneAt, evictionPart, financePart, homelessnessPart, housingPart } from './report-rooms.ts';

export type { ReportContent, ReportFigure } from './report-content.ts';
export { documentOf } from './report-documents.ts';
export { workbookOf } from './report-workbook.ts';

export interface ReportFile {
  name: string;
  bytes: Buffer;
}

export const reportFormats = ['pdf', 'docx', 'xlsx', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The report's figures: always suppressed, because it leaves the house. */
async function publishedFigures(platform: Platform, visibility: Visibility, year: number): Promise<ReportFigure[]> {
  const figures = await loadFigures(platform, visibility, { year, compareWith: [year - 1] });
  const said = figures.map((figure) => ({
    ...figureToPublish(figure),
    updatedAt: figure.updatedAt?.toISOString() ?? null,
  }));
  return said.map((figure) => withSafeComparisons(figure, said));
}

/** The figures of a year, its convention, and what a document says of itself. */
async function figuresBase(platform: Platform, visibility: Visibility, year: number) {
  const [convention, groups, figures] = await Promise.all([
    conventionOf(platform, year),
    groupsOfCommunes(platform),
    publishedFigures(platform, visibility, year),
  ]);
  const meta: ReportBase['meta'] = {
    title: `Rapport d’exécution ${year}`,
    subject: convention.name,
    author: convention.territory,
    date: platform.referenceDate(),
    version: visibility === 'working' ? 'Chiffres transmis, validés ou non' : 'Chiffres validés',
    fictitious: platform.demonstration(),
    // What was only sent is nobody's figure yet but the coordination's.
    ...(visibility === 'working' && { standing: 'draft' }),
    lang: 'fr',
  };
  return { meta, year, visibility, convention, groups, figures };
}

/** The last month of a year that has begun: what is agreed for later has changed nothing yet. */
function lastMonthOf({ referenceDate }: Pick<Platform, 'referenceDate'>, year: number): Month {
  const [last = `${year}-12`] = [`${year}-12`, monthOf(referenceDate())].sort();
  return last;
}

/** What every document of a year starts from. */
async function buildBase(platform: Platform, visibility: Visibility, year: number): Promise<ReportBase> {
  const [base, narratives] = await Promise.all([figuresBase(platform, visibility, year), narrativesOf(platform, year)]);
  const changes = await changesBetween(platform, { from: `${year}-01`, to: lastMonthOf(platform, year) });
  return { form: 1, ...base, narratives, changes };
}

/** Everything that the report of a year says of the moment, as plain JSON: what every document of the coordination is made of. */
export async function buildReportContent(
  platform: Platform,
  visibility: Visibility,
  year: number,
): Promise<ReportContent> {
  // One room after the other, giving way in between: hiding small numbers is long, and others wait for their page.
  const base = await buildBase(platform, visibility, year);
  await yieldToEventLoop();
  const anyone = anyoneAt(visibility);
  const homelessness = await homelessnessPart(platform, anyone, year);
  await yieldToEventLoop();
  const evictions = await evictionPart(platform, anyone, year);
  await yieldToEventLoop();
  const [housing, finance, corrections] = await Promise.all([
    housingPart(platform, anyone, year),
    financePart(platform, base),
    findCorrections(platform.db, `${year}-01`, `${year}-12`),
  ]);
  return { ...base, homelessness, evictions, housing, finance, corrections };
}

/**
 * What an edition of a year says: the latest publication, with the texts and the money of the day; refused with NOT_PUBLISHED
 * when no publication speaks of that year.
 */
export async function editionContent(platform: Platform, year: number): Promise<ReportContent> {
  const { without: _, ...published } = await publishedContent({ readers: platform.readers }, year);
  const base = { ...published, narratives: await narrativesOf(platform, year) };
  return { ...base, finance: await financePart(platform, base) };
}

function jobOf(content: ReportContent, format: RenderJob['format'], asked: WholeDocument = 'report'): RenderJob {
  return format === 'pdf' || format === 'docx' ? { format, content, asked } : { format, content };
}

const render = (format: ReportFormat) => (content: ReportContent) => renderInProcess(jobOf(content, format));

/** Each file of a content, made in a process of its own. */
export const reportRenderers: Record<ReportFormat, (content: ReportContent) => Promise<Buffer>> = {
  pdf: render('pdf'),
  docx: render('docx'),
  xlsx: render('xlsx'),
  csv: render('csv'),
};

/** The pages that answer, alone, of a content. */
export function renderSynthesis(content: ReportContent, format: DocumentFormat): Promise<Buffer> {
  return renderInProcess(jobOf(content, format, 'synthesis'));
}

function documentName(name: string, { year, meta, publication }: ReportBase, format: string): string {
  const of = publication === undefined ? '' : `-publication-${publication}`;
  return `${name}-${year}${of}${meta.standing === 'draft' ? '-projet' : ''}${meta.fictitious ? '-fictif' : ''}.${format}`;
}

/** Examples: `rapport-execution-2023-projet-fictif.pdf`, `rapport-execution-2024-publication-7.pdf`. */
export function reportFileName(content: ReportContent, format: ReportFormat): string {
  return documentName(
    format === 'xlsx' || format === 'csv' ? 'donnees-du-rapport' : 'rapport-execution',
    content,
    format,
  );
}

/** Who asks for a document, and in which publication. */
type Asking = Platform & Pick<Context, 'publication'>;

const isPublishedFor = ({ publication }: Asking, { role }: Viewer) => readsPublication({ role, choice: publication });

/**
 * What a document of a year is made of, for a person: the coordination's figures of the moment, or the publication that is read
 * (NOT_PUBLISHED when there is none); without what this person may not hold.
 */
export async function reportFor(platform: Asking, viewer: Viewer, year: number): Promise<ReportContent> {
  const isPublished = isPublishedFor(platform, viewer);
  const content = isPublished
    ? await publishedContent(platform, year)
    : await buildReportContent(platform, 'working', year);
  return contentFor(content, documentRights(viewer, isPublished ? 'publication' : 'project'));
}

/** One document of a year, for a person. */
export async function renderReportFor(
  platform: Asking,
  viewer: Viewer,
  year: number,
  format: ReportFormat,
): Promise<ReportFile> {
  const content = await reportFor(platform, viewer, year);
  return { name: reportFileName(content, format), bytes: await reportRenderers[format](content) };
}

/** The synthesis of a year, for a person. */
export async function renderSynthesisFor(
  platform: Asking,
  viewer: Viewer,
  year: number,
  format: DocumentFormat,
): Promise<ReportFile> {
  const content = await reportFor(platform, viewer, year);
  return { name: documentName('synthese', content, format), bytes: await renderSynthesis(content, format) };
}

/** The deck of the steering committee of a year, for a person. */
export async function renderDeckFor(platform: Asking, viewer: Viewer, year: number): Promise<ReportFile> {
  const content = await reportFor(platform, viewer, year);
  return {
    name: documentName('diaporama', content, 'pptx'),
    bytes: await renderInProcess({ format: 'pptx', content }),
  };
}

/** A publication holds no money: an organisation is told its own conventions beside it, as its page tells them. */
async function withOwnMoney(platform: Asking, viewer: Viewer, content: ReportContent): Promise<ReportContent> {
  if (content.finance || viewer.organisationId === null || extentOf(viewer, 'finance.read-own') === 'none')
    return content;
  const { partners } = await ownFinance(platform, viewer, { year: content.year });
  return { ...content, ownPartners: partners };
}

/**
 * The fiche of a partner, for the coordination and for the partner itself; refused with NOT_FOUND where the year has no
 * convention that they may read with it.
 */
export async function renderPartnerFor(
  platform: Asking,
  viewer: Viewer,
  year: number,
  partner: string,
  format: DocumentFormat,
): Promise<ReportFile> {
  const content = await withOwnMoney(platform, viewer, await reportFor(platform, viewer, year));
  const known = content.finance?.partners ?? content.ownPartners ?? [];
  if (!known.some(({ organisation }) => organisation.code === partner))
    throw new AppError('NOT_FOUND', { entity: 'partner', code: partner });
  const name = documentName(`fiche-partenaire-${partner.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, content, format);
  return { name, bytes: await renderInProcess({ format, content, partner }) };
}

/** The fiche of an action or an indicator, for a person; refused with NOT_FOUND when the year has none. */
export async function renderFicheFor(
  platform: Asking,
  viewer: Viewer,
  year: number,
  fiche: Fiche,
  format: DocumentFormat,
): Promise<ReportFile> {
  const isPublished = isPublishedFor(platform, viewer);
  const base = await (isPublished ? reportFor(platform, viewer, year) : buildBase(platform, 'working', year));
  const code = fiche.kind === 'action' ? fiche.key : fiche.code;
  const isKnown =
    fiche.kind === 'action'
      ? base.convention.actions.some(({ key }) => key === code)
      : base.figures.some((one) => one.code === code);
  if (!isKnown) throw new AppError('NOT_FOUND', { entity: fiche.kind, code });
  const name = documentName(`fiche-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, base, format);
  return { name, bytes: await renderInProcess({ format, base, fiche }) };
}

/** The four documents of a year, for the command line. */
export async function renderReport(
  platform: Platform,
  year: number,
  renderers: ReportRenderers = startReportRenderers(),
): Promise<ReportFile[]> {
  try {
    const content = await buildReportContent(platform, 'working', year);
    const made = async (format: ReportFormat | 'pptx'): Promise<ReportFile> => ({
      name: format === 'pptx' ? documentName('diaporama', content, format) : reportFileName(content, format),
      bytes: await renderers.render(jobOf(content, format)),
    });
    // Two processes: the PDF in one, the other three one after the other.
    const office = async () => [await made('docx'), await made('xlsx'), await made('pptx')];
    const [pdf, others] = await Promise.all([made('pdf'), office()]);
    return [pdf, ...others];
  } finally {
    renderers.end();
  }
}

/** What the report's page shows before anything is made: the year's readiness. */
export async function reportReadiness(platform: Asking, viewer: Viewer, year: number) {
  const isPublished = isPublishedFor(platform, viewer);
  const base = await (isPublished ? reportFor(platform, viewer, year) : figuresBase(platform, 'working', year));
  const { figures, convention, meta } = base;
  const targeted = figures.filter((one) => one.target !== null);
  return {
    year,
    /** Which figures the documents are made of, in words. */
    version: meta.version,
    isDraft: meta.standing === 'draft',
    convention: { name: convention.name, startYear: convention.startYear, endYear: convention.endYear },
    cells: figures.reduce(
      (sum, one) => ({
        reported: sum.reported + one.coverage.cells.reported,
        expected: sum.expected + one.coverage.cells.expected,
      }),
      { reported: 0, expected: 0 },
    ),
    actions: convention.actions.map((action) => ({ key: action.key, name: actionName(action) })),
    targeted: targeted.length,
    unknown: targeted.filter((one) => one.origin === 'none').map((one) => ({ code: one.code, label: one.label })),
    hidden: figures.filter((one) => one.hidden).map((one) => ({ code: one.code, label: one.label })),
    dueDate: reportDueDate(year, convention),
  };
}
