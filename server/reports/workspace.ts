import { reportDueDate } from '../../shared/domain/deadline.ts';
import { conventionOf } from '../conventions/service.ts';
import { areAccountsClosed } from '../finance/closing.ts';
import type { Platform } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { tokenFigures } from '../report-texts/figures.ts';
import { writingProgress } from '../report-texts/progress.ts';
import { checklistOf } from './workspace-checklist.ts';

/** The workspace of a year: what is to be written, by whom, and what is left to do before it can be frozen. */
export async function workspaceOf(platform: Platform, year: number) {
  const [convention, { lines, steps, people, cells }, accountsClosed, figures, settings] = await Promise.all([
    conventionOf(platform, year),
    writingProgress(platform, year),
    areAccountsClosed(platform, year),
    tokenFigures(platform, year),
    readSettings(platform.db),
  ]);
  return {
    year,
    convention: { name: convention.name, startYear: convention.startYear, endYear: convention.endYear },
    dueDate: reportDueDate(year, convention),
    places: lines,
    steps: checklistOf({
      year,
      cells,
      figures,
      thresholdPercent: settings['report.coveragePercent'],
      // What the council's pages say is asked of nobody before the figures and the lines are.
      texts: lines.filter(({ kind }) => kind !== 'council'),
      accountsClosed,
      said: steps,
    }),
    people: people.map(({ id, name, role, organisation }) => ({
      id,
      name,
      role,
      organisation: organisation?.name ?? null,
    })),
  };
}
