/**
 * How wide Calibri draws words, in 2048ths of its size, read once from Carlito, its free metric twin: the page numbers of
 * the contents depend on where lines break, and a page laid out by the library takes longer than the whole document.
 */

const REGULAR = [
  463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791, 1038, 1038, 1038, 1038, 1038,
  1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949, 1831, 1185, 1114, 1092, 1260, 1000, 941, 1292, 1276,
  516, 653, 1064, 861, 1751, 1322, 1356, 1058, 1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959, 628, 791, 628,
  1020, 1020, 596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636, 1076, 1080, 1076, 1076, 714,
  801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
];
const BOLD = [
  463, 667, 898, 1020, 1038, 1493, 1443, 478, 638, 638, 1020, 1020, 528, 627, 547, 880, 1038, 1038, 1038, 1038, 1038,
  1038, 1038, 1038, 1038, 1038, 565, 565, 1020, 1020, 1020, 949, 1840, 1241, 1148, 1084, 1291, 999, 940, 1305, 1292,
  546, 678, 1120, 866, 1790, 1349, 1385, 1090, 1405, 1153, 968, 1014, 1337, 1211, 1856, 1128, 1064, 979, 665, 880, 665,
  1020, 1020, 615, 1011, 1099, 857, 1099, 1031, 648, 971, 1099, 503, 523, 983, 503, 1666, 1099, 1101, 1099, 1099, 728,
  817, 710, 1099, 969, 1526, 941, 970, 814, 704, 973, 704, 1020,
];
const OTHERS: Record<string, number> = {
  '’': 511,
  '‘': 511,
  '“': 857,
  '”': 857,
  '«': 1049,
  '»': 1049,
  '–': 1020,
  '—': 1854,
  '…': 1414,
  '€': 1038,
  '→': 1854,
  '°': 694,
  '²': 688,
  œ: 1740,
  æ: 1583,
  '\u00a0': 463,
  '\u202f': 463,
  '●': 1237,
  '▲': 2028,
  '▼': 2028,
  '○': 1126,
  '•': 1020,
};

/** An accent takes no room: é is as wide as e. */
function widthOf(character: string, table: readonly number[]): number {
  const code = character.charCodeAt(0);
  if (code >= 32 && code < 127) return table[code - 32] ?? 1020;
  const known = OTHERS[character];
  if (known !== undefined) return known;
  const base = character.normalize('NFD').charCodeAt(0);
  return base >= 32 && base < 127 ? (table[base - 32] ?? 1020) : 1020;
}

const kept: Record<'bold' | 'regular', Map<string, number>> = { bold: new Map(), regular: new Map() };

/** The width of a word, in 2048ths of the size; words come back often, so each is measured once. */
function wordWidth(word: string, bold: boolean): number {
  const memory = kept[bold ? 'bold' : 'regular'];
  const known = memory.get(word);
  if (known !== undefined) return known;
  let width = 0;
  for (const character of word) width += widthOf(character, bold ? BOLD : REGULAR);
  if (memory.size < 20_000) memory.set(word, width);
  return width;
}

/** A stretch of words in one face. */
export interface Stretch {
  text: string;
  bold?: boolean | undefined;
}

/**
 * How many lines words take in a width, in points: broken at spaces and after hyphens, a word that no line holds cut where
 * the line ends. Example: « Dijon métropole » at 10.5 points takes one line of 482 points, and two of 60.
 */
export function linesIn(stretches: readonly Stretch[], size: number, width: number): number {
  const room = (width * 2048) / size;
  let lines = 1;
  let at = 0;
  for (const { text, bold = false } of stretches) {
    for (const piece of text.split(/(\n| |(?<=[\p{L}\d])-(?=\p{L}))/u)) {
      if (piece === '') continue;
      if (piece === '\n') {
        lines += 1;
        at = 0;
        continue;
      }
      const wide = wordWidth(piece, bold);
      if (piece === ' ') {
        at += wide;
        continue;
      }
      if (at > 0 && at + wide > room) {
        lines += 1;
        at = 0;
      }
      const more = Math.max(0, Math.ceil(wide / room) - 1);
      lines += more;
      at += wide - more * room;
    }
  }
  return lines;
}
