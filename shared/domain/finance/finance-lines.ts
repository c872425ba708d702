import { frenchEuros } from '../words/french-format.ts';
import type { FinanceAlert } from './finance-alerts.ts';
import { knownTotal } from './finance-cents.ts';
import { stateShare } from './finance-rules.ts';
import { shareWords } from './finance-words.ts';
import { type ActionMoney, type FunderLine, type LineAmount, STATE_FUNDER } from './finance-year.ts';
import { addCents, type Cents } from './money.ts';

/** A line of the annex as the catalogue has it. */
export interface AnnexLine {
  key: string;
  annexNumber: number | null;
  title: string;
  toConfirm: boolean;
  requestedCents: Cents | null;
  maxStatePercent: number | null;
}

/** The known amounts of a list, added; null when none is known. */
const sum = (amounts: (Cents | null)[]) => knownTotal(amounts).cents;

/** Judged on what the State granted to the line by an act: what was asked is not a share. */
function shareOf({ maxStatePercent }: AnnexLine, funders: readonly FunderLine[]) {
  if (maxStatePercent === null) return null;
  const others = sum(
    funders.filter(({ funder }) => funder !== STATE_FUNDER).map((one) => one.cofinancedCents ?? one.grantedCents),
  );
  const state = funders.find(({ funder }) => funder === STATE_FUNDER);
  const verdict = stateShare(state?.grantedCents ?? null, others, maxStatePercent);
  return { maxPercent: maxStatePercent, verdict, text: shareWords(verdict, maxStatePercent) };
}

/**
 * One line of the annex in a year: what its funders say, added by kind of amount. « Asked » is the State's: typed for the
 * year, else the annex's in the convention's first year (« Financement demandé année 1 »), else unknown. Unit: euro cents.
 * Example: A01a in 2023 without any funder's line asks 24 000 € by the annex, and nothing else is known of it.
 */
export function actionMoney(line: AnnexLine, funders: readonly FunderLine[], firstYear: boolean): ActionMoney {
  const typed = sum(funders.map((one) => one.askedCents));
  const annex = firstYear ? line.requestedCents : null;
  const added = (amount: LineAmount) => sum(funders.map((one) => one[amount]));
  return {
    key: line.key,
    annexNumber: line.annexNumber,
    title: line.title,
    toConfirm: line.toConfirm,
    askedCents: typed ?? annex,
    askedOrigin: typed !== null ? 'line' : annex !== null ? 'annex' : null,
    grantedCents: added('grantedCents'),
    committedCents: added('committedCents'),
    paidCents: added('paidCents'),
    cofinancedCents: added('cofinancedCents'),
    funders: [...funders],
    share: shareOf(line, funders),
    fictitious: funders.some((one) => one.fictitious),
  };
}

/**
 * What the lines themselves break: a co-financing rule, or more State money affected to lines than the State granted.
 * Example: 300 000 € and 200 000 € affected by acts out of 406 614 € granted is 93 386 € too many.
 */
export function lineAlerts(lines: readonly ActionMoney[], grantedCents: Cents | null): FinanceAlert[] {
  const exceeded = lines
    .filter(({ share }) => share?.verdict.kind === 'exceeded')
    .map(({ title, share }) => ({
      kind: 'share-exceeded' as const,
      tone: 'late' as const,
      date: null,
      text: `${title}\u00a0: ${share?.text ?? ''}`,
    }));
  const affected = addCents(
    lines.flatMap(({ funders }) =>
      funders.filter(({ funder }) => funder === STATE_FUNDER).map((one) => one.grantedCents ?? 0),
    ),
  );
  if (grantedCents === null || affected <= grantedCents) return exceeded;
  return [
    ...exceeded,
    {
      kind: 'grant-exceeded',
      tone: 'late',
      date: null,
      text: `${frenchEuros(affected)} de l’État sont affectés à des lignes, plus que les ${frenchEuros(grantedCents)} accordés.`,
    },
  ];
}
