import { financeSheets, type RowVerdict } from '../../shared/domain/finance/finance-workbook.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import './import.css';

export type Preview = Answers['financeImport']['preview'];
export type ImportDecision = Preview['decisions'][number];

const verdictWords: Record<RowVerdict, string> = {
  new: 'nouvelle',
  changed: 'modifiée',
  identical: 'identique',
  refused: 'refusée',
};

/** What each verdict counts, in words. Example: `2 lignes nouvelles`. */
export const countWords: Record<RowVerdict, (count: number) => string> = {
  new: (count) => frenchCount(count, 'ligne nouvelle', 'lignes nouvelles'),
  changed: (count) => frenchCount(count, 'ligne modifiée', 'lignes modifiées'),
  identical: (count) => frenchCount(count, 'ligne identique', 'lignes identiques'),
  refused: (count) => frenchCount(count, 'ligne refusée', 'lignes refusées'),
};

export const decisionKey = ({ sheet, row }: ImportDecision) => `${sheet} ${row}`;

function Details({ changes, remarks, verdict }: ImportDecision) {
  return (
    <ul className="finance-changes">
      {changes.map(({ column, before, after }) => (
        <li key={column}>
          {`${column}\u00a0: `}
          {verdict === 'changed' && (
            <>
              <del>{before}</del> <span aria-hidden="true">→</span>
              <span className="visually-hidden"> devient </span>{' '}
            </>
          )}
          <ins>{after}</ins>
        </li>
      ))}
      {remarks.map(({ column, value, reason }) => (
        <li key={`${column} ${reason}`}>
          <strong>{value === '' ? column : `${column}, «\u00a0${value}\u00a0»`}</strong>
          {`\u00a0: ${reason}`}
        </li>
      ))}
    </ul>
  );
}

/** More rows than this are counted, not drawn. */
const MOST_ROWS = 300;

/** What becomes of each row of the file, before anything is written; `moved`: rows that changed since they were shown. */
export function ImportTable({ decisions, moved }: { decisions: ImportDecision[]; moved: ReadonlySet<string> }) {
  const shown = decisions.slice(0, MOST_ROWS);
  const columns: TableColumn<ImportDecision>[] = [
    {
      key: 'place',
      header: 'Feuille, ligne',
      nowrap: true,
      cell: ({ sheet, row }) => `${financeSheets[sheet].name}, ${row}`,
    },
    { key: 'label', header: 'Ligne', rowHeader: true, cell: ({ label }) => label || 'sans nom' },
    {
      key: 'verdict',
      header: 'Décision',
      cell: (one) => (
        <>
          {verdictWords[one.verdict]}
          {moved.has(decisionKey(one)) && <span className="finance-small">a changé depuis votre lecture</span>}
        </>
      ),
    },
    { key: 'details', header: 'Ce qui change, ou pourquoi non', cell: (one) => <Details {...one} /> },
  ];
  return (
    <>
      <Table
        caption="Ce que le fichier changerait, ligne par ligne"
        hideCaption
        cardsOnPhone
        dense
        columns={columns}
        rows={shown}
        rowKey={decisionKey}
        rowTone={(one) =>
          one.verdict === 'refused' || moved.has(decisionKey(one))
            ? 'warning'
            : one.verdict === 'identical'
              ? 'muted'
              : undefined
        }
        empty="Le fichier n’apporte rien de nouveau."
      />
      {decisions.length > shown.length && (
        <p className="field-hint">{`Et ${frenchCount(decisions.length - shown.length, 'autre ligne', 'autres lignes')}, traitées de même.`}</p>
      )}
    </>
  );
}
