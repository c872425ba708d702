import { fold } from '../text.ts';
import official from './commune-list.json' with { type: 'json' };
import { placeKey } from './place-key.ts';

/**
 * The official names of every commune (INSEE code, postal codes, name and former names, a row a department), and the
 * departments. Made from @etalab/decoupage-administratif 6.0.0 (MIT licence; data: Insee, Code officiel géographique, Licence
 * Ouverte 2.0). Names and postal codes are each unfolded once, when they are first asked for: most files ask for neither. The
 * codes of one key are a text, commas between them.
 */
let byName: Map<string, string> | undefined;
let byPostal: Map<string, string> | undefined;

const none: string[] = [];

function addTo(map: Map<string, string>, key: string, code: string): void {
  const codes = map.get(key);
  map.set(key, codes === undefined ? code : `${codes},${code}`);
}

/** A name of which a part could be left out when places are compared. */
const mayBeCut = /\d|\b(cedex|france|commune|ville|mairie|ste|st|lez|s)\b/;

let folded: string[] | undefined;

const SPACE = 32;
const isKept = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 47 && code <= 57) || code === 59 || code === 44;

/** A department as its names are compared, letter by letter: `;` between communes, `/` between the names of one. */
function foldedDepartment(department: string): string {
  const bytes = new Uint8Array(2 * department.length);
  let length = 0;
  for (let at = 0; at < department.length; at += 1) {
    const code = department.charCodeAt(at);
    if (code > 127) {
      const letters = fold(department[at] ?? '') || ' ';
      for (let rank = 0; rank < letters.length; rank += 1) bytes[length + rank] = letters.charCodeAt(rank);
      length += letters.length;
      continue;
    }
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    const kept = isKept(lower) ? lower : SPACE;
    if (kept === SPACE && bytes[length - 1] === SPACE) continue;
    bytes[length] = kept;
    length += 1;
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function foldedDepartments(): string[] {
  folded ??= official.communes.map(foldedDepartment);
  return folded;
}

/** Calls back with the code, the postal codes and the rest of every commune of a department. */
function eachCommune(department: string, use: (code: string, postal: string, names: string) => void): void {
  for (let at = 0; at < department.length; ) {
    const found = department.indexOf(';', at);
    const end = found < 0 ? department.length : found;
    const afterCode = department.indexOf(' ', at);
    const afterPostal = department.indexOf(' ', afterCode + 1);
    use(
      department.slice(at, afterCode),
      department.slice(afterCode + 1, afterPostal),
      department.slice(afterPostal + 1, end),
    );
    at = end + 1;
  }
}

function unfoldNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const department of foldedDepartments())
    eachCommune(department, (code, _postal, all) => {
      for (const name of all.split('/'))
        addTo(names, mayBeCut.test(name) ? placeKey(name) : name.trim(), code.toUpperCase());
    });
  return names;
}

function unfoldPostal(): Map<string, string> {
  const postals = new Map<string, string>();
  for (const department of official.communes)
    eachCommune(department, (code, postal) => {
      if (postal.length === 5) addTo(postals, postal, code);
      else for (const one of postal.split(',')) addTo(postals, one, code);
    });
  return postals;
}

/** True when a name stands in the list as it is compared: it is looked for there, before all of them are unfolded. */
function isWritten(key: string): boolean {
  return foldedDepartments().some((all) => {
    for (let at = all.indexOf(key); at >= 0; at = all.indexOf(key, at + 1)) {
      const [before, after] = [all[at - 1], all[at + key.length]];
      const opens =
        before === '/' || (before === ' ' && /(^|;)\w{5} [\d,]* $/.test(all.slice(Math.max(0, at - 80), at)));
      if (opens && (after === undefined || after === '/' || after === ';')) return true;
    }
    return false;
  });
}

/** True for the name, today's or a former one, of any commune. */
export function isOfficialName(key: string): boolean {
  return (!mayBeCut.test(key) && isWritten(key)) || codesOfName(key).length > 0;
}

/** The INSEE codes of the communes that bear a name, as places are compared, or bore it. */
export function codesOfName(key: string): string[] {
  byName ??= unfoldNames();
  return byName.get(key)?.split(',') ?? none;
}

/** The INSEE codes of the communes that share a postal code. */
export function codesOfPostal(code: string): string[] {
  byPostal ??= unfoldPostal();
  return byPostal.get(code)?.split(',') ?? none;
}

/** True for the INSEE code of any commune. */
export function isOfficialCode(code: string): boolean {
  return official.communes.some((all) => all.startsWith(`${code} `) || all.includes(`;${code} `));
}
