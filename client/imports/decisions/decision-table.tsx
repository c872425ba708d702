import type { KeyboardEvent } from 'react';
import type { SourceName } from '../../../shared/registers/register.ts';
import { useCommunes } from '../../lib/answers/use-communes.ts';
import { type CommuneNames, cellWords, filledColumns } from '../../lib/words/register-words.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Table, type TableColumn } from '../../ui/table/table.tsx';
import { type FileWords, remarkWords, useFileWords } from '../reading/use-file-words.ts';
import { fieldChanges, type JudgedRow, placeWords, questionWords, wordsOf } from './prepare-decisions.ts';

type Column = TableColumn<JudgedRow>;

const placeIn = ({ row, sheet }: JudgedRow, file: FileWords) => {
  const name = file.sheetName(sheet);
  return placeWords({ row, ...(name && { sheet: name }) });
};

const placeColumn = (file: FileWords): Column => ({
  key: 'row',
  header: 'Ligne',
  rowHeader: true,
  nowrap: true,
  cell: (row) => placeIn(row, file),
});

/** What the file and the register say differently, field by field. */
function changeColumn(source: SourceName, communes: CommuneNames): Column {
  return {
    key: 'change',
    header: 'Ce qui change',
    cell: ({ before, content }) => (
      <ul className="decision-changes">
        {fieldChanges(source, before, content, communes).map(({ field, label, before: old, after }) => (
          <li key={field}>
            {label} : <del>{old}</del> <span aria-hidden="true">→</span>
            <span className="visually-hidden"> devient </span> <ins>{after}</ins>
          </li>
        ))}
      </ul>
    ),
  };
}

/** A question, with the reading that is proposed. */
const questionColumn = (source: SourceName, file: FileWords): Column => ({
  key: 'question',
  header: 'Question et lecture proposée',
  cell: (row) => (
    <ul className="decision-changes">
      {wordsOfRow(source, row, file).map((remark) => (
        <li key={`${remark.column} ${remark.reason}`}>
          <strong>{questionWords(remark)}</strong> {remark.reason}
        </li>
      ))}
    </ul>
  ),
});

/** The remarks of a row, with the words of the file while it is open here. */
const wordsOfRow = (source: SourceName, row: JudgedRow, file: FileWords) =>
  (row.remarks ?? []).map((remark) => remarkWords(source, remark, file.wordsAt(row)));

function valueWords(value: string | undefined): string {
  if (value === undefined) return 'dans le fichier';
  return value === '' ? 'vide' : `«\u00a0${value}\u00a0»`;
}

const unreadableColumns = (source: SourceName, file: FileWords): Column[] => [
  {
    key: 'column',
    header: 'Colonne',
    cell: (row) =>
      wordsOfRow(source, row, file)
        .map((one) => one.column)
        .join(', '),
  },
  {
    key: 'value',
    header: 'Valeur',
    cell: (row) =>
      wordsOfRow(source, row, file)
        .map((one) => valueWords(one.value))
        .join(', '),
  },
  {
    key: 'reason',
    header: 'Pourquoi, et que faire',
    cell: (row) =>
      wordsOfRow(source, row, file)
        .map((one) => one.reason)
        .join(' '),
  },
];

function contentCells(
  source: SourceName,
  rows: readonly JudgedRow[],
  communes: CommuneNames,
  atMost: number,
): Column[] {
  return filledColumns(source, rows)
    .slice(0, atMost)
    .map((column) => ({
      key: column.field,
      header: column.label,
      nowrap: column.kind === 'date',
      align: ['number', 'euros', 'percent'].includes(column.kind) ? 'number' : 'start',
      cell: ({ content }) => cellWords(content?.[column.field], column, communes),
    }));
}

/** What there is to see depends on the verdict. */
function columnsFor(source: SourceName, rows: readonly JudgedRow[], communes: CommuneNames, file: FileWords): Column[] {
  const verdict = rows[0]?.verdict;
  if (verdict === 'unreadable') return unreadableColumns(source, file);
  if (verdict === 'changed' || verdict === 'moved')
    return [changeColumn(source, communes), ...contentCells(source, rows, communes, 3)];
  if (verdict === 'suspicious') return [questionColumn(source, file), ...contentCells(source, rows, communes, 4)];
  if (verdict === 'waiting' && rows.some(({ before }) => before !== null)) {
    return [...contentCells(source, rows, communes, 4), changeColumn(source, communes)];
  }
  return contentCells(source, rows, communes, 8);
}

/** Up and down go from a tick box to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const at = boxes.indexOf(event.target as HTMLInputElement);
  const next = boxes[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** The rows of a verdict: each is taken or left by its tick box. */
export function DecisionTable({
  importId,
  source,
  rows,
  onDecide,
}: {
  importId: number;
  source: SourceName;
  rows: readonly JudgedRow[];
  onDecide: (position: number, take: boolean) => void;
}) {
  const communes = useCommunes();
  const file = useFileWords(importId, rows);
  const first = rows[0];
  if (!first) return null;
  const words = wordsOf(first.verdict);
  const take: Column = {
    key: 'take',
    header: 'Prendre',
    align: 'center',
    cell: (row) => (
      <Checkbox
        hideLabel
        label={`Prendre\u00a0: ${placeIn(row, file)}`}
        checked={row.takes}
        onChange={(checked) => onDecide(row.position, checked)}
      />
    ),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move between the tick boxes, that Tab reaches too.
    <div onKeyDown={moveFocus}>
      <Table
        caption={`Lignes ${words.label.toLowerCase()}`}
        hideCaption
        dense
        cardsOnPhone
        rows={rows}
        rowKey={(row) => row.position}
        rowTone={(row) => (words.decidable && !row.takes ? 'muted' : undefined)}
        columns={[...(words.decidable ? [take] : []), placeColumn(file), ...columnsFor(source, rows, communes, file)]}
      />
    </div>
  );
}
