/** Groups of communes that figures are published by; the empty word: rows that name no commune of the métropole. */
export const communeGroups: Record<string, string> = {
  DIJON: 'Dijon',
  LARGE: 'Chenôve, Longvic, Quetigny, Talant, Chevigny-Saint-Sauveur',
  OTHER: 'Autres communes de la métropole',
  '': 'Commune non précisée',
};
