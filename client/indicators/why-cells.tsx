import { frenchDecimal, frenchMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Answers } from '../lib/trpc.ts';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';

export type Why = Answers['indicators']['why'];
type Cell = NonNullable<Why['cells']>[number];

const stages: Record<string, string> = {
  draft: 'brouillon, non compté',
  submitted: stateWords.awaiting,
  validated: 'validé',
};
const origins: Record<string, string> = {
  entry: 'saisie',
  register: 'calculé du registre',
  workbook: 'classeur importé',
  demo: 'démonstration (fictif)',
};
const states: Record<string, string> = {
  missing: stateWords.notReceived,
  unavailable: stateWords.unknown,
  'not-applicable': stateWords.notApplicable,
};

export function cellText({
  state,
  value,
  numerator,
  denominator,
}: Pick<Cell, 'state' | 'value' | 'numerator' | 'denominator'>): string {
  if (value !== null) return frenchDecimal(value);
  if (numerator !== null && denominator !== null) return `${frenchDecimal(numerator)} / ${frenchDecimal(denominator)}`;
  return states[state] ?? state;
}

/** The cells that a figure is made of: whose, in which state, from where, by whom. */
export function Inputs({ cells }: { cells: Cell[] }) {
  return (
    <Table
      caption="Valeurs qui composent ce chiffre"
      dense
      rows={cells}
      rowKey={(cell) => cell.id}
      empty="Aucune valeur n’a été transmise. Elles viennent de la saisie du mois ou d’un fichier importé."
      columns={[
        { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (cell) => frenchMonth(cell.month) },
        { key: 'organisation', header: 'Structure', cell: (cell) => cell.organisation },
        {
          key: 'value',
          header: 'Valeur',
          align: 'number',
          cell: (cell) => cellText(cell) + (cell.state === 'estimated' ? ' (estimé)' : ''),
        },
        { key: 'stage', header: 'État', cell: (cell) => stages[cell.stage] ?? cell.stage },
        {
          key: 'origin',
          header: 'Source',
          cell: (cell) => (
            <>
              {cell.file ? (
                <Link href={`/imports/${cell.file.id}`}>{`Reçu n°\u00a0${cell.file.id}`}</Link>
              ) : (
                (origins[cell.origin] ?? cell.origin)
              )}
              {`, le ${frenchShortDate(cell.updatedAt.slice(0, 10))}`}
              {cell.writtenBy && `, par ${cell.writtenBy}`}
              {(cell.reason || cell.comment) && ` (${[cell.reason, cell.comment].filter(Boolean).join(' ; ')})`}
            </>
          ),
        },
      ]}
    />
  );
}

/** What each cell was before, until when, and why it changed. */
export function Revisions({ cells }: { cells: Cell[] }) {
  const revisions = cells.flatMap((cell) =>
    cell.revisions.map((revision) => ({ ...revision, month: cell.month, organisation: cell.organisation })),
  );
  if (revisions.length === 0) return <p>Aucune valeur n’a été modifiée depuis son premier enregistrement.</p>;
  return (
    <ul>
      {revisions.map((one) => (
        <li key={`${one.organisation} ${one.month} ${one.revision}`}>
          {`${frenchMonth(one.month)}, ${one.organisation}\u00a0: valait ${cellText(one)} jusqu’au ${frenchShortDate(one.changedAt.slice(0, 10))}`}
          {one.changedBy && `, modifié par ${one.changedBy}`}
          {one.why && ` (${one.why})`}
        </li>
      ))}
    </ul>
  );
}
