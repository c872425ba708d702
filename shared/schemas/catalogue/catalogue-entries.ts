import { CATALOGUE_FORMAT, type CatalogueFile } from './catalogue-file.ts';
import { catalogueSheets, type EntryKind } from './catalogue-sheets.ts';

/** A catalogue as a flat list: one entry a row of the workbook, one key a thing that an act may change. */

export type EntryValue = Readonly<Record<string, unknown>>;

export interface CatalogueEntry {
  kind: EntryKind;
  /** Tells it from the others of its kind. */
  key: string;
  value: EntryValue;
}

const SEPARATOR = ' / ';

/** The key of an entry, from the columns that tell it from the others. Example: `LDA-2023-2025 / A01a`. */
export function entryKey(kind: EntryKind, value: EntryValue): string {
  const parts = catalogueSheets[kind].keys.map((field) => value[field]);
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(SEPARATOR);
}

export const entryId = ({ kind, key }: Pick<CatalogueEntry, 'kind' | 'key'>): string => `${kind} ${key}`;

const entry = (kind: EntryKind, value: EntryValue): CatalogueEntry => ({ kind, key: entryKey(kind, value), value });
const entries = (kind: EntryKind, values: readonly EntryValue[]) => values.map((value) => entry(kind, value));

/** The catalogue, entry by entry, what is named before what names it. */
export function entriesOf(file: CatalogueFile): CatalogueEntry[] {
  const { conventions, indicators, organisations } = file;
  return [
    ...Object.entries(file.settings).map(([name, value]) => entry('setting', { name, value })),
    ...entries('group', file.groups),
    ...entries('commune', file.communes),
    ...entries('objective', file.objectives),
    ...entries('axis', file.axes),
    ...conventions.map(({ grants: _, amendments: __, actions: ___, ...one }) => entry('convention', one)),
    ...conventions.flatMap(({ code, grants }) => grants.map((one) => entry('grant', { convention: code, ...one }))),
    ...indicators.map(({ versions: _, targets: __, published: ___, ...one }) => entry('indicator', one)),
    ...indicators.flatMap(({ code, versions }) => versions.map((one) => entry('version', { indicator: code, ...one }))),
    ...conventions.flatMap(({ code, actions }) => actions.map((one) => entry('line', { convention: code, ...one }))),
    ...indicators.flatMap(({ code, targets }) => targets.map((one) => entry('target', { indicator: code, ...one }))),
    ...indicators.flatMap(({ code, published }) =>
      published.map((one) => entry('published', { indicator: code, ...one })),
    ),
    ...organisations.map(({ assignments: _, registers: __, takenOverBy: ___, ...one }) => entry('partner', one)),
    ...organisations.flatMap(({ code, takenOverBy }) =>
      takenOverBy.map((one) => entry('succession', { former: code, ...one })),
    ),
    ...organisations.flatMap(({ code, registers }) =>
      registers.map((one) => entry('register', { organisation: code, ...one })),
    ),
    ...organisations.flatMap(({ code, assignments }) =>
      assignments.map(({ agreements: _, ...one }) => entry('assignment', { organisation: code, ...one })),
    ),
    ...organisations.flatMap(({ code, assignments }) =>
      assignments.flatMap(({ indicator, agreements }) =>
        agreements.map((one) => entry('agreement', { organisation: code, indicator, ...one })),
      ),
    ),
    ...conventions.flatMap(({ code, amendments }) =>
      amendments.map((one) => entry('amendment', { convention: code, ...one })),
    ),
  ];
}

/** Where the entries went in the file, so that a fault of the file is told at their place. */
export interface Assembled {
  /** In the form of the JSON file, not checked yet. */
  content: unknown;
  /** Entry → its path in the content. */
  places: { kind: EntryKind; index: number; path: (string | number)[] }[];
}

/** Where the parts of a thing are kept in it, and under which of its columns it is named. */
const parts: Partial<Record<EntryKind, { list: string; of: EntryKind; named: string }>> = {
  grant: { list: 'grants', of: 'convention', named: 'convention' },
  line: { list: 'actions', of: 'convention', named: 'convention' },
  amendment: { list: 'amendments', of: 'convention', named: 'convention' },
  version: { list: 'versions', of: 'indicator', named: 'indicator' },
  target: { list: 'targets', of: 'indicator', named: 'indicator' },
  published: { list: 'published', of: 'indicator', named: 'indicator' },
  succession: { list: 'takenOverBy', of: 'partner', named: 'former' },
  register: { list: 'registers', of: 'partner', named: 'organisation' },
  assignment: { list: 'assignments', of: 'partner', named: 'organisation' },
};
const lists: Partial<Record<EntryKind, string>> = {
  ...{ group: 'groups', commune: 'communes', objective: 'objectives', axis: 'axes' },
  ...{ convention: 'conventions', indicator: 'indicators', partner: 'organisations' },
};

type Node = Record<string, unknown>;

/** The file that some entries make; an entry whose parent is nowhere is told by its rank. */
export function assemble(given: readonly Pick<CatalogueEntry, 'kind' | 'value'>[]): Assembled & { orphans: number[] } {
  const settings: Node = {};
  const tops: Record<string, Node[]> = Object.fromEntries(Object.values(lists).map((name) => [name, []]));
  const found = new Map<string, { node: Node; path: (string | number)[] }>();
  const places: Assembled['places'] = [];
  const orphans: number[] = [];
  const push = (kind: EntryKind, index: number, list: Node[], node: Node, path: (string | number)[]) => {
    const at = [...path, list.length];
    list.push(node);
    places.push({ kind, index, path: at });
    return at;
  };
  const listIn = (node: Node, name: string): Node[] => {
    const known = node[name];
    if (Array.isArray(known)) return known;
    const made: Node[] = [];
    node[name] = made;
    return made;
  };
  const ranked = given.map((one, index) => ({ ...one, index }));
  const order: EntryKind[] = ['setting', 'group', 'commune', 'objective', 'axis', 'convention', 'indicator', 'partner'];
  for (const kind of order)
    for (const { value, index } of ranked.filter((one) => one.kind === kind)) {
      const list = lists[kind];
      if (list === undefined) {
        settings[String(value.name)] = value.value;
        places.push({ kind, index, path: ['settings', String(value.name)] });
        continue;
      }
      const node = { ...value };
      const path = push(kind, index, tops[list] ?? [], node, [list]);
      found.set(`${kind} ${value.code}`, { node, path });
    }
  for (const { kind, value, index } of ranked.filter((one) => !order.includes(one.kind) && one.kind !== 'agreement')) {
    const part = parts[kind];
    const parent = part && found.get(`${part.of} ${value[part.named]}`);
    if (!part || !parent) {
      orphans.push(index);
      continue;
    }
    const { [part.named]: _, ...node } = value;
    const path = push(kind, index, listIn(parent.node, part.list), node, [...parent.path, part.list]);
    const given = `assignment ${value.organisation} ${value.indicator}`;
    if (kind === 'assignment' && !found.has(given)) found.set(given, { node, path });
  }
  for (const { kind, value, index } of ranked.filter((one) => one.kind === 'agreement')) {
    const parent = found.get(`assignment ${value.organisation} ${value.indicator}`);
    if (!parent) orphans.push(index);
    else {
      const { organisation: _, indicator: __, ...node } = value;
      push(kind, index, listIn(parent.node, 'agreements'), node, [...parent.path, 'agreements']);
    }
  }
  return { content: { format: CATALOGUE_FORMAT, settings, ...tops }, places, orphans };
}
