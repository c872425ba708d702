import * as z from 'zod/mini';
import { isDate } from '../domain/month.ts';
import { rowNumber as id } from './whole-number.ts';

const date = z.string().check(z.refine(isDate));

/** The people of an organisation and their absences; without one, the viewer's own. */
export const absencesInput = z.object({ organisationId: z.optional(id) });

/** From a day on, a person is away, and their deputy is written to in their place. */
export const declareAbsenceInput = z
  .object({
    organisationId: id,
    userId: z.string().check(z.minLength(1), z.maxLength(64)),
    fromDate: date,
    toDate: z.nullable(date),
    deputyId: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
  })
  .check(
    z.refine(({ fromDate, toDate }) => toDate === null || toDate >= fromDate, { path: ['toDate'] }),
    z.refine(({ userId, deputyId }) => deputyId !== userId, { path: ['deputyId'] }),
  );
export type DeclareAbsenceInput = z.infer<typeof declareAbsenceInput>;

/** A number as people write it: digits, spaces, dots, a country before. */
const phone = z.string().check(z.trim(), z.maxLength(30), z.regex(/^\+?[0-9(][0-9 .()\u00a0\u202f-]{5,}$/u));

/**
 * Who answers for the figures of an organisation: somebody always does, from the day on which one is named; and the number to
 * call. Nobody: only where nobody was named. A number that is left out stays.
 */
export const nameOwnerInput = z
  .object({
    organisationId: id,
    ownerId: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
    deputyId: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
    phone: z.optional(z.nullable(phone)),
  })
  .check(z.refine(({ ownerId, deputyId }) => deputyId === null || deputyId !== ownerId, { path: ['deputyId'] }));
export type NameOwnerInput = z.infer<typeof nameOwnerInput>;

export const endAbsenceInput = z.object({ organisationId: id, absenceId: id });
