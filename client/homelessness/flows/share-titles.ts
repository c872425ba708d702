import type { LedgerUnit } from '../../../shared/domain/ledger/ledger-filters.ts';
import type { PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import { frenchPercent } from '../../../shared/domain/words/french-format.ts';
import { addCounts, type LedgerAnswer, outflows } from '../ledger-words.ts';

interface Part {
  value: string;
  count: PublishedCount;
}

const nouns: Record<LedgerUnit, string> = {
  households: 'ménages sans domicile',
  persons: 'personnes sans domicile',
};

/** « Hébergement d’urgence : 31 % des ménages actifs »; without a share when a part is hidden. */
export function largestTitle(parts: readonly Part[], unit: LedgerUnit): string {
  const whole = addCounts(parts.map(({ count }) => count));
  const known = parts.flatMap((one) => (typeof one.count === 'number' ? [{ value: one.value, count: one.count }] : []));
  const [largest] = known.sort((a, b) => b.count - a.count);
  if (!largest)
    return parts.length === 0 ? 'Personne n’est sans domicile' : 'Répartition masquée par le secret statistique';
  if (typeof whole !== 'number')
    return `Situation la plus fréquente parmi les ${nouns[unit]}\u00a0: ${largest.value.toLowerCase()}`;
  return `${largest.value}\u00a0: ${frenchPercent(largest.count / whole)} des ${nouns[unit]}`;
}

/** « Sur cent sorties en douze mois, 15 vers un logement et 76 perdues de vue ». */
export function exitsTitle({ totals }: LedgerAnswer): string {
  const whole = addCounts(outflows.map((flow) => totals[flow] ?? null));
  const { housed, lostContact } = totals;
  if (typeof whole !== 'number' || whole === 0 || typeof housed !== 'number' || typeof lostContact !== 'number')
    return 'Comment on cesse d’être compté';
  const share = (count: number) => Math.round((100 * count) / whole);
  return `Sur cent sorties en douze mois, ${share(housed)} vers un logement et ${share(lostContact)} perdues de vue`;
}
