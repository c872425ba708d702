import { allLedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { catalogueOf, publicFigures } from '../api/service.ts';
import { evictionsFor } from '../evictions/service.ts';
import { publishedFinance } from '../finance/service.ts';
import { needsFor } from '../homelessness/needs.ts';
import { pathsFor } from '../homelessness/paths.ts';
import { reliabilityFor } from '../homelessness/reliability.ts';
import { ledgerFor } from '../homelessness/service.ts';
import { actionLogementFor } from '../housing/action-logement.ts';
import { atlasFor } from '../housing/atlas.ts';
import { capturedFor } from '../housing/captured.ts';
import { breakdownOf } from '../indicators/breakdown.ts';
import { indicatorPage } from '../indicators/page.ts';
import { whyThisNumber } from '../indicators/why.ts';
import { overviewFor } from '../overview/service.ts';
import { anyone, type PublicationDecision, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { contentToPublish } from '../reports/published-content.ts';

/** A question that readers may ask, and what answers it. */
export interface Question {
  procedure: string;
  input: object;
  answer: () => Promise<unknown>;
}

/** Whom a publication speaks to without suppression: the holders of a whole reading. */
export const wholeReader: Viewer = { ...anyone, whole: true };

/** Whom it speaks to besides: anyone, of what was decided that it may say. */
export const anyReader = (decision: PublicationDecision): Viewer => ({ ...anyone, decision });

/** The platform as it is read of what was over at the end of a month: rooms that know no month stop there. */
export function upTo(platform: Platform, through: Month): Platform {
  const today = platform.referenceDate();
  const after = `${addMonths(through, 1)}-28`;
  return { ...platform, referenceDate: () => (after < today ? after : today) };
}

/** The last month of the publication in a year, as the filters say it: none for a year that is over. */
export const monthIn = (year: number, through: Month) => (year === yearOf(through) ? through : undefined);
const rankIn = (year: number, through: Month) => (year === yearOf(through) ? Number(through.slice(5)) : undefined);

export type Overview = Awaited<ReturnType<typeof overviewFor>>;

/** The overview of every year that the publication speaks of, the first one first. */
export async function overviewsOf(platform: Platform, reader: Viewer, through: Month): Promise<Overview[]> {
  const last = yearOf(through);
  const asked = { year: last, month: rankIn(last, through) };
  const latest = await overviewFor(platform, reader, asked);
  const earlier: Overview[] = [];
  for (const year of latest.years.filter((one) => one < last))
    earlier.push(await overviewFor(platform, reader, { year }));
  return [...earlier, { ...latest, latest: through, years: latest.years.filter((year) => year <= last) }];
}

/** What documents, open data and the API are made of. */
function filesOf(platform: Platform, reader: Viewer, overviews: readonly Overview[], through: Month): Question[] {
  const reading = upTo(platform, through);
  return [
    { procedure: 'api.catalogue', input: {}, answer: () => catalogueOf(platform, reader, through) },
    ...overviews.flatMap(({ year, figures }): Question[] => [
      {
        procedure: 'api.figures',
        input: { year },
        answer: () => publicFigures(platform, reader, year, rankIn(year, through)),
      },
      {
        procedure: 'reports.content',
        input: { year },
        answer: () => contentToPublish(reading, reader, { year, figures, through }),
      },
    ]),
  ];
}

/** Every question that a publication answers, in a steady order. */
export function questionsOf(
  platform: Platform,
  reader: Viewer,
  overviews: readonly Overview[],
  through: Month,
): Question[] {
  const reading = upTo(platform, through);
  const years = overviews.map(({ year }) => year);
  const codes = [...new Set(overviews.flatMap(({ figures }) => figures.map(({ code }) => code)))].sort();
  const ofYear = overviews.map((answer) => {
    const shown = { ...answer, years };
    return { procedure: 'overview.forYear', input: { year: answer.year }, answer: async () => shown };
  });
  const ofRooms = years.flatMap((year): Question[] => [
    { procedure: 'housing.captured', input: { year }, answer: () => capturedFor(reading, reader, year) },
    { procedure: 'evictions.funnel', input: { year }, answer: () => evictionsFor(reading, reader, { year }) },
    {
      procedure: 'finance.year',
      input: { year },
      answer: () => publishedFinance(platform, reader, year, monthIn(year, through)),
    },
  ]);
  // What leaves the house in a file, or by a program, is masked whoever reads.
  const ofFiles = reader.whole ? [] : filesOf(platform, reader, overviews, through);
  const ofLedger = allLedgerFilters.flatMap((input): Question[] => [
    { procedure: 'homelessness.ledger', input, answer: () => ledgerFor(reading, reader, input) },
    { procedure: 'homelessness.paths', input, answer: () => pathsFor(reading, reader, input) },
    { procedure: 'homelessness.needs', input, answer: () => needsFor(reading, reader, input) },
    { procedure: 'homelessness.reliability', input, answer: () => reliabilityFor(reading, reader, input) },
  ]);
  const ofIndicators = years.flatMap((year) =>
    codes.flatMap((code): Question[] => {
      const input = { code, year };
      const asked = { ...input, month: rankIn(year, through) };
      const why = { ...input, through: monthIn(year, through) };
      return [
        { procedure: 'indicators.byCode', input, answer: () => indicatorPage(platform, reader, asked) },
        { procedure: 'indicators.breakdown', input, answer: () => breakdownOf(platform, reader, asked) },
        { procedure: 'indicators.why', input, answer: () => whyThisNumber(platform, reader, why) },
      ];
    }),
  );
  return [
    ...ofYear,
    { procedure: 'housing.atlas', input: {}, answer: () => atlasFor(platform, reader) },
    { procedure: 'housing.actionLogement', input: {}, answer: () => actionLogementFor(platform, reader) },
    ...ofLedger,
    ...ofRooms,
    ...ofIndicators,
    ...ofFiles,
  ];
}
