import { registerAt } from '../../domain/agreement.ts';
import { type AskedSpan, cancelled, meets } from '../../domain/expectation.ts';
import { addMonths, type Month } from '../../domain/month.ts';
import { type CatalogueEntry, entriesOf, entryId, entryKey } from './catalogue-entries.ts';
import type { CatalogueFile } from './catalogue-file.ts';
import type { EntryKind } from './catalogue-sheets.ts';
import { lastMonths } from './catalogue-spans.ts';
import type { ConventionEdit, Split, TakeOver } from './convention-act.ts';

/** What an act of the screen asks of the catalogue, as the entries that a workbook would bring. */

type Partner = CatalogueFile['organisations'][number];
type Assignment = Partner['assignments'][number];

const entryOf = (kind: EntryKind, value: CatalogueEntry['value']): CatalogueEntry => ({
  kind,
  key: entryKey(kind, value),
  value,
});

const lasts = ({ toMonth }: AskedSpan, month: Month) => toMonth === null || toMonth >= month;
const later = (one: Month | null, other: Month | null) =>
  one === null || other === null ? null : one > other ? one : other;
const earlier = (one: Month, other: Month) => (one < other ? one : other);

function partnerEntry({ code, name, kind, role }: TakeOver['into'], known: Partner | undefined): CatalogueEntry {
  return entryOf('partner', { code, name, kind, role, untilMonth: known?.untilMonth ?? null });
}

/** The spans that another takes over from a month on, each from its own first month, with the one that it has then or had until then. */
function joined(spans: readonly AskedSpan[], fromMonth: Month, own: AskedSpan | undefined): AskedSpan[] {
  const taken = spans.map((one) => ({
    fromMonth: one.fromMonth > fromMonth ? one.fromMonth : fromMonth,
    toMonth: one.toMonth,
  }));
  const held = own ? [{ fromMonth: own.fromMonth, toMonth: own.toMonth }] : [];
  return [...taken, ...held].reduce<AskedSpan[]>(united, []);
}

/** Some spans with one more, those that meet or follow one another being one. */
function united(spans: readonly AskedSpan[], one: AskedSpan): AskedSpan[] {
  const near = (other: AskedSpan) =>
    meets(other, { from: addMonths(one.fromMonth, -1), to: one.toMonth && addMonths(one.toMonth, 1) });
  const whole = spans.filter(near).reduce(
    (all, other) => ({
      fromMonth: earlier(all.fromMonth, other.fromMonth),
      toMonth: later(all.toMonth, other.toMonth),
    }),
    one,
  );
  return [...spans.filter((other) => !near(other)), whole];
}

/** What a structure gives from a month on in the place of others: indicators, how each is given, and registers. */
function takenOver(
  former: readonly Partner[],
  next: { code: string; known: Partner | undefined; only?: readonly string[] },
  fromMonth: Month,
): CatalogueEntry[] {
  const taken = former.flatMap(({ assignments }) => assignments.filter((one) => lasts(one, fromMonth)));
  const codes = [...new Set(taken.map(({ indicator }) => indicator))].filter((one) => next.only?.includes(one) ?? true);
  const own = (indicator: string) =>
    next.known?.assignments.find((one) => one.indicator === indicator && lasts(one, addMonths(fromMonth, -1)));
  const gives = (indicator: string) => next.known?.assignments.some((one) => one.indicator === indicator) ?? false;
  const spansOf = (indicator: string) => taken.filter((one) => one.indicator === indicator);
  const assignments = codes.flatMap((indicator) =>
    joined(spansOf(indicator), fromMonth, own(indicator)).map((span) =>
      entryOf('assignment', { organisation: next.code, indicator, ...span }),
    ),
  );
  const agreements = codes.flatMap((indicator) => {
    const register = gives(indicator) ? null : registerOf(spansOf(indicator), fromMonth);
    return register === null
      ? []
      : [entryOf('agreement', { organisation: next.code, indicator, fromMonth, register, reason: null })];
  });
  const wanted = new Set(agreements.map(({ value }) => value.register));
  const fed = former.flatMap(({ registers }) => registers.filter((one) => lasts(one, fromMonth)));
  const sources = [...new Set(fed.map(({ source }) => source))].filter(
    (source) => next.only === undefined || wanted.has(source),
  );
  const registers = sources.flatMap((source) => {
    const open = next.known?.registers.find((one) => one.source === source && lasts(one, fromMonth));
    if (open) return [];
    const spans = fed.filter((one) => one.source === source);
    return joined(spans, fromMonth, undefined).map((span) =>
      entryOf('register', { organisation: next.code, source, ...span }),
    );
  });
  return [...registers, ...assignments, ...agreements];
}

const registerOf = (assignments: readonly Assignment[], month: Month) =>
  assignments.map(({ agreements }) => registerAt(agreements, month)).find((register) => register !== null) ?? null;

const endOf = ({ code, name, kind, role }: Partner, untilMonth: Month) =>
  entryOf('partner', { code, name, kind, role, untilMonth });

function takeOver(
  { from, into, fromMonth }: TakeOver,
  partner: (code: string) => Partner | undefined,
): CatalogueEntry[] {
  const former = from.filter((code) => code !== into.code).flatMap((code) => partner(code) ?? []);
  const known = partner(into.code);
  return [
    partnerEntry(into, known),
    ...former.map((one) => endOf(one, addMonths(fromMonth, -1))),
    ...former.map(({ code }) => entryOf('succession', { former: code, organisation: into.code, fromMonth })),
    ...takenOver(former, { code: into.code, known }, fromMonth),
  ];
}

function split({ from, into, fromMonth }: Split, partner: (code: string) => Partner | undefined): CatalogueEntry[] {
  const former = partner(from);
  if (!former) return [];
  const others = into.filter((one) => one.partner.code !== from);
  return [
    ...others.map((one) => partnerEntry(one.partner, partner(one.partner.code))),
    endOf(former, addMonths(fromMonth, -1)),
    ...others.map((one) => entryOf('succession', { former: from, organisation: one.partner.code, fromMonth })),
    ...others.flatMap((one) =>
      takenOver(
        [former],
        { code: one.partner.code, known: partner(one.partner.code), only: one.indicators },
        fromMonth,
      ),
    ),
  ];
}

/** The entries that an act asks for. */
export function entriesOfEdit(now: CatalogueFile, edit: ConventionEdit): CatalogueEntry[] {
  const partner = (code: string) => now.organisations.find((one) => one.code === code);
  switch (edit.edit) {
    case 'entries':
      return edit.entries.map(({ kind, value }) => entryOf(kind, value));
    case 'end-partner': {
      const known = partner(edit.code);
      return known ? [endOf(known, edit.untilMonth)] : [];
    }
    case 'take-over':
      return takeOver(edit, partner);
    case 'split':
      return split(edit, partner);
  }
}

/**
 * A structure that ends gives nothing after its last month: what it is asked for, and the registers that it feeds, end with it,
 * and what was planned for later does not take place. An indicator that ends is asked of nobody after its own.
 */
export function withEnds(now: CatalogueFile, asked: readonly CatalogueEntry[]): CatalogueEntry[] {
  const known = new Map(entriesOf(now).map((one) => [entryId(one), one]));
  const all = new Map(known);
  for (const one of asked) all.set(entryId(one), one);
  const lastOf = lastMonths(all.values());
  const capped = [...all.values()].flatMap((one): CatalogueEntry[] => {
    const last = lastOf(one);
    const { fromMonth: begun, toMonth } = one.value;
    const fromMonth = String(begun);
    if (last === undefined || (typeof toMonth === 'string' && toMonth <= last)) return [];
    if (fromMonth <= last) return [{ ...one, value: { ...one.value, toMonth: last } }];
    // One that nobody has planned yet is refused where it is asked for.
    if (!known.has(entryId(one))) return [];
    return [{ ...one, value: { ...one.value, toMonth: cancelled(fromMonth).toMonth } }];
  });
  const byId = new Map(asked.map((one) => [entryId(one), one]));
  for (const one of capped) byId.set(entryId(one), one);
  return [...byId.values()];
}
