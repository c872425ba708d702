import { Prisma } from '../../prisma/generated/client.ts';
import { addMonths, type IsoDate, monthOf } from '../../shared/domain/month.ts';
import type { Contact } from '../../shared/registers/register.ts';

/** Rows about people are kept that many months after the last contact, then erased. */
export const RETENTION_MONTHS = 24;

/** The day before which a last contact is too old, on a day. Example: on 2025-11-14, `2023-11-14`. */
export function retentionLimit(today: IsoDate): IsoDate {
  return `${addMonths(monthOf(today), -RETENTION_MONTHS)}${today.slice(7)}`;
}

const text = (content: string, field: string) => Prisma.sql`${Prisma.raw(content)} ->> ${field}::text`;

/** The last contact that a row tells of, in SQL; null when it is dated nowhere. A month lasts to its end. */
export function lastContact(content: string, { dates }: Contact): Prisma.Sql {
  const each = dates.map((field) => {
    const date = text(content, field);
    return Prisma.sql`CASE WHEN length(${date}) = 7 THEN ${date} || '-31' ELSE nullif(${date}, '') END`;
  });
  return Prisma.sql`GREATEST(${Prisma.join(each)})`;
}

/** True, in SQL, while the person of a row is still in contact: in a structure, in a dwelling. */
function stillInContact(content: string, { lasting }: Contact): Prisma.Sql {
  if (!lasting) return Prisma.sql`FALSE`;
  const { from, to, over } = lasting;
  const ended = over
    ? Prisma.sql`AND NOT coalesce(${text(content, over.field)} = ANY (${over.values}), FALSE)`
    : Prisma.empty;
  return Prisma.sql`(${text(content, from)} IS NOT NULL AND ${text(content, to)} IS NULL ${ended})`;
}

/** True, in SQL, for a row whose last contact is before a day. `undated`: the date of a row that has none. */
export function isOver(content: string, contact: Contact, before: Prisma.Sql, undated = Prisma.sql`NULL`): Prisma.Sql {
  const last = Prisma.sql`coalesce(${lastContact(content, contact)}, ${undated}::text)`;
  return Prisma.sql`coalesce(${last} < ${before}, FALSE) AND NOT ${stillInContact(content, contact)}`;
}
