import type { CellFigures } from './cell-check.ts';

/** A figure of another indicator: its value, or one of the two terms of its ratio. */
export interface PartOf {
  code: string;
  term: 'value' | 'numerator' | 'denominator';
}

/** What makes an indicator up. `adds-up`: its parts together are the whole; `among`: each is at most the whole (« dont »). */
export interface Composition {
  rule: 'adds-up' | 'among';
  parts: readonly PartOf[];
}

/** An indicator with what makes it up. */
export interface Composed {
  code: string;
  label: string;
  compositions: readonly Composition[];
}

/** Parts and whole that do not agree; both in the unit of the whole. */
export interface CompositionFlag {
  code: 'parts-exceed-whole' | 'parts-differ-from-whole';
  sum: number;
  whole: number;
  wholeCode: string;
  wholeLabel: string;
  partCodes: string[];
  partLabels: string[];
}

/** Cents and halves add up to a hair's breadth. */
const HAIR = 1e-6;

type CellOf = (code: string) => CellFigures | undefined;

function figureOf(cell: CellFigures | undefined, term: PartOf['term']): number | null {
  return cell && (cell.state === 'value' || cell.state === 'estimated') ? cell[term] : null;
}

function disagreement(whole: number, known: readonly number[], all: boolean): CompositionFlag['code'] | null {
  const sum = known.reduce((total, one) => total + one, 0);
  if (sum > whole + HAIR) return 'parts-exceed-whole';
  return all && whole - sum > HAIR ? 'parts-differ-from-whole' : null;
}

function flagOf(
  owner: Composed,
  { rule, parts }: Composition,
  cellOf: CellOf,
  labelOf: (code: string) => string,
): CompositionFlag[] {
  const whole = figureOf(cellOf(owner.code), 'value');
  if (whole === null) return [];
  const known = parts.flatMap(({ code, term }) => {
    const value = figureOf(cellOf(code), term);
    return value === null ? [] : [{ code, value }];
  });
  const groups = rule === 'among' ? known.map((one) => [one]) : [known];
  return groups.flatMap((group) => {
    const values = group.map(({ value }) => value);
    const code = disagreement(whole, values, rule === 'adds-up' && group.length === parts.length);
    if (!code) return [];
    const partCodes = group.map((one) => one.code);
    const sum = values.reduce((total, one) => total + one, 0);
    const names = { wholeCode: owner.code, wholeLabel: owner.label, partCodes, partLabels: partCodes.map(labelOf) };
    return [{ code, sum, whole, ...names }];
  });
}

/**
 * What does not agree, in one month of one organisation, between the figure of an indicator and those that it is made of
 * or is a part of. It asks for a word and never blocks; a part that is not known leaves a sum that may still grow, so only
 * its excess is said. Example: commandements 20, and 24 as the denominator of the rate of households met: 24 is not 20,
 * said on both cells; « dont » 31 of 30: said on both.
 * Source: a part greater than its whole is always flagged (rules of the domain, §11).
 */
export function compositionFlags(indicators: readonly Composed[], code: string, cellOf: CellOf): CompositionFlag[] {
  const labelOf = (wanted: string) => indicators.find((one) => one.code === wanted)?.label ?? wanted;
  return indicators
    .flatMap((owner) => owner.compositions.flatMap((one) => flagOf(owner, one, cellOf, labelOf)))
    .filter(({ wholeCode, partCodes }) => wholeCode === code || partCodes.includes(code));
}

/** The codes whose cells are compared with that of a code: a change of one is a reason to look at the others again. */
export function comparedWith(indicators: readonly Composed[], code: string): string[] {
  const families = indicators.flatMap((owner) =>
    owner.compositions.map(({ parts }) => [owner.code, ...parts.map((part) => part.code)]),
  );
  return [...new Set(families.filter((family) => family.includes(code)).flat())].filter((one) => one !== code);
}
