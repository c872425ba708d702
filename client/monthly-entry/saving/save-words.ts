import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchCount, frenchDate, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { type CellContent, contentText } from '../grid/cell-text.ts';
import type { EntryCell, SaveState } from '../grid/entry-cells.ts';

const plainWords: Record<Exclude<SaveState['kind'], 'refused' | 'changed'>, string> = {
  untouched: '',
  partial: 'il manque l’autre nombre',
  saving: 'enregistrement…',
  saved: 'enregistré',
  elsewhere: 'en cours dans un autre onglet',
  offline: 'en attente du réseau',
  'signed-out': 'en attente de votre connexion',
  conflict: 'changé par quelqu’un d’autre',
};

/** The state of a cell in words. */
export function saveWords(save: SaveState): string {
  if (save.kind === 'changed') return `changé par ${save.by ?? 'quelqu’un d’autre'}`;
  return save.kind === 'refused' ? `refusé${S}: ${save.message}` : plainWords[save.kind];
}

/** What a cell says, in words: for a conflict, for the sending list. */
export function contentWords(content: CellContent, unit: Unit, isRatio: boolean): string {
  if (content.state === 'missing') return 'rien';
  if (content.state === 'unavailable') return `non connu${content.reason ? ` (${content.reason})` : ''}`;
  if (content.state === 'not-applicable') return 'sans objet';
  const figure = isRatio
    ? `${contentText({ ...content, state: 'value' }, unit, 'numerator')} sur ${contentText(content, unit, 'denominator')}`
    : contentText({ ...content, state: 'value' }, unit);
  return content.state === 'estimated' ? `${figure} (estimé)` : figure;
}

const clock = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** « 14 mars 2026 à 09:30 », in Paris. */
export function frenchInstant(instant: string): string {
  const date = new Date(instant);
  return `${frenchDate(day.format(date))} à ${clock.format(date)}`;
}

/** A cell that changed, and what it was. */
export interface CellNews {
  id: string;
  before: EntryCell | undefined;
  after: EntryCell;
}

/** What the live region says when cells changed state: one by its name, several by their number. */
export function saveNews(cells: readonly CellNews[], nameOf: (id: string) => string): string {
  const changed = cells.filter(({ before, after }) => before?.save !== after.save && after.save.kind !== 'untouched');
  const kinds = ['conflict', 'refused', 'changed', 'signed-out', 'offline', 'saved'] as const;
  const kind = kinds.find((one) => changed.some(({ after }) => after.save.kind === one));
  const concerned = changed.filter(({ after }) => after.save.kind === kind);
  const [first] = concerned;
  if (!kind || !first) return '';
  if (concerned.length === 1) return `${nameOf(first.id)}${S}: ${saveWords(first.after.save)}`;
  const several = {
    conflict: 'changées par quelqu’un d’autre',
    refused: 'refusées',
    changed: 'changées par quelqu’un d’autre',
    'signed-out': 'en attente de votre connexion',
    offline: 'en attente du réseau',
    saved: 'enregistrées',
  };
  return `${frenchCount(concerned.length, 'cellule', 'cellules')} ${several[kind]}`;
}
