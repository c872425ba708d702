import type { IsoDate } from '../../domain/month.ts';
import { monthOf } from '../../domain/month.ts';
import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText, isBlank, UNCOMPUTED } from '../grid.ts';
import { fold, quoted } from '../text.ts';
import type { CommuneFound } from './communes.ts';
import { dateOfCell, hasShortYear, isTwoWays, monthFirstDate } from './read-date.ts';
import { type NumberStyle, parseNumber } from './read-number.ts';

export interface ReadingContext {
  today: IsoDate;
  date1904: boolean;
  /** Completes "12 juin" when the sheet or the file says the year. */
  year?: number;
  /** Fields of dates of which some were written with the month first. */
  monthFirst?: Set<string>;
  findCommune: (text: string) => CommuneFound;
}

/** What could be read two ways: a sentence, the reading that is proposed, and whether it stands when nobody answers. */
interface Asked {
  reason: string;
  question: { read: string; stands: boolean };
}

export type CellReading = { value: string | number | null; outside?: boolean; asked?: Asked } | { problem: string };

const blank: CellReading = { value: null };
const notKnown = new Set([
  'nc',
  'n c',
  'nd',
  'n d',
  'na',
  'n a',
  'nr',
  'n r',
  'ns',
  'so',
  's o',
  'inconnu',
  'inconnue',
  'ne sait pas',
  'non connu',
  'non connue',
  'non communique',
  'non communiquee',
  'non renseigne',
  'non renseignee',
  'non disponible',
  'indisponible',
  'sans objet',
  'en attente',
  'vide',
  'null',
]);
const nothing = new Set(['neant', 'aucun', 'aucune', 'zero']);

/** "NC" and its like: the partner says that there is no answer, which is not the same as no cell. */
function isNotKnown(text: string): boolean {
  return notKnown.has(fold(text));
}

/** A cell that says nothing: blank, a dash, a question mark. */
export function saysNothing(cell: Cell | undefined): boolean {
  return isBlank(cell) || (typeof cell === 'string' && /^[\s\-–—_./?*…]+$/.test(cell));
}

const inFrench = (date: IsoDate) => date.split('-').reverse().join('/');

/** What is to be asked about a date that is written in a way that others read otherwise. */
function askAboutDate(cell: Cell, date: IsoDate, swapped: boolean, doubtful: boolean): Asked | undefined {
  if (typeof cell !== 'string') return undefined;
  const [text, read] = [quoted(cell.trim().slice(0, 40)), inFrench(date)];
  if (swapped)
    return {
      reason: `La date ${text} n’existe pas dans l’ordre jour/mois\u202f; dans l’ordre mois/jour, c’est le ${read}\u00a0: acceptez cette lecture, ou corrigez la date.`,
      question: { read, stands: false },
    };
  if (hasShortYear(cell))
    return {
      reason: `L’année de ${text} n’a que deux chiffres, elle est lue ${read}\u00a0: confirmez-le, ou écrivez l’année entière.`,
      question: { read, stands: true },
    };
  if (doubtful && isTwoWays(cell))
    return {
      reason: `D’autres dates de cette colonne sont écrites mois/jour\u00a0: ${text} est lue ${read} (jour/mois)\u202f; confirmez-le, ou corrigez la colonne.`,
      question: { read, stands: true },
    };
  return undefined;
}

function readDateCell(cell: Cell, column: RegisterColumn, context: ReadingContext): CellReading {
  const straight = dateOfCell(cell, context.date1904, context.year);
  const date = straight ?? (typeof cell === 'string' ? monthFirstDate(cell) : undefined);
  const text = cellText(cell);
  if (date === undefined && (isNotKnown(text) || nothing.has(fold(text)))) return blank;
  if (date === undefined && /\d/.test(text)) {
    return {
      problem: `La date ${quoted(text.slice(0, 40))} n’existe pas dans le calendrier\u00a0: écrivez-la jour/mois/année, puis redéposez le fichier.`,
    };
  }
  if (date === undefined)
    return {
      problem:
        'Une date est attendue et la cellule contient un texte\u00a0: écrivez-la jour/mois/année, puis redéposez le fichier.',
    };
  if (date < '1990')
    return {
      problem: `La date ${quoted(text)} est trop ancienne pour être juste\u00a0: vérifiez l’année, puis redéposez le fichier.`,
    };
  if (!column.mayBeFuture && monthOf(date) > monthOf(context.today)) {
    return {
      problem: `La date ${quoted(text)} est dans le futur\u00a0: vérifiez l’année et le mois, puis redéposez le fichier.`,
    };
  }
  const asked = askAboutDate(cell, date, straight === undefined, context.monthFirst?.has(column.field) ?? false);
  return { value: date, ...(asked && { asked }) };
}

/** A number of any style, `undefined` when the cell holds something else; a blank or "NC" is null. */
export function numberOfCell(cell: Cell, style: NumberStyle = {}): number | null | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return undefined;
  const number = parseNumber(cell, style);
  if (number !== undefined) return number;
  if (nothing.has(fold(cell))) return 0;
  return isNotKnown(cell) ? null : undefined;
}

export function numberProblem(text: string): string {
  if (/^<|^moins de/i.test(text.trim())) {
    return `La valeur ${quoted(text.slice(0, 40))} est masquée\u00a0: donnez le nombre exact, ou «\u00a0NC\u00a0» s’il n’est pas connu.`;
  }
  return 'Un nombre est attendu et la cellule contient un texte\u00a0: écrivez-le en chiffres, puis redéposez le fichier.';
}

function readNumberCell(cell: Cell, column: RegisterColumn): CellReading {
  const number = numberOfCell(cell, { whole: !column.decimal });
  if (number === null) return blank;
  if (number === undefined) return { problem: numberProblem(cellText(cell)) };
  if (number < 0)
    return { problem: 'Ce nombre ne peut pas être négatif\u00a0: corrigez-le, puis redéposez le fichier.' };
  if (!column.decimal && !Number.isInteger(number)) {
    return { problem: 'Un nombre entier est attendu\u00a0: corrigez-le, puis redéposez le fichier.' };
  }
  if (typeof cell === 'string' && !column.decimal && /^\d{1,3}[.,]\d{3}$/.test(cell.trim())) {
    const read = number.toLocaleString('fr-FR');
    const reason = `${quoted(cell.trim())} est lu ${read}\u00a0: confirmez-le, ou écrivez le nombre sans point ni virgule.`;
    return { value: number, asked: { reason, question: { read, stands: true } } };
  }
  return { value: number };
}

/** Amounts in thousands or millions, said by the cell or by the title of its column. Example: `2,2 M€` is 2 200 000. */
function scaleOf(text: string): number {
  if (/(^|[\s(\d])(M€|millions?)/.test(text)) return 1_000_000;
  return /(^|[\s(\d])([kK]€|milliers?)/.test(text) ? 1000 : 1;
}

function readEuros(cell: Cell, label: string): CellReading {
  const scale = scaleOf(cellText(cell)) * scaleOf(label);
  const bare =
    typeof cell === 'string' ? cell.replace(/\s*(M€|[kK]€|(millions?|milliers?)( d[’']euros| €)?)\s*$/, '') : cell;
  const euros = numberOfCell(bare, { money: scale === 1 });
  if (euros === null) return blank;
  if (euros === undefined) return { problem: numberProblem(cellText(cell)) };
  const cents = Math.round(Number((euros * scale * 100).toPrecision(15)));
  return Number.isSafeInteger(cents)
    ? { value: cents }
    : { problem: 'Ce montant est trop grand pour être juste\u00a0: vérifiez-le.' };
}

/** Percent points: `46 %` and 0.46 are both 46. */
function readPercent(cell: Cell): CellReading {
  const number = numberOfCell(cell);
  if (number === null) return blank;
  if (number === undefined) return { problem: numberProblem(cellText(cell)) };
  const isShare = number > 0 && number < 1 && !cellText(cell).includes('%');
  return { value: Number((isShare ? number * 100 : number).toPrecision(12)) };
}

function readCommune(cell: Cell, context: ReadingContext): CellReading {
  const text = typeof cell === 'number' ? String(cell) : cellText(cell);
  if (isNotKnown(text) || nothing.has(fold(text))) return blank;
  const found = context.findCommune(text);
  if ('inseeCode' in found) return { value: found.inseeCode };
  if ('outside' in found) return { value: null, outside: true };
  if ('postalCode' in found) {
    return {
      problem: `Le code ${quoted(text)} ne suffit pas à désigner une commune\u00a0: écrivez le nom de la commune, puis redéposez le fichier.`,
    };
  }
  return {
    problem: `La commune ${quoted(text.slice(0, 60))} n’est pas reconnue\u00a0: s’agit-il de ${quoted(found.suggestion)}\u202f? Corrigez-la, puis redéposez le fichier.`,
  };
}

const choiceKeys = new WeakMap<RegisterColumn, Map<string, string>>();

/** The canonical label of a choice, or the text as it was written when it is none of them. */
function canonicalChoice(column: RegisterColumn, text: string): string {
  let keys = choiceKeys.get(column);
  if (keys === undefined) {
    keys = new Map();
    for (const [label, others] of Object.entries(column.choices ?? {})) {
      for (const other of [label, ...others]) keys.set(choiceKey(other), label);
    }
    choiceKeys.set(column, keys);
  }
  const known = keys.get(text);
  if (known !== undefined) return known;
  const label = keys.get(choiceKey(text)) ?? text.slice(0, 120);
  if (keys.size < 5000) keys.set(text, label);
  return label;
}

/** Plurals, link words and punctuation do not make another choice. */
function choiceKey(text: string): string {
  return fold(text.replace(/\((e|s|es)\)/gi, ''))
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word))
    .filter((word) => !['de', 'd', 'du', 'des', 'la', 'le', 'les', 'l', 's'].includes(word))
    .join(' ');
}

function readYesNo(cell: Cell): CellReading {
  const text = fold(cellText(cell));
  if (['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', '1'].includes(text)) return { value: 'oui' };
  if (['non', 'n', 'no', 'faux', 'false', '0'].includes(text)) return { value: 'non' };
  return {
    problem:
      '«\u00a0Oui\u00a0» ou «\u00a0non\u00a0» est attendu\u00a0: corrigez la cellule, puis redéposez le fichier.',
  };
}

/** What is wrong with a formula: its result is an error, or nobody ever computed it. */
export function errorProblem(error: string): string {
  if (error === UNCOMPUTED)
    return 'Cette formule n’a pas de résultat enregistré\u00a0: ouvrez et enregistrez le classeur dans votre tableur, puis redéposez-le.';
  return `La cellule contient l’erreur ${quoted(error)} du tableur\u00a0: corrigez la formule, puis redéposez le fichier.`;
}

/** The value of a cell in a column of a register: a value, null for nothing, or a French sentence that says what is wrong. */
export function readCell(
  cell: Cell | undefined,
  column: RegisterColumn,
  context: ReadingContext,
  label = column.label,
): CellReading {
  if (cell === undefined || cell === null || saysNothing(cell)) return blank;
  if (typeof cell === 'object' && 'error' in cell) {
    if (column.kind === 'text' && cell.error !== UNCOMPUTED) return blank;
    return { problem: errorProblem(cell.error) };
  }
  switch (column.kind) {
    case 'date':
      return readDateCell(cell, column, context);
    case 'number':
      return readNumberCell(cell, column);
    case 'euros':
      return readEuros(cell, label);
    case 'percent':
      return readPercent(cell);
    case 'commune':
      return readCommune(cell, context);
    case 'yes-no':
      return readYesNo(cell);
    case 'choice':
      return isNotKnown(cellText(cell)) ? blank : { value: canonicalChoice(column, cellText(cell)) };
    case 'key':
      return { value: typeof cell === 'number' ? String(cell) : cellText(cell) };
    default:
      return { value: cellText(cell).slice(0, 200) };
  }
}
