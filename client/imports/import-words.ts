import type { Answers } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { sourceLabel } from '../lib/words/register-words.ts';

type OfImports = Answers['imports'];
export type Help = OfImports['help'];
export type Preview = OfImports['preview'];
export type ImportReceipt = OfImports['receipt'];
/** The receipt of one register: a workbook may feed several. */
export type PartReceipt = ImportReceipt['parts'][number];
export type ListedImport = OfImports['list'][number];

/** The refusals of this room: some codes say another thing here. */
export function importErrorMessage(error: unknown): string {
  if (errorCode(error) === 'ALREADY_USED') {
    return 'Cet import n’attend plus rien\u00a0: il est déjà écrit, annulé ou abandonné. Revenez à la liste des imports.';
  }
  return error instanceof Error && error.name === 'Error' ? error.message : errorMessage(error);
}

/** What an import is called: the name of its file stays on the computer that held it. */
export const receiptTitle = ({ id }: { id: number }): string => `Reçu n°\u00a0${id}`;

/** The parts of the workbook that an import is of, in their order: itself when its file feeds one register. */
export const partsOf = ({ parts, ...own }: ImportReceipt): PartReceipt[] =>
  [own, ...parts].sort((one, other) => one.id - other.id);

/** The registers of a workbook and whose they are, in words. */
export function registersOf(parts: readonly Pick<PartReceipt, 'source' | 'organisation'>[]): string {
  const [first] = parts;
  const register = parts.length === 1 && first ? sourceLabel(first.source) : `Classeur de ${parts.length} registres`;
  return `${register}, pour ${[...new Set(parts.map(({ organisation }) => organisation.name))].join(', ')}`;
}

export const stateWords = { prepared: 'Préparé', done: 'Fait', undone: 'Annulé' } as const;
export type ImportState = keyof typeof stateWords;

export const kindWords: Record<string, string> = {
  file: 'Fichier',
  hand: 'Saisie à l’écran',
  demonstration: 'Données fictives',
};
