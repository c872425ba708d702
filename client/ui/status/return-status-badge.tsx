import type { ReactNode } from 'react';
import type { ReturnStanding } from '../../../shared/domain/entry/return-standing.ts';
import { capitalised } from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import { Status, type StatusShape, type StatusTone } from './status.tsx';

export const returnWords: Record<ReturnStanding, { word: string; tone: StatusTone; shape: StatusShape }> = {
  'not-asked': { word: capitalised(stateWords.notAsked), tone: 'neutral', shape: 'dash' },
  'not-due': { word: 'Pas encore attendu', tone: 'neutral', shape: 'dash' },
  due: { word: 'À remplir', tone: 'info', shape: 'clock' },
  'in-progress': { word: 'En cours', tone: 'info', shape: 'pencil' },
  late: { word: 'En retard', tone: 'watch', shape: 'triangle' },
  missing: { word: capitalised(stateWords.notReceived), tone: 'bad', shape: 'square' },
  submitted: { word: capitalised(stateWords.awaiting), tone: 'info', shape: 'circle' },
  returned: { word: 'Renvoyé', tone: 'watch', shape: 'return' },
  validated: { word: 'Validé', tone: 'good', shape: 'check' },
  locked: { word: 'Publié', tone: 'neutral', shape: 'lock' },
};

export function ReturnStatusBadge({
  status,
  variant,
  note,
}: {
  status: ReturnStanding;
  variant?: 'badge' | 'plain';
  note?: ReactNode;
}) {
  const { word, tone, shape } = returnWords[status];
  return (
    <Status tone={tone} shape={shape} variant={variant} note={note}>
      {word}
    </Status>
  );
}
