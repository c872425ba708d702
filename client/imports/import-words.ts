import type { Answers } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';

type OfImports = Answers['imports'];
export type Help = OfImports['help'];
export type Preview = OfImports['preview'];
export type ImportReceipt = OfImports['receipt'];
export type ListedImport = OfImports['list'][number];

/** The refusals of this room: some codes say another thing here. */
export function importErrorMessage(error: unknown): string {
  if (errorCode(error) === 'ALREADY_USED') {
    return 'Cet import n’attend plus rien : il est déjà écrit, annulé ou abandonné. Revenez à la liste des imports.';
  }
  return error instanceof Error && error.name === 'Error' ? error.message : errorMessage(error);
}

/** What an import is called: the name of its file stays on the computer that held it. */
export const receiptTitle = ({ id }: { id: number }): string => `Reçu n°\u00a0${id}`;

export const stateWords = { prepared: 'Préparé', done: 'Fait', undone: 'Annulé' } as const;
export type ImportState = keyof typeof stateWords;

export const kindWords: Record<string, string> = {
  file: 'Fichier',
  hand: 'Saisie à l’écran',
  demonstration: 'Données fictives',
};
