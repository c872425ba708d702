import * as z from 'zod';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import { changesBetween, conventionOf, groupsOfCommunes } from '../conventions/service.ts';
import type { CatalogueFigure } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Context, Platform } from '../platform/context.ts';
import { publishedForFile } from '../publications/answering.ts';
import { publicationWords } from '../publications/publication-words.ts';
import type { ReportContent } from './report-content.ts';
import { findCorrections } from './report-corrections-repository.ts';
import { evictionPart, homelessnessPart, housingPart } from './report-rooms.ts';

/** The report of a year as a publication keeps it: the rooms as anyone may read them, and nothing of the texts or the money. */

/** The name under which a publication keeps it. */
const QUESTION = 'reports.content';

/** What is known of a content before the publication that keeps it has a number. */
type KeptContent = Omit<ReportContent, 'meta' | 'publication'>;

/**
 * What a publication keeps of a year's report, up to its last month. `platform`: as it is read of what was over at the end of
 * that month; `figures`: those of the year that it publishes elsewhere, so that no two of them can differ.
 */
export async function contentToPublish(
  platform: Platform,
  reader: Viewer,
  { year, figures, through }: { year: number; figures: readonly CatalogueFigure[]; through: Month },
): Promise<KeptContent> {
  const to = year === yearOf(through) ? through : `${year}-12`;
  return {
    form: 1,
    year,
    visibility: 'validated',
    convention: await conventionOf(platform, year),
    groups: await groupsOfCommunes(platform),
    figures: figures.map((figure) => ({ ...figure, updatedAt: figure.updatedAt?.toISOString() ?? null })),
    narratives: { global: null, objectives: {}, actions: {} },
    changes: await changesBetween(platform, { from: `${year}-01`, to }),
    homelessness: await homelessnessPart(platform, reader, year),
    evictions: await evictionPart(platform, reader, year),
    housing: await housingPart(platform, reader, year),
    corrections: await findCorrections(platform.db, `${year}-01`, to),
    without: ['texts', 'money'],
  };
}

/** What was kept is proved by the fingerprint of its publication: a look at its shape is enough. */
const keptContent = z.custom<KeptContent>((one) => isKeyOf(Object(one), 'figures') && isKeyOf(Object(one), 'housing'));

/**
 * The report of a year as the publication that is read keeps it; refused with NOT_PUBLISHED when none does. A file leaves the
 * house: small numbers are hidden in it, whoever reads.
 */
export async function publishedContent(
  platform: Pick<Context, 'readers' | 'publication'>,
  year: number,
): Promise<ReportContent> {
  const { text, publication } = await publishedForFile(platform, QUESTION, { year });
  const content = keptContent.parse(JSON.parse(text));
  return {
    ...content,
    publication: publication.number,
    meta: {
      title: `Rapport d’exécution ${year}`,
      subject: content.convention.name,
      author: content.convention.territory,
      date: parisDate(publication.madeAt),
      version: publicationWords(publication),
      fictitious: publication.fictitious,
      lang: 'fr',
    },
  };
}
