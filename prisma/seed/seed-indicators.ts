import type { IndicatorSeed } from './seed-indicator.ts';
import { contextIndicators } from './seed-indicators-context.ts';
import { evictionIndicators } from './seed-indicators-eviction.ts';
import { homelessnessIndicators } from './seed-indicators-homeless.ts';
import { housingIndicators } from './seed-indicators-housing.ts';
import { supportIndicators } from './seed-indicators-support.ts';

/** The definition of an indicator holds from the first month of the figures on. */
export const FIRST_MONTH = '2022-01';

/** Every indicator of the catalogue, in the annex's order, then the published context. */
export const indicators: IndicatorSeed[] = [
  ...housingIndicators,
  ...evictionIndicators,
  ...supportIndicators,
  ...homelessnessIndicators,
  ...contextIndicators,
];
