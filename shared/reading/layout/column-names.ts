import type { Register, RegisterColumn } from '../../registers/register.ts';
import { editDistance, fold } from '../text.ts';

const linkWords = new Set([
  'de',
  'd',
  'du',
  'des',
  'la',
  'le',
  'les',
  'l',
  'au',
  'aux',
  'en',
  'un',
  'une',
  'et',
  'ou',
  'a',
  // A form asks: « Quel thème ? », « Combien de personnes étaient présentes ? ».
  ...['quel', 'quelle', 'quels', 'quelles', 'combien', 'est', 'sont', 'etait', 'etaient', 'ete', 'votre', 'vos'],
]);
const synonyms: Record<string, string> = {
  n: 'numero',
  no: 'numero',
  num: 'numero',
  nb: 'nombre',
  nbr: 'nombre',
  nbre: 'nombre',
  ref: 'reference',
  dt: 'date',
  pers: 'personne',
  tel: 'telephone',
  mnt: 'montant',
  qte: 'quantite',
  lgt: 'logement',
  logt: 'logement',
  constr: 'construction',
  struct: 'structure',
  ville: 'commune',
  id: 'identifiant',
  assign: 'assignation',
  jugt: 'jugement',
  jgt: 'jugement',
  surf: 'surface',
  pre: 'present',
  dem: 'demande',
};
const nominativeWords = new Set([
  'nom',
  'prenom',
  'naissance',
  'adresse',
  'telephone',
  'mail',
  'email',
  'courriel',
  'portable',
  'nir',
  'secu',
  'securite',
  'identite',
  'remarque',
  'commentaire',
  'observation',
  'ddn',
]);

const labelKeys = new Map<string, string>();

/** A label as it is compared: `N° de la demande (SIAO)` and `Numéro demande SIAO` are the same. Remembered, up to a bound. */
export function labelKey(label: string): string {
  const known = labelKeys.get(label);
  if (known !== undefined) return known;
  const key = keyOf(label);
  if (labelKeys.size > 5000) labelKeys.clear();
  if (label.length < 80) labelKeys.set(label, key);
  return key;
}

/** The number of a title in a list of them: « 3. Commune », « 4) Parc ». */
const ofList = /^\s*\d{1,2}\s*[.)–-]\s*(?=\p{L})/u;

function keyOf(label: string): string {
  return fold(label.replace(ofList, ''))
    .replace(/[%<>+]/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !linkWords.has(word))
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word))
    .map((word) => synonyms[word] ?? word)
    .join(' ');
}

interface KnownLabel {
  column: RegisterColumn;
  key: string;
  /** The label itself: « Atelier du » is a date, though its key is that of « Atelier ». */
  folded: string;
  words: string[];
  rank: number;
  /** How many letters a slip of the hand may change; never in an acronym, where a letter changes the meaning (CP, CQL, CFP). */
  slips: number;
}

function slipsIn(key: string): number {
  if (key.length - key.lastIndexOf(' ') - 1 < 5) return 0;
  return key.length >= 10 ? 2 : key.length >= 6 ? 1 : 0;
}

const knownLabels = new Map<Register, KnownLabel[]>();

function labelsOf(register: Register): KnownLabel[] {
  const known = knownLabels.get(register);
  if (known !== undefined) return known;
  const labels = register.columns.flatMap((column) =>
    [column.label, ...column.aliases].map((label, rank) => {
      const key = labelKey(label);
      return { column, key, folded: fold(label), words: key.split(' '), rank, slips: slipsIn(key) };
    }),
  );
  knownLabels.set(register, labels);
  return labels;
}

/** How far a header cell names a column, from 0 to 1: the label itself, one of its aliases, most of its words, or a slip of the hand. */
function likeness(key: string, folded: string, words: Set<string>, known: KnownLabel): number {
  if (folded === known.folded) return 1 - known.rank * 0.0001;
  if (key === known.key) return 0.998 - known.rank * 0.002;
  if (known.column.kind === 'nominative' || known.words.length + words.size < 3) return slip(key, known);
  let shared = 0;
  for (const word of known.words) if (words.has(word)) shared += 1;
  if (shared === 0) return slip(key, known);
  const union = words.size + known.words.length - shared;
  if (shared === union) return 0.94 - known.rank * 0.002;
  if (shared / union >= 0.6) return 0.5 + 0.4 * (shared / union);
  if (known.words.length >= 2 && shared === known.words.length) {
    return 0.6 + 0.1 * (shared / union) + (key.startsWith(known.key) ? 0.05 : 0);
  }
  return slip(key, known);
}

/** A slip of the hand. */
function slip(key: string, { key: known, slips }: KnownLabel): number {
  if (slips === 0 || Math.abs(key.length - known.length) > slips) return 0;
  // Two slips at both ends are no slip; this spares nearly every comparison.
  if (key[0] !== known[0] && key.at(-1) !== known.at(-1)) return 0;
  return editDistance(key, known, slips) <= slips ? 0.8 : 0;
}

const likenesses = new Map<Register, Map<string, { column: RegisterColumn; score: number }[]>>();

/** A longer text is the title of no column. */
const LONGEST_LABEL = 1000;

/** The columns of a register that one label may name, best first. Example: `Demande du` names the date of a SIAO request. */
export function columnsNamed(label: string, register: Register): { column: RegisterColumn; score: number }[] {
  if (label.length > LONGEST_LABEL || !/\p{L}/u.test(label)) return [];
  const cache = likenesses.get(register) ?? new Map<string, { column: RegisterColumn; score: number }[]>();
  likenesses.set(register, cache);
  const cached = cache.get(label);
  if (cached !== undefined) return cached;
  const keys = [...new Set([labelKey(label), labelKey(label.replace(/\([^)]*\)/g, ' '))])].filter((key) => key !== '');
  const folded = fold(label);
  const best = new Map<RegisterColumn, number>();
  for (const key of keys) {
    const words = new Set(key.split(' '));
    const aboutPeople = [...words].some((word) => nominativeWords.has(word));
    for (const known of labelsOf(register)) {
      const score = likeness(key, folded, words, known);
      const allowed = score > 0.9 || !aboutPeople || known.column.kind === 'nominative';
      if (score > 0 && allowed && score > (best.get(known.column) ?? 0)) best.set(known.column, score);
    }
  }
  const sorted = [...best].map(([column, score]) => ({ column, score })).sort((a, b) => b.score - a.score);
  if (cache.size < 2000) cache.set(label, sorted);
  return sorted;
}
