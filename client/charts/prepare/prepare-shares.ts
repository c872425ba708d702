import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchList, frenchPercent, frenchQuantity } from '../../../shared/domain/words/french-format.ts';

/** One part of a figure: an organisation, a commune group, a theme. */
export interface Share {
  key: string;
  label: string;
  /** Null: nothing known, or hidden. */
  value: number | null;
  hidden: boolean;
}

export interface SharesInput {
  title: string;
  unit: Unit;
  shares: readonly Share[];
  /** True when the parts add up to a whole: not for rates, averages and different people. */
  adds: boolean;
}

export interface PreparedShare {
  key: string;
  label: string;
  /** « 12 ménages », « masqué (secret statistique) », « non reçu ». */
  text: string;
  /** « 34 % » of the known parts; null where it would not mean anything. */
  part: string | null;
  /** Length of the bar, 0 to 100; null: no bar, a mark says why. */
  length: number | null;
  mark: 'bar' | 'zero' | 'masked' | 'gap';
}

export interface PreparedShares {
  title: string;
  /** The largest parts, without the title. */
  answer: string;
  sentence: string;
  rows: PreparedShare[];
}

function markOf({ value, hidden }: Share): PreparedShare['mark'] {
  if (hidden) return 'masked';
  if (value === null) return 'gap';
  return value === 0 ? 'zero' : 'bar';
}

const textOf = ({ value, hidden }: Share, unit: Unit) => {
  if (hidden) return 'masqué (secret statistique)';
  return value === null ? 'non reçu' : frenchQuantity(value, unit);
};

function answerOf({ unit, shares, adds }: SharesInput): string {
  const known = shares.filter((one) => !one.hidden && one.value !== null);
  const hidden = shares.filter((one) => one.hidden).length;
  const named = known.slice(0, 3).map((one) => `${one.label} (${frenchQuantity(one.value ?? 0, unit)})`);
  const first = named.length === 0 ? 'aucune part à montrer' : frenchList(named);
  const rest = known.length > named.length ? ` et ${known.length - named.length} autres` : '';
  const masked =
    hidden > 0
      ? ` ${hidden > 1 ? `${hidden} parts sont masquées` : 'Une part est masquée'} par le secret statistique.`
      : '';
  return `${first}${rest}.${masked}${adds ? '' : ' Ces valeurs ne s’additionnent pas.'}`;
}

/**
 * Parts of a figure as bars from the largest to the smallest; hidden ones have a mark and no length, whatever they hold.
 * A part of the whole is said only when every part is known. Example: 30 and 10 give bars of 100 and 33, 75 % and 25 %.
 */
export function prepareShares(input: SharesInput): PreparedShares {
  const { unit, adds } = input;
  const shares = [...input.shares].sort(
    (a, b) =>
      (b.hidden ? -1 : (b.value ?? -1)) - (a.hidden ? -1 : (a.value ?? -1)) || a.label.localeCompare(b.label, 'fr'),
  );
  const numbers = shares.flatMap((one) => (one.hidden || one.value === null ? [] : [one.value]));
  const whole = numbers.length === shares.length ? numbers.reduce((sum, value) => sum + value, 0) : 0;
  const answer = answerOf({ ...input, shares });
  const longest = unit === 'percent' ? 100 : Math.max(1e-9, ...numbers);
  return {
    title: input.title,
    answer,
    sentence: `${input.title}\u00a0: ${answer}`,
    rows: shares.map((one) => {
      const value = one.hidden ? null : one.value;
      return {
        key: one.key,
        label: one.label,
        text: textOf(one, unit),
        part: adds && whole > 0 && value !== null ? frenchPercent(value / whole) : null,
        length: value === null ? null : Math.min(100, (100 * value) / longest),
        mark: markOf(one),
      };
    }),
  };
}
