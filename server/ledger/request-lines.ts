import type { LedgerCase } from '../../shared/domain/ledger/ledger-tally.ts';
import { siaoCase, spellFields } from '../../shared/registers/siao-spell.ts';
import type { HeldRequests } from './held-requests.ts';

/** Rows are sent as one text, fields and rows set apart by characters that no cell holds: a million rows stay cheap to read. */
const FIELD = '\x1f';
const ROW = '\x1e';

/**
 * `content`, cut to the fields that the ledger looks at, as text, with the key of the row where it is asked for. Field names
 * are constants of the product.
 */
export function lineOf(content: string, key: string | null): string {
  const fields = spellFields.map((field) => `${content}->>'${field}'`);
  if (key !== null) fields.push(`encode(${key}, 'hex')`);
  return `array_to_string(ARRAY[${fields.join(', ')}], E'\\x1f', '')`;
}

const KEY = 'key';

type LedgerRow = Record<string, string>;

/** The rows of a text, one after the other. */
function* rowsOf(text: string): Generator<LedgerRow> {
  for (const line of text.split(ROW)) {
    const values = line.split(FIELD);
    const row: LedgerRow = {};
    for (let index = 0; index < spellFields.length; index += 1) row[spellFields[index] ?? ''] = values[index] ?? '';
    const key = values[spellFields.length];
    if (key !== undefined) row[KEY] = key;
    yield row;
  }
}

/** What a row is read with. */
export interface CaseReading {
  groups: ReadonlyMap<string, string>;
  held: HeldRequests;
}

/** The requests of a text, as the ledger counts them. */
export function* casesOf(text: string, { groups, held }: CaseReading): Generator<LedgerCase> {
  const groupOf = (commune: string) => groups.get(commune);
  for (const row of rowsOf(text)) {
    const one = siaoCase(row, groupOf, held.heldOn(row.requestDate ?? '', row[KEY]));
    if (one) yield one;
  }
}
