import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { readFinanceCell } from '../../shared/reading/values/finance-cell.ts';
import type { FinanceImportFile } from '../../shared/schemas/finance/finance-import.ts';
import { conventionOf } from '../conventions/service.ts';
import type { Platform } from '../platform/context.ts';
import { findPartnersNamed, type KnownPartner } from './import-repository.ts';
import {
  type AnnexRecord,
  findAnnex,
  findClosings,
  findLines,
  findOrganisations,
  type LineRecord,
} from './repository.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A year of the money: its convention and its annex, its lines, and whether its accounts are closed. */
export interface KnownYear {
  convention: { code: string; actions: AnnexRecord[] } | null;
  closed: boolean;
  lines: Map<string, LineRecord>;
}

/** What the rows of a file are judged against. */
export interface KnownMoney {
  years: Map<number, KnownYear>;
  partners: Map<string, KnownPartner>;
  organisations: { id: number; code: string; name: string }[];
}

export const lineKey = (action: string, funder: string) => `${action}/${funder.toLowerCase()}`;
export const partnerKey = (code: string) => code.trim().toLowerCase();

async function knownYear(db: Db, year: number, convention: string | null): Promise<KnownYear> {
  // One after the other: a transaction has one connection.
  const actions = convention ? await findAnnex(db, convention) : [];
  const lines = convention ? await findLines(db, convention, year) : [];
  const [last] = await findClosings(db, year);
  return {
    convention: convention ? { code: convention, actions } : null,
    closed: last?.kind === 'close',
    lines: new Map(lines.map((line) => [lineKey(line.action.key, line.funder), line])),
  };
}

/** The codes of conventions that a file names, and its years. */
function namedIn({ sheets }: FinanceImportFile): { years: Set<number>; codes: string[] } {
  const [years, codes] = [new Set<number>(), new Set<string>()];
  for (const { cells } of sheets.flatMap(({ rows }) => rows)) {
    const year = readFinanceCell(cells.year, { kind: 'year' });
    if ('value' in year && typeof year.value === 'number') years.add(year.value);
    const code = readFinanceCell(cells.code ?? cells.convention, { kind: 'text' });
    if ('value' in code && typeof code.value === 'string') codes.add(code.value);
  }
  return { years, codes: [...codes] };
}

const partnersNamed = async (db: Db, codes: string[]) => (codes.length > 0 ? findPartnersNamed(db, codes) : []);

/** Each year that a file may write, in order, with the code of its convention; null where no convention covers it. */
export type YearConventions = ReadonlyMap<number, string | null>;

/** The years that a file names, those of the conventions that it names among them. */
export async function conventionsIn(platform: Pick<Platform, 'db'>, file: FinanceImportFile): Promise<YearConventions> {
  const { years, codes } = namedIn(file);
  const partners = await partnersNamed(platform.db, codes);
  const all = [...new Set([...years, ...partners.map(({ year }) => year)])].toSorted((a, b) => a - b);
  const found = new Map<number, string | null>();
  for (const year of all) {
    const { code, startYear, endYear } = await conventionOf(platform, year);
    found.set(year, year >= startYear && year <= endYear ? code : null);
  }
  return found;
}

/** Everything that a file's rows are judged against, as it stands now. */
export async function knownMoney(db: Db, file: FinanceImportFile, conventions: YearConventions): Promise<KnownMoney> {
  const partners = await partnersNamed(db, namedIn(file).codes);
  const years = new Map<number, KnownYear>();
  for (const [year, convention] of conventions) years.set(year, await knownYear(db, year, convention));
  return {
    years,
    partners: new Map(partners.map((partner) => [partnerKey(partner.code), partner])),
    organisations: await findOrganisations(db),
  };
}
