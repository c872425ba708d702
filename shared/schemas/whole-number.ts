import * as z from 'zod/mini';

/** The greatest whole number that a column of the database holds: what is greater names nothing. */
export const GREATEST = 2_147_483_647;

/** The number of something that is kept. */
export const rowNumber = z.number().check(z.int(), z.gte(1), z.lte(GREATEST));

/** A rank, a revision, a count: zero or more. */
export const wholeNumber = z.number().check(z.int(), z.gte(0), z.lte(GREATEST));
