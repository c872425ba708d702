import { errorCode, errorFacts, errorMessage } from '../lib/words/error-messages.ts';

const byField: Record<string, string> = {
  amounts: 'Donnez au moins un montant\u00a0: une ligne sans montant ne dit rien.',
  document:
    'Le soutien de l’État n’est affecté à une ligne que par un acte. Écrivez la référence de cet acte dans «\u00a0Pièce\u00a0», puis recommencez.',
  endDate: 'La convention finirait avant de commencer. Corrigez l’une des deux dates.',
  reference: 'Un versement porte déjà cette référence cette année-là. Vérifiez qu’il n’est pas déjà enregistré.',
  year: 'Cette année n’est dans aucune convention connue. Renouvelez d’abord la convention dans le catalogue.',
  actions: 'Une de ces lignes n’est pas dans l’annexe de la convention. Rechargez la page, puis recommencez.',
};

/** What a refusal of the finance room means and the way out. */
export function refusalWords(error: unknown): string {
  const { fields } = errorFacts(error, 'INVALID') ?? errorFacts(error, 'NEEDS_REASON') ?? {};
  const field = byField[fields?.[0] ?? ''];
  if (field) return field;
  if (errorCode(error) === 'CONFLICT')
    return 'Quelqu’un d’autre a changé ceci pendant votre saisie. Notez ce que vous vouliez écrire, fermez, et repartez de ce qui est affiché.';
  return errorMessage(error);
}
