import { type Month, monthsBetween } from '../../shared/domain/month.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type CellRecord, findCellsOfFigure, findExpected, findNames } from './repository.ts';
import { type CatalogueFigure, indicatorFor, seesAll } from './service.ts';

export interface WhyQuery {
  code: string;
  year: number;
  /** Only this month; absent: the year up to the last month due. */
  month?: Month | undefined;
  organisationId?: number | undefined;
}

function toCell(cell: CellRecord, names: Map<string, string>) {
  const { revisions, updatedById, organisation, import: from, ...rest } = cell;
  return {
    ...rest,
    organisation: organisation.name,
    writtenBy: updatedById ? (names.get(updatedById) ?? null) : null,
    file: from,
    revisions: revisions.map(({ changedById, ...revision }) => ({
      ...revision,
      changedBy: changedById ? (names.get(changedById) ?? null) : null,
    })),
  };
}

/** The cells expected and not given, by organisation and month: an answer lists what is missing too. */
async function missingInputs(
  { db }: Pick<Platform, 'db'>,
  cells: CellRecord[],
  query: WhyQuery,
  from: Month,
  to: Month,
) {
  const expected = await findExpected(db, query.code, query.organisationId);
  const given = new Set(
    cells.filter((cell) => cell.state !== 'missing').map((cell) => `${cell.organisation.id} ${cell.month}`),
  );
  return expected.flatMap((one) =>
    monthsBetween(from, to)
      .filter((month) => one.fromMonth <= month && (one.toMonth === null || month <= one.toMonth))
      .filter((month) => !given.has(`${one.organisationId} ${month}`))
      .map((month) => ({ organisation: one.organisation.name, month })),
  );
}

/** Everything that explains a figure. Whoever does not see unmasked figures gets the explanation without the cells. */
export async function whyThisNumber(platform: Platform, viewer: Viewer, query: WhyQuery) {
  const figure: CatalogueFigure = await indicatorFor(platform, viewer, query.code, {
    year: query.year,
    through: query.month,
    organisationId: query.organisationId,
  });
  const from = query.month ?? `${query.year}-01`;
  if (!seesAll(viewer, query.organisationId)) return { figure, from, cells: null, missing: null };
  const cells = await findCellsOfFigure(platform.db, query.code, from, figure.through, query.organisationId);
  const ids = cells
    .flatMap((cell) => [cell.updatedById, ...cell.revisions.map((one) => one.changedById)])
    .filter((id) => id !== null);
  const [names, missing] = await Promise.all([
    findNames(platform.db, [...new Set(ids)]),
    figure.frequency === 'monthly' ? missingInputs(platform, cells, query, from, figure.through) : [],
  ]);
  return { figure, from, cells: cells.map((cell) => toCell(cell, names)), missing };
}
