import { targetWords } from '../../shared/domain/figures/figure-words.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { publishedYear } from '../indicators/published.ts';
import { type CatalogueFigure, figuresFor, loadFigures, visibilityFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate'>;

/** What stands beside a line: the year of the organisation, the territory's against its target, both as the overview counts them. */
export interface RowComparison {
  /** The first month that the values below are made of; a level is that of its last month. */
  from: Month;
  /** What the organisation gave since then, drafts left out; in the indicator's unit. */
  own: number | null;
  territory: number | null;
  /** The territory’s is of what is validated alone; left out where all is read. */
  visibility?: CatalogueFigure['visibility'];
  /** What the target expects of the territory over the months for which everyone answered. */
  expected: number | null;
  /** In its own unit, with the month when it is due: the words of every screen. */
  target: string | null;
  verdict: CatalogueFigure['verdict'];
}

type Said = Pick<CatalogueFigure, 'value' | 'visibility' | 'verdict'>;

const nothingSaid: Said = { value: null, visibility: 'validated', verdict: 'none' };

/** What is said of the territory, by code: as it is to the coordinator, as it was published last to an organisation. */
async function territoryOf(
  platform: Reading,
  { role }: Viewer,
  figures: readonly CatalogueFigure[],
  year: number,
): Promise<(code: string) => Said> {
  const said: readonly (Said & { code: string })[] =
    role === 'coordinator' ? figures : (await publishedYear(platform, year)).figures;
  return (code) => said.find((one) => one.code === code) ?? nothingSaid;
}

/** The figures of the month's year, by code, as the person may see them. */
export async function comparisonsOf(
  platform: Reading,
  viewer: Viewer,
  { organisationId, month, codes }: { organisationId: number; month: Month; codes: string[] },
): Promise<Map<string, RowComparison>> {
  const query = { year: yearOf(month), through: month, codes };
  // What the convention asks of the territory is no figure: anybody may read it.
  const asked = await loadFigures(platform, visibilityFor(viewer, undefined), query);
  const [said, own] = await Promise.all([
    territoryOf(platform, viewer, asked, query.year),
    figuresFor(platform, viewer, { ...query, organisationId }),
  ]);
  const owned = new Map<string, CatalogueFigure>(own.map((figure) => [figure.code, figure]));
  return new Map(
    asked.map((figure) => {
      const { value, visibility, verdict } = said(figure.code);
      const comparison: RowComparison = {
        from: figure.from,
        own: owned.get(figure.code)?.value ?? null,
        territory: value,
        ...(visibility && { visibility }),
        expected: figure.expected,
        target: figure.due && `${targetWords(figure)} (échéance ${frenchMonth(figure.due)})`,
        verdict,
      };
      return [figure.code, comparison];
    }),
  );
}
