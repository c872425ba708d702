import { isPrintable } from './glyph-coverage.ts';
import type { ReportDocument } from './report-document.ts';

/** Characters taken out of a text: which (`U+1F600`), why, how many times. */
export type RemovedCharacter = { character: string; reason: 'control' | 'pictograph' | 'unsupported'; count: number };
export type CleanText = { text: string; removed: RemovedCharacter[] };

/** A character kept as it is, or its nearest printable form (`ﬁ` → `fi`, `①` → `1`), or undefined when it has none. */
function printableForm(character: string): string | undefined {
  if (isPrintable(character)) return character;
  const compatible = character.normalize('NFKC');
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return [compatible, bare].find((form) => form !== '' && [...form].every(isPrintable));
}

function reasonOf(character: string): RemovedCharacter['reason'] {
  if (/\p{C}|\p{M}/u.test(character)) return 'control';
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(character) ? 'pictograph' : 'unsupported';
}

const codeOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * A text as a document can print it: composed accents, line breaks as `\n`, tabs as spaces, and neither control
 * characters, nor emoji, nor characters without a drawing in the documents' fonts. What was taken out is told, so that
 * the author can be warned: nothing disappears in silence. Example: `cleanText('Bravo 🎉')` gives `Bravo ` and
 * `[{ character: 'U+1F389', reason: 'pictograph', count: 1 }]`.
 */
export function cleanText(text: string): CleanText {
  const removed = new Map<string, RemovedCharacter>();
  let clean = '';
  for (const character of text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .normalize('NFC')) {
    const form = character === '\n' ? character : printableForm(character);
    if (form !== undefined) clean += form;
    else {
      const known = removed.get(character) ?? { character: codeOf(character), reason: reasonOf(character), count: 0 };
      removed.set(character, { ...known, count: known.count + 1 });
    }
  }
  return { text: clean, removed: [...removed.values()] };
}

function merged(removed: RemovedCharacter[]): RemovedCharacter[] {
  const byCharacter = new Map<string, RemovedCharacter>();
  for (const one of removed) {
    const known = byCharacter.get(one.character);
    byCharacter.set(one.character, known ? { ...known, count: known.count + one.count } : one);
  }
  return [...byCharacter.values()];
}

/** What the program reads and nobody prints. */
const TECHNICAL = new Set(['kind', 'tone', 'id', 'href', 'align', 'lang', 'date', 'cover']);
/** A paragraph, a cell and a quoted sentence may hold a line break; a title, a caption or a label may not. */
const keepsLines = (node: Record<string, unknown>, key: string) => key === 'text' && node.kind !== 'heading';

function cleanNode(node: unknown, multiline: boolean, removed: RemovedCharacter[]): unknown {
  if (typeof node === 'string') {
    const clean = cleanText(node);
    removed.push(...clean.removed);
    return multiline ? clean.text : clean.text.replace(/(?<! ) *\n\s*/g, ' ');
  }
  if (Array.isArray(node)) return node.map((one) => cleanNode(one, multiline, removed));
  if (typeof node !== 'object' || node === null) return node;
  const record = node as Record<string, unknown>;
  const entries = Object.entries(record).map(([key, value]) => [
    key,
    TECHNICAL.has(key) ? value : cleanNode(value, key === 'rows' || keepsLines(record, key), removed),
  ]);
  return Object.fromEntries(entries);
}

/** A document with every printed text clean (see `cleanText`), and all that was removed, each character once. */
export function cleanDocument(document: ReportDocument): { document: ReportDocument; removed: RemovedCharacter[] } {
  const removed: RemovedCharacter[] = [];
  const clean = cleanNode(document, false, removed) as ReportDocument;
  return { document: clean, removed: merged(removed) };
}
