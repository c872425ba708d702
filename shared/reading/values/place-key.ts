import { fold } from '../text.ts';

/** A place name without what partners add or leave out: accents, hyphens, "Commune de", a postal code, CEDEX. */
export function placeKey(text: string): string {
  return fold(text.replace(/\bs\s*\/\s*/gi, 'sur '))
    .replace(/\b\d{5}\b/g, ' ')
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .replace(/ \d{1,2}(er|e|eme)?( arrondissement)?$/, ' ')
    .replace(/\bfrance\b/g, ' ')
    .replace(/^ *(?:la )?(?:commune|ville|mairie)(?: (?:de|d|du))? /, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\blez\b/g, 'les')
    .replace(/ +/g, ' ')
    .trim();
}
