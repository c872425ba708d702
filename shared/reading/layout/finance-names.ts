import { fold, quoted } from '../text.ts';

/** A line of the annex, as far as naming it goes. */
export interface NamedLine {
  key: string;
  annexNumber: number | null;
  title: string;
}

export type Found<One> = { found: One } | { problem: string };

const startsWith = (text: string, name: string) => name !== '' && (text === name || text.startsWith(`${name} `));

function byNumber<One extends NamedLine>(text: string, lines: readonly One[]): One[] {
  const [, number = '', rest = ''] = /^(?:(?:n|no|numero|ligne|action) )?(\d{1,4})(?: (.*))?$/.exec(text) ?? [];
  const same = lines.filter(({ annexNumber }) => number !== '' && annexNumber === Number(number));
  const titled = same.filter(({ title }) => rest !== '' && fold(title).startsWith(rest));
  return same.length > 1 && rest !== '' ? titled : same;
}

/**
 * The line of the annex that a cell names: by its key, by its number in the annex (with its title where two lines share it),
 * or by its title. Example: `A02 – Poste de captation`, `2` and `Poste de captation des logements privés` are one line;
 * `18` alone is refused, for two lines bear it.
 */
export function findAction<One extends NamedLine>(raw: string, lines: readonly One[]): Found<One> {
  const text = fold(raw);
  const keyed = lines
    .filter(({ key }) => startsWith(text, fold(key)))
    .toSorted((a, b) => b.key.length - a.key.length)
    .slice(0, 1);
  const titled = lines.filter(({ title }) => fold(title) === text);
  const [named, another] = [keyed, titled, byNumber(text, lines)].find((found) => found.length > 0) ?? [];
  if (!named) return { problem: `${quoted(raw.slice(0, 60))} n’est pas une ligne de l’annexe de cette année.` };
  if (!another) return { found: named };
  const keys = byNumber(text, lines).map(({ key }) => key);
  return {
    problem: `${quoted(raw.slice(0, 60))} désigne plusieurs lignes\u00a0: donnez la clé (${keys.join(' ou ')}).`,
  };
}

/** The lines that a cell lists, in the annex's order, separated by `;` or by commas; a title may hold a comma itself. */
export function findActions<One extends NamedLine>(raw: string, lines: readonly One[]): Found<One[]> {
  const cut = raw.split(raw.includes(';') ? ';' : /[,\n]/u).map((part) => part.trim());
  const parts = cut.filter((part) => part !== '');
  const found = parts.map((part) => findAction(part, lines));
  const wrong = found.find((one) => 'problem' in one);
  if (wrong && 'problem' in wrong) {
    const whole = lines.find(({ key, title }) => [fold(title), fold(`${key} ${title}`)].includes(fold(raw)));
    return whole ? { found: [whole] } : wrong;
  }
  const keys = new Set(found.flatMap((one) => ('found' in one ? [one.found.key] : [])));
  return { found: lines.filter(({ key }) => keys.has(key)) };
}

/** The organisation that a cell names, by its code or its name. */
export function findOrganisation<One extends { code: string; name: string }>(
  raw: string,
  organisations: readonly One[],
): Found<One> {
  const text = fold(raw);
  const [named, another] = organisations.filter(({ code, name }) => fold(code) === text || fold(name) === text);
  if (named && !another) return { found: named };
  const known = organisations.map(({ code }) => code).join(', ');
  return { problem: `${quoted(raw.slice(0, 60))} n’est pas un organisme du catalogue (${known}).` };
}
