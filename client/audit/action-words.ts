/** The French words of the journal's actions. */
export const actionWords: Record<string, string> = {
  'target.amend': 'Cible modifiée',
  'import.commit': 'Fichier importé',
};
