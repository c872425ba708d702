import { type AskedSpan, isCancelled, meets } from '../../domain/expectation.ts';
import type { Month } from '../../domain/month.ts';
import { type CatalogueEntry, entriesOf, entryId, entryKey } from './catalogue-entries.ts';
import type { CatalogueFile } from './catalogue-file.ts';

/** What a structure gives in several spans of months, a row each: which row speaks of which span of the catalogue. */

const spanKinds = ['assignment', 'register'] as const;

/** What the spans of an entry are spans of; null: it has none. Example: `assignment AGENCE B-LOG`. */
function givenBy({ kind, value }: Pick<CatalogueEntry, 'kind' | 'value'>): string | null {
  if (!spanKinds.some((one) => one === kind)) return null;
  return `${kind} ${value.organisation} ${kind === 'assignment' ? value.indicator : value.source}`;
}

const spanOf = ({ value }: Pick<CatalogueEntry, 'value'>): AskedSpan => ({
  fromMonth: String(value.fromMonth),
  toMonth: typeof value.toMonth === 'string' && value.toMonth !== '' ? value.toMonth : null,
});
const overlaps = (one: CatalogueEntry, other: CatalogueEntry) => {
  const { fromMonth: from, toMonth: to } = spanOf(other);
  return meets(spanOf(one), { from, to });
};

type Given = Pick<CatalogueEntry, 'kind' | 'value'>;

/** The months that an entry speaks of; null: it is no span. */
export const askedSpan = (one: Given): AskedSpan | null => (givenBy(one) === null ? null : spanOf(one));

/** False of a span that was planned and does not take place. */
export function takesPlace(one: Given): boolean {
  const span = askedSpan(one);
  return span === null || !isCancelled(span);
}

/** The last month in which a structure may be asked for something, by its own end and by the indicator's; undefined: none ends. */
export function lastMonths(all: Iterable<Given>): (one: Given) => Month | undefined {
  const until = new Map<string, Month>();
  for (const { kind, value } of all)
    if ((kind === 'partner' || kind === 'indicator') && typeof value.untilMonth === 'string')
      until.set(`${kind} ${value.code}`, value.untilMonth);
  return ({ kind, value }) => {
    if (!spanKinds.some((one) => one === kind)) return undefined;
    const ends = [`partner ${value.organisation}`, ...(kind === 'assignment' ? [`indicator ${value.indicator}`] : [])];
    return ends
      .flatMap((one) => until.get(one) ?? [])
      .sort()
      .at(0);
  };
}

/**
 * Entries under the key of the span that they change: the one that begins in the same month, else the first that has a month
 * in common. What has none in common is a span more. Example: « from March 2023 on » changes « from January 2022 on ».
 */
export function onTheirSpans<Entry extends CatalogueEntry>(now: CatalogueFile, asked: readonly Entry[]): Entry[] {
  const free = new Map(
    entriesOf(now)
      .filter((one) => givenBy(one) !== null)
      .map((one) => [entryId(one), one]),
  );
  for (const one of asked) free.delete(entryId({ kind: one.kind, key: entryKey(one.kind, one.value) }));
  const known = new Set(entriesOf(now).map(entryId));
  return asked.map((one) => {
    const key = entryKey(one.kind, one.value);
    const given = givenBy(one);
    if (given === null) return one;
    const changed = known.has(entryId({ kind: one.kind, key }))
      ? undefined
      : [...free.values()].find((other) => givenBy(other) === given && overlaps(one, other));
    if (changed) free.delete(entryId(changed));
    return { ...one, key: changed?.key ?? key };
  });
}

/** Whether a span of the catalogue has a month in common with one that is asked for: it gives way. */
export function spansReplacedBy(asked: readonly CatalogueEntry[]): (one: CatalogueEntry) => boolean {
  const given = new Map<string, CatalogueEntry[]>();
  for (const one of asked) {
    const key = givenBy(one);
    if (key !== null) given.set(key, [...(given.get(key) ?? []), one]);
  }
  return (one) => (given.get(givenBy(one) ?? '') ?? []).some((other) => overlaps(one, other));
}
