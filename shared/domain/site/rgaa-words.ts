/**
 * The mention that the law wants on every page (loi n° 2005-102, art. 47; décret n° 2019-768, art. 7). Written here by itself, so
 * that no page has to carry the table; a test holds it to what the table says.
 */
export const ACCESSIBILITY_WORDS = 'partiellement conforme';

/** The day of the last evaluation, that the declaration carries. */
export const EVALUATION_DAY = '2026-11-23';
