import type { CellState } from '../../shared/domain/indicator.ts';
import { Status, type StatusShape, type StatusTone } from './status.tsx';

/** The five honest states of a cell, plus the one that secrecy makes. */
export type CellWord = CellState | 'masked';

export const cellWords: Record<CellWord, { word: string; tone: StatusTone; shape: StatusShape }> = {
  value: { word: 'Renseigné', tone: 'good', shape: 'circle' },
  estimated: { word: 'Estimé', tone: 'info', shape: 'pencil' },
  missing: { word: 'Non reçu', tone: 'bad', shape: 'square' },
  unavailable: { word: 'Non connu', tone: 'watch', shape: 'ring' },
  'not-applicable': { word: 'Sans objet', tone: 'neutral', shape: 'dash' },
  masked: { word: 'Masqué (secret statistique)', tone: 'neutral', shape: 'lock' },
};

export function CellStatus({ state, variant = 'plain' }: { state: CellWord; variant?: 'badge' | 'plain' }) {
  const { word, tone, shape } = cellWords[state];
  return (
    <Status tone={tone} shape={shape} variant={variant}>
      {word}
    </Status>
  );
}
