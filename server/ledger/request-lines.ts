import { spellFields } from '../../shared/registers/siao-spell.ts';

/** Rows are sent as one text, fields and rows set apart by characters that no cell holds: a million rows stay cheap to read. */
const FIELD = '\x1f';
const ROW = '\x1e';

/** `content`, cut to the fields that the ledger looks at, as text. Field names are constants of the product. */
export const lineOf = (content: string) =>
  `array_to_string(ARRAY[${spellFields.map((field) => `${content}->>'${field}'`).join(', ')}], E'\\x1f', '')`;

export type LedgerRow = Record<string, string>;

/** The rows of a text, one after the other. */
export function* rowsOf(text: string): Generator<LedgerRow> {
  for (const line of text.split(ROW)) {
    const values = line.split(FIELD);
    const row: LedgerRow = {};
    for (let index = 0; index < spellFields.length; index += 1) row[spellFields[index] ?? ''] = values[index] ?? '';
    yield row;
  }
}
