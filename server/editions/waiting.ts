import { quantityValue } from '../../shared/domain/figures/figure.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { stageLabels } from '../../shared/domain/ledger/funnel.ts';
import { frenchDecimal, frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { publishedYear } from '../indicators/published.ts';
import { type CatalogueFigure, loadFigures } from '../indicators/service.ts';
import { type SaidCell, type WaitingValue, waitingValues } from '../indicators/waiting.ts';
import type { Platform } from '../platform/context.ts';
import { latestPublication } from '../publications/service.ts';
import { waitingParts } from '../reports/report-rooms.ts';

/** What waits in what an edition would print, in sentences: while there is any, nothing is frozen. */

function saidWords({ state, value, numerator, denominator }: SaidCell, unit: Unit): string {
  if (numerator !== null && denominator !== null) return `${frenchDecimal(numerator)} / ${frenchDecimal(denominator)}`;
  if (value !== null) return frenchQuantity(value, unit);
  if (state === 'not-applicable') return stateWords.notApplicable;
  return state === 'unavailable' ? stateWords.unknown : stateWords.notReceived;
}

const moved = (what: string, before: string, now: string) =>
  `${what}\u00a0: ${now} ${stateWords.awaiting} (validé\u00a0: ${before}).`;

/** « Logements captés, mars 2023, Association A : 14 logements en attente de validation (validé : 12 logements). » */
function valueSentence({ code, label, unit, month, organisation, before, now }: WaitingValue, year: number): string {
  const when = month === null ? `total de ${year}` : frenchMonth(month);
  const what = [`${code} ${label}`, when, organisation ?? 'tout le territoire'].join(', ');
  return moved(what, saidWords(before, unit), saidWords(now, unit));
}

type Parts = Awaited<ReturnType<typeof waitingParts>>;

const countWords = (count: number | null) => (count === null ? stateWords.notReceived : frenchDecimal(count));

function partSentences({ ledger, stages, dwellings, survey }: Parts, year: number): string[] {
  const units = { households: 'ménages', persons: 'personnes' };
  const flows = { active: 'actifs à la fin', inflow: 'entrées', outflow: 'sorties' } as const;
  return [
    ...ledger.flatMap(({ unit, month, ...counts }) =>
      (['active', 'inflow', 'outflow'] as const)
        .filter((name) => counts[name].before !== counts[name].now)
        .map((name) =>
          moved(
            `Personnes sans domicile (${units[unit]}), ${frenchMonth(month)}, ${flows[name]}`,
            countWords(counts[name].before),
            countWords(counts[name].now),
          ),
        ),
    ),
    ...stages.map(({ stage, before, now }) =>
      moved(`Expulsions, ${stageLabels[stage]}, ${year}`, frenchDecimal(before), frenchDecimal(now)),
    ),
    ...dwellings.map(({ month, before, now }) =>
      moved(
        `Logements captés, ${frenchMonth(month)}`,
        `${before.captured} captés et ${before.managed} en gestion`,
        `${now.captured} captés et ${now.managed} en gestion`,
      ),
    ),
    ...(survey
      ? [
          moved(
            'Enquête sur le parc social',
            `${frenchDecimal(survey.before.dwellings)} logements`,
            `${frenchDecimal(survey.now.dwellings)} logements`,
          ),
        ]
      : []),
  ];
}

type Said = Pick<CatalogueFigure, 'months' | 'hidden' | 'through' | 'value'>;

/** True when a figure says something else than before, of a month or of the year. What is hidden, or held at an earlier month, says nothing of a change. */
export function hasChanged(before: Said, after: Said): boolean {
  if (!before.hidden && !after.hidden && before.through === after.through && before.value !== after.value) return true;
  return after.months.some((one) => {
    if (one.month > before.through || one.month > after.through) return false;
    const former = before.months.find(({ month }) => month === one.month);
    if (!former || former.hidden || one.hidden) return false;
    return quantityValue(former.quantity) !== quantityValue(one.quantity);
  });
}

/** What keeps the latest publication from being what is validated of a whole year. */
async function waitingForPublication(platform: Platform, year: number): Promise<string[]> {
  const [publication, { figures }, validated] = await Promise.all([
    latestPublication(platform),
    publishedYear({ readers: platform.readers }, year),
    loadFigures(platform, 'validated', { year }),
  ]);
  if (!publication) return [];
  const { number, through } = publication;
  if (through < `${year}-12`)
    return [
      `La publication ${number} s’arrête à ${frenchMonth(through)}\u00a0: publiez d’abord ce qui est validé jusqu’à ${frenchMonth(`${year}-12`)}.`,
    ];
  const changed = figures.filter((said) => {
    const now = validated.find(({ code }) => code === said.code);
    return now !== undefined && hasChanged(said, now);
  });
  return changed.map(
    ({ code, label }) =>
      `${code} ${label}\u00a0: ce qui est validé n’est plus ce que dit la publication ${number}. Publiez d’abord les chiffres validés.`,
  );
}

/** What waits in the report of a year: for validation, then for publication. Asked before freezing and as it freezes. */
export async function waitingInReport(platform: Platform, year: number): Promise<string[]> {
  const values = await waitingValues(platform, year);
  const rooms = partSentences(await waitingParts(platform, year), year);
  const published = await waitingForPublication(platform, year);
  return [...values.map((one) => valueSentence(one, year)), ...rooms, ...published];
}
