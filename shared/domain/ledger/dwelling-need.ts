/** Sizes of dwellings, as landlords write them; T5 stands for five rooms and more. */
export const dwellingSizes = ['T1', 'T2', 'T3', 'T4', 'T5'] as const;
export type DwellingSize = (typeof dwellingSizes)[number];

/**
 * The size that a household needs: a living room, a bedroom for a person alone (T1: the same room) or a couple, and a
 * bedroom for two minors. A reading of ours, said on the screen: landlords' rules differ. Persons and minors are counts.
 * Example: one person: T1; a couple: T2; a mother and one child: T3; a couple and three children: T4.
 */
export function sizeNeeded({ persons, minors }: { persons: number; minors: number }): DwellingSize {
  if (persons <= 1) return 'T1';
  const children = Math.min(minors, persons - 1);
  const bedrooms = Math.ceil((persons - children) / 2) + Math.ceil(children / 2);
  return dwellingSizes[Math.min(bedrooms, dwellingSizes.length - 1)] ?? 'T5';
}

/** What was recommended for a household. `home`: it needs a dwelling; `place`: a place in a structure. */
export const wishes = {
  'Logement autonome': 'home',
  'Intermédiation locative': 'home',
  'Pension de famille': 'home',
  'Résidence sociale': 'place',
  CHRS: 'place',
  'Autre préconisation': 'place',
  'Sans préconisation': 'place',
} as const;
export type Wish = keyof typeof wishes;

const words: [RegExp, Wish][] = [
  [/\biml\b|interm[ée]diation|sous-location/i, 'Intermédiation locative'],
  [/pension|maison relais/i, 'Pension de famille'],
  [/r[ée]sidence|foyer|fjt/i, 'Résidence sociale'],
  [/chrs|h[ée]bergement|stabilisation|\bchu\b/i, 'CHRS'],
  [/logement|parc social|parc priv[ée]/i, 'Logement autonome'],
];

/**
 * The kind of home that a recommendation names, in few words: what is written freely never leaves as it is.
 * Example: `wishOf('IML')` is « Intermédiation locative », `wishOf(null)` « Sans préconisation ».
 */
export function wishOf(recommendation: string | null): Wish {
  if (recommendation === null || recommendation.trim() === '') return 'Sans préconisation';
  return words.find(([pattern]) => pattern.test(recommendation))?.[1] ?? 'Autre préconisation';
}

export interface SizeGap {
  size: DwellingSize;
  /** Active households that need this size. */
  waiting: number;
  /** Dwellings captured over the same last months. */
  captured: number;
  /** Captured ones where nobody has moved in. */
  free: number;
  /** waiting − free: households for whom no captured dwelling is free. Negative: more dwellings than households. */
  gap: number;
}

/**
 * Needs against offers, size by size. A dwelling is compared with its own size only: a larger one would do, and costs more.
 * Example: 120 households for a T1, 14 captured, 2 of them free: gap 118.
 */
export function gapsBySize(
  waiting: Partial<Record<DwellingSize, number>>,
  captured: Partial<Record<DwellingSize, number>>,
  free: Partial<Record<DwellingSize, number>>,
): SizeGap[] {
  return dwellingSizes.map((size) => {
    const [asked, empty] = [waiting[size] ?? 0, free[size] ?? 0];
    return { size, waiting: asked, captured: captured[size] ?? 0, free: empty, gap: asked - empty };
  });
}
