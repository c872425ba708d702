import { useEffect, useRef } from 'react';
import { withOwnReason } from '../../shared/domain/entry/cell-check.ts';
import type { Month } from '../../shared/domain/month.ts';
import { frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { SourcesOfMonth } from '../lib/sources-of-month.tsx';
import type { TwoSources } from '../lib/words/two-sources-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Segmented } from '../ui/form/segmented.tsx';
import { Card } from '../ui/layout/card.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { comparisonSentence } from './comparison-words.ts';
import { type CellContent, emptyContent } from './grid/cell-text.ts';
import { Exchange, KeptText } from './grid/cell-words.tsx';
import type { EntryCell } from './grid/entry-cells.ts';
import { type CellMessage, closedBecause, type EntryRow } from './grid/entry-model.ts';
import { contentWords, frenchInstant, saveWords } from './saving/save-words.ts';

type Choice = 'value' | 'estimated' | 'unavailable' | 'not-applicable';

const choices: ReadonlyArray<{ value: Choice; label: string }> = [
  { value: 'value', label: 'Valeur' },
  { value: 'estimated', label: 'Estimation' },
  { value: 'unavailable', label: 'Non connu' },
  { value: 'not-applicable', label: 'Sans objet' },
];

/** The content once another state is chosen: a state without figure clears the figure, and the reason that spoke of it. */
function withState(content: CellContent, choice: Choice): CellContent {
  const hasFigure = content.value !== null || content.numerator !== null;
  const { reason, comment } = content;
  if (choice === 'unavailable' || choice === 'not-applicable')
    return withOwnReason(content, { ...emptyContent, reason, comment, state: choice });
  return hasFigure ? { ...content, state: choice } : { ...emptyContent, comment };
}

/** A reason written where there is nothing stands for the value. */
function withReason(content: CellContent, reason: string | null): CellContent {
  return { ...content, reason, state: content.state === 'missing' && reason ? 'unavailable' : content.state };
}

function reasonLabel(content: CellContent, warned: boolean): string {
  if (content.state === 'unavailable') return 'Pourquoi la valeur n’est-elle pas connue\u202f?';
  return warned ? 'Un mot sur cette valeur inhabituelle' : 'Raison';
}

export interface CellPanelProps {
  row: EntryRow;
  month: Month;
  cell: EntryCell;
  remarks: readonly string[];
  /** A word answers for the remarks. */
  isConfirmed: boolean;
  messages: readonly CellMessage[];
  /** What the same month of last year says, when it is known. */
  lastYear: string | null;
  /** What the other source of the month says, when there is one. */
  twoSources?: TwoSources | undefined;
  /** Changes when the reason is asked for: the field then takes the focus. */
  askedAt: object | null;
  onWrite: (content: CellContent) => void;
  /** The reason is written: back to the grid. */
  onDone: () => void;
  onRetry: () => void;
  onAbandon: () => void;
  onAnswer: (text: string) => void;
}

/** Everything about one cell that does not fit in it: its state, its words, its remarks, its question. */
export function CellPanel(props: CellPanelProps) {
  const { row, month, cell, remarks, isConfirmed, messages, askedAt, onWrite } = props;
  const { content, save, server } = cell;
  const closed = closedBecause(row, month, cell) !== null;
  const reasonField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (askedAt) reasonField.current?.focus();
  }, [askedAt]);
  const choice: Choice = content.state === 'missing' ? 'value' : content.state;
  return (
    <Card title={`${row.label}, ${frenchMonth(month)}`} headingLevel={2}>
      <div className="entry-panel">
        {save.kind === 'changed' && (
          <Callout tone="info" title={`Cette valeur a changé depuis que vous l’avez vue${S}: ${saveWords(save)}`}>
            {`Avant${S}: ${contentWords(save.former, row.unit, row.timeRule === 'ratio')}. Maintenant${S}: ${contentWords(content, row.unit, row.timeRule === 'ratio')}.`}
          </Callout>
        )}
        {save.kind === 'refused' && (
          <Callout
            tone="danger"
            title={`Refusé${S}: ${save.message}`}
            actions={
              <>
                <Button size="small" onClick={props.onRetry}>
                  Réessayer
                </Button>
                <Button size="small" onClick={props.onAbandon}>
                  Revenir à la valeur enregistrée
                </Button>
              </>
            }
          />
        )}
        {remarks.length > 0 && (
          <Callout tone={isConfirmed ? 'info' : 'warning'} title={isConfirmed ? 'Valeur confirmée' : 'À vérifier'}>
            <ul>
              {remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          </Callout>
        )}
        {props.twoSources && <SourcesOfMonth twoSources={props.twoSources} />}
        {messages.length > 0 && (
          <Exchange messages={messages} open={!closed && server?.review !== 'none'} onAnswer={props.onAnswer} />
        )}
        <Segmented
          legend="Cette cellule contient"
          options={choices.map((option) => ({ ...option, disabled: closed }))}
          value={choice}
          onChange={(next) => onWrite(withState(content, next))}
        />
        <KeptText
          key={`raison ${content.reason}`}
          fieldRef={reasonField}
          label={reasonLabel(content, remarks.length > 0)}
          rows={2}
          value={content.reason}
          readOnly={closed}
          onKeep={(reason) => onWrite(withReason(content, reason))}
          onDone={props.onDone}
        />
        <KeptText
          key={`commentaire ${content.comment}`}
          label="Commentaire (facultatif)"
          rows={2}
          value={content.comment}
          readOnly={closed}
          onKeep={(comment) => onWrite({ ...content, comment })}
        />
        <p className="entry-panel-facts">
          {[
            saveWords(save),
            server?.updatedBy && `dernière écriture${S}: ${server.updatedBy}, le ${frenchInstant(server.updatedAt)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {[comparisonSentence(row, month), props.lastYear].filter(Boolean).map((words) => (
          <p key={words} className="entry-panel-facts">
            {words}
          </p>
        ))}
        {row.definition && (
          <p className="entry-panel-facts">
            Définition{S}: {row.definition}
          </p>
        )}
        {row.hint && <p className="entry-panel-facts">{row.hint}</p>}
      </div>
    </Card>
  );
}
