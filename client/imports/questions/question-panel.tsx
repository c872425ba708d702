import { useState } from 'react';
import type { ColumnAnswers, ColumnQuestion } from '../../../shared/reading/column-questions.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Callout } from '../../ui/status/callout.tsx';

/** True when something is asked that nobody answered. */
export const hasOpenQuestion = (questions: readonly ColumnQuestion[]) =>
  questions.some(({ answer }) => answer === undefined);

/** What was answered, by field: kept for the next file of the same partner. */
export function answersGiven(questions: readonly ColumnQuestion[]): ColumnAnswers {
  return Object.fromEntries(questions.flatMap(({ field, answer }) => (answer === undefined ? [] : [[field, answer]])));
}

/** One question for a whole column, before anything is sent. */
export function QuestionPanel({
  fileName,
  questions,
  onAnswer,
  onGiveUp,
}: {
  fileName: string;
  questions: readonly ColumnQuestion[];
  onAnswer: (answers: ColumnAnswers) => void;
  onGiveUp: () => void;
}) {
  const [answers, setAnswers] = useState<ColumnAnswers>(() => answersGiven(questions));
  const left = questions.filter(({ field }) => !answers[field]).length;
  return (
    <Section
      title={`Comment lire «\u00a0${fileName}\u00a0»\u202f?`}
      lead="Une réponse vaut pour toute la colonne, et sera reprise pour les prochains fichiers de la même structure. Le fichier reste sur cet ordinateur."
    >
      <div className="mapping">
        {questions.map(({ field, column, question, proposed, choices }) => (
          <div key={field} className="mapping-question">
            <p>{question}</p>
            <Select
              label={column}
              placeholder="Ne pas répondre\u00a0: ces valeurs restent dehors"
              options={choices.map(({ choice, label }) => ({
                value: choice,
                label: choice === proposed ? `${label} (proposé)` : label,
              }))}
              value={answers[field] ?? ''}
              onChange={(choice: string) => setAnswers({ ...answers, [field]: choice })}
            />
          </div>
        ))}
        {left > 0 && (
          <Callout>
            Sans réponse, rien de ce que touche la question n’est écrit\u00a0; le reste du fichier l’est.
          </Callout>
        )}
        <div className="mapping-actions">
          <Button onClick={onGiveUp}>Abandonner</Button>
          <Button variant="primary" icon="check" onClick={() => onAnswer(answers)}>
            Lire le fichier ainsi
          </Button>
        </div>
      </div>
    </Section>
  );
}
