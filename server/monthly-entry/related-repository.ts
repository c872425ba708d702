import type { Prisma } from '../../prisma/generated/client.ts';
import type { CellFigures } from '../../shared/domain/entry/cell-check.ts';
import { type Composed, comparedWith } from '../../shared/domain/entry/composition.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { withState } from '../platform/database/rows.ts';
import { compositionsOf } from './checks.ts';

/** The other cells of a month that the cell of an indicator is held against. */
export interface Related {
  indicators: Composed[];
  cellOf: (code: string) => CellFigures | undefined;
}

type Tx = Prisma.TransactionClient;

/** What an organisation gives that is made of other figures. The catalogue: asked before a month is held, not while others wait. */
export async function findComposed(scope: OrganisationScope, tx: Tx): Promise<Composed[]> {
  const owners = await tx.indicator.findMany({
    where: {
      NOT: { compositions: { equals: [] } },
      assignments: { some: { organisationId: scope.organisationId } },
    },
    select: { code: true, label: true, compositions: true },
  });
  return owners.map((one) => ({ ...one, compositions: compositionsOf(one.compositions) }));
}

/** What a cell is a part of or is made of, in its month: nothing to ask for most. */
export async function findRelated(
  { organisationId }: OrganisationScope,
  tx: Tx,
  composed: Composed[],
  code: string,
  month: Month,
): Promise<Related> {
  const codes = comparedWith(composed, code);
  if (codes.length === 0) return { indicators: [], cellOf: () => undefined };
  const found = await tx.observation.findMany({
    where: { organisationId, month, breakdown: '', indicator: { code: { in: codes } } },
    select: {
      state: true,
      value: true,
      numerator: true,
      denominator: true,
      indicator: { select: { code: true, label: true } },
    },
  });
  const cells = new Map(found.map(({ indicator, ...cell }) => [indicator.code, withState(cell)]));
  const others = found.map(({ indicator }) => ({ ...indicator, compositions: [] }));
  return { indicators: [...composed, ...others], cellOf: (one) => cells.get(one) };
}
