import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import type { RejectedText } from './paste.ts';

export interface RejectedTextsProps {
  rejected: readonly RejectedText[];
  onClear: () => void;
  onDismiss: (one: RejectedText) => void;
  /** Puts the text back in its cell, to be corrected there. */
  onTakeUp: (one: RejectedText) => void;
}

/** What was typed or pasted and refused: each text stays at hand until it is corrected in its cell or put aside. */
export function RejectedTexts({ rejected, onClear, onDismiss, onTakeUp }: RejectedTextsProps) {
  if (rejected.length === 0) return null;
  return (
    <Section
      title="Textes refusés"
      lead={`${frenchCount(rejected.length, 'texte reste', 'textes restent')} à corriger. La grille n’a pas changé à ces endroits.`}
      headingLevel={2}
      actions={
        <Button size="small" onClick={onClear}>
          Vider la liste
        </Button>
      }
    >
      <ul className="entry-rejected">
        {rejected.map((one) => (
          <li key={`${one.place} ${one.text}`}>
            <code>{one.text}</code> — {one.place}. {one.why}{' '}
            {one.address && (
              <button type="button" className="entry-link" onClick={() => onTakeUp(one)}>
                Corriger<span className="visually-hidden"> {one.place}</span>
              </button>
            )}{' '}
            <button type="button" className="entry-link" onClick={() => onDismiss(one)}>
              Retirer<span className="visually-hidden"> {one.place}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
