import { frenchCount, frenchList } from './french-format.ts';

/** How many of each a catalogue's file has brought. */
export interface CatalogueCounts {
  communes: number;
  conventions: number;
  indicators: number;
  targets: number;
  organisations: number;
}

/** What a catalogue's file has brought, in a sentence. Example: `Ajoutés : 1 convention et 4 indicateurs. Le reste y était déjà.` */
export function catalogueAddedWords(added: CatalogueCounts): string {
  const parts = [
    added.conventions > 0 && frenchCount(added.conventions, 'convention', 'conventions'),
    added.indicators > 0 && frenchCount(added.indicators, 'indicateur', 'indicateurs'),
    added.targets > 0 && frenchCount(added.targets, 'cible', 'cibles'),
    added.organisations > 0 && frenchCount(added.organisations, 'structure', 'structures'),
    added.communes > 0 && frenchCount(added.communes, 'commune', 'communes'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return 'Rien à ajouter\u00a0: tout y était déjà.';
  return `Ajoutés\u00a0: ${frenchList(parts)}. Ce qui existait déjà est laissé tel quel.`;
}
