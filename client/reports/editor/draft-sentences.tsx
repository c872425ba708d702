import { useMemo } from 'react';
import { draftOf, draftSentence } from '../../../shared/domain/report/report-draft.ts';
import type { TextInline } from '../../../shared/domain/report/report-text.ts';
import type { TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';

export interface DraftSentencesProps {
  /** The figures of the place; those with a target stand in for a place that has none. */
  figures: TokenFigure[];
  all: TokenFigure[];
  onInsert: (content: TextInline[]) => void;
}

/** A sentence per indicator, built from the data: put in the text on a click, its numbers go on following the data. */
export function DraftSentences({ figures, all, onInsert }: DraftSentencesProps) {
  const offered = useMemo(
    () => (figures.length > 0 ? figures : all.filter((one) => one.target !== null)),
    [figures, all],
  );
  return (
    <Card title="Phrases proposées">
      <ul className="draft-sentences">
        {offered.map((figure) => (
          <li key={figure.code}>
            <p>{draftSentence(figure)}</p>
            <Button size="small" icon="plus" onClick={() => onInsert(draftOf(figure))}>
              {`Insérer la phrase ${figure.code}`}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
