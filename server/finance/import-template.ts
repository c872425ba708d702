import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import {
  type FinanceColumn,
  type FinanceSheetKind,
  financeSheetKinds,
  financeSheets,
} from '../../shared/domain/finance/finance-workbook.ts';
import { STATE_FUNDER } from '../../shared/domain/finance/finance-year.ts';
import { FICTITIOUS_MARK } from '../../shared/domain/report/report-document.ts';
import { conventionOf } from '../conventions/service.ts';
import type { Platform } from '../platform/context.ts';
import { findFunders } from './import-repository.ts';
import { findAnnex, findOrganisations, findPartners } from './repository.ts';

/** LibreOffice shows a style without a font name in a serif. */
const FONT = 'Calibri';
const head: CellStyle = {
  font: { name: FONT, size: 11, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '123A6B' } },
  alignment: { wrapText: true, vertical: 'center' },
};
const formats: Partial<Record<FinanceColumn['kind'], string>> = {
  amount: '#,##0.00\\ "€"',
  date: 'dd/mm/yyyy',
  year: '0',
};
const styleOf = ({ kind }: FinanceColumn): CellStyle => ({
  font: { name: FONT, size: 11 },
  alignment: { vertical: 'top', wrapText: kind === 'text' },
  ...(formats[kind] && { numFmt: formats[kind] }),
});

/** Rows that are ready to be filled in. */
const READY_ROWS = 200;

const letter = (rank: number) => String.fromCharCode(65 + rank);
const range = (rank: number) => `${letter(rank)}2:${letter(rank)}${READY_ROWS + 1}`;

/** The lists of the hidden sheet that the columns choose from. */
const lists = ['actions', 'financeurs', 'organismes', 'conventions'] as const;
const listOf: Record<string, { list: (typeof lists)[number]; strict: boolean }> = {
  'lines.action': { list: 'actions', strict: true },
  'lines.funder': { list: 'financeurs', strict: false },
  'conventions.organisation': { list: 'organismes', strict: true },
  'instalments.convention': { list: 'conventions', strict: false },
};

function validationsOf(kind: FinanceSheetKind): DataValidation[] {
  return financeSheets[kind].columns.flatMap(({ field, label, kind: of }, rank): DataValidation[] => {
    const chosen = listOf[`${kind}.${field}`];
    const common = { range: range(rank), allowBlank: true, errorTitle: label };
    if (chosen)
      return [
        {
          ...common,
          ...{ type: 'list', formula1: chosen.list, showErrorMessage: chosen.strict },
          errorMessage: 'Choisissez dans la liste.',
        },
      ];
    const warned = { showErrorMessage: true, errorStyle: 'warning' } as const;
    if (of === 'amount')
      return [
        {
          ...{ ...common, ...warned, type: 'decimal', operator: 'greaterThanOrEqual', formula1: '0' },
          errorMessage: 'Un montant en euros est attendu, ou «\u00a0NC\u00a0» s’il n’est pas connu.',
        },
      ];
    if (of === 'date')
      return [
        {
          ...{ ...common, ...warned, type: 'date', operator: 'greaterThanOrEqual', formula1: '32874' },
          errorMessage: 'Une date est attendue\u00a0: jour/mois/année.',
        },
      ];
    return [];
  });
}

function sheetOf(kind: FinanceSheetKind, filled: (string | number)[][]): WriteSheet {
  const { name, columns } = financeSheets[kind];
  const cells = new Map<string, Partial<Cell>>();
  for (const [rank, column] of columns.entries()) {
    cells.set(`0,${rank}`, { value: column.label, type: 'string', style: head });
    for (let row = 1; row <= READY_ROWS; row += 1) {
      const value = filled[row - 1]?.[rank];
      const style = styleOf(column);
      cells.set(
        `${row},${rank}`,
        value === undefined ? { style } : { value, type: typeof value === 'number' ? 'number' : 'string', style },
      );
    }
  }
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map(({ label }) => label), ...filled],
    cells,
    rowDefs: new Map([[0, { height: 30 }]]),
    freezePane: { rows: 1, columns: 1 },
    dataValidations: validationsOf(kind),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const guide = (year: number, fictitious: boolean) => [
  `Finances ${year}\u00a0: modèle à remplir`,
  ...(fictitious ? [FICTITIOUS_MARK] : []),
  'Remplissez les feuilles «\u00a0Lignes\u00a0», «\u00a0Conventions\u00a0» et «\u00a0Versements\u00a0», puis déposez ce fichier sur la page Finances. Rien n’est écrit avant votre accord.',
  'Une case vide ne change rien\u00a0: ce qui est connu reste, ce qui ne l’est pas n’est jamais un zéro. «\u00a0NC\u00a0» ou un tiret dit que le montant n’est pas connu.',
  'Une ligne sans montant est laissée de côté. Pour un deuxième financeur, recopiez la ligne de l’action.',
  'Quand l’État accorde un montant à une ligne, la colonne «\u00a0Pièce\u00a0» dit l’acte qui l’y affecte.',
  'Une convention est reconnue à son code, un versement à sa convention et à son libellé.',
];

/** The workbook to fill in: the columns that are read, drop-downs, French formats, a row ready for each line of the annex. */
export async function financeTemplate(
  platform: Pick<Platform, 'db' | 'demonstration'>,
  year: number,
): Promise<{ name: string; bytes: Buffer }> {
  const { code, territory } = await conventionOf(platform, year);
  const [annex, funders, organisations, partners] = await Promise.all([
    findAnnex(platform.db, code),
    findFunders(platform.db),
    findOrganisations(platform.db),
    findPartners(platform.db, year),
  ]);
  const actions = annex.map(({ key, title }) => `${key} – ${title}`);
  const columns = [
    actions,
    [...new Set([STATE_FUNDER, territory, ...funders])],
    organisations.map(({ name }) => name),
    partners.map((partner) => partner.code),
  ];
  const longest = Math.max(...columns.map(({ length }) => length), 1);
  const lines = { conventions: [], instalments: [], lines: actions.map((action) => [action, year]) };
  const bytes = await writeXlsx({
    defaultFont: { name: FONT, size: 11 },
    namedRanges: lists.map((name, rank) => ({
      name,
      range: `Listes!$${letter(rank)}$1:$${letter(rank)}$${Math.max(1, columns[rank]?.length ?? 1)}`,
    })),
    sheets: [
      {
        name: 'Lisez-moi',
        columns: [{ width: 110 }],
        rows: guide(year, platform.demonstration()).map((line) => [line]),
      },
      ...financeSheetKinds.map((kind) => sheetOf(kind, lines[kind])),
      {
        name: 'Listes',
        hidden: true,
        rows: Array.from({ length: longest }, (_, row) => columns.map((list) => list[row] ?? null)),
      },
    ],
  });
  return { name: `finances-${year}-modele.xlsx`, bytes: Buffer.from(bytes) };
}
