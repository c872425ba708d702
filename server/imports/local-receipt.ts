import { type Month, yearOf } from '../../shared/domain/month.ts';
import { capitalised, frenchDecimal, frenchMonth, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import type { ColumnQuestion } from '../../shared/reading/column-questions.ts';
import type { OpenedFile } from '../../shared/reading/open-partner-file.ts';
import type { CellRemark, ReadRow, SkippedRow, UnreadSheet } from '../../shared/reading/partner-file.ts';
import { isReasonCode, type ReasonCode, reasonWith } from '../../shared/reading/reasons.ts';
import { counted, quoted } from '../../shared/reading/text.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Measures, Ratio, SourceName } from '../../shared/registers/register.ts';
import type { PlacedRemark } from '../../shared/schemas/import.ts';
import type { Receipt } from './commit.ts';
import type { KeptOut } from './judged-repository.ts';
import type { CellChange } from './receipt-columns.ts';

/** A remark as it is printed beside the file: with the words of the file, which are stored nowhere. */
type Printed = Omit<CellRemark, 'aside'>;

export interface PrintedPart {
  source: SourceName;
  /** The months that the file is said to cover, and what says so. */
  period: Receipt['period'];
  sheets: string[];
  rows: number;
  accepted: number;
  changed: number;
  identical: number;
  duplicates: number;
  superseded: number;
  leftOut: number;
  outOfTerritory: number;
  rejected: Printed[];
  remarks: Printed[];
  suspicious: Printed[];
  skipped: SkippedRow[];
  questions: ColumnQuestion[];
  absent: number;
  droppedColumns: string[];
  indicators: Measures;
  /** Every figure that moves, before and after, as a screen would list it. */
  changes: CellChange[];
}

/** Keeps what the reader says of each row, on the computer that holds the file, for the receipt that is printed there. */
export class LocalRemarks {
  readonly rejected: CellRemark[] = [];
  readonly remarks: CellRemark[] = [];
  readonly suspicious: CellRemark[] = [];
  /** By place, and in a file of months by cell. */
  private readonly asked = new Map<string, CellRemark>();
  /** What the cells of a file of months said, by place and month. */
  private readonly cells = new Map<string, string>();

  see(read: ReadRow): void {
    if (read.kind === 'rejected') {
      this.rejected.push(read.remark);
      return;
    }
    const { series, month, value } = read.content;
    if (series !== undefined) this.cells.set(`${placeOf(read.row, read.sheet)}|${month}`, String(value ?? ''));
    const unanswered = read.remarks.find(({ question }) => question?.stands === false);
    const cell = series === undefined ? null : `${series}|${month}`;
    if (unanswered) this.asked.set(`${placeOf(unanswered.row, unanswered.sheet)}|${cell}`, unanswered);
    for (const remark of read.remarks) {
      if (remark === unanswered) continue;
      (remark.aside ? this.remarks : this.suspicious).push(remark);
    }
  }

  /** Why a cell of a file of months, which read well, is refused by the rules of the grid. */
  refused({ row, sheet, month, code }: PlacedRemark, sheetNames: string[]): Printed[] {
    if (!month || !isReasonCode(code)) return [];
    const name = sheet ? sheetNames[sheet - 1] : undefined;
    const value = this.cells.get(`${placeOf(row, name)}|${month}`) ?? '';
    return [{ row, ...(name && { sheet: name }), column: frenchMonth(month), value, code, reason: reasonWith(code) }];
  }

  /** Why a row that was read stays out. */
  of({ row, sheet, cell, verdict }: KeptOut, sheetNames: string[], numbered: boolean): Printed {
    const name = sheet === null ? undefined : sheetNames[sheet - 1];
    const asked = this.asked.get(`${placeOf(row, name)}|${cell}`);
    if (asked && verdict !== 'moved') return asked;
    const codes: Partial<Record<KeptOut['verdict'], ReasonCode>> = {
      expired: 'expired',
      moved: numbered ? 'moved-year' : 'moved',
    };
    const code = codes[verdict] ?? 'left-out';
    return { row, ...(name && { sheet: name }), column: '', value: '', code, reason: reasonWith(code) };
  }
}

const placeOf = (row: number, sheet: string | undefined) => `${sheet ?? ''}|${row}`;

/** Which months a file is whole for, when nothing in it says so: the civil years of its rows are likely. */
function questionOfPeriod({ from, to }: { from: Month; to: Month }): ColumnQuestion {
  const proposed = `${yearOf(from)}-01..${yearOf(to)}-12`;
  return {
    column: 'period',
    field: 'period',
    question: `Rien dans le fichier ne dit quels mois il couvre (ses lignes vont ${frenchOfMonth(from)} à ${frenchMonth(to)})\u00a0: dites-le, sous la forme 2022-01..2022-12. D’ici là, un mois sans ligne reste non reçu.`,
    proposed,
    choices: [
      { choice: proposed, label: `De janvier ${yearOf(from)} à décembre ${yearOf(to)}` },
      { choice: `${from}..${to}`, label: `${capitalised(frenchOfMonth(from))} à ${frenchMonth(to)}` },
    ],
  };
}

/** What the server asks once it has compared the file with what is known. */
function questionsOf(receipt: Receipt): ColumnQuestion[] {
  const register = registerOf(receipt.source);
  const numbered = register.rankGroup === undefined;
  const label = register.columns.find(({ kind, field }) =>
    numbered ? kind === 'key' : field === register.monthField,
  )?.label;
  const questions: ColumnQuestion[] = [];
  if (receipt.verdicts.moved > 0)
    questions.push({
      column: label ?? '',
      field: 'moved',
      question: numbered
        ? `${counted(receipt.verdicts.moved, 'ligne')} de ce fichier portent un numéro déjà connu à une autre date\u00a0: dites s’il s’agit des mêmes dossiers, corrigés, ou d’autres, parce que la numérotation recommence. Elles attendent.`
        : `${counted(receipt.verdicts.moved, 'ligne')} de ce fichier ne diffèrent d’une ligne connue que par sa date ou son thème\u00a0: dites si ce sont les mêmes, corrigées, ou d’autres. Elles attendent.`,
      proposed: 'corriger',
      choices: [
        { choice: 'corriger', label: 'Ce sont les mêmes, corrigées' },
        { choice: 'ajouter', label: 'Ce sont d’autres lignes' },
      ],
    });
  if (receipt.superseded > 0)
    questions.push({
      column: label ?? '',
      field: 'superseded',
      question: `${counted(receipt.superseded, 'ligne')} du fichier sont contredites plus loin, sous le même ${numbered ? 'numéro' : 'repère'}\u00a0: la dernière est gardée\u202f; vérifiez que ce sont bien les mêmes.`,
      proposed: 'derniere',
      choices: [{ choice: 'derniere', label: 'Garder la dernière' }],
      answer: 'derniere',
    });
  if (receipt.periodAsked && receipt.period) questions.push(questionOfPeriod(receipt.period));
  if (receipt.absent > 0 && receipt.absentChoice === null)
    questions.push({
      column: 'lignes absentes',
      field: 'absent',
      question: `${counted(receipt.absent, 'ligne connue')} ne sont plus dans cet export complet\u00a0: dites s’il faut les garder, les clore ou les retirer. Elles sont gardées d’ici là.`,
      proposed: 'garder',
      choices: [
        { choice: 'garder', label: 'Les garder' },
        ...(register.closes ? [{ choice: 'clore', label: 'Les clore à la date de l’export' }] : []),
        { choice: 'retirer', label: 'Les retirer' },
      ],
    });
  return questions;
}

const periodReasons: Record<NonNullable<Receipt['period']>['why'], string> = {
  title: 'd’après le fichier',
  extraction: 'd’après sa date d’extraction',
  answer: 'd’après votre réponse',
  rows: 'd’après ses lignes\u00a0: à confirmer',
};

/** « Période : mai 2022 à juin 2022 (d’après votre réponse) ». */
export function periodLine(period: Receipt['period']): string[] {
  if (!period) return [];
  return [`  Période\u00a0: ${frenchMonth(period.from)} à ${frenchMonth(period.to)} (${periodReasons[period.why]})`];
}

/** The receipt of one register, with the words of the file. */
export function printedPart(opened: OpenedFile, local: LocalRemarks, receipt: Receipt): PrintedPart {
  const numbered = registerOf(opened.source).rankGroup === undefined;
  const { rows, accepted, changed, identical, duplicates, superseded, leftOut, outOfTerritory } = receipt;
  return {
    source: receipt.source,
    period: receipt.period,
    sheets: opened.sheetsRead,
    ...{ rows, accepted, changed, identical, duplicates, superseded, leftOut, outOfTerritory },
    rejected: [
      ...local.rejected,
      ...receipt.rejected.flatMap((one) => local.refused(one, opened.sheetNames)),
      ...receipt.keptOut.map((one) => local.of(one, opened.sheetNames, numbered)),
    ],
    remarks: local.remarks,
    suspicious: local.suspicious,
    skipped: opened.skipped(),
    questions: [...opened.questions, ...questionsOf(receipt)],
    absent: receipt.absent,
    droppedColumns: opened.droppedColumns,
    indicators: receipt.indicators,
    changes: receipt.changes,
  };
}

const together = <One>(parts: PrintedPart[], pick: (part: PrintedPart) => One[]) => parts.flatMap(pick);

/** One receipt of a workbook that feeds several registers, with each part below. */
export function printedReceipt(parts: [PrintedPart, ...PrintedPart[]], unread: UnreadSheet[]) {
  const sum = (pick: (part: PrintedPart) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const [first] = parts;
  return {
    source: first.source,
    period: first.period,
    rows: sum((one) => one.rows),
    accepted: sum((one) => one.accepted),
    changed: sum((one) => one.changed),
    identical: sum((one) => one.identical),
    duplicates: sum((one) => one.duplicates),
    superseded: sum((one) => one.superseded),
    leftOut: sum((one) => one.leftOut),
    outOfTerritory: sum((one) => one.outOfTerritory),
    absent: sum((one) => one.absent),
    skipped: together(parts, (one) => one.skipped),
    rejected: together(parts, (one) => one.rejected),
    remarks: together(parts, (one) => one.remarks),
    suspicious: together(parts, (one) => one.suspicious),
    questions: together(parts, (one) => one.questions),
    unread,
    droppedColumns: [...new Set(together(parts, (one) => one.droppedColumns))],
    indicators: Object.fromEntries(parts.flatMap(({ indicators }) => Object.entries(indicators))),
    changes: together(parts, (one) => one.changes),
    ...(parts.length > 1 && {
      parts: parts.map(({ source, sheets, rows, accepted, rejected, indicators }) => ({
        ...{ source, sheets, rows, accepted, indicators },
        rejected: rejected.length,
      })),
    }),
  };
}
export type PrintedReceipt = ReturnType<typeof printedReceipt>;

const place = ({ row, sheet }: { row: number; sheet?: string }) =>
  sheet ? `${sheet}, ligne\u00a0${row}` : `Ligne\u00a0${row}`;

function cellLine(one: Printed): string {
  const where = one.column === '' ? place(one) : `${place(one)}, colonne ${quoted(one.column)}`;
  return `  ${where}${one.value === '' ? '' : ` (${quoted(one.value)})`}\u00a0: ${one.reason}`;
}

const figureText = (figure: number | Ratio | null) =>
  figure === null
    ? 'non reçu'
    : typeof figure === 'number'
      ? frenchDecimal(figure)
      : `${frenchDecimal(figure.numerator)} / ${frenchDecimal(figure.denominator)}`;

/** Every figure that moves, one a line. */
export function changeLines(changes: readonly CellChange[]): string[] {
  const lines = changes.map(({ code, label, month, before, after, waits, typed }) => {
    const notes = [waits && 'mois validé, en attente de validation', typed && 'donné autrement par accord, inchangé'];
    const note = notes.filter(Boolean).join(', ');
    return `  ${code} ${frenchMonth(month)}\u00a0: ${figureText(before)} → ${figureText(after)}${note && ` (${note})`} ${label}`;
  });
  return lines.length === 0 ? ['Aucun chiffre ne change'] : [`Chiffres\u00a0: ${lines.length}`, ...lines];
}

/** What else than its rows a file says, line by line. */
export function remarkLines({ rejected, remarks, suspicious, skipped, unread, questions }: PrintedReceipt): string[] {
  const titled = (title: string, lines: string[]) => (lines.length === 0 ? [] : [title, ...lines]);
  return [
    ...titled(
      'Questions',
      questions.map(({ column, question, proposed, choices, answer }) =>
        answer === undefined
          ? `  ${question} Répondez par --answer ${quoted(`${column}=${proposed}`)} (${choices.map(({ choice }) => choice).join(', ')}).`
          : `  ${question} (${answer})`,
      ),
    ),
    ...titled(
      'Feuilles non lues',
      unread.map(({ sheet, rows, reason }) => `  ${quoted(sheet)}, ${counted(rows, 'ligne')}\u00a0: ${reason}`),
    ),
    ...titled('Lignes refusées', rejected.map(cellLine)),
    ...titled('Cellules mises de côté', remarks.map(cellLine)),
    ...titled('Cellules à vérifier', suspicious.map(cellLine)),
    ...titled(
      'Lignes passées',
      skipped.map((one) => `  ${place(one)}\u00a0: ${one.reason}`),
    ),
  ];
}
