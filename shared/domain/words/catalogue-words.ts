import { frenchCount, frenchList } from './french-format.ts';

/** What a change does, in a word. */
export const natureWords = { added: 'ajouté', changed: 'modifié', ended: 'terminé', refused: 'refusé' } as const;
type Nature = keyof typeof natureWords;

interface Change {
  nature: Nature;
  title: string;
  why: string | null;
  fields: { label: string; before: string; after: string }[];
}

/** How many of each a catalogue's file brings. Example: `12 ajouts et 1 refus ; 30 déjà là.` */
export function differenceSummary({
  changes,
  same,
}: {
  changes: readonly Pick<Change, 'nature'>[];
  same: number;
}): string {
  const count = (nature: Nature) => changes.filter((one) => one.nature === nature).length;
  const parts = [
    count('added') > 0 && frenchCount(count('added'), 'ajout', 'ajouts'),
    count('changed') > 0 && frenchCount(count('changed'), 'modification', 'modifications'),
    count('ended') > 0 && frenchCount(count('ended'), 'fin', 'fins'),
    count('refused') > 0 && frenchCount(count('refused'), 'refus', 'refus'),
  ].filter((part) => part !== false);
  const there = same > 0 ? `${frenchCount(same, 'ligne dit', 'lignes disent')} ce qui est déjà là.` : '';
  if (parts.length === 0) return `Rien à changer. ${there}`.trim();
  return `${frenchList(parts)}. ${there}`.trim();
}

/** One change in a line. Example: `modifié : structure AGENCE (…) : Nom « A » → « B »`. */
export function changeLine({ nature, title, why, fields }: Change): string {
  const head = `${natureWords[nature]}\u00a0: ${title}`;
  if (nature === 'refused') return `${head}\u00a0: ${why ?? ''}.`;
  if (nature === 'added') return head;
  const moved = fields.map(
    ({ label, before, after }) => `${label} «\u00a0${before || 'vide'}\u00a0» → «\u00a0${after || 'vide'}\u00a0»`,
  );
  return `${head}\u00a0: ${moved.join(', ')}`;
}
