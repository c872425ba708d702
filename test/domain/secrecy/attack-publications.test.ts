import { describe, expect, it } from 'vitest';
import { auditKnowledge, decideSuppression } from '../../../server/secrecy/service.ts';
import { figureAsDecided } from '../../../shared/domain/report/decided-figure.ts';
import { FigureStatements, monthStatement } from '../../../shared/domain/report/figure-problem.ts';
import { ProblemDraft } from '../../../shared/domain/secrecy/problem-draft.ts';
import { isSmall } from '../../../shared/domain/secrecy/suppression.ts';
import {
  type Knowledge,
  nothingKnown,
  type SuppressionDecision,
} from '../../../shared/domain/secrecy/suppression-problem.ts';
import { draws, seedOf } from '../../setup/seed.ts';
import { cellsAt, figureOf, MONTHS, type Return, randomReturns } from './publication-world.ts';
import { ReaderAttack } from './reader-attack.ts';

type Kind = 'flow' | 'stock' | 'ratio';
type Terms = [string, number][];

const termsOf = (cell: Return): { name: string; value: number }[] => {
  const name = `${cell.organisationId} ${cell.month} at ${cell.publication}`;
  if (cell.numerator === null) return [{ name, value: cell.value ?? 0 }];
  return [
    { name: `${name} numerator`, value: cell.numerator },
    { name: `${name} others`, value: (cell.denominator ?? 0) - cell.numerator },
  ];
};

/** The cells of a level: of each organisation the last one, two months back at most. */
function levelCells(cells: readonly Return[], month: string): Return[] {
  const rank = MONTHS.indexOf(month);
  return [1, 2, 3, 4].flatMap((id) => {
    const own = cells.filter((one) => one.organisationId === id && MONTHS.indexOf(one.month) <= rank);
    const last = own.sort((a, b) => a.month.localeCompare(b.month)).at(-1);
    return last && MONTHS.indexOf(last.month) >= rank - 2 ? [last] : [];
  });
}

/** What one reader writes down of one publication, from what the pages show. */
function readPublication(
  reader: ReaderAttack,
  cells: readonly Return[],
  kind: Kind,
  shown: ReturnType<typeof figureOf>,
  { hidden: reasons }: SuppressionDecision,
) {
  const targets: Terms[] = [];
  for (const one of cells) for (const { name, value } of termsOf(one)) reader.unknown(name, value);
  const part = (which: readonly Return[], only: string): Terms =>
    which.flatMap(termsOf).flatMap(({ name }): Terms => (name.endsWith(only) ? [[name, 1]] : []));
  const read = (of: readonly Return[], isShown: boolean, isHidden: boolean, month = '') => {
    if (of.length === 0) return;
    const total = (terms: Terms) => terms.reduce((sum, [name]) => sum + (reader.truth.get(name) ?? 0), 0);
    for (const only of kind === 'ratio' ? [' numerator', ' others'] : ['']) {
      const terms = part(of, only);
      if (isShown) reader.sum(terms, total(terms));
      else if (isHidden && kind !== 'ratio') {
        reader.hiddenSum(terms, reasons.get(monthStatement('T', month)));
        targets.push(terms);
      } else if (isHidden && isSmall(total(terms))) targets.push(terms);
    }
  };
  for (const { month, quantity, hidden, soFar } of shown.months) {
    const own = kind === 'stock' ? levelCells(cells, month) : cells.filter((one) => one.month === month);
    if (month <= shown.through) read(own, quantity !== null, hidden === true, month);
    if (kind !== 'stock' && month <= shown.through)
      read(
        cells.filter((one) => one.month <= month),
        soFar !== null,
        false,
      );
  }
  if (shown.value !== null && kind !== 'stock')
    read(
      cells.filter(({ month }) => month <= shown.through),
      true,
      false,
    );
  return targets;
}

/** What must not be found of what organisations gave: a small part, or a small rest of a month or of a running total. */
function secretsOf(cells: readonly Return[], kind: Kind, by: number | null): Terms[] {
  const rest = cells.filter(({ organisationId }) => organisationId !== by);
  const onlys = kind === 'ratio' ? [' numerator', ' others'] : [''];
  const groups = MONTHS.flatMap((month) => {
    const own = rest.filter((one) => one.month === month);
    // A level is made of the last cells of those who are silent too.
    const whole = kind === 'stock' ? levelCells(cells, month) : cells.filter((one) => one.month === month);
    const others = whole.filter(({ organisationId }) => organisationId !== by);
    const isTogether = by !== null && others.length < whole.length;
    const soFar = rest.filter((one) => one.month <= month);
    const isTotal = kind !== 'stock' && isTogether;
    return [...own.map((one) => [one]), ...(isTogether ? [others] : []), ...(isTotal ? [soFar] : [])];
  });
  return groups.flatMap((group) =>
    onlys.flatMap((only): Terms[] => {
      const terms = group.flatMap(termsOf).filter(({ name }) => name.endsWith(only));
      const sum = terms.reduce((all, { value }) => all + value, 0);
      return isSmall(sum) ? [terms.map(({ name }) => [name, 1])] : [];
    }),
  );
}

const amountIn = ({ truth }: ReaderAttack, terms: Terms) =>
  terms.reduce((sum, [name, times]) => sum + times * (truth.get(name) ?? 0), 0);

async function attackYear(
  seed: number,
  kind: Kind,
  tally: { cells: number; small: number; beyond: number; held: number },
) {
  const returns = randomReturns(seed, kind);
  const reader = new ReaderAttack();
  let knowledge: Knowledge = nothingKnown;
  const targets: Terms[] = [];
  for (let publication = 0; publication < 12; publication += 1) {
    const cells = cellsAt(returns, publication).filter(({ month }) => month <= (MONTHS[publication] ?? ''));
    const figure = figureOf(cells, kind, MONTHS[publication] ?? '');
    const draft = new ProblemDraft();
    new FigureStatements(draft, [figure]);
    const decision = await decideSuppression(draft.problem(), knowledge);
    knowledge = decision.knowledge;
    expect(decision.found, `seed ${seed}, publication ${publication}`).toEqual([]);
    const hidden = readPublication(reader, cells, kind, figureAsDecided(figure, decision), decision);
    // What is only hidden to protect others may be found once the others are no secret any more.
    targets.push(...hidden.filter((terms) => isSmall(amountIn(reader, terms))));
    if (publication < 11) continue;
    tally.cells += decision.lost.candidates;
    tally.small += decision.lost.primary;
    tally.beyond += decision.lost.beyond;
    tally.held += [...decision.hidden.values()].filter((reason) => reason === 'held').length;
  }
  const all = returns.filter(({ month }) => MONTHS.includes(month));
  const known = all.filter((one) => termsOf(one).every(({ name }) => reader.truth.has(name)));
  const found = reader.pinned([...targets, ...secretsOf(known, kind, null)]);
  expect(found, `seed ${seed}, a reader`).toEqual([]);
  for (const by of new Set(known.map(({ organisationId }) => organisationId))) {
    const isOwn = (name: string) => name.startsWith(`${by} `);
    const secrets = targetsOfOthers(known, kind, by);
    expect(reader.pinned(secrets, isOwn), `seed ${seed}, organisation ${by}`).toEqual([]);
  }
  expect(await auditKnowledge(knowledge)).toEqual([]);
}

const targetsOfOthers = (known: readonly Return[], kind: Kind, by: number) =>
  secretsOf(
    known.filter(
      (one, index) =>
        known.findLastIndex((other) => other.organisationId === one.organisationId && other.month === one.month) ===
        index,
    ),
    kind,
    by,
  );

describe('an attack on twelve publications of one year, one return validated after the other and some corrected', () => {
  for (const kind of ['flow', 'stock', 'ratio'] as const)
    it(`finds nobody in a ${kind}, for a reader who knows the rules and for each organisation that knows its own part`, async () => {
      const tally = { cells: 0, small: 0, beyond: 0, held: 0 };
      const sets = draws(3, 334);
      const first = seedOf(20_240_000);
      for (let seed = first; seed < first + sets; seed += 1) await attackYear(seed, kind, tally);
      console.info(
        `${kind}: ${sets} years from seed ${first}, last publications: ${tally.cells} numbers, ${tally.small} small, ` +
          `${tally.beyond} hidden beyond (${((100 * tally.beyond) / tally.cells).toFixed(1)} %), of them ${tally.held} held totals`,
      );
    }, 1_200_000);
});
