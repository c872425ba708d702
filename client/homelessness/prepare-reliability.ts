import { qualitySaid } from '../../shared/domain/ledger/quality-words.ts';
import { monthRank, yearOf } from '../../shared/domain/month.ts';
import {
  frenchDecimal,
  frenchMonth,
  frenchMonthShort,
  frenchPercent,
} from '../../shared/domain/words/french-format.ts';
import type { Plot } from '../charts/prepare/plot.ts';
import { scaleTicks } from '../charts/prepare/scale-ticks.ts';
import type { ReliabilityAnswer } from './ledger-words.ts';

/** « Les flux et le comptage concordent depuis 4 mois ». */
export function reliabilityTitle(answer: ReliabilityAnswer): string {
  const { quality, tests } = answer;
  const said = qualitySaid(answer);
  if (tests.every(({ reliable }) => reliable === null)) return `Non testable\u00a0: ${said.words}`;
  if (said.state === 'not-testable') return `Le dernier mois n’est pas testable\u00a0: ${said.words}`;
  if (quality.reached) return `Les flux et le comptage concordent depuis ${quality.streak}\u00a0mois`;
  return quality.streak === 0
    ? 'Les flux et le comptage du dernier mois ne concordent pas'
    : `Les flux et le comptage concordent depuis ${quality.streak}\u00a0mois sur les trois qu’il faut`;
}

export const testWords = (reliable: boolean | null) => (reliable === null ? 'non testable' : reliable ? 'oui' : 'non');

/** « 4,6 % ». */
export const gapWords = (percent: number | null) => (percent === null ? '–' : `${frenchDecimal(percent)}\u202f%`);

/** Structures that sent every figure expected of them, month by month, against the goal. */
export function prepareCoverage({ coverage, coverageGoal: goal }: ReliabilityAnswer): Plot {
  const known = coverage.map(({ percent }, rank) => ({ rank, value: percent === null ? null : Math.round(percent) }));
  const points = known.flatMap(({ rank, value }) => (value === null ? [] : [{ rank, value }]));
  const last = coverage.at(-1);
  const met = coverage.filter((one) => one.met).length;
  const title = last
    ? `${last.reported} structure${last.reported > 1 ? 's' : ''} sur ${last.expected} ${last.reported > 1 ? 'ont' : 'a'} tout envoyé en ${frenchMonth(last.month)}`
    : 'Aucune structure n’est attendue';
  return {
    title,
    sentence: `Couverture\u00a0: objectif ${goal}\u202f% des structures attendues, tenu ${met} mois sur ${coverage.length}. C’est un test à part de la fiabilité.`,
    unit: '% des structures attendues',
    places: coverage.map(({ month }, index) => ({
      key: month,
      label: frenchMonthShort(month),
      year: index === 0 || monthRank(month) === 1 ? String(yearOf(month)) : null,
      name: frenchMonth(month),
    })),
    layers: [
      { kind: 'bars', name: 'structures qui ont tout envoyé', pattern: 'solid', points },
      {
        kind: 'rule',
        name: `objectif ${goal}\u202f%`,
        tone: 'target',
        dash: 'dashed',
        value: goal,
        from: 0,
        to: Math.max(0, coverage.length - 1),
      },
    ],
    breaks: [],
    gaps: known.flatMap(({ rank, value }) => (value === null ? [{ rank, kind: 'missing' as const }] : [])),
    scale: scaleTicks([0, 100]),
    table: {
      headers: ['Mois', 'Structures', 'Part', 'Objectif'],
      rows: coverage.map(({ month, reported, expected, percent, met: held }) => ({
        key: month,
        cells: [
          frenchMonth(month),
          `${reported} sur ${expected}`,
          percent === null ? '–' : frenchPercent(percent / 100),
          held === null ? 'sans objet' : held ? 'tenu' : 'non tenu',
        ],
      })),
    },
  };
}
