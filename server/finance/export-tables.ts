import { documentKinds } from '../../shared/domain/finance/finance-alerts.ts';
import {
  type FinanceColumn,
  type FinanceSheetKind,
  type FinanceValue,
  financeSheets,
} from '../../shared/domain/finance/finance-workbook.ts';
import type { FinanceYear, PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import type { Cents } from '../../shared/domain/finance/money.ts';
import type { WorkbookColumn, WorkbookSheet } from '../documents/render-workbook.ts';

/** The money of a year as tables: what the screen prints, in the columns that come back. Nothing is worked out here. */

const kinds = { text: 'text', amount: 'euros', date: 'date', year: 'year' } as const;
const columnOf = ({ label, width, kind }: FinanceColumn): WorkbookColumn => ({ label, width, kind: kinds[kind] });

export const euros = (cents: Cents | null): number | null => (cents === null ? null : cents / 100);
const nature = (fictitious: boolean) => (fictitious ? 'fictif' : 'réel');

export const column = (label: string, width: number, kind: WorkbookColumn['kind'] = 'text'): WorkbookColumn => ({
  ...{ label, width, kind },
});

/** The columns that are read again, then those that only tell. */
function sheetOf(
  kind: FinanceSheetKind,
  more: WorkbookColumn[],
  rows: [Record<string, FinanceValue>, ...FinanceValue[]][],
) {
  const { name, columns } = financeSheets[kind];
  const cell = (field: FinanceColumn, value: FinanceValue) =>
    field.kind === 'amount' && typeof value === 'number' ? euros(value) : value;
  return {
    name,
    columns: [...columns.map(columnOf), ...more],
    rows: rows.map(([cells, ...rest]) => [...columns.map((one) => cell(one, cells[one.field] ?? null)), ...rest]),
  };
}

export function linesSheet({ year, lines }: FinanceYear): WorkbookSheet {
  const more = [column('Demandé dans l’annexe', 18, 'euros'), column('Nature', 10)];
  const rows = lines.flatMap((line): [Record<string, FinanceValue>, ...FinanceValue[]][] => {
    const named = { action: `${line.key} – ${line.title}`, year };
    const annex = line.askedOrigin === 'annex' ? euros(line.askedCents) : null;
    if (line.funders.length === 0) return [[named, annex, null]];
    return line.funders.map(({ id: _, version: _v, fictitious, ...funder }, rank) => [
      { ...named, ...funder },
      rank === 0 ? annex : null,
      nature(fictitious),
    ]);
  });
  return sheetOf('lines', more, rows);
}

const conventionCells = (year: number, one: PartnerMoney): Record<string, FinanceValue> => ({
  ...{ code: one.code, organisation: one.organisation.name, year, object: one.object, amountCents: one.amountCents },
  ...{ startDate: one.startDate, endDate: one.endDate, document: one.document },
  actions: one.actions.length === 0 ? null : one.actions.map(({ key }) => key).join(' ; '),
});

export function conventionsSheet({ year, partners }: FinanceYear): WorkbookSheet {
  const more = [
    ...[column('Versé', 16, 'euros'), column('Reste à verser', 16, 'euros')],
    ...[
      column('Demandé dans l’annexe', 18, 'euros'),
      column('Phrase publiée', 44),
      column('Note', 40),
      column('Nature', 10),
    ],
  ];
  return sheetOf(
    'conventions',
    more,
    partners.map((one) => [
      conventionCells(year, one),
      ...[euros(one.paidCents), euros(one.leftCents), euros(one.annexCents)],
      ...[one.quote, one.note, nature(one.fictitious)],
    ]),
  );
}

export function instalmentsSheet({ partners }: FinanceYear): WorkbookSheet {
  const rows = partners.flatMap(({ code, instalments }) =>
    instalments.map(({ id: _, fictitious, ...one }): [Record<string, FinanceValue>, ...FinanceValue[]] => [
      { ...one, convention: code },
      nature(fictitious),
    ]),
  );
  return sheetOf('instalments', [column('Nature', 10)], rows);
}

export function statePaymentsSheet({ payments }: FinanceYear): WorkbookSheet {
  return {
    name: 'Versements de l’État',
    columns: [
      column('Versé par l’État', 18, 'euros'),
      column('Le', 13, 'date'),
      column('Pièce', 40),
      column('Nature', 10),
    ],
    rows: payments.map((one) => [euros(one.amountCents), one.paidOn, one.reference, nature(one.fictitious)]),
  };
}

export function documentsSheet({ partners }: FinanceYear): WorkbookSheet {
  return {
    name: 'Pièces',
    columns: [
      ...[column('Convention', 22), column('Pièce', 26), column('Référence', 40)],
      ...[column('Attendue le', 13, 'date'), column('Reçue le', 13, 'date'), column('Nature', 10)],
    ],
    rows: partners.flatMap(({ code, documents }) =>
      documents.map(({ kind, reference, expectedOn, receivedOn, fictitious }) => [
        ...[code, documentKinds[kind], reference],
        ...[expectedOn, receivedOn, nature(fictitious)],
      ]),
    ),
  };
}
