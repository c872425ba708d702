import { COPY_NULL, copyText } from './bulk.ts';

type Value = string | number | null | undefined;

/** A field and what it held, as the bytes of its JSON written for COPY, after a comma: partners repeat themselves. */
interface WrittenField {
  name: string;
  /** Empty when the field may not be stored. */
  label: string;
  values: Map<Value, Uint8Array>;
}

const VALUES_KEPT = 10_000;
const LONGEST_KEPT = 100;
const PIECE = 1 << 16;
const NOTHING = new Uint8Array();
/** `{`, in the place of the first comma. */
const OPENING = 0x7b;

/** PostgreSQL keeps no NUL character, in text or in JSON. */
const copyJson = (value: unknown) => copyText(JSON.stringify(value).replaceAll('\\u0000', ''));

function writtenValue({ label, values }: WrittenField, value: Value): Uint8Array {
  const made =
    value === undefined || label === '' ? NOTHING : Uint8Array.from(Buffer.from(`,${label}:${copyJson(value)}`));
  if (values.size >= VALUES_KEPT) values.clear();
  if (typeof value !== 'string' || value.length <= LONGEST_KEPT) values.set(value, made);
  return made;
}

/**
 * Rows as COPY reads them, column after column, in pieces of bytes: what a field held before is copied and not written again,
 * and a row of a large file leaves no text behind it.
 */
export class CopyWriter {
  private bytes = Buffer.allocUnsafeSlow(PIECE);
  private at = 0;
  private first = true;
  /** By rank: the rows of a file have the same fields in the same order. */
  private readonly written: WrittenField[] = [];

  /** `fields`: of the contents, those that may be stored. */
  constructor(private readonly fields: ReadonlySet<string>) {}

  integer(value: number): void {
    this.open();
    this.ascii(String(value));
  }

  boolean(value: boolean | null): void {
    this.open();
    this.ascii(value === null ? COPY_NULL : value ? 't' : 'f');
  }

  text(value: string | null): void {
    this.open();
    if (value === null) this.ascii(COPY_NULL);
    else this.copy(Buffer.from(copyText(value.replaceAll('\0', ''))));
  }

  /** Bytes given in hexadecimal. */
  hash(hex: string | null): void {
    this.open();
    this.ascii(hex === null ? COPY_NULL : '\\\\x');
    if (hex !== null) this.ascii(hex);
  }

  json(value: unknown): void {
    this.open();
    if (value === null) this.ascii(COPY_NULL);
    else this.copy(Buffer.from(copyJson(value)));
  }

  content(content: Record<string, Value> | null): void {
    this.open();
    if (content === null) {
      this.ascii(COPY_NULL);
      return;
    }
    const start = this.at;
    let rank = 0;
    for (const name in content) {
      const value = content[name];
      const field = this.fieldAt(rank, name);
      rank += 1;
      this.copy(field.values.get(value) ?? writtenValue(field, value));
    }
    if (this.at === start) this.ascii('{');
    else this.bytes[start] = OPENING;
    this.ascii('}');
  }

  endRow(): void {
    this.ascii('\n');
    this.first = true;
  }

  /** The bytes written since the last time, once they are nearly a piece, or when `all` is wanted. */
  take(all = false): Buffer | undefined {
    if (this.at === 0 || (this.at < PIECE / 2 && !all)) return undefined;
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafeSlow(PIECE);
    this.at = 0;
    return taken;
  }

  private open(): void {
    if (this.first) this.first = false;
    else this.ascii('\t');
  }

  private reserve(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.at + length));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  private ascii(text: string): void {
    this.reserve(text.length);
    const { bytes, at } = this;
    for (let rank = 0; rank < text.length; rank += 1) bytes[at + rank] = text.charCodeAt(rank);
    this.at += text.length;
  }

  /** Most pieces are a few letters long: to ask for a copy would take longer than to make it. */
  private copy(from: Uint8Array): void {
    this.reserve(from.length);
    const { bytes, at } = this;
    for (let rank = 0; rank < from.length; rank += 1) bytes[at + rank] = from[rank] ?? 0;
    this.at += from.length;
  }

  private fieldAt(rank: number, name: string): WrittenField {
    const field = this.written[rank];
    if (field?.name === name) return field;
    const made = { name, label: this.fields.has(name) ? copyJson(name) : '', values: new Map() };
    this.written[rank] = made;
    return made;
  }
}
