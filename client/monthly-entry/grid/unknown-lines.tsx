import { frenchCount, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Section } from '../../ui/layout/section.tsx';
import type { EntryRow } from './entry-model.ts';
import type { LabelledLine } from './labelled-block.ts';
import './unknown-lines.css';

interface UnknownLinesProps {
  lines: readonly LabelledLine[];
  rows: readonly EntryRow[];
  onPlace: (line: LabelledLine, row: EntryRow) => void;
  onDrop: (line: LabelledLine) => void;
}

/** Lines of a pasted table that the grid calls otherwise: asked once, remembered in this browser. */
export function UnknownLines({ lines, rows, onPlace, onDrop }: UnknownLinesProps) {
  if (lines.length === 0) return null;
  const options = rows.map((row) => ({ value: String(row.id), label: row.label }));
  const place = (line: LabelledLine, id: string) => {
    const row = rows.find((one) => String(one.id) === id);
    if (row) onPlace(line, row);
  };
  return (
    <Section
      title={frenchCount(lines.length, 'ligne collée à reconnaître', 'lignes collées à reconnaître')}
      lead={
        'Votre classeur les nomme autrement. Dites à quel indicateur elles correspondent\u00a0: ce navigateur s’en souviendra le mois prochain.'
      }
      headingLevel={2}
    >
      <ul className="entry-unknown">
        {lines.map((line) => (
          <li key={line.rank}>
            <Select
              label={`«${S}${line.label}${S}»${S}: ${line.figures.map(({ text }) => text).join(' ')}`}
              placeholder="Choisir un indicateur"
              options={options}
              value=""
              onChange={(id) => place(line, id)}
            />
            <Button size="small" onClick={() => onDrop(line)}>
              Ne pas prendre<span className="visually-hidden"> {line.label}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
