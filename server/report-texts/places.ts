import {
  actionPlace,
  councilPlaces,
  councilTitles,
  objectivePlace,
  type ReportPlace,
} from '../../shared/domain/report/report-narratives.ts';
import { conventionOf, objectivesOfPlan } from '../conventions/service.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';

/** A place of the year's report where someone writes. */
export interface Place {
  place: ReportPlace;
  kind: 'global' | 'council' | 'objective' | 'action';
  title: string;
  /** Of an action: its number in the annex, as it is there. */
  annexNumber: number | null;
  /** Of an action: what the annex says of it, and the indicators that it names. */
  description: string | null;
  objectiveText: string | null;
  expectedText: string | null;
  indicators: { code: string; label: string }[];
}

const plain = { annexNumber: null, description: null, objectiveText: null, expectedText: null };

/** Where one writes for a year: the global balance, each objective of the plan, each line of the annex in its order. */
export async function placesOf(platform: Pick<Platform, 'db'>, year: number): Promise<Place[]> {
  const [{ actions }, objectives] = await Promise.all([conventionOf(platform, year), objectivesOfPlan(platform)]);
  const indicatorsOf = (kept: typeof actions) => [
    ...new Map(kept.flatMap((one) => one.indicators.map(({ indicator }) => [indicator.code, indicator]))).values(),
  ];
  return [
    { ...plain, place: 'global', kind: 'global', title: 'Bilan global', indicators: indicatorsOf(actions) },
    ...councilPlaces.map(
      (place): Place => ({
        ...{ ...plain, place, kind: 'council', title: councilTitles[place], indicators: indicatorsOf(actions) },
      }),
    ),
    ...objectives.map(({ code, label }): Place => {
      const own = actions.filter(({ objective }) => objective?.code === code);
      return { ...plain, place: objectivePlace(code), kind: 'objective', title: label, indicators: indicatorsOf(own) };
    }),
    ...actions.map((action): Place => {
      const { key, title, annexNumber, description, objectiveText, expectedText } = action;
      const indicators = indicatorsOf([action]);
      return {
        place: actionPlace(key),
        kind: 'action',
        title,
        annexNumber,
        description,
        objectiveText,
        expectedText,
        indicators,
      };
    }),
  ];
}

/** Refuses a place that the year's convention has not. */
export async function assertPlace(platform: Pick<Platform, 'db'>, year: number, place: string): Promise<Place> {
  const found = (await placesOf(platform, year)).find((one) => one.place === place);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'report-place' });
  return found;
}
