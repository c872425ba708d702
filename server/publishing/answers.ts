import { perimeters } from '../../shared/domain/indicator.ts';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { ledgerUnits } from '../../shared/schemas/homelessness.ts';
import { catalogueOf, publicFigures } from '../api/service.ts';
import { evictionsFor } from '../evictions/service.ts';
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
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { contentToPublish } from '../reports/published-content.ts';

/** A question that readers may ask, and what answers it. */
export interface Question {
  procedure: string;
  input: object;
  answer: () => Promise<unknown>;
}

/** Nobody in particular: what a publication says, it says to everyone. */
export const anyone: Viewer = { id: '', name: '', email: '', role: 'reader', organisationId: null };

/** The platform as it is read of what was over at the end of a month: rooms that know no month stop there. */
function upTo(platform: Platform, through: Month): Platform {
  const today = platform.referenceDate();
  const after = `${addMonths(through, 1)}-28`;
  return { ...platform, referenceDate: () => (after < today ? after : today) };
}

/** The last month of the publication in a year, as the filters say it: none for a year that is over. */
const monthIn = (year: number, through: Month) => (year === yearOf(through) ? Number(through.slice(5)) : undefined);

export type Overview = Awaited<ReturnType<typeof overviewFor>>;

/** The overview of every year that the publication speaks of, the first one first. */
export async function overviewsOf(platform: Platform, through: Month): Promise<Overview[]> {
  const last = yearOf(through);
  const asked = { year: last, month: monthIn(last, through) };
  const latest = await overviewFor(platform, anyone, asked);
  const earlier: Overview[] = [];
  for (const year of latest.years.filter((one) => one < last))
    earlier.push(await overviewFor(platform, anyone, { year }));
  return [...earlier, { ...latest, latest: through, years: latest.years.filter((year) => year <= last) }];
}

/** Every question that a publication answers, in a steady order. */
export function questionsOf(platform: Platform, overviews: readonly Overview[], through: Month): Question[] {
  const reading = upTo(platform, through);
  const years = overviews.map(({ year }) => year);
  const codes = [...new Set(overviews.flatMap(({ figures }) => figures.map(({ code }) => code)))].sort();
  const ofYear = overviews.map((answer) => {
    const shown = { ...answer, years };
    return { procedure: 'overview.forYear', input: { year: answer.year }, answer: async () => shown };
  });
  const ofRooms = years.flatMap((year): Question[] => [
    { procedure: 'housing.captured', input: { year }, answer: () => capturedFor(reading, anyone, year) },
    { procedure: 'evictions.funnel', input: { year }, answer: () => evictionsFor(reading, anyone, { year }) },
    { procedure: 'api.figures', input: { year }, answer: () => publicFigures(platform, year, monthIn(year, through)) },
  ]);
  const ofReports = overviews.map(({ year, figures }): Question => {
    const answer = () => contentToPublish(reading, { year, figures, through });
    return { procedure: 'reports.content', input: { year }, answer };
  });
  const filters = ledgerUnits.flatMap((unit) => perimeters.map((perimeter) => ({ unit, perimeter })));
  const ofLedger = filters.flatMap((input): Question[] => [
    { procedure: 'homelessness.ledger', input, answer: () => ledgerFor(reading, anyone, input) },
    { procedure: 'homelessness.paths', input, answer: () => pathsFor(reading, anyone, input) },
    { procedure: 'homelessness.needs', input, answer: () => needsFor(reading, anyone, input) },
    { procedure: 'homelessness.reliability', input, answer: () => reliabilityFor(reading, anyone, input) },
  ]);
  const ofIndicators = years.flatMap((year) =>
    codes.flatMap((code): Question[] => {
      const input = { code, year };
      const asked = { ...input, month: monthIn(year, through) };
      const why = { ...input, through: year === yearOf(through) ? through : undefined };
      return [
        { procedure: 'indicators.byCode', input, answer: () => indicatorPage(platform, anyone, asked) },
        { procedure: 'indicators.breakdown', input, answer: () => breakdownOf(platform, anyone, asked) },
        { procedure: 'indicators.why', input, answer: () => whyThisNumber(platform, anyone, why) },
      ];
    }),
  );
  return [
    ...ofYear,
    { procedure: 'housing.atlas', input: {}, answer: () => atlasFor(platform, anyone) },
    { procedure: 'housing.actionLogement', input: {}, answer: () => actionLogementFor(platform, anyone) },
    { procedure: 'api.catalogue', input: {}, answer: () => catalogueOf(platform) },
    ...ofLedger,
    ...ofRooms,
    ...ofIndicators,
    ...ofReports,
  ];
}
