import type { ControlChart, Signal, TargetVerdict } from '../../../shared/domain/figures/control-chart.ts';
import type { Unit } from '../../../shared/domain/indicator.ts';
import type { Month } from '../../../shared/domain/month.ts';
import {
  frenchCount,
  frenchMonth,
  frenchMonths,
  frenchOfMonth,
  frenchQuantity,
} from '../../../shared/domain/words/french-format.ts';

const sides = { above: 'au-dessus', below: 'en dessous' } as const;

/** A signal in words. Example: « mai 2025 sort de la limite haute ». */
function signalWords({ kind, side, points }: Signal, months: readonly Month[]): string {
  const said = points.map((rank) => months[rank] ?? '');
  const [first = '', last = ''] = [said[0], said.at(-1)];
  if (kind === 'outside') return `${frenchMonth(first)} sort de la limite ${side === 'above' ? 'haute' : 'basse'}`;
  if (kind === 'two-of-three')
    return `${frenchMonths(said)} sont près de la limite ${side === 'above' ? 'haute' : 'basse'}`;
  const span = `${frenchOfMonth(first)} à ${frenchMonth(last)}`;
  if (kind === 'shift')
    return `${frenchCount(points.length, 'mois', 'mois')} de suite ${sides[side]} de l’habitude, ${span}`;
  return `${frenchCount(points.length, 'mois', 'mois')} de suite en ${side === 'above' ? 'hausse' : 'baisse'}, ${span}`;
}

const TOLD = 3;
const weight = { shift: 0, trend: 1, outside: 2, 'two-of-three': 3 } as const;

/** The signals that say most, the latest of each kind first; the others are counted, and marked on the drawing. */
function changeWords(signals: readonly Signal[], months: readonly Month[]): string {
  const latest = ({ points }: Signal) => points.at(-1) ?? 0;
  const ordered = [...signals].sort((a, b) => weight[a.kind] - weight[b.kind] || latest(b) - latest(a));
  const told = ordered.slice(0, TOLD).map((signal) => signalWords(signal, months));
  const more = ordered.length - told.length;
  const rest =
    more > 0 ? `\u202f; et ${frenchCount(more, 'autre signal marqué', 'autres signaux marqués')} sur le graphique` : '';
  return `Changement réel\u00a0: ${told.join('\u202f; ')}${rest}.`;
}

const verdicts: Record<TargetVerdict, string> = {
  'will-not-reach': 'tel qu’il fonctionne aujourd’hui, le dispositif ne l’atteindra pas',
  'by-luck': 'certains mois l’atteignent, par chance, et d’autres non',
  safely: 'chaque mois l’atteint, sans dépendre de la chance',
};

export interface ControlWords {
  chart: ControlChart;
  months: readonly Month[];
  unit: Unit;
  verdict: TargetVerdict | null;
  needed: number | null;
}

/**
 * What a control chart teaches, in sentences: a real change or not, what is usual, whether the target can be reached.
 * Example: « Pas de changement réel : d’un mois à l’autre, la valeur varie d’habitude entre 9,9 et 29,7 ménages. »
 */
export function controlSentence({ chart, months, unit, verdict, needed }: ControlWords): string {
  if (chart.kind === 'none')
    return 'Il faut au moins trois mois connus, dont deux de suite, pour distinguer un changement réel d’une variation ordinaire.';
  const quantity = (value: number) => frenchQuantity(value, unit);
  const change =
    chart.signals.length === 0
      ? 'Pas de changement réel\u00a0: les variations d’un mois à l’autre sont ordinaires.'
      : changeWords(chart.signals, months);
  const usual =
    chart.kind === 'xmr'
      ? `Un mois ordinaire se situe entre ${quantity(chart.drawnLower)} et ${quantity(chart.upper)}, autour de ${quantity(chart.mean)}.`
      : `La moyenne est inférieure à 5\u00a0: seule la médiane, ${quantity(chart.median)}, est tracée.`;
  return [
    change,
    usual,
    verdict !== null &&
      needed !== null &&
      `La cible demande ${quantity(needed)} chaque mois\u00a0: ${verdicts[verdict]}.`,
    chart.provisional &&
      `${chart.kind === 'xmr' ? 'Limites provisoires' : 'Médiane provisoire'}\u00a0: moins de douze mois connus.`,
  ]
    .filter(Boolean)
    .join(' ');
}
