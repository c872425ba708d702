/**
 * The most that the Préfet may take back: a share of the credits paid the year before, in integer cents, the half cent
 * rounded down (one cannot be asked for more than the share). It is an exposure, never a prediction.
 * Source: convention 2023-2025, article 5. Example: 20 % of 406 614 € is 81 322,80 €: `clawbackExposure(40_661_400, 20)` is `8_132_280`.
 */
export function clawbackExposure(paidCents: number, percent: number): number {
  if (!Number.isInteger(paidCents)) throw new RangeError('money is integer cents');
  return Math.floor((paidCents * percent) / 100);
}
