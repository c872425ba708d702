import { editDistance, fold } from '../text.ts';

export interface Commune {
  inseeCode: string;
  name: string;
}

export type CommuneFound = { inseeCode: string } | { outside: true } | { suggestion: string } | { postalCode: true };

/** Neuilly-Crimolois (21452) absorbed Crimolois (21213) in 2019; old files still name both. */
const formerNames: Record<string, string[]> = {
  '21452': ['Crimolois', 'Neuilly-lès-Dijon', 'Neuilly', '21213', 'Neuilly Crimolois lès Dijon'],
  '21278': ['Fontaine-les-Dijon'],
  '21171': ['Chevigny-St-Sauveur'],
};

/** Real communes whose names are a letter or two from one of the métropole's: they are elsewhere, not mistyped. */
const namesakes = new Set(
  [
    'Dax',
    'Aix',
    'Digoin',
    'Talmay',
    'Talange',
    'Longwy',
    'Longvy',
    'Aluy',
    'Auxy',
    'Ouge',
    'Orges',
    'Ougney',
    'Quetigny-le-Vieux',
    'Marsannay-le-Bois',
    'Corcelles-les-Arts',
    'Corcelles-lès-Cîteaux',
    'Magny-la-Ville',
    'Magny-Lambert',
    'Bretenières',
    'Chenôves',
    'Fenay-le-Bois',
    'Chevigny',
    'Is-sur-Tille',
    'Arc-sur-Tille',
    'Til-Châtel',
    'Perrigny-sur-l’Ognon',
    'Daigny',
    'Fenain',
    'Bressey',
    'Cessey-sur-Tille',
    'Til-sur-Tille',
  ].map(placeKey),
);

/** A place name without what partners add or leave out: accents, hyphens, "Commune de", a postal code, CEDEX, the department. */
function placeKey(text: string): string {
  return fold(text.replace(/\bs\s*\/\s*/gi, 'sur '))
    .replace(/\b\d{5}\b/g, ' ')
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .replace(/\b(cote d or|france|21)\b/g, ' ')
    .replace(/^ *(?:la )?(?:commune|ville|mairie)(?: (?:de|d|du))? /, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\blez\b/g, 'les')
    .replace(/ +/g, ' ')
    .trim();
}

/** Names without their link words: `Fontaine-lès-Dijon` and `Fontaine Dijon` are the same place. */
function bareKey(key: string): string {
  return key
    .split(' ')
    .filter((word) => !['les', 'la', 'le', 'sur', 'de'].includes(word))
    .join('');
}

/** Matches the communes of one territory, whatever their spelling; answers are remembered, so a long file costs its distinct names. */
export function communeMatcher(communes: Commune[]): (text: string) => CommuneFound {
  const names = new Map<string, Commune>();
  const bare = new Map<string, Commune>();
  for (const commune of communes) {
    for (const name of [commune.name, commune.inseeCode, ...(formerNames[commune.inseeCode] ?? [])]) {
      const key = /^\d+$/.test(name) ? name : placeKey(name);
      names.set(key, commune);
      bare.set(bareKey(key), commune);
    }
  }
  const answers = new Map<string, CommuneFound>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = find(text, names, bare);
    if (answers.size < 20_000) answers.set(text, answer);
    return answer;
  };
}

function find(text: string, names: Map<string, Commune>, bare: Map<string, Commune>): CommuneFound {
  const digits = text.trim();
  const key = placeKey(text);
  // "Dijon - Grésilles", "Dijon (Grésilles)": the district comes after its commune.
  const beforeDistrict = placeKey(text.split(/ [-–] |[(,]/)[0] ?? '');
  const found = names.get(digits) ?? names.get(key) ?? bare.get(bareKey(key)) ?? names.get(beforeDistrict);
  if (found !== undefined) return { inseeCode: found.inseeCode };
  if (/^\d{5}$/.test(digits)) return { postalCode: true };
  const code = /\b(\d{5})\b/.exec(digits)?.[1];
  const byCode = code === undefined ? undefined : names.get(code);
  if (byCode !== undefined && key === '') return { inseeCode: byCode.inseeCode };
  if (namesakes.has(key)) return { outside: true };
  const suggestion = closest(key, names);
  return suggestion === undefined ? { outside: true } : { suggestion };
}

/** The commune that a mistyped name most likely meant: one letter in a short name, two in a long one, or its beginning. */
function closest(key: string, names: Map<string, Commune>): string | undefined {
  const compact = key.replaceAll(' ', '');
  let best: { name: string; distance: number } | undefined;
  for (const [name, commune] of names) {
    if (/^\d/.test(name)) continue;
    const other = name.replaceAll(' ', '');
    const limit = other.length >= 7 ? 2 : 1;
    const distance =
      compact.length >= 5 && other.length > compact.length && other.startsWith(compact)
        ? limit
        : editDistance(compact, other, limit);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name: commune.name, distance };
  }
  return best?.name;
}
