import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { ProgressStep } from '../ui/status/progress-steps.tsx';
import type { FileSession } from './reading/file-session.ts';
import type { Understood } from './reading/open-remembering.ts';
import type { Part } from './reading/workbook-parts.ts';

/** Where the work on a dropped file is. */
export type ImportState =
  | { step: 'idle' }
  | { step: 'reading'; fileName: string }
  | { step: 'mapping'; session: FileSession; understood: Understood }
  | { step: 'asking'; parts: Part[]; at: number }
  | { step: 'sending'; rows: number; ratio: number }
  | { step: 'judging' }
  | { step: 'failed'; message: string; refused?: boolean };

const order = ['reading', 'sending', 'judging'] as const;

/** The steps as they are: what is counted is what was really done. */
export function importSteps(state: ImportState): ProgressStep[] {
  const at = order.indexOf(state.step as (typeof order)[number]);
  const stateOf = (rank: number): ProgressStep['state'] => (rank < at ? 'done' : rank === at ? 'running' : 'waiting');
  return [
    {
      key: 'reading',
      label: 'Ouverture du fichier et reconnaissance des colonnes',
      state: stateOf(0),
      detail: state.step === 'reading' ? state.fileName : undefined,
    },
    {
      key: 'sending',
      label: 'Lignes lues sur cet ordinateur',
      state: stateOf(1),
      detail:
        state.step === 'sending'
          ? `${frenchCount(state.rows, 'ligne lue', 'lignes lues')}, envoyées sans les colonnes nominatives`
          : undefined,
    },
    { key: 'judging', label: 'Comparaison avec ce qui est déjà connu', state: stateOf(2) },
  ];
}

/** Only the sending knows how far it is. */
export function ratioOf(state: ImportState): number | null {
  return state.step === 'sending' && state.ratio > 0 ? state.ratio : null;
}
