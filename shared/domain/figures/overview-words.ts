import type { Month } from '../month.ts';
import { frenchMonth } from '../words/french-format.ts';

/**
 * The title of the overview and the sentence under it. The server writes them in the page that it sends, the screen when
 * it draws. Example: `overviewHeading({ year: 2025, convention: { name: 'Convention 2023-2025' }, through: '2025-10' })`
 * is `Vue d’ensemble 2025` and `Convention 2023-2025, chiffres jusqu’à octobre 2025.`
 */
export function overviewHeading(overview: { year: number; convention: { name: string }; through: Month }) {
  return {
    title: `Vue d’ensemble ${overview.year}`,
    lead: `${overview.convention.name}, chiffres jusqu’à ${frenchMonth(overview.through)}.`,
  };
}
