import { isCancelled } from '../../domain/expectation.ts';
import { isDate, isMonth } from '../../domain/month.ts';
import { isKeyOf } from '../../domain/record-of.ts';
import { frenchDate, frenchDecimal, frenchMonth } from '../../domain/words/french-format.ts';
import { settingDefinitions } from '../settings.ts';
import { type CatalogueEntry, type EntryValue, entriesOf, entryId } from './catalogue-entries.ts';
import { sharesYears } from './catalogue-faults.ts';
import type { CatalogueFile } from './catalogue-file.ts';
import { catalogueSheets, type EntryKind, entryKinds, type SheetColumn } from './catalogue-sheets.ts';
import { askedSpan, lastMonths, spansReplacedBy, takesPlace } from './catalogue-spans.ts';

/** What a catalogue would become, before anything is written: added, changed, ended, or refused and why. */

export type ChangeNature = 'added' | 'changed' | 'ended' | 'refused';

export interface FieldChange {
  field: string;
  label: string;
  before: string;
  after: string;
}

export interface CatalogueChange {
  kind: EntryKind;
  key: string;
  nature: ChangeNature;
  /** What changes, named. Example: « structure ADEFO (Association…) ». */
  title: string;
  fields: FieldChange[];
  /** Why it is refused. */
  why: string | null;
}

/** What is there and is not spoken of: it stays. */
export interface Unmentioned {
  kind: EntryKind;
  words: string;
  keys: string[];
}

export interface CatalogueDifference {
  changes: CatalogueChange[];
  /** How many entries say what is there already. */
  same: number;
  unmentioned: Unmentioned[];
}

/** What the house knows beside the catalogue, which some changes depend on. */
export interface DifferenceFacts {
  /** Indicators of which something was given. */
  withFigures: ReadonlySet<string>;
  /** A signed act comes with the change: amounts and targets need one. */
  signed: boolean;
}

/** The word of a value, as the sheet writes it. */
export function valueWords({ kind, choices }: SheetColumn, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'yes-no') return value === true ? 'oui' : 'non';
  if (choices) return choices[String(value)] ?? String(value);
  if (Array.isArray(value)) return value.map(String).join(kind === 'numbers' ? ' ; ' : ', ');
  if (kind === 'month' && isMonth(String(value))) return frenchMonth(String(value));
  if (kind === 'date' && isDate(String(value))) return frenchDate(String(value));
  if (kind === 'number' && typeof value === 'number') return frenchDecimal(value, 2);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

function fieldChanges(kind: EntryKind, before: EntryValue | null, after: EntryValue): FieldChange[] {
  const { columns, keys } = catalogueSheets[kind];
  if (before && !takesPlace({ kind, value: after }))
    return [{ field: 'toMonth', label: 'Période prévue', before: 'à venir', after: 'n’a pas lieu' }];
  return columns.flatMap((column) => {
    const { field, label } = column;
    if ((!before && keys.includes(field)) || same(before?.[field], after[field])) return [];
    return [{ field, label, before: valueWords(column, before?.[field]), after: valueWords(column, after[field]) }];
  });
}

/** The name of an entry. Example: « structure AGENCE (Agence immobilière sociale) ». */
export function entryTitle({ kind, key, value }: CatalogueEntry): string {
  const { one, columns, keys } = catalogueSheets[kind];
  const named = ['label', 'name', 'title'].map((field) => value[field]).find((word) => typeof word === 'string');
  const parts = keys.flatMap((field) => {
    const column = columns.find((candidate) => candidate.field === field);
    const words = column ? valueWords(column, value[field]) : '';
    return words === '' ? [] : [words];
  });
  const words = parts.join(', ') || key;
  return `${one} ${words}${named !== undefined && !parts.includes(named) ? ` (${named})` : ''}`;
}

const ends = (kind: EntryKind, before: EntryValue, after: EntryValue): boolean => {
  const field = ['partner', 'indicator', 'line'].includes(kind) ? 'untilMonth' : 'toMonth';
  if (!['partner', 'indicator', 'line', 'assignment', 'register'].includes(kind)) return false;
  const [was, is] = [before[field], after[field]];
  return typeof is === 'string' && (typeof was !== 'string' || is < was);
};

/** Fields of an indicator that say what its figures are: they do not change under figures. */
const fixedFields = ['unit', 'timeRule', 'computed', 'sensitive', 'perimeter'];
const history: readonly EntryKind[] = ['amendment', 'published'];

interface Asked {
  entry: CatalogueEntry;
  before: CatalogueEntry | null;
  fields: readonly FieldChange[];
  now: CatalogueFile;
  facts: DifferenceFacts;
  lastOf: ReturnType<typeof lastMonths>;
}

const amountFields: Partial<Record<EntryKind, readonly string[]>> = {
  convention: ['maximumAnnualEuros', 'eligibleCostEuros'],
  grant: ['amountEuros'],
  line: ['requestedEuros'],
};

function settingFault({ value }: CatalogueEntry): string | null {
  const name = String(value.name);
  if (!isKeyOf(settingDefinitions, name)) return `le réglage « ${name} » n’existe pas`;
  return settingDefinitions[name].schema.safeParse(value.value).success
    ? null
    : 'cette valeur est hors des bornes de ce réglage';
}

function overlapFault({ value, key }: CatalogueEntry, now: CatalogueFile): string | null {
  const years = { startYear: Number(value.startYear), endYear: Number(value.endYear) };
  const other = now.conventions.find((one) => one.code !== key && sharesYears(one, years));
  return other
    ? `la convention « ${other.name} » couvre déjà ${other.startYear}-${other.endYear}\u00a0: deux conventions n’ont aucune année en commun. Mettez à jour celle qui existe, sous son code ${other.code}, ou changez les années`
    : null;
}

function versionFault({ entry: { value }, before, now, facts }: Asked): string | null {
  const indicator = now.indicators.find(({ code }) => code === value.indicator);
  if (!indicator) return null;
  const last = indicator.versions.at(-1);
  if (before)
    return facts.withFigures.has(indicator.code)
      ? `une définition sous laquelle des chiffres ont été donnés ne se réécrit pas\u00a0: ajoutez la version ${(last?.version ?? 0) + 1}, avec son mois`
      : null;
  const follows = !last || (value.version === last.version + 1 && String(value.validFrom) > last.validFrom);
  return follows
    ? null
    : `les versions se suivent\u00a0: la prochaine est la ${(last?.version ?? 0) + 1}, après ${frenchMonth(last?.validFrom ?? '')}`;
}

function targetFault({ entry: { value }, before, now, facts }: Asked): string | null {
  const isKnown = now.indicators.some(({ code }) => code === value.indicator);
  if (value.supersededAt && isKnown) return 'une cible remplacée est de l’histoire\u00a0: elle ne se réécrit pas';
  if (before && !facts.signed) return 'une cible se change par un acte signé\u00a0: indiquez l’acte et sa date';
  return null;
}

/** What a structure is asked for anew begins before it ends, and before the structure or the indicator does. */
function spanFault({ entry, before, lastOf }: Asked): string | null {
  const span = askedSpan(entry);
  if (before || !span) return null;
  if (isCancelled(span)) return 'la période finit avant de commencer';
  const last = lastOf(entry);
  return last !== undefined && span.fromMonth > last
    ? `la structure ou l’indicateur cesse après ${frenchMonth(last)}\u00a0: rien n’en est demandé ensuite`
    : null;
}

/** Why a change is refused; null: it is taken. */
function refusal(asked: Asked): string | null {
  const { entry, before, fields, now, facts } = asked;
  const { kind } = entry;
  const fault = spanFault(asked);
  if (fault !== null) return fault;
  if (kind === 'setting') return settingFault(entry);
  if (kind === 'convention' && (!before || fields.some(({ field }) => field.endsWith('Year')))) {
    const overlap = overlapFault(entry, now);
    if (overlap) return overlap;
  }
  if (before && history.includes(kind)) return 'ce qui a été signé ou publié ne se réécrit pas';
  if (kind === 'amendment' && now.conventions.some(({ code }) => code === entry.value.convention))
    return 'changez le montant lui-même, avec l’acte signé\u00a0: son avenant s’écrit alors de lui-même';
  if (kind === 'version') return versionFault(asked);
  if (kind === 'target') return targetFault(asked);
  if (before && kind === 'indicator' && facts.withFigures.has(entry.key)) {
    const fixed = fields.find(({ field }) => fixedFields.includes(field));
    if (fixed)
      return `« ${fixed.label} » ne change pas sous des chiffres déjà donnés\u00a0: définissez un autre indicateur, ou passez par la page des indicateurs`;
  }
  const amounts = amountFields[kind] ?? [];
  if (before && !facts.signed && fields.some(({ field }) => amounts.includes(field)))
    return 'un montant se change par un acte signé\u00a0: indiquez l’acte et sa date';
  return null;
}

/** What a structure is asked for, whatever the months. */
const givenId = (value: EntryValue) => `given ${value.organisation} / ${value.indicator}`;

/** The entry that another needs to be there. */
function parentOf({ kind, value }: CatalogueEntry): string[] {
  const parents: Partial<Record<EntryKind, string[]>> = {
    grant: [`convention ${value.convention}`],
    line: [`convention ${value.convention}`],
    amendment: [`convention ${value.convention}`],
    version: [`indicator ${value.indicator}`],
    target: [`indicator ${value.indicator}`],
    published: [`indicator ${value.indicator}`],
    succession: [`partner ${value.former}`, `partner ${value.organisation}`],
    register: [`partner ${value.organisation}`],
    assignment: [`partner ${value.organisation}`, `indicator ${value.indicator}`],
    agreement: [givenId(value)],
  };
  return parents[kind] ?? [];
}

/** What would change, from a catalogue to another that speaks of all or of some of it. */
export function catalogueDifference(
  now: CatalogueFile,
  asked: readonly CatalogueEntry[],
  facts: DifferenceFacts,
): CatalogueDifference {
  const current = entriesOf(now);
  const known = new Map(current.map((one) => [entryId(one), one]));
  const mentioned = new Set(asked.map(entryId));
  const lastOf = lastMonths(new Map([...current, ...asked].map((one) => [entryId(one), one])).values());
  const refused = new Set<string>();
  const changes: CatalogueChange[] = [];
  let unchanged = 0;
  for (const entry of asked) {
    const id = entryId(entry);
    const before = known.get(id) ?? null;
    const fields = fieldChanges(entry.kind, before?.value ?? null, entry.value);
    if (before && fields.length === 0) {
      unchanged += 1;
      continue;
    }
    const parent = parentOf(entry).find((one) => refused.has(one));
    const why = parent ? 'ce dont il dépend est refusé' : refusal({ entry, before, fields, now, facts, lastOf });
    if (why !== null) refused.add(id);
    if (why !== null && entry.kind === 'assignment') refused.add(givenId(entry.value));
    const nature =
      why !== null ? 'refused' : !before ? 'added' : ends(entry.kind, before.value, entry.value) ? 'ended' : 'changed';
    changes.push({ kind: entry.kind, key: entry.key, nature, title: entryTitle(entry), fields, why });
  }
  return { changes, same: unchanged, unmentioned: unmentionedOf(current, mentioned) };
}

function unmentionedOf(current: readonly CatalogueEntry[], mentioned: ReadonlySet<string>): Unmentioned[] {
  const left = current.filter((one) => !mentioned.has(entryId(one)));
  return entryKinds.flatMap((kind) => {
    const keys = left.flatMap((one) => (one.kind === kind ? [one.key] : []));
    return keys.length > 0 ? [{ kind, words: catalogueSheets[kind].title, keys }] : [];
  });
}

/** The catalogue once the entries that are taken are in it. */
export function entriesAfter(now: CatalogueFile, asked: readonly CatalogueEntry[]): CatalogueEntry[] {
  const ids = new Set(asked.map(entryId));
  const isReplaced = spansReplacedBy(asked);
  const kept = entriesOf(now).filter((one) => ids.has(entryId(one)) || !isReplaced(one));
  const after = new Map(kept.map((one) => [entryId(one), one]));
  for (const one of asked) after.set(entryId(one), one);
  return [...after.values()];
}
