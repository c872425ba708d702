import { NARROW_SPACE, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import type { Content, SourceName } from '../../../shared/registers/register.ts';
import type { StoredRemark, Verdict } from '../../../shared/schemas/import.ts';
import { type CommuneNames, cellWords, contentColumns } from '../../lib/words/register-words.ts';
import type { RemarkWords } from '../reading/use-file-words.ts';

/** A row as the server judged it; see `imports.rows`. */
export interface JudgedRow {
  position: number;
  row: number;
  /** The rank of its sheet in the workbook. */
  sheet: number | null;
  verdict: Verdict;
  takes: boolean;
  outside: boolean;
  content: Content | null;
  before: Content | null;
  remarks: StoredRemark[] | null;
}

interface VerdictWords {
  verdict: Verdict;
  label: string;
  /** What becomes of these rows. */
  lead: string;
  /** Someone may take them or leave them out. */
  decidable: boolean;
}

/** The verdicts in the order in which they deserve a look: what asks something comes first. */
export const verdictWords: readonly VerdictWords[] = [
  {
    verdict: 'suspicious',
    label: 'Douteuses',
    lead: 'Une valeur est possible mais étonnante. Prenez la lecture proposée, ou laissez la ligne dehors.',
    decidable: true,
  },
  {
    verdict: 'moved',
    label: 'Déjà connues, à une autre date',
    lead: 'Ces lignes ne diffèrent d’une ligne connue que par sa date, ou portent son numéro dans une autre année. Dites si ce sont les mêmes, corrigées, ou d’autres\u202f; elles attendent.',
    decidable: true,
  },
  {
    verdict: 'unreadable',
    label: 'Illisibles',
    lead: 'Ces lignes n’entrent pas. Corrigez la cellule indiquée dans votre fichier, ou dans le classeur des lignes refusées, puis déposez-le.',
    decidable: false,
  },
  {
    verdict: 'changed',
    label: 'Changées',
    lead: 'Le registre contient déjà ces lignes, avec d’autres valeurs. Une ligne laissée de côté garde l’ancienne.',
    decidable: true,
  },
  { verdict: 'new', label: 'Nouvelles', lead: 'Le registre ne contient pas encore ces lignes.', decidable: true },
  {
    verdict: 'waiting',
    label: 'D’un mois validé',
    lead: 'Leur mois est validé. Ces lignes entrent au registre ; ce qu’elles changent attend d’être validé.',
    decidable: true,
  },
  {
    verdict: 'identical',
    label: 'Identiques',
    lead: 'Déjà au registre, sans différence. Rien ne change.',
    decidable: false,
  },
  {
    verdict: 'duplicate',
    label: 'Doublons',
    lead: 'Répètent une ligne du fichier, sans différence. Elles ne comptent qu’une fois.',
    decidable: false,
  },
  {
    verdict: 'superseded',
    label: 'Contredites plus loin',
    lead: 'Une ligne suivante du fichier porte le même numéro avec d’autres valeurs. C’est elle qui compte.',
    decidable: false,
  },
  {
    verdict: 'outside',
    label: 'Hors territoire',
    lead: 'Leur commune n’est pas du territoire. Elles sont gardées à part et ne comptent dans aucun chiffre.',
    decidable: true,
  },
  {
    verdict: 'expired',
    label: 'Durée dépassée',
    lead: 'Plus de deux ans depuis le dernier contact, ou effacées à la demande de la personne. Leurs chiffres restent comptés ; les lignes ne reviennent pas.',
    decidable: false,
  },
];

export function wordsOf(verdict: Verdict): VerdictWords {
  const words = verdictWords.find((one) => one.verdict === verdict);
  if (!words) throw new Error(`no words for ${verdict}`);
  return words;
}

/** The verdicts that some rows have. */
export function presentVerdicts(counts: Record<Verdict, number>): (VerdictWords & { count: number })[] {
  return verdictWords.map((words) => ({ ...words, count: counts[words.verdict] })).filter(({ count }) => count > 0);
}

export interface FieldChange {
  field: string;
  label: string;
  before: string;
  after: string;
}

const OTHER_LABEL = 'Autre donnée';

/** What differs between the register and the file, field by field, in the order of the register. */
export function fieldChanges(
  source: SourceName,
  before: Content | null,
  after: Content | null,
  communes?: CommuneNames,
): FieldChange[] {
  if (!before || !after) return [];
  const known = contentColumns(source);
  const fields = [...new Set([...known.map(({ field }) => field), ...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    if ((before[field] ?? null) === (after[field] ?? null)) return [];
    const column = known.find((one) => one.field === field) ?? { kind: 'text' as const, label: OTHER_LABEL };
    const words = (content: Content) => cellWords(content[field], column, communes) || 'vide';
    return [{ field, label: column.label, before: words(before), after: words(after) }];
  });
}

/** Where a row is in its file: « Mars, ligne 12 », « ligne 12 ». */
export function placeWords({ row, sheet }: { row: number; sheet?: string | undefined }): string {
  return sheet ? `${sheet}, ligne${S}${row}` : `ligne${S}${row}`;
}

/** What is asked of a doubtful cell, with the reading that is proposed. */
export function questionWords({ column, value, question }: RemarkWords): string {
  if (value === undefined) return column;
  const said = value ? `«${S}${value}${S}»` : 'vide';
  if (!question) return `${column}${S}: ${said}`;
  return `${column}${S}: ${said}, lu «${S}${question.read}${S}»${NARROW_SPACE}?`;
}

/** How many rows would be written, once what is left out is taken away. */
export function rowsToWrite({ accepted, outOfTerritory }: { accepted: number; outOfTerritory: number }): number {
  return accepted + outOfTerritory;
}
