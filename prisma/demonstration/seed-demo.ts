/** The day that the demonstration is looked at: October 2025 is due, November has not been started. */
export const DEMONSTRATION_DATE = '2025-11-14';
export const FIRST_DEMONSTRATION_MONTH = '2022-01';
export const LAST_DEMONSTRATION_MONTH = '2025-10';

/** Four yearly levels, 2022 to 2025: a mean per month, a rate, or for a stock the level at each year's end. */
type Years = readonly [number, number, number, number];

/** How the fictitious months of a series are made up. `of`: another series of the same organisation. */
export type Shape =
  | { kind: 'count'; means: Years; season?: readonly number[] }
  | { kind: 'part'; of: string; rates: Years }
  | { kind: 'ratio'; of: string | number; rates: Years }
  | { kind: 'stock'; before: number; ends: Years }
  /** The stock of the month before, plus what `of` adds, minus a number of exits. */
  | { kind: 'balance'; before: number; of: string; exits: Years }
  /** A meeting is held in the months when `of` has something. */
  | { kind: 'held'; of: string }
  /** A mean that has no meaning in the months when `of` is zero. */
  | { kind: 'mean'; of: string; means: Years };

export interface Level {
  organisation: string;
  code: string;
  shape?: Shape;
  /** Counts known in advance, from a month on: they add up to what a deliberation publishes. */
  given?: Record<string, readonly number[]>;
  /** First month of the shape, when what comes before is given or did not exist. */
  from?: string;
}

function levelsOf(organisation: string, own: Omit<Level, 'organisation'>[]): Level[] {
  return own.map((level) => ({ organisation, ...level }));
}

const august = (share: number) => [1, 1, 1.05, 1, 1.05, 1, 0.95, share, 1.1, 1.1, 1.05, 0.7];
/** No eviction from November to March. */
const winterTruce = [0, 0, 0, 1.6, 1.8, 1.9, 1.9, 1.5, 1.7, 1.6, 0, 0];
/** The CCA does not meet in August nor in December. */
const ccaYear = [1, 1, 1.05, 1, 0.95, 1.1, 1, 0, 1, 1.05, 1, 0];

const siao = levelsOf('SIAO', [
  {
    code: 'SIAO-01',
    shape: {
      kind: 'count',
      means: [88, 92, 95, 93],
      season: [1.1, 1.02, 1, 0.97, 0.95, 0.95, 0.92, 0.9, 1, 1.05, 1.12, 1.02],
    },
  },
  { code: 'SIAO-02', shape: { kind: 'count', means: [13, 15, 16, 15], season: august(0.7) } },
  { code: 'SIAO-03', shape: { kind: 'count', means: [11, 12, 13, 12] } },
  { code: 'IND-28', shape: { kind: 'part', of: 'SIAO-02', rates: [0.52, 0.55, 0.58, 0.56] } },
  { code: 'IND-06', shape: { kind: 'count', means: [4, 3.4, 2.8, 2.2] } },
]);

const ddets = levelsOf('DDETS', [
  { code: 'IND-09', shape: { kind: 'count', means: [96, 96, 94, 92], season: august(0.85) } },
  { code: 'IND-15', shape: { kind: 'count', means: [41, 39, 38, 37], season: august(0.6) } },
  { code: 'IND-10', shape: { kind: 'ratio', of: 'IND-09', rates: [0.22, 0.27, 0.41, 0.52] } },
  { code: 'IND-11', shape: { kind: 'ratio', of: 'IND-15', rates: [0.75, 0.72, 0.7, 0.79] } },
  { code: 'IND-08', shape: { kind: 'count', means: [2.2, 3.6, 2.7, 1.7] } },
  { code: 'IND-12', shape: { kind: 'count', means: [11, 13, 14, 15], season: august(0.6) } },
  { code: 'IND-13', shape: { kind: 'count', means: [2.4, 2.1, 1.9, 1.8], season: winterTruce } },
  { code: 'IND-14', shape: { kind: 'count', means: [24, 22, 23, 21], season: august(0.4) } },
]);

const soliha = levelsOf('SOLIHA', [
  { code: 'IND-02', shape: { kind: 'count', means: [2.6, 3.5, 3.4, 3], season: august(0.4) } },
  { code: 'IND-03', shape: { kind: 'balance', before: 8, of: 'IND-02', exits: [1.5, 2, 2.6, 2.4] } },
  { code: 'IND-04', shape: { kind: 'count', means: [1, 1, 1, 1], season: [1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1] } },
]);

const habitatEtHumanisme = levelsOf('HH', [
  {
    code: 'IND-18',
    given: { '2022-01': [9, 8, 8, 7, 9, 6, 5, 3, 8, 9, 8, 7] },
    from: '2023-01',
    shape: { kind: 'count', means: [7, 6.9, 7, 7.2], season: august(0) },
  },
  {
    code: 'IND-17',
    given: { '2022-01': [34, 30, 31, 27, 35, 22, 18, 9, 31, 36, 30, 26] },
    from: '2023-01',
    shape: { kind: 'part', of: 'IND-18', rates: [3.8, 3.7, 3.8, 3.9] },
  },
  { code: 'DIR-01', from: '2024-01', shape: { kind: 'count', means: [0, 0, 0.7, 0.8] } },
]);

const adefo = levelsOf('ADEFO', [
  {
    code: 'IND-23',
    given: { '2022-06': [15, 17, 9, 19, 21, 20, 16, 19, 18, 20] },
    from: '2023-04',
    shape: { kind: 'count', means: [17, 17.5, 18, 18.5], season: ccaYear },
  },
  { code: 'IND-22', from: '2022-06', shape: { kind: 'held', of: 'IND-23' } },
  { code: 'IND-25', from: '2022-06', shape: { kind: 'mean', of: 'IND-23', means: [26, 24, 21, 19] } },
  { code: 'DIR-01', from: '2024-01', shape: { kind: 'count', means: [0, 0, 1.5, 1.6] } },
]);

const dijon = levelsOf('DIJON', [
  { code: 'IND-05', shape: { kind: 'ratio', of: 8, rates: [0.58, 0.64, 0.7, 0.74] } },
  { code: 'FOR-01', shape: { kind: 'count', means: [1.3, 1.5, 1.6, 1.5], season: august(0) } },
  { code: 'IND-16', shape: { kind: 'part', of: 'FOR-01', rates: [9.5, 10, 9, 9] } },
  { code: 'IND-26', shape: { kind: 'count', means: [11, 13, 6, 6.5], season: august(0.5) } },
  { code: 'DIR-01', shape: { kind: 'count', means: [2.5, 2.6, 1.4, 1.3] } },
  { code: 'ACO-01', shape: { kind: 'stock', before: 8, ends: [10, 12, 13, 14] } },
]);

const others: Level[] = [
  { organisation: 'CCAS', code: 'IND-26', from: '2024-01', shape: { kind: 'count', means: [0, 0, 3, 3.2] } },
  { organisation: 'CCAS', code: 'IND-16', from: '2024-01', shape: { kind: 'count', means: [0, 0, 2, 2.2] } },
  { organisation: 'DEPARTEMENT', code: 'IND-26', from: '2024-01', shape: { kind: 'count', means: [0, 0, 2.4, 2.6] } },
  { organisation: 'DEPARTEMENT', code: 'IND-16', from: '2024-01', shape: { kind: 'count', means: [0, 0, 1.8, 2] } },
];

/** Fictitious levels near the totals that are known: 174 answers and 329 attendances are met exactly. */
export const levels: Level[] = [...siao, ...ddets, ...soliha, ...habitatEtHumanisme, ...adefo, ...dijon, ...others];
