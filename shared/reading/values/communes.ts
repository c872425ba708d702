import { printOfWords } from '../print.ts';
import { editDistance, fold } from '../text.ts';
import official from './commune-list.json' with { type: 'json' };
import { codesOfName, codesOfPostal, isOfficialCode, isOfficialName } from './gazetteer.ts';
import { placeKey } from './place-key.ts';

export interface Commune {
  inseeCode: string;
  name: string;
  /** Names that old files and habits still give. */
  aliases?: readonly string[];
  /** Real places whose names are a letter or two from its own: they are elsewhere, not mistyped. */
  namesakes?: readonly string[];
}

/**
 * `outside`: a known commune of elsewhere. What is not known is unknown, never outside; `nowhere`: it says that nobody
 * knows. `nothing`: someone said that the place is none that can be told.
 */
export type CommuneFound =
  | { inseeCode: string }
  | { outside: true }
  | { suggestion: string; code: string }
  | { postalCode: true }
  | { unknown: true; nowhere?: true }
  | { nothing: true };

/** What is said when nobody lives anywhere, or nobody knows where. Some of these words are communes of elsewhere. */
const noPlace =
  /^(sdf|sans (domicile|abri|logement|adresse|residence)( .*)?|errance|(a la )?rue|itinerant|squat|camp(ement)?|foyer|hotel|hebergement|hebergee?|voiture|vehicule|a (preciser|definir|verifier|completer)|non (precisee?|indiquee?|definie?)|inconnu.*|ville|centre( ville)?|metropole( .*)?|agglo(meration)?( .*)?|dans la metropole|departement|france|etranger|domiciliation|ccas|x+|\?+|.)$/;

/** An avowal: elsewhere, wherever it is. */
const elsewhere =
  /^(?:hors|autre) (?:de )?(?:la )?(?:(metropole|territoire|agglo(?:meration)?|commune|departement|region|pays)( .*)?|(.+))$/;

/** The print of a place, however it is written. */
export const placePrint = (text: string, printKey: string): string => printOfWords(placeKey(text), printKey);

/** Names without their link words: `Fontaine-lès-Dijon` and `Fontaine Dijon` are the same place. */
function bareKey(key: string): string {
  return key
    .split(' ')
    .filter((word) => !['les', 'la', 'le', 'l', 'sur', 'de', 'd'].includes(word))
    .join('');
}

interface Territory {
  codes: Set<string>;
  names: Map<string, Commune>;
  bare: Map<string, Commune>;
  /** Places that are elsewhere however near their names. */
  namesakes: Set<string>;
  /** A name without those of the departments that the territory is in, and their numbers. */
  withoutDepartment: (key: string) => string;
  /** Whether words name a department that the territory is in, by its name or its number. */
  isDepartment: (words: string) => boolean;
}

/** The number of a department, from the code of one of its communes. Example: `21231` is in `21`, `97411` in `974`. */
const departmentOf = (inseeCode: string) => inseeCode.slice(0, inseeCode.startsWith('97') ? 3 : 2);

function departmentsOf(communes: Commune[]): Pick<Territory, 'withoutDepartment' | 'isDepartment'> {
  const known: Partial<Record<string, string>> = official.departments;
  const numbers = [...new Set(communes.map(({ inseeCode }) => departmentOf(inseeCode)))];
  const words = numbers.flatMap((number) => [fold(number), ...(known[number] ? [fold(known[number])] : [])]);
  if (words.length === 0) return { withoutDepartment: (key) => key, isDepartment: () => false };
  const pattern = new RegExp(`(^| )(?:${words.join('|')})(?= |$)`, 'g');
  const withoutDepartment = (key: string) => {
    const left = key.replace(pattern, ' ').replace(/ +/g, ' ').trim();
    // A commune may bear the name of its department.
    return left === '' ? key : left;
  };
  return { withoutDepartment, isDepartment: (said) => words.includes(said) };
}

function territoryOf(communes: Commune[]): Territory {
  const namesakes = new Set(communes.flatMap((one) => (one.namesakes ?? []).map(placeKey)));
  const territory: Territory = {
    ...{ codes: new Set(), names: new Map(), bare: new Map(), namesakes },
    ...departmentsOf(communes),
  };
  for (const commune of communes) {
    territory.codes.add(commune.inseeCode);
    for (const name of [commune.name, commune.inseeCode, ...(commune.aliases ?? [])]) {
      const key = /^\d+$/.test(name) ? name : placeKey(name);
      territory.names.set(key, commune);
      territory.bare.set(bareKey(key), commune);
    }
  }
  return territory;
}

/** Matches the communes of one territory, whatever their spelling; answers are remembered, so a long file costs its distinct names. */
export function communeMatcher(communes: Commune[]): (text: string) => CommuneFound {
  const territory = territoryOf(communes);
  const answers = new Map<string, CommuneFound>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = find(text, territory);
    if (answers.size < 20_000) answers.set(text, answer);
    return answer;
  };
}

/** Words of the names of communes, as texts are compared. */
export function wordsOfPlaces(communes: Commune[]): Set<string> {
  return new Set(communes.flatMap(({ name }) => fold(name).split(' ')));
}

/** « Hors métropole », « hors Côte-d’Or », « autre commune », « hors Chenôve ». */
function saysElsewhere(said: string, { names, isDepartment }: Territory): boolean {
  const [, generic, , place] = elsewhere.exec(said) ?? [];
  if (generic !== undefined) return true;
  return place !== undefined && (isDepartment(place) || names.has(placeKey(place)));
}

function find(text: string, territory: Territory): CommuneFound {
  const { codes, names, bare, namesakes, withoutDepartment } = territory;
  const digits = text.trim();
  const whole = placeKey(text);
  const key = names.has(whole) ? whole : withoutDepartment(whole);
  const said = fold(text);
  if (saysElsewhere(said, territory)) return { outside: true };
  if (noPlace.test(said)) return { unknown: true, nowhere: true };
  // "Dijon - Grésilles", "Dijon (Grésilles)": the district comes after its commune.
  const beforeDistrict = withoutDepartment(placeKey(text.split(/ [-–] |[(,/]/)[0] ?? ''));
  const found = names.get(digits) ?? names.get(key) ?? bare.get(bareKey(key)) ?? names.get(beforeDistrict);
  if (found !== undefined)
    return isElsewhereByCode(digits, found, codes) ? { outside: true } : { inseeCode: found.inseeCode };
  if (/^\d{5}$/.test(digits)) return byCode(digits, codes);
  if (key === '') return byCode(/\b(\d{5})\b/.exec(digits)?.[1] ?? '', codes);
  const elsewhereOnly = (name: string) => !isWithinByCode(digits, name, codes);
  if (namesakes.has(key) && elsewhereOnly(key)) return { outside: true };
  const cut = shortened(key, names);
  const bears = (name: string) => isOfficial(name) && elsewhereOnly(name);
  if (cut === undefined && (bears(key) || bears(beforeDistrict))) return { outside: true };
  const suggestion = cut ?? closest(key, names);
  return suggestion === undefined ? { unknown: true } : { suggestion: suggestion.name, code: suggestion.inseeCode };
}

const isOfficial = (key: string): boolean => key.length > 2 && isOfficialName(key);

/** The communes of the postal code beside a name. */
function sharingCodeIn(text: string): string[] {
  const postal = /\b(\d{5})\b/.exec(text)?.[1];
  return postal === undefined ? [] : codesOfPostal(postal);
}

/** A name of elsewhere with a postal code of the territory that no commune of that name has: « 21800 Chevigny » is cut short. */
function isWithinByCode(text: string, name: string, codes: Set<string>): boolean {
  const there = sharingCodeIn(text);
  return there.some((code) => codes.has(code)) && !codesOfName(name).some((code) => there.includes(code));
}

/** A namesake with the postal code of another department: `Saint-Apollinaire 05160`. */
function isElsewhereByCode(text: string, { name }: Commune, codes: Set<string>): boolean {
  const there = sharingCodeIn(text);
  if (there.length === 0 || there.some((code) => codes.has(code))) return false;
  return codesOfName(placeKey(name)).some((code) => there.includes(code));
}

/** An INSEE code or a postal code alone: it says a commune when only one has it. */
function byCode(code: string, codes: Set<string>): CommuneFound {
  if (codes.has(code)) return { inseeCode: code };
  const sharing = codesOfPostal(code);
  const within = sharing.filter((one) => codes.has(one));
  const [only] = within;
  if (within.length === 1 && sharing.length === 1 && only !== undefined) return { inseeCode: only };
  if (sharing.length > 0 && within.length === 0) return { outside: true };
  if (sharing.length > 0) return { postalCode: true };
  return isOfficialCode(code) ? { outside: true } : { unknown: true };
}

/** The commune of which a name is the first words, though others bear it: « Fontaine » is one of the Isère, or Fontaine-lès-Dijon. */
function shortened(key: string, names: Map<string, Commune>): Commune | undefined {
  const meant = [...names].filter(
    ([name]) => /^(les|la|le|sur) /.test(name.slice(key.length + 1)) && name.startsWith(`${key} `),
  );
  return meant.length === 1 ? meant[0]?.[1] : undefined;
}

/** The commune that a mistyped name most likely meant: one letter in a short name, two in a long one, or its beginning. */
function closest(key: string, names: Map<string, Commune>): Commune | undefined {
  const compact = key.replaceAll(' ', '');
  let best: { commune: Commune; distance: number } | undefined;
  for (const [name, commune] of names) {
    if (/^\d/.test(name)) continue;
    const other = name.replaceAll(' ', '');
    const limit = other.length >= 7 ? 2 : 1;
    const distance =
      compact.length >= 5 && other.length > compact.length && other.startsWith(compact)
        ? limit
        : editDistance(compact, other, limit);
    const swapped = distance > limit && isSwapped(compact, other) ? limit : distance;
    if (swapped <= limit && (best === undefined || swapped < best.distance)) best = { commune, distance: swapped };
  }
  return best?.commune;
}

/** Two letters in each other's place: `Djion`. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return at >= 0 && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
