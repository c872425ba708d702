import { expect } from 'vitest';
import { type LedgerCount, LedgerTally } from '../../../shared/domain/ledger/ledger-tally.ts';
import { type KnownMonth, ledgerView, noFlows } from '../../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type Month, monthsBetween } from '../../../shared/domain/month.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';
import { type PlainRequest, recount } from './homelessness-recount.ts';

const units = ['households', 'persons'] as const;
const perimeters = ['insee', 'convention'] as const;

export function tallyOf(contents: Content[], heldOn: string | null = null): LedgerCount[] {
  const tally = new LedgerTally();
  for (const content of contents) {
    const one = siaoCase(content, () => 'DIJON', heldOn);
    if (one) tally.add(one, 1);
  }
  return [...tally.counts()];
}

const columnOf = (unit: (typeof units)[number], perimeter: (typeof perimeters)[number]) =>
  perimeter === 'convention' ? unit : unit === 'persons' ? 'inseePersons' : 'inseeHouseholds';

export function knownMonths(
  counts: LedgerCount[],
  unit: (typeof units)[number],
  perimeter: (typeof perimeters)[number],
): Map<Month, KnownMonth> {
  const known = new Map<Month, KnownMonth>();
  const totals = counts.filter(({ dimension }) => dimension === 'total');
  const months = totals.map(({ month }) => month).sort();
  for (const month of monthsBetween(months[0] ?? '2023-01', months.at(-1) ?? '2023-01')) {
    known.set(month, { month, flows: { ...noFlows }, partial: null, observed: null });
  }
  for (const one of totals) {
    const flows = known.get(one.month)?.flows;
    if (flows) flows[one.flow] += one[columnOf(unit, perimeter)];
  }
  return known;
}

const text = (content: Content, field: string) => String(content[field] ?? '');
export const inseeSituations = ['Rue - abri de fortune', "Hébergement d'urgence", 'Hôtel', 'CHRS / stabilisation'];
export const plain = (content: Content, heldOn: string | null = null): PlainRequest => ({
  request: text(content, 'requestDate'),
  orientation: text(content, 'orientationDate'),
  admission: text(content, 'admissionDate'),
  closing: text(content, 'closingDate'),
  reason: text(content, 'closingReason'),
  status: text(content, 'status'),
  persons: Number(content.persons),
  insee: inseeSituations.includes(text(content, 'situation')),
  update: text(content, 'updateDate'),
  renewal: ['Actualisation', 'Réexamen'].includes(text(content, 'requestType')),
  heldOn: heldOn ?? '',
});

/** Product and slow recount, month by month, in both units and both perimeters. */
export function compare(contents: Content[], heldOn: string | null = null): void {
  const counts = tallyOf(contents, heldOn);
  for (const unit of units) {
    for (const perimeter of perimeters) {
      const known = knownMonths(counts, unit, perimeter);
      const [from, to] = [[...known.keys()][0] ?? '', [...known.keys()].at(-1) ?? ''];
      const lines = new Map(ledgerView(known, { from, to, opening: 0 }).map((line) => [line.month, line]));
      const slow = recount(
        contents.map((one) => plain(one, heldOn)),
        { unit, perimeter, until: `${addMonths(to, 1)}-28` },
      );
      for (const [month, expected] of slow) {
        const line = lines.get(month);
        expect(
          line?.flows && {
            entered: line.flows.newlyIdentified,
            cameBack: line.flows.returnedFromInactive + line.flows.returnedFromHousing,
            housed: line.flows.housed,
            other: line.flows.otherExits,
            lost: line.flows.lostContact,
            activeAtEnd: line.active,
          },
          `${unit} ${perimeter} ${month}`,
        ).toEqual(expected);
      }
    }
  }
}
