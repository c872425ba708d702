import type { LedgerFlows } from '../../../shared/domain/ledger/balance.ts';
import type { LedgerToDecide } from '../../../shared/domain/ledger/ledger-problem.ts';
import { type FlowName, flowNames } from '../../../shared/domain/ledger/ledger-tally.ts';
import { inflowOf, noFlows, outflowOf, type ViewMonth } from '../../../shared/domain/ledger/ledger-view.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { recordOf } from '../../../shared/domain/record-of.ts';
import { randomOf } from './publication-world.ts';

/** Random ledgers in two units and two perimeters, of one territory. */

const kinds = [
  { unit: 'households', perimeter: 'convention' },
  { unit: 'households', perimeter: 'insee' },
  { unit: 'persons', perimeter: 'convention' },
  { unit: 'persons', perimeter: 'insee' },
] as const;
type KindName = `${(typeof kinds)[number]['unit']} ${(typeof kinds)[number]['perimeter']}`;

/** One month, in each unit and perimeter. */
export type WorldMonth = Record<KindName, LedgerFlows>;

/** How many households a month brings in and takes out, in a territory of some 250 000 people. */
const usual: Record<FlowName, number> = {
  newlyIdentified: 32,
  returnedFromHousing: 3,
  returnedFromInactive: 6,
  housed: 14,
  otherExits: 5,
  lostContact: 13,
};

export function randomMonth(random: (below: number) => number, scale: number): WorldMonth {
  const drawn = recordOf(flowNames, (flow) => {
    const households = random(7) === 0 ? 0 : Math.round(usual[flow] * scale * (0.4 + random(1200) / 1000));
    const inseeHouseholds = Math.round(households * (0.6 + random(400) / 1000));
    const inseePersons = inseeHouseholds + random(inseeHouseholds + 1);
    const rest = households - inseeHouseholds;
    return { households, inseeHouseholds, inseePersons, persons: inseePersons + rest + random(rest + 1) };
  });
  return {
    'households convention': recordOf(flowNames, (flow) => drawn[flow].households),
    'households insee': recordOf(flowNames, (flow) => drawn[flow].inseeHouseholds),
    'persons convention': recordOf(flowNames, (flow) => drawn[flow].persons),
    'persons insee': recordOf(flowNames, (flow) => drawn[flow].inseePersons),
  };
}

/** The chains of some months, from many who were there before. */
export function ledgersOf(months: readonly WorldMonth[], opening: number): LedgerToDecide[] {
  return kinds.map(({ unit, perimeter }) => {
    let active = opening * (unit === 'persons' ? 2 : 1) * (perimeter === 'convention' ? 1.5 : 1);
    const lines = months.map((month, index): ViewMonth => {
      const flows = month[`${unit} ${perimeter}`] ?? noFlows;
      const start = active;
      active += inflowOf(flows) - outflowOf(flows);
      const none = { partial: null, observed: null, test: null };
      return { month: addMonths('2024-01', index), origin: 'rows', start, active, flows, ...none };
    });
    return { unit, perimeter, lines };
  });
}

/** Publications that each bring some months, and sometimes correct one that was published. */
export function randomPublications(seed: number, publications: number): { opening: number; months: WorldMonth[][] } {
  const random = randomOf(seed);
  const scale = [0.4, 1, 1, 2.5][random(4)] ?? 1;
  let months: WorldMonth[] = [];
  const all = Array.from({ length: publications }, () => {
    const added = Array.from({ length: 1 + random(2) }, () => randomMonth(random, scale));
    const at = random(3 * Math.max(1, months.length));
    months = [...months.map((month, index) => (index === at ? randomMonth(random, scale) : month)), ...added];
    return months;
  });
  return { opening: 400 + 2 * random(100), months: all };
}
