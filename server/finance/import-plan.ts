import { createHash } from 'node:crypto';
import { type FinanceSheetKind, financeSheets } from '../../shared/domain/finance/finance-workbook.ts';
import type { FinanceImportFile } from '../../shared/schemas/finance/finance-import.ts';
import { type Partners, planInstalment } from './import-instalments.ts';
import { type PlannedLine, planLine, saysNothing } from './import-lines.ts';
import { type PlannedPartner, planConvention } from './import-partners.ts';
import { type Decision, type ReadRow, readRow, refused } from './import-reading.ts';
import { type KnownMoney, partnerKey } from './import-world.ts';

/** What a file would do: each row decided on, and what would be written. */
export interface ImportPlan {
  decisions: Decision[];
  lines: PlannedLine[];
  partners: PlannedPartner[];
  /** The print of the decisions and of the rows that they rest on: the same print, the same writing. */
  seal: string;
}

/** A row that the file gives twice: only the first one counts, and the second says where it is. */
class FirstRows {
  private readonly rows = new Map<string, number>();

  twin(read: ReadRow, key: string): Decision | null {
    const first = this.rows.get(key);
    this.rows.set(key, first ?? read.row);
    if (first === undefined) return null;
    const column = financeSheets[read.sheet].columns[0]?.label ?? '';
    const reason = `Cette ligne est déjà donnée à la ligne ${first} du fichier.`;
    return refused(read, key.split('/').join(', '), [{ column, value: '', reason }]);
  }
}

const rowsOf = ({ sheets }: FinanceImportFile, kind: FinanceSheetKind): ReadRow[] =>
  sheets
    .filter((sheet) => sheet.kind === kind)
    .flatMap(({ rows }) => rows.map(({ row, cells }) => readRow(kind, row, cells)));

function planLines(file: FinanceImportFile, known: KnownMoney): PlannedLine[] {
  const first = new FirstRows();
  return rowsOf(file, 'lines')
    .filter((read) => !saysNothing(read))
    .map((read) => {
      const planned = planLine(read, known);
      const { input } = planned;
      const twin = input && first.twin(read, `${input.action}/${input.year}/${input.funder.toLowerCase()}`);
      return twin ? { ...planned, decision: twin, input: null } : planned;
    });
}

function planPartners(file: FinanceImportFile, known: KnownMoney): { decisions: Decision[]; partners: Partners } {
  const first = new FirstRows();
  const partners: Partners = new Map();
  const conventions = rowsOf(file, 'conventions').map((read) => {
    const { decision, partner } = planConvention(read, known);
    const twin = partner && first.twin(read, partner.code);
    if (partner && !twin) partners.set(partnerKey(partner.code), partner);
    return twin ?? decision;
  });
  const instalments = rowsOf(file, 'instalments').map((read) => {
    const { convention, label, dueDate } = read.given;
    const named = convention && label ? first.twin(read, [convention, label, dueDate].join('/').toLowerCase()) : null;
    return named ?? planInstalment(read, partners, known);
  });
  return { decisions: [...conventions, ...instalments], partners };
}

const sealOf = (decisions: readonly Decision[], versions: readonly unknown[]) =>
  createHash('sha256')
    .update(JSON.stringify([decisions, versions]))
    .digest('hex');

/** Decides on every row of a file against what is known now; nothing is written. */
export function planOf(file: FinanceImportFile, known: KnownMoney): ImportPlan {
  const lines = planLines(file, known);
  const { decisions: others, partners: planned } = planPartners(file, known);
  const decisions = [...lines.map(({ decision }) => decision), ...others];
  const partners = [...planned.values()];
  const versions = [lines.map(({ version }) => version), partners.map(({ code, input }) => [code, input.version])];
  return {
    decisions,
    lines: lines.filter(({ input, decision }) => input && ['new', 'changed'].includes(decision.verdict)),
    partners: partners.filter(({ touched }) => touched),
    seal: sealOf(decisions, versions),
  };
}
