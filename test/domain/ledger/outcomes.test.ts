import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communes } from '../../../prisma/seed/seed-communes.ts';
import { medianOf, shareOf } from '../../../shared/domain/ledger/interval.ts';
import { FEWEST, type Outcome, outcomesOf } from '../../../shared/domain/ledger/outcomes.ts';
import { addDays } from '../../../shared/domain/ledger/spell.ts';
import { sameNumberReturn } from '../../../shared/domain/ledger/time-to-home.ts';
import { isRefusal } from '../../../shared/reading/open-partner-file.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';
import { siaoFile } from '../../fixtures/files-of-people.ts';
import { readPartnerFile } from '../../fixtures/read-partner-file.ts';
import { indicators } from '../../fixtures/tables.ts';
import { draws } from '../../setup/seed.ts';
import { inseeSituations, plain } from './ledger-compare.ts';
import { recountOutcomes } from './outcomes-recount.ts';

describe('a share', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i has the interval that Newcombe prints', (part, whole, low, high) => {
    const share = shareOf(part, whole);
    expect([share?.low.toFixed(4), share?.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
    expect(shareOf(whole - part, whole)?.low).toBeCloseTo(1 - (share?.high ?? 0));
  });

  it('of nobody is not said', () => expect(shareOf(0, 0)).toBeNull());
});

describe('a median', () => {
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => last - index);

  it('has the ranks that Campbell and Gardner print', () => {
    expect(medianOf(upTo(100))).toEqual({ count: 100, value: 50.5, low: 40, high: 61 });
    expect(medianOf(upTo(11))).toMatchObject({ value: 6, low: 2, high: 10 });
    expect(medianOf(upTo(5))).toBeNull();
  });
});

const date = fc.integer({ min: 0, max: 1250 }).map((day) => addDays('2022-01-01', day));
const maybeDate = fc.option(date, { nil: null });
const content: fc.Arbitrary<Content> = fc.record({
  requestDate: date,
  requestType: fc.constantFrom('Première demande', 'Première demande', 'Actualisation', null),
  orientationDate: maybeDate,
  admissionDate: maybeDate,
  updateDate: maybeDate,
  closingDate: maybeDate,
  closingReason: fc.constantFrom('Relogement parc social', 'Pension de famille', 'Sans nouvelles', 'Retour en famille'),
  status: fc.constantFrom('En cours', 'Clôturée', 'Refusée'),
  sex: fc.constantFrom('F', 'H'),
  persons: fc.integer({ min: 1, max: 4 }),
  situation: fc.constantFrom(...inseeSituations, 'Squat - bidonville'),
});

const period = { through: '2025-03', inactivityDays: 90, refusal: 'Demande refusée' };
const dates = { lastDay: '2025-03-31', yearStart: '2024-04-01', followedStart: '2023-04-01' };

/** The product and the slow recount, in both perimeters: all, then women alone. */
function compare(households: readonly (readonly Content[])[], isLinked: boolean): void {
  for (const perimeter of ['insee', 'convention'] as const) {
    const cases = households.map((requests) => requests.flatMap((one) => siaoCase(one, () => 'DIJON') ?? []));
    const { all, by } = outcomesOf(cases, { ...period, perimeter, isLinked });
    const women = households.filter((requests) => requests.every(({ sex }) => sex === 'F'));
    const men = households.filter((requests) => requests.every(({ sex }) => sex !== 'F'));
    const held =
      women.length + men.length === households.length ? by.sex.find(({ value }) => value === 'F') : undefined;
    for (const [said, those] of [[all, households] as const, ...(held ? [[held, women] as const] : [])]) {
      const slow = recountOutcomes(
        those.map((requests) => requests.map((one) => plain(one))),
        { ...dates, insee: perimeter === 'insee' },
      );
      expect(said).toEqual(expectedOf(said, slow, isLinked));
    }
  }
}

function expectedOf({ value }: Outcome, slow: ReturnType<typeof recountOutcomes>, isLinked: boolean): Outcome {
  const enough = <Kept>(count: number, kept: Kept) => (count < FEWEST ? null : kept);
  const { waiting, delay, entered, housed } = slow;
  return {
    value,
    waiting: enough(waiting.length, medianOf(waiting)),
    delay: enough(delay.length, medianOf(delay)),
    housed: enough(entered.length, shareOf(entered.filter((one) => one.housed).length, entered.length)),
    refused: enough(entered.length, shareOf(entered.filter((one) => one.refused).length, entered.length)),
    returned: isLinked ? enough(housed.length, shareOf(housed.filter(({ back }) => back).length, housed.length)) : null,
  };
}

describe('who waits longest, who gets a home', () => {
  it('equals a slow recount, for any requests, each alone', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 30, maxLength: 120 }), (contents) =>
        compare(
          contents.map((one) => [one]),
          false,
        ),
      ),
      { seed: 7, numRuns: draws(4, 100), endOnFailure: true },
    );
  });

  it('equals it once the requests of a household are brought together, with who came back', () => {
    const household = fc.array(content, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(household, { minLength: 30, maxLength: 90 }), (households) => compare(households, true)),
      { seed: 7, numRuns: draws(4, 100), endOnFailure: true },
    );
  });

  it('equals it on a whole file of the SIAO', () => {
    const read = readPartnerFile(siaoFile.bytes(), siaoFile.fileName, { today: '2026-11-23', communes, indicators });
    const contents = isRefusal(read) ? [] : read.accepted.map((row) => [row.content]);
    expect(contents.length).toBe(siaoFile.accepted);
    compare(contents, false);
  });

  it('says nothing of fewer than eleven households', () => {
    const row = { requestDate: '2024-06-01', updateDate: '2025-02-20', sex: 'F', situation: 'Hôtel' };
    const known = Array.from({ length: 10 }, () => siaoCase(row, () => 'DIJON')).flatMap((one) => (one ? [[one]] : []));
    const outcomes = outcomesOf(known, { ...period, perimeter: 'insee', isLinked: false });
    expect(outcomes.all).toEqual({
      value: '',
      waiting: null,
      delay: null,
      housed: null,
      refused: null,
      returned: null,
    });
  });
});

describe('a number used again after a home', () => {
  const spell = (content: Content) => {
    const one = siaoCase(content, () => undefined);
    if (!one) throw new Error('no request');
    return one.spell;
  };
  const housed = spell({ requestDate: '2022-06-01', closingDate: '2023-01-10', closingReason: 'Pension de famille' });

  it('is a return at its date; a closing that is corrected, or that was no home, is none', () => {
    const again = spell({ requestDate: '2023-09-01' });
    expect(sameNumberReturn(housed, again)).toEqual({ housed: '2023-01-10', back: '2023-09-01' });
    expect(sameNumberReturn(housed, spell({ requestDate: '2022-06-01' }))).toBeNull();
    const silent = spell({ requestDate: '2022-06-01', closingDate: '2023-01-10', closingReason: 'Sans nouvelles' });
    expect(sameNumberReturn(silent, again)).toBeNull();
  });
});
