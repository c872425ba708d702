import type { HouseholdProfile, LedgerCase } from '../../shared/domain/ledger/ledger-tally.ts';
import type { Content } from '../../shared/registers/register.ts';
import {
  dateFields,
  profileFields,
  type SiaoStanding,
  siaoProfile,
  siaoSpell,
  siaoStanding,
  standingFields,
} from '../../shared/registers/siao-spell.ts';
import type { HeldRequests } from './held-requests.ts';

/**
 * Rows are sent as one text, set apart by characters that no cell holds: a million rows stay cheap to read. Of each: its dates,
 * its key where it is asked for, how it stands, of whom.
 */
const FIELD = '\x1f';
const ROW = '\x1e';
const PART = '\x1d';

/**
 * `content`, cut to the fields that the ledger looks at, as text, with the key of the row where it is asked for. Field names
 * are constants of the product.
 */
export function lineOf(content: string, key: string | null): string {
  const fields = (names: readonly string[]) => names.map((field) => `coalesce(${content}->>'${field}', '')`);
  const parts = [
    [...fields(dateFields), key === null ? `''` : `encode(${key}, 'hex')`],
    fields(standingFields),
    fields(profileFields),
  ];
  return `(${parts.map((part) => part.join(` || E'\\x1f' || `)).join(` || E'\\x1d' || `)})`;
}

/** What a row is read with. */
export interface CaseReading {
  groups: ReadonlyMap<string, string>;
  held: HeldRequests;
}

/** Reads what many rows say alike once; of so many different texts, the rest again. */
function readOnce<Value>(fields: readonly string[], read: (content: Content) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      const values = text.split(FIELD);
      value = read(Object.fromEntries(fields.map((field, index) => [field, values[index] ?? ''])));
      if (known.size < 50_000) known.set(text, value);
    }
    return value;
  };
}

const standingOf = readOnce<SiaoStanding>(standingFields, siaoStanding);

const profileReaders = new WeakMap<CaseReading['groups'], (text: string) => HouseholdProfile>();

function profilesIn(groups: CaseReading['groups']): (text: string) => HouseholdProfile {
  const known = profileReaders.get(groups);
  if (known) return known;
  const made = readOnce(profileFields, (content) => siaoProfile(content, (commune) => groups.get(commune)));
  profileReaders.set(groups, made);
  return made;
}

/** The requests of a text, as the ledger counts them. */
export function* casesOf(text: string, { groups, held }: CaseReading): Generator<LedgerCase> {
  const profileOf = profilesIn(groups);
  let at = 0;
  const upTo = (mark: string) => {
    const end = text.indexOf(mark, at);
    const found = text.slice(at, end === -1 ? text.length : end);
    at = end === -1 ? text.length : end + 1;
    return found;
  };
  while (at < text.length) {
    const requestDate = upTo(FIELD);
    const orientationDate = upTo(FIELD);
    const admissionDate = upTo(FIELD);
    const updateDate = upTo(FIELD);
    const closingDate = upTo(FIELD);
    const key = upTo(PART);
    const standing = standingOf(upTo(PART));
    const profile = profileOf(upTo(ROW));
    const dates = { requestDate, orientationDate, admissionDate, updateDate, closingDate };
    const spell = siaoSpell(dates, standing, held.heldOn(requestDate, key));
    if (spell) yield { spell, profile };
  }
}
