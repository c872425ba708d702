import { type GivenCell, type ReturnState, returnState } from '../../shared/domain/entry/return-standing.ts';
import { addMonths, type IsoDate, type Month, monthsBetween } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import * as repository from './repository.ts';

/** The returns of every organisation over some months: the matrix, the reminders and the overview read the same ones. */

type Organisation = Awaited<ReturnType<typeof repository.listOrganisations>>[number];
type CellRow = Awaited<ReturnType<typeof repository.listCellStates>>[number];
type ReturnRow = Awaited<ReturnType<typeof repository.listReturns>>[number];

export interface Span {
  from: Month;
  to: Month;
}

const MONTHS_SHOWN = 12;

/** The months that the collection is looked at over: the last twelve, the one in course included. */
export const lastMonths = (to: Month): Span => ({ from: addMonths(to, 1 - MONTHS_SHOWN), to });

const askedOf = ({ assignments }: Organisation) =>
  assignments.map(({ indicator, ...assignment }) => ({
    ...assignment,
    label: indicator.label,
    frequency: indicator.frequency,
  }));
export type Asked = ReturnType<typeof askedOf>[number];

export interface Given extends GivenCell {
  id: number;
}

/** One return: where it stands, and its row when it was opened. */
export interface BoardReturn extends ReturnState<Asked, Given> {
  month: Month;
  own: ReturnRow | undefined;
}

export interface BoardLine {
  organisation: Organisation;
  asked: Asked[];
  returns: BoardReturn[];
}

export interface Board {
  today: IsoDate;
  scopes: OrganisationScope[];
  lines: BoardLine[];
}

const keyOf = ({ organisationId, month }: { organisationId: number; month: Month }) => `${organisationId}/${month}`;

function byReturn(cells: readonly CellRow[]): Map<string, Given[]> {
  const groups = new Map<string, Given[]>();
  for (const cell of cells) {
    const group = groups.get(keyOf(cell));
    if (group) group.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return groups;
}

export async function loadBoard(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  span: Span,
): Promise<Board> {
  const today = referenceDate();
  const organisations = await repository.listOrganisations(db);
  const scopes = organisations.map(({ id }) => scopeOf(id));
  const [cells, returns] = await Promise.all([
    repository.listCellStates(scopes, db, span),
    repository.listReturns(scopes, db, span),
  ]);
  const given = byReturn(cells);
  const owned = new Map(returns.map((one) => [keyOf(one), one]));
  const lineOf = (organisation: Organisation): BoardLine => {
    const asked = askedOf(organisation);
    const returnOf = (month: Month): BoardReturn => {
      const key = keyOf({ organisationId: organisation.id, month });
      const own = owned.get(key);
      const status = own?.status ?? null;
      return { month, own, ...returnState({ month, today, status, asked, given: given.get(key) ?? [] }) };
    };
    return { organisation, asked, returns: monthsBetween(span.from, span.to).map(returnOf) };
  };
  return { today, scopes, lines: organisations.map(lineOf) };
}
