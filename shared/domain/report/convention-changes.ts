import { type AskedSpan, firstAsked, isWithin } from '../expectation.ts';
import { addMonths, type Month } from '../month.ts';
import { frenchList, frenchMonth, frenchOfMonth } from '../words/french-format.ts';

/** What changed in a year of who gives what: what a reader must know to compare two months of a series. */

/** An indicator that a structure gives, or a register that it feeds (no code), and in which months. */
export interface GivenPart {
  label: string;
  code: string | null;
  spans: readonly AskedSpan[];
}

export interface PartnerStory {
  name: string;
  /** Last month in which it takes part; null: it still does. */
  untilMonth: Month | null;
  takenOverBy: readonly { name: string; fromMonth: Month }[];
  gives: readonly GivenPart[];
}

export interface IndicatorStory {
  label: string;
  code: string;
  fromMonth: Month;
  untilMonth: Month | null;
}

export interface ConventionChange {
  month: Month;
  text: string;
  /** The indicators that it is about. */
  codes: string[];
}

interface Stories {
  partners: readonly PartnerStory[];
  indicators: readonly IndicatorStory[];
}

const quoted = (labels: readonly string[]) => frenchList(labels.map((label) => `«\u00a0${label}\u00a0»`));
const codesOf = (parts: readonly GivenPart[]) => parts.flatMap(({ code }) => code ?? []);
const after = (last: Month) => addMonths(last, 1);

function grouped<One>(list: readonly One[], keyOf: (one: One) => string): One[][] {
  const groups = new Map<string, One[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

/** Who answers for whom from a month on; structures that merge, or that share what one gave, are said in one sentence. */
function successions(partners: readonly PartnerStory[]): ConventionChange[] {
  const pairs = partners.flatMap((former) =>
    former.takenOverBy.map(({ name: next, fromMonth }) => ({ former, next, fromMonth })),
  );
  const shared = grouped(pairs, ({ former, fromMonth }) => `${fromMonth} ${former.name}`).map((group) => ({
    fromMonth: group[0]?.fromMonth ?? '',
    formers: group.slice(0, 1).map(({ former }) => former),
    nexts: group.map(({ next }) => next),
  }));
  return grouped(shared, ({ fromMonth, nexts }) => `${fromMonth} ${nexts.join('/')}`).map((group) => {
    const [{ fromMonth: month = '', nexts = [] } = {}] = group;
    const formers = group.flatMap((one) => one.formers);
    const gave = formers.flatMap(({ gives }) =>
      gives.filter(({ spans }) => spans.some((span) => isWithin(span, addMonths(month, -1)))),
    );
    return {
      month,
      text: `À partir ${frenchOfMonth(month)}, ${frenchList(nexts)} ${nexts.length > 1 ? 'répondent' : 'répond'} de ce que ${formers.length > 1 ? 'donnaient' : 'donnait'} ${frenchList(formers.map(({ name }) => name))}.`,
      codes: [...new Set(codesOf(gave))],
    };
  });
}

/** The partners that left, and that nobody follows. */
function departures(partners: readonly PartnerStory[]): ConventionChange[] {
  return partners.flatMap(({ name, untilMonth, takenOverBy, gives }) =>
    untilMonth === null || takenOverBy.length > 0
      ? []
      : [
          {
            month: after(untilMonth),
            text: `${name} ne participe plus au plan après ${frenchMonth(untilMonth)}.`,
            codes: codesOf(gives.filter(({ spans }) => spans.some((span) => isWithin(span, untilMonth)))),
          },
        ],
  );
}

const verbs = {
  begins: { indicator: 'transmet', register: 'alimente' },
  again: { indicator: 'transmet à nouveau', register: 'alimente à nouveau' },
  stops: { indicator: 'ne transmet plus', register: 'n’alimente plus' },
};
type Turn = keyof typeof verbs;

/** What a structure that goes on begins, stops, or takes up again to give. */
function turns({ partners, indicators }: Stories): ConventionChange[] {
  const ofIndicator = new Map(indicators.map((one) => [one.code, one]));
  return partners.flatMap((partner) => {
    const takesOver = new Set(
      partners
        .flatMap(({ takenOverBy }) => takenOverBy.filter(({ name }) => name === partner.name))
        .map((one) => one.fromMonth),
    );
    const moves = partner.gives.flatMap((part) => {
      const own = part.code === null ? undefined : ofIndicator.get(part.code);
      return part.spans.flatMap(({ fromMonth, toMonth }, rank) => {
        const begins = takesOver.has(fromMonth) || own?.fromMonth === fromMonth;
        const ends = toMonth === null || toMonth === partner.untilMonth || toMonth === own?.untilMonth;
        const began: Turn = rank > 0 ? 'again' : 'begins';
        return [
          ...(begins ? [] : [{ turn: began, month: fromMonth, part }]),
          ...(ends ? [] : [{ turn: 'stops' as const, month: after(toMonth), part }]),
        ];
      });
    });
    return grouped(moves, ({ turn, month, part }) => `${turn} ${month} ${part.code === null}`).map((group) => {
      const [{ turn = 'begins', month = '', part: { code = null } = {} } = {}] = group;
      const kind = code === null ? ('register' as const) : ('indicator' as const);
      const parts = group.map(({ part }) => part);
      const noun = kind === 'indicator' ? '' : parts.length > 1 ? 'les registres ' : 'le registre ';
      return {
        month,
        text: `${partner.name} ${verbs[turn][kind]} ${noun}${quoted(parts.map(({ label }) => label))} à partir ${frenchOfMonth(month)}.`,
        codes: codesOf(parts),
      };
    });
  });
}

function followed(indicators: readonly IndicatorStory[]): ConventionChange[] {
  return indicators.flatMap(({ label, code, fromMonth, untilMonth }) => [
    {
      month: fromMonth,
      text: `L’indicateur «\u00a0${label}\u00a0» est suivi à partir ${frenchOfMonth(fromMonth)}.`,
      codes: [code],
    },
    ...(untilMonth === null
      ? []
      : [
          {
            month: after(untilMonth),
            text: `L’indicateur «\u00a0${label}\u00a0» n’est plus suivi après ${frenchMonth(untilMonth)}.`,
            codes: [code],
          },
        ]),
  ]);
}

/** What changed over some months, in their order. What was there from the first month of all changed nothing. */
export function conventionChanges(stories: Stories, { from, to }: { from: Month; to: Month }): ConventionChange[] {
  const { partners, indicators } = stories;
  const opening = indicators.map(({ fromMonth }) => fromMonth).sort()[0];
  const collecting = firstAsked(partners.flatMap(({ gives }) => gives.filter(({ code }) => code !== null))) ?? '';
  const all = [
    ...followed(indicators).filter(({ month }) => month !== opening),
    ...successions(partners),
    ...departures(partners),
    ...turns(stories).filter(({ month }) => month > collecting),
  ];
  return all.filter(({ month }) => from <= month && month <= to).toSorted((a, b) => a.month.localeCompare(b.month));
}
