import { defaultThreshold, type Published, publishRate } from '../secrecy/suppression.ts';

/** A social-housing residence as the survey describes it; shares and rates in points, null where the file is silent. */
export interface Residence {
  landlord: string | null;
  /** A commune, or the group that it is published in. */
  place: string;
  group: string;
  priorityDistrict: boolean | null;
  dwellings: number;
  builtYear: number | null;
  rentCentsPerSquareMetre: number | null;
  poorShare: number | null;
  loneParentShare: number | null;
  turnover: number | null;
  vacant: number | null;
}

/** Under so many dwellings a residence is never shown alone: whoever lives there would be known. */
export const SMALLEST_RESIDENCE = 11;

/**
 * The share of residences, from the lowest rent, that count as cheap. No document of the territory sets a rent: a third of
 * what exists needs no threshold of ours, and follows rents as they rise.
 */
export const CHEAP_SHARE = 1 / 3;

/**
 * The rent per m² up to which a residence is among the cheapest third, in cents; null when no rent is known.
 * Example: rents of 480, 520, 560, 600, 640 and 700: 520.
 */
export function cheapRent(residences: readonly Pick<Residence, 'rentCentsPerSquareMetre'>[]): number | null {
  const rents = residences
    .flatMap(({ rentCentsPerSquareMetre: rent }) => (rent === null ? [] : [rent]))
    .sort((a, b) => a - b);
  return rents[Math.max(0, Math.ceil(rents.length * CHEAP_SHARE) - 1)] ?? null;
}

/**
 * True for a residence within reach of the poorest: among the cheapest third, and where dwellings come free (one vacant at
 * least, or some turnover). Example: 5 € per m² under a limit of 5.20 €, turnover of 6 %: true; nothing ever free: false.
 */
export function isWithinReach(residence: Residence, limit: number | null): boolean {
  const { rentCentsPerSquareMetre: rent, vacant, turnover } = residence;
  return limit !== null && rent !== null && rent <= limit && ((vacant ?? 0) > 0 || (turnover ?? 0) > 0);
}

const weighted = (residences: readonly Residence[], of: (one: Residence) => number | null): number | null => {
  const known = residences.filter((one) => of(one) !== null && one.dwellings > 0);
  const dwellings = known.reduce((sum, one) => sum + one.dwellings, 0);
  return dwellings === 0 ? null : known.reduce((sum, one) => sum + (of(one) ?? 0) * one.dwellings, 0) / dwellings;
};

const total = (residences: readonly Residence[], of: (one: Residence) => number | null): number | null =>
  residences.every((one) => of(one) === null) ? null : residences.reduce((sum, one) => sum + (of(one) ?? 0), 0);

/**
 * Residences together: dwellings and vacancies add up, rents and shares are means weighted by dwellings.
 * Example: 30 dwellings at 40 % and 10 at 20 %: 40 dwellings, 35 %.
 */
export function together(residences: readonly Residence[]): Omit<Residence, 'landlord' | 'place' | 'group'> {
  return {
    priorityDistrict: null,
    dwellings: residences.reduce((sum, { dwellings }) => sum + dwellings, 0),
    builtYear: null,
    rentCentsPerSquareMetre: weighted(residences, (one) => one.rentCentsPerSquareMetre),
    poorShare: weighted(residences, (one) => one.poorShare),
    loneParentShare: weighted(residences, (one) => one.loneParentShare),
    turnover: weighted(residences, (one) => one.turnover),
    vacant: total(residences, (one) => one.vacant),
  };
}

/**
 * A share of the households of a residence as anyone may see it: null when it would tell of fewer than eleven of them.
 * Households are the dwellings that are not vacant. Example: 40 % of 52 is shown; 8 % of 40 is three households, hidden.
 */
export function shareToPublish(
  share: number | null,
  { dwellings, vacant }: Pick<Residence, 'dwellings' | 'vacant'>,
  threshold = defaultThreshold,
): Published<number | null> {
  if (share === null) return null as Published<number | null>;
  const households = Math.max(0, dwellings - (vacant ?? 0));
  const rate = publishRate(Math.round((share * households) / 100), households, threshold);
  return (rate === null ? null : share) as Published<number | null>;
}
