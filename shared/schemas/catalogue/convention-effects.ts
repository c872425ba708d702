import { firstAsked, isExpected } from '../../domain/expectation.ts';
import { addMonths, type Month, monthsBetween } from '../../domain/month.ts';
import { frenchCount, frenchList, frenchOfMonth } from '../../domain/words/french-format.ts';
import { uncountedSentence } from '../../registers/feeding-words.ts';
import { isMeasureOf } from '../../registers/measures.ts';
import type { CatalogueFile } from './catalogue-file.ts';

/** What a change of the catalogue does to what is expected, to the reminders and to the coverage: said before it is written. */

/** How many months after today are looked at: a change that is planned has its effect shown too. */
const AHEAD = 24;

type Asked = Map<string, Map<string, Set<Month>>>;

/** Structure → indicator → the months in which an answer is expected. */
function askedMonths({ organisations, indicators }: CatalogueFile, until: Month): Asked {
  const frequency = new Map(indicators.map((one) => [one.code, one.frequency]));
  return new Map(
    organisations.map(({ code, assignments }) => [
      code,
      new Map(
        assignments.map(({ indicator }) => {
          const spans = assignments.filter((one) => one.indicator === indicator);
          const first = firstAsked([{ spans }]) ?? until;
          const months = first <= until ? monthsBetween(first, until) : [];
          const every = frequency.get(indicator) ?? 'monthly';
          return [indicator, new Set(months.filter((month) => isExpected({ spans }, every, month)))];
        }),
      ),
    ]),
  );
}

interface Moved {
  indicator: string;
  gained: Month[];
  lost: Month[];
}

function movedOf(before: Map<string, Set<Month>> | undefined, after: Map<string, Set<Month>> | undefined): Moved[] {
  const codes = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return codes.flatMap((indicator) => {
    const [was, is] = [before?.get(indicator) ?? new Set<Month>(), after?.get(indicator) ?? new Set<Month>()];
    const gained = [...is].filter((month) => !was.has(month)).sort();
    const lost = [...was].filter((month) => !is.has(month)).sort();
    return gained.length + lost.length > 0 ? [{ indicator, gained, lost }] : [];
  });
}

const codesOf = (moved: readonly Moved[]) => frenchList(moved.map(({ indicator }) => indicator));

/** One structure: what it is asked for no more, or from then on, with the answers expected so far and the reminders. */
function ofStructure(name: string, moved: readonly Moved[], current: Month): string[] {
  const said = (
    list: readonly Moved[],
    months: (one: Moved) => Month[],
    sentence: (codes: string, first: Month, past: number, hasMany: boolean) => string,
  ) => {
    const firsts = new Map<Month, Moved[]>();
    for (const one of list) {
      const first = months(one)[0];
      if (first !== undefined) firsts.set(first, [...(firsts.get(first) ?? []), one]);
    }
    return [...firsts].map(([first, group]) =>
      sentence(
        codesOf(group),
        first,
        group.flatMap(months).filter((month) => month <= current).length,
        group.length > 1,
      ),
    );
  };
  const lost = said(
    moved,
    (one) => one.lost,
    (codes, first, past, hasMany) =>
      `${name}\u00a0: ${codes} ne lui ${hasMany ? 'sont' : 'est'} plus demandé${hasMany ? 's' : ''} à partir ${frenchOfMonth(first)}${past > 0 ? `, soit ${frenchCount(past, 'saisie attendue', 'saisies attendues')} de moins à ce jour` : ''}. Les rappels ne ${hasMany ? 'les' : 'le'} réclament plus.`,
  );
  const gained = said(
    moved,
    (one) => one.gained,
    (codes, first, past, hasMany) =>
      `${name}\u00a0: ${codes} lui ${hasMany ? 'sont' : 'est'} demandé${hasMany ? 's' : ''} à partir ${frenchOfMonth(first)}${past > 0 ? `, soit ${frenchCount(past, 'saisie attendue', 'saisies attendues')} de plus à ce jour` : ''}. Les rappels ${hasMany ? 'les' : 'le'} réclament dès l’échéance.`,
  );
  return [...lost, ...gained];
}

const giversIn = (asked: Asked, indicator: string, month: Month) =>
  [...asked.values()].filter((codes) => codes.get(indicator)?.has(month)).length;

/** How many structures are expected for an indicator, where their number changes. */
function coverageOf(before: Asked, after: Asked, moved: readonly Moved[]): string[] {
  const codes = [...new Set(moved.map(({ indicator }) => indicator))];
  return codes.flatMap((indicator) => {
    const months = [
      ...new Set(
        moved.filter((one) => one.indicator === indicator).flatMap(({ gained, lost }) => [...gained, ...lost]),
      ),
    ].sort();
    const changed = months.find((month) => giversIn(before, indicator, month) !== giversIn(after, indicator, month));
    if (changed === undefined)
      return [`${indicator}\u00a0: la couverture ne change pas, autant de structures restent attendues.`];
    const [was, is] = [giversIn(before, indicator, changed), giversIn(after, indicator, changed)];
    const expected =
      is === 0 ? 'plus aucune structure n’est attendue' : frenchCount(is, 'structure attendue', 'structures attendues');
    return [`${indicator}\u00a0: ${expected} au lieu de ${was} à partir ${frenchOfMonth(changed)}.`];
  });
}

/** Indicators that are to be counted in a register of which they count nothing: a change that leaves them so is told. */
function uncountedIn({ organisations, indicators }: CatalogueFile): string[] {
  const known = new Map(indicators.map((one) => [one.code, one]));
  return organisations.flatMap(({ name, assignments }) =>
    assignments.flatMap(({ indicator: code, agreements }) => {
      const [one, register] = [known.get(code), agreements.at(-1)?.register ?? null];
      return one && register !== null && !isMeasureOf(register, one.measure ?? null)
        ? [uncountedSentence({ organisation: name, indicator: one.label, source: register })]
        : [];
    }),
  );
}

export function conventionEffects(now: CatalogueFile, wanted: CatalogueFile, current: Month): string[] {
  const until = addMonths(current, AHEAD);
  const [before, after] = [askedMonths(now, until), askedMonths(wanted, until)];
  const names = new Map([...now.organisations, ...wanted.organisations].map(({ code, name }) => [code, name]));
  const structures = [...names].map(([code, name]) => ({ name, moved: movedOf(before.get(code), after.get(code)) }));
  const beforeHand = new Set(uncountedIn(now));
  return [
    ...uncountedIn(wanted).filter((sentence) => !beforeHand.has(sentence)),
    ...structures.flatMap(({ name, moved }) => ofStructure(name, moved, current)),
    ...coverageOf(
      before,
      after,
      structures.flatMap(({ moved }) => moved),
    ),
  ];
}
