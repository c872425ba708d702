import { type FunnelStage, funnelStages, stageLabels } from '../../shared/domain/ledger/funnel.ts';
import { isSmall, type PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import {
  frenchCount,
  frenchDecimal,
  frenchInteger,
  frenchList,
  frenchPercent,
} from '../../shared/domain/words/french-format.ts';

/** `flows`: what took place in the period. `cohort`: what became of the procedures that began in it. */
export type FunnelReading = 'flows' | 'cohort';

export interface FunnelRow {
  key: string;
  label: string;
  /** « 474 », « masqué (secret statistique) », « non connu ». */
  text: string;
  /** « 41 % » of the commandements; null where it would mean nothing. */
  share: string | null;
  /** What stops here, in words; a cohort only. */
  stays: string | null;
  /** Length of the bar, 0 to 100; null: no bar, a mark says why. */
  length: number | null;
  mark: 'bar' | 'zero' | 'masked' | 'gap';
}

export interface PreparedFunnel {
  title: string;
  sentence: string;
  rows: FunnelRow[];
}

export interface FunnelInput {
  reading: FunnelReading;
  /** « de 2023 », « de toutes les années ». */
  period: string;
  counts: readonly PublishedCount[];
  /** Procedures whose last stage is this one; empty for flows. */
  furthest: readonly PublishedCount[];
}

/** A count in a table. Examples: `1 154`, `masqué (secret statistique)`, `non connu`. */
export function countWords(count: PublishedCount): string {
  if (count === 'hidden') return 'masqué (secret statistique)';
  return count === null ? 'non connu' : frenchInteger(count);
}

function markOf(count: PublishedCount): FunnelRow['mark'] {
  if (count === 'hidden') return 'masked';
  if (count === null) return 'gap';
  return count === 0 ? 'zero' : 'bar';
}

/** Part of the first stage; not when a hidden count could be told from it. */
function shareOf(count: PublishedCount, first: PublishedCount): string | null {
  if (typeof count !== 'number' || typeof first !== 'number' || first === 0 || isSmall(first)) return null;
  return frenchPercent(count / first);
}

const oneStage: Record<FunnelStage, string> = {
  commandement: 'commandement de payer',
  assignation: 'assignation',
  judgement: 'jugement',
  'leave-order': 'commandement de quitter les lieux (CQL)',
  police: 'concours de la force publique octroyé (CFP)',
  eviction: 'expulsion',
};

/** « 240 assignations », « 1 jugement »: a stage and how many reached it. */
function stageCount(stage: FunnelStage, count: number): string {
  const many = `${stageLabels[stage].charAt(0).toLowerCase()}${stageLabels[stage].slice(1)}`;
  return frenchCount(count, oneStage[stage], many);
}

function sentenceOf({ reading, period, counts }: FunnelInput): string {
  const said = funnelStages.flatMap((stage, index) => {
    const count = counts[index] ?? null;
    return typeof count === 'number' ? [stageCount(stage, count)] : [];
  });
  const hidden = counts.some((count) => count === 'hidden')
    ? ' Les nombres de 1 à 10 sont masqués, avec ceux qui permettraient de les retrouver.'
    : '';
  if (said.length === 0) return `Aucune étape à montrer pour les procédures ${period}.${hidden}`;
  const subject =
    reading === 'flows'
      ? `Au cours ${period}, les services ont enregistré ${frenchList(said)}.`
      : `Parmi les procédures commencées au cours ${period}, on compte à ce jour ${frenchList(said)}.`;
  return `${subject}${hidden}`;
}

const plainTitles: Record<FunnelReading, string> = {
  flows: 'Étapes franchies dans la période',
  cohort: 'Ce que sont devenues les procédures commencées dans la période',
};

/** What the drawing shows, in one sentence; without its numbers when they may not be said. */
function titleOf({ reading, period, counts: [begun, summoned, , , , evicted] }: FunnelInput): string {
  if (typeof begun !== 'number' || begun === 0) return plainTitles[reading];
  const commandements = stageCount('commandement', begun);
  if (reading === 'cohort' && typeof summoned === 'number')
    return `Sur ${commandements} ${period}, ${frenchInteger(summoned)} ont mené à une assignation à ce jour`;
  if (reading === 'flows' && typeof evicted === 'number')
    return `${commandements} et ${stageCount('eviction', evicted)} au cours ${period}`;
  return plainTitles[reading];
}

/** The page's title: the first and the last stage of a year, of what is not hidden; the room's name when neither may be said. */
export function pageTitle(year: number | null, flows: readonly PublishedCount[]): string {
  const said = (['commandement', 'eviction'] as const).flatMap((stage) => {
    const count = flows[funnelStages.indexOf(stage)];
    return typeof count === 'number' ? [stageCount(stage, count)] : [];
  });
  if (said.length === 0) return 'Prévention des expulsions';
  return `Expulsions, ${year ?? 'toutes années'}\u00a0: ${frenchList(said)}`;
}

/**
 * Stages as bars from the first to the last, on the scale of the largest. The share of the commandements is said of a
 * cohort only: the stages of a period are not those of the same procedures.
 * Example: 1 154 commandements and 474 assignations give bars of 100 and 41, and « 41 % » in a cohort.
 */
export function prepareFunnel(input: FunnelInput): PreparedFunnel {
  const { reading, counts, furthest } = input;
  const largest = Math.max(1, ...counts.map((count) => (typeof count === 'number' ? count : 0)));
  return {
    title: titleOf(input),
    sentence: sentenceOf(input),
    rows: funnelStages.map((stage, index) => {
      const count = counts[index] ?? null;
      const last = furthest[index];
      return {
        key: stage,
        label: stageLabels[stage],
        text: countWords(count),
        share: reading === 'cohort' ? shareOf(count, counts[0] ?? null) : null,
        stays: last === undefined ? null : countWords(last),
        length: typeof count === 'number' && count > 0 ? (100 * count) / largest : null,
        mark: markOf(count),
      };
    }),
  };
}

/** A delay in days. Examples: `63 jours`, `62,5 jours`; unknown: `non calculable`. */
export function daysWords(days: number | null): string {
  return days === null ? 'non calculable' : `${frenchDecimal(days)}\u00a0${days < 2 ? 'jour' : 'jours'}`;
}

/** Part and whole, each in words. Example: `26,2 % (302 sur 1 154)`; over less than eleven, the counts alone. */
export function rateWords({ numerator, denominator }: { numerator: number; denominator: number }): string {
  if (denominator === 0) return 'non connu';
  const counts = `${frenchInteger(numerator)} sur\u00a0${frenchInteger(denominator)}`;
  return denominator < 11 ? counts : `${frenchPercent(numerator / denominator, 1)} (${counts})`;
}

/** « Assignations : 38 au lieu de 37 ». */
export const waitingStageWords = ({ stage, before, now }: { stage: FunnelStage; before: number; now: number }) =>
  `${stageLabels[stage]}\u00a0: ${frenchInteger(now)} au lieu de ${frenchInteger(before)}`;
