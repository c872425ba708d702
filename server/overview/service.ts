import { nextDeadlines } from '../../shared/domain/deadline.ts';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import type { FigureFilters } from '../../shared/schemas/overview.ts';
import { conventionsAt } from '../conventions/service.ts';
import { type CatalogueFigure, figuresOfYears, organisationIdOf, visibilityFor } from '../indicators/service.ts';
import type { Reader } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type Change, whatChanged } from './changes.ts';
import { findOrganisationNames, findYears } from './repository.ts';

/** The answer depends on nothing else of the house: not on the clock, which does not say when it moves. */
type Asked = Pick<Platform, 'db' | 'referenceDate'>;

const noChanges: Change[] = [];

/** The year before, and the first of the convention when it is another. */
function comparedYears(year: number, firstYear: number): number[] {
  return [...new Set([year - 1, firstYear])].filter((other) => other < year);
}

const sameMonth = (month: Month, year: number): Month => `${year}${month.slice(4)}`;

/** An indicator in another year, up to the same month; a year of another definition is not compared. */
function comparisonOf(year: number, figures: CatalogueFigure[], then: CatalogueFigure[]) {
  const versions = new Map(figures.map(({ code, version }) => [code, version]));
  return {
    year,
    figures: then
      .filter(({ origin }) => origin !== 'none')
      .map(({ code, value, hidden, unit, origin, version, partial, visibility }) => ({
        ...(visibility && { visibility }),
        code,
        value,
        hidden,
        unit,
        origin,
        partial,
        sameDefinition: versions.get(code) === version,
      })),
  };
}

/** Everything that the overview shows for a year: figures, lines of the annex, deadlines, what moved. */
export async function overviewFor(platform: Asked, viewer: Reader, filters: FigureFilters) {
  const current = yearOf(platform.referenceDate());
  const { convention, begun } = await conventionsAt(platform, filters.year ?? current, current);
  const year = filters.year ?? Math.min(Math.max(current, convention.startYear), convention.endYear);
  const latest = lastMonthDue(year, platform.referenceDate());
  const through = filters.month ? `${year}-${String(filters.month).padStart(2, '0')}` : latest;
  const organisationId = await organisationIdOf(platform, filters.organisation);
  const deadlines = nextDeadlines(begun, platform.referenceDate());
  const coordinator = viewer.role === 'coordinator';
  const shown = { year, through, organisationId };
  const compared = comparedYears(year, convention.startYear);
  const [figures = [], ...others] = await figuresOfYears(platform, viewer, [
    { ...shown, compareWith: compared },
    ...compared.map((other) => ({ ...shown, year: other, through: sameMonth(through, other) })),
  ]);
  const [changes, known, organisations] = await Promise.all([
    coordinator && organisationId === undefined ? whatChanged(platform, figures, { through, latest }) : noChanges,
    findYears(platform.db, current),
    findOrganisationNames(platform.db),
  ]);
  return {
    year,
    through,
    latest,
    referenceDate: platform.referenceDate(),
    // A year of a convention that has not begun may be looked at by its address.
    years: [...new Set([...known, year])].toSorted((a, b) => a - b),
    convention: {
      code: convention.code,
      name: convention.name,
      startYear: convention.startYear,
      endYear: convention.endYear,
    },
    lines: convention.actions.map(({ indicators, ...action }) => ({
      ...action,
      codes: indicators.map(({ indicator }) => indicator.code),
    })),
    figures,
    organisations: organisations
      .filter((one) => visibilityFor(viewer, one.id) === 'working')
      .map(({ code, name }) => ({ code, name })),
    deadlines,
    changes,
    comparisons: compared.map((other, index) => comparisonOf(other, figures, others[index] ?? [])),
  };
}
