import type { IsoDate } from '../../domain/month.ts';
import { type ReasonCode, reasonWith } from '../reasons.ts';
import { fold } from '../text.ts';
import type { CommuneFound } from './communes.ts';
import type { DateOrder } from './read-date.ts';

export interface ReadingContext {
  today: IsoDate;
  date1904: boolean;
  /** Completes "12 juin" when the sheet or the file says the year. */
  year?: number;
  /** Fields of dates of which some were written with the month first, and some not. */
  mixedOrder?: Set<string>;
  /** What was answered of the fields whose cells can be read two ways; null: nobody answered yet. */
  answers?: Map<string, ColumnAnswer | null>;
  findCommune: (text: string) => CommuneFound;
  /** Words of the names of the territory's communes: they name nobody. */
  placeWords?: Set<string>;
}

/** How the doubtful cells of a column are to be read. */
export type ColumnAnswer = DateOrder | 'as-written' | 'lost-spaces';

/** What could be read two ways: a sentence, the reading that is proposed, and whether it stands when nobody answers. */
export interface Asked {
  code: ReasonCode;
  reason: string;
  question: { read: string; stands: boolean };
}

/** `outside`: a place of another territory. `aside`: read only in part, which is said. */
export type CellReading =
  | { value: string | number | null; outside?: boolean; asked?: Asked; aside?: { code: ReasonCode; reason: string } }
  | { problem: string; code: ReasonCode };

export const fault = (code: ReasonCode, text = '', proposed = ''): CellReading => ({
  problem: reasonWith(code, text, proposed),
  code,
});

export const askedOf = (code: ReasonCode, text: string, read: string, stands: boolean): Asked => ({
  code,
  reason: reasonWith(code, text, read),
  question: { read, stands },
});

export const blank: CellReading = { value: null };
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
  'nsp',
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
export const nothing = new Set(['neant', 'aucun', 'aucune', 'zero']);

/** "NC" and its like: the partner says that there is no answer, which is not the same as no cell. */
export function isNotKnown(text: string): boolean {
  return notKnown.has(fold(text));
}
