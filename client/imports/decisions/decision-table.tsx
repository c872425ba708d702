import type { KeyboardEvent } from 'react';
import type { SourceName } from '../../../shared/registers/register.ts';
import { useCommunes } from '../../lib/answers/use-communes.ts';
import { type CommuneNames, cellWords, filledColumns } from '../../lib/words/register-words.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Table, type TableColumn } from '../../ui/table/table.tsx';
import { fieldChanges, type JudgedRow, placeWords, questionWords, wordsOf } from './prepare-decisions.ts';

type Column = TableColumn<JudgedRow>;

const place: Column = { key: 'row', header: 'Ligne', rowHeader: true, nowrap: true, cell: placeWords };

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
const questionColumn: Column = {
  key: 'question',
  header: 'Question et lecture proposée',
  cell: ({ remarks }) => (
    <ul className="decision-changes">
      {(remarks ?? []).map((remark) => (
        <li key={`${remark.column} ${remark.value}`}>
          <strong>{questionWords(remark)}</strong> {remark.reason}
        </li>
      ))}
    </ul>
  ),
};

const unreadableColumns: Column[] = [
  { key: 'column', header: 'Colonne', cell: ({ remarks }) => (remarks ?? []).map((one) => one.column).join(', ') },
  {
    key: 'value',
    header: 'Valeur',
    cell: ({ remarks }) =>
      (remarks ?? []).map((one) => (one.value ? `«\u00a0${one.value}\u00a0»` : 'vide ou non retenue')).join(', '),
  },
  {
    key: 'reason',
    header: 'Pourquoi, et que faire',
    cell: ({ remarks }) => (remarks ?? []).map((one) => one.reason).join(' '),
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
function columnsFor(source: SourceName, rows: readonly JudgedRow[], communes: CommuneNames): Column[] {
  const verdict = rows[0]?.verdict;
  if (verdict === 'unreadable') return unreadableColumns;
  if (verdict === 'changed') return [changeColumn(source, communes), ...contentCells(source, rows, communes, 3)];
  if (verdict === 'suspicious') return [questionColumn, ...contentCells(source, rows, communes, 4)];
  if (verdict === 'locked' && rows.some(({ before }) => before !== null)) {
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
  source,
  rows,
  onDecide,
}: {
  source: SourceName;
  rows: readonly JudgedRow[];
  onDecide: (position: number, take: boolean) => void;
}) {
  const communes = useCommunes();
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
        label={`Prendre\u00a0: ${placeWords(row)}`}
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
        columns={[...(words.decidable ? [take] : []), place, ...columnsFor(source, rows, communes)]}
      />
    </div>
  );
}
