import { frenchPercent, frenchShortDate, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { returnKeyOf } from './return-key.ts';

export type MatrixCell = MatrixRow['cells'][number];

export type MatrixRow = Answers['collection']['matrix']['organisations'][number];

/** How full what was due is, in both measures; nothing when nothing was expected. */
function completenessWords({ completeness, returns }: MatrixRow): string | null {
  if (completeness === null) return null;
  return `${frenchPercent(completeness)} des cellules, ${returns.sent} mois sur${S}${returns.expected}`;
}

function awayWords({ name, away }: MatrixRow['people'][number]): string | null {
  if (!away) return null;
  const until = away.until === null ? 'sans date de retour' : `jusqu’au ${frenchShortDate(away.until)}`;
  return `${name} en congé ${until}, relais${S}: ${away.deputy ?? 'aucun'}`;
}

/** Who answers for the figures; said only where somebody was named. */
function ownerWords({ people }: MatrixRow): string | null {
  const nameOf = (part: 'owner' | 'deputy') => people.find((person) => person.part === part)?.name;
  const [owner, deputy] = [nameOf('owner'), nameOf('deputy')];
  if (!owner) return null;
  return `répond${S}: ${owner}${deputy ? `, relais${S}: ${deputy}` : ''}`;
}

interface RowHeaderProps {
  row: MatrixRow;
  selected: ReadonlySet<string>;
  onSelect: (keys: string[], on: boolean) => void;
}

/** An organisation: its name, how full its months are, who is away, and a box for all that can be validated. */
export function RowHeader({ row, selected, onSelect }: RowHeaderProps) {
  const keys = row.cells.filter((cell) => cell.ready > 0).map((cell) => returnKeyOf(row.id, cell.month));
  const ticked = keys.filter((key) => selected.has(key)).length;
  const facts = [
    completenessWords(row),
    row.people.length === 0 ? 'personne n’a de compte' : null,
    ownerWords(row),
    ...row.people.map(awayWords),
  ].filter((words) => words !== null);
  return (
    <th scope="row" className="collection-organisation">
      {row.name}
      {keys.length > 0 && (
        <Checkbox
          hideLabel
          label={`Choisir tous les envois à valider de ${row.name}`}
          checked={ticked === keys.length}
          indeterminate={ticked > 0 && ticked < keys.length}
          onChange={(on) => onSelect(keys, on)}
        />
      )}
      {facts.map((words) => (
        <span key={words} className="collection-facts">
          {words}
        </span>
      ))}
    </th>
  );
}
