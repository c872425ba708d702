import { cellText, type GridRow } from './grid.ts';
import { labelKey } from './layout/column-names.ts';
import type { KeptColumn } from './layout/row-nature.ts';
import { quoted } from './text.ts';
import { type ColumnAnswer, hasLostSpaces } from './values/cell-value.ts';
import { dateOrderOf, monthFirstDate, parseDate } from './values/read-date.ts';

/** One question for a whole column, instead of a refusal a row or a guess. */
export interface ColumnQuestion {
  /** The column as the file names it. */
  column: string;
  /** The field of the register, or what else the question is about. */
  field: string;
  /** A French sentence. */
  question: string;
  /** The choice that is likely. */
  proposed: string;
  choices: { choice: string; label: string }[];
  /** What was answered; absent: nobody did, and what it touches is not taken. */
  answer?: string;
}

/** What someone answered: the column (or the field) → the choice. */
export type ColumnAnswers = Record<string, string>;

const dateChoices = [
  { choice: 'mois-jour', label: 'Le mois vient d’abord (mois/jour/année)' },
  { choice: 'jour-mois', label: 'Le jour vient d’abord (jour/mois/année)' },
];
const swapChoices = [
  { choice: 'inverser', label: 'Jour et mois ont été inversés\u00a0: les remettre à leur place' },
  { choice: 'garder', label: 'Ces dates sont justes' },
];
const spaceChoices = [
  { choice: 'espace', label: 'C’est une espace perdue\u00a0: 7?637 est 7\u202f637' },
  { choice: 'inconnu', label: 'Ces valeurs ne sont pas sûres\u00a0: les laisser de côté' },
];

const meaning: Record<string, ColumnAnswer> = {
  'mois-jour': 'month-first',
  'jour-mois': 'as-written',
  inverser: 'swapped',
  garder: 'as-written',
  espace: 'lost-spaces',
  inconnu: 'as-written',
};

/** True when an answer is about a question: by the field, or by the column as the file names it. */
export function isAbout(name: string, { field, column }: Pick<ColumnQuestion, 'field' | 'column'>): boolean {
  return name === field || labelKey(name) === labelKey(column);
}

/** What was answered of a column, when it is one of the choices. */
export function answerTo(question: ColumnQuestion, answers: ColumnAnswers): string | undefined {
  const said = Object.entries(answers).find(([name]) => isAbout(name, question));
  return question.choices.find(({ choice }) => choice === said?.[1]?.trim())?.choice;
}

function questionOfDates(label: string, field: string, cells: GridRow['cells']): ColumnQuestion | undefined {
  const order = dateOrderOf(cells);
  if (order === 'month-first') {
    const proof = cells.find(
      (cell) => typeof cell === 'string' && parseDate(cell) === undefined && monthFirstDate(cell),
    );
    return {
      column: label,
      field,
      question: `Dans la colonne ${quoted(label)}, les dates paraissent écrites mois/jour (${quoted(cellText(proof))} n’existe pas autrement)\u00a0: dites dans quel ordre les lire. Les dates qui se lisent des deux façons attendent.`,
      proposed: 'mois-jour',
      choices: dateChoices,
    };
  }
  if (order !== 'swapped') return undefined;
  const real = cells.filter((cell) => cell !== null && typeof cell === 'object' && 'date' in cell).length;
  const [dates, have] = real > 1 ? [`${real} vraies dates`, 'n’ont'] : ['une vraie date', 'n’a'];
  return {
    column: label,
    field,
    question: `Dans la colonne ${quoted(label)}, ${dates} ${have} pas de jour après le 12 et les autres sont restées du texte\u00a0: le tableur a sans doute inversé le jour et le mois. Dites s’il faut les remettre à leur place\u202f; ces dates attendent.`,
    proposed: 'inverser',
    choices: swapChoices,
  };
}

function questionOf({ column, label, position }: KeptColumn, rows: GridRow[]): ColumnQuestion | undefined {
  const cells = rows.map((row) => row.cells[position] ?? null);
  if (column.kind === 'date') return questionOfDates(label, column.field, cells);
  if (column.kind !== 'euros') return undefined;
  const lost = cells.find((cell) => typeof cell === 'string' && hasLostSpaces(cell));
  if (lost === undefined) return undefined;
  return {
    column: label,
    field: column.field,
    question: `Dans la colonne ${quoted(label)}, un «\u00a0?\u00a0» sépare les chiffres (${quoted(cellText(lost))})\u00a0: un export y a sans doute perdu les espaces. Dites comment les lire\u202f; ces valeurs attendent.`,
    proposed: 'espace',
    choices: spaceChoices,
  };
}

/** The questions that the columns of a table raise, as its first rows show them. */
export function columnQuestions(rows: GridRow[], kept: KeptColumn[], answers: ColumnAnswers): ColumnQuestion[] {
  return kept.flatMap((one) => {
    const question = questionOf(one, rows);
    if (!question) return [];
    const answer = answerTo(question, answers);
    return [{ ...question, ...(answer !== undefined && { answer }) }];
  });
}

/** How the cells of the columns that were asked about are to be read: null where nobody answered. */
export function readingsOf(questions: ColumnQuestion[]): Map<string, ColumnAnswer | null> {
  return new Map(
    questions.map(({ field, answer }) => [field, answer === undefined ? null : (meaning[answer] ?? null)]),
  );
}
