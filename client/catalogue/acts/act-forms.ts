import { addMonths, isMonth } from '../../../shared/domain/month.ts';
import { entriesOf, entryId, entryKey } from '../../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { catalogueSheets, type EntryKind } from '../../../shared/schemas/catalogue/catalogue-sheets.ts';
import type { ConventionEdit } from '../../../shared/schemas/catalogue/convention-act.ts';
import { typedMonth } from '../../../shared/schemas/catalogue/typed-words.ts';
import { entryOfTyped, missingColumns, type Typed, targetsUntil } from './typed-entry.ts';

/** The acts that a screen offers, what each asks, and the change that it makes. */

/** Things that are added, or whose words change, row by row. */
export const entryActs = [
  'partner',
  'assignment',
  'agreement',
  'register',
  'line',
  'indicator',
  'version',
  'target',
  'commune',
  'group',
  'objective',
  'axis',
  'convention',
  'grant',
] as const satisfies EntryKind[];
export type EntryAct = (typeof entryActs)[number];
export type ActKind = EntryAct | 'end-partner' | 'take-over' | 'split';

/** In the order in which a territory is described: what is named before what names it. */
export const actGroups = [
  { title: 'Territoire', acts: ['group', 'commune'] },
  {
    title: 'Convention et annexe',
    acts: ['convention', 'grant', 'objective', 'axis', 'line', 'indicator', 'version', 'target'],
  },
  { title: 'Structures, et ce qu’elles transmettent', acts: ['partner', 'assignment', 'register', 'agreement'] },
] as const satisfies { title: string; acts: EntryAct[] }[];

const isEntryAct = (act: ActKind): act is EntryAct => entryActs.some((one) => one === act);

const composite = {
  'end-partner': {
    button: 'Mettre fin à une structure',
    title: 'Mettre fin à la participation d’une structure',
    lead: 'Ce qui lui est confié finit avec elle. Son histoire reste.',
  },
  'take-over': {
    button: 'Fusionner ou remplacer',
    title: 'Fusion ou reprise',
    lead: 'Une structure, nouvelle ou non, répond à partir d’un mois de ce que donnaient une ou plusieurs autres. Les séries le disent.',
  },
  split: {
    button: 'Scinder une structure',
    title: 'Scission d’une structure',
    lead: 'Deux structures se partagent, à partir d’un mois, ce que donnait une autre. Les séries le disent.',
  },
} as const;

const labelOf = (kind: EntryAct) => {
  const { one } = catalogueSheets[kind];
  return `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
};

export const actWords: Readonly<Record<ActKind, { button: string; title: string; lead: string }>> = {
  ...composite,
  ...(Object.fromEntries(
    entryActs.map((kind) => [
      kind,
      { button: labelOf(kind), title: `${labelOf(kind)}\u00a0: ajouter ou modifier`, lead: catalogueSheets[kind].lead },
    ]),
  ) as Record<EntryAct, { button: string; title: string; lead: string }>),
};

export interface PartTyped {
  code: string;
  name: string;
  kind: string;
  indicators: string;
}

export interface FormState {
  /** The key of the entry that is changed; empty: a new one. */
  key: string;
  typed: Typed;
  /** Of an indicator: its first definition, and the line that names it. */
  version: Typed;
  line: string;
  /** Of a target: the last of the years that it is set for. */
  untilYear: string;
  month: string;
  from: string[];
  into: PartTyped[];
}

const noPart: PartTyped = { code: '', name: '', kind: 'association', indicators: '' };

export function emptyForm(act: ActKind, today: string): FormState {
  const year = today.slice(0, 4);
  const typed: Record<string, string> =
    act === 'target'
      ? { year, startMonth: `${year}-01`, endMonth: `${year}-12`, reading: 'stated', profile: 'linear', window: 'path' }
      : {};
  return {
    ...{
      key: '',
      typed,
      version: { version: '1', validFrom: today.slice(0, 7) },
      line: '',
      untilYear: '',
      month: today.slice(0, 7),
    },
    ...{ from: [], into: act === 'split' ? [noPart, noPart] : [noPart] },
  };
}

/** From which day an act that names a month takes effect; what names none takes effect today. */
export function effectiveDay(act: ActKind, { month }: FormState, today: string): string {
  const typed = typedMonth(month);
  if (isEntryAct(act) || !isMonth(typed)) return today;
  return `${act === 'end-partner' ? addMonths(typed, 1) : typed}-01`;
}

/** What does not change of a thing that is there: what tells it from the others, but for the month in which a span begins. */
export function fixedColumns(act: EntryAct): readonly string[] {
  const { keys } = catalogueSheets[act];
  return act === 'assignment' || act === 'register' ? keys.filter((field) => field !== 'fromMonth') : keys;
}

/** What there is of a kind, to choose among. */
export function knownEntries(kind: EntryKind, file: CatalogueFile) {
  return entriesOf(file).filter((one) => one.kind === kind && !one.value.supersededAt);
}

interface Made {
  edit: ConventionEdit | null;
  missing: string[];
}

const made = (missing: string[], edit: ConventionEdit): Made => ({ missing, edit: missing.length > 0 ? null : edit });

/** The line of the annex that names an indicator, with it. */
function lineWith(file: CatalogueFile, id: string, code: string) {
  const line = knownEntries('line', file).find((one) => one.key === id);
  if (!line) return [];
  const indicators = Array.isArray(line.value.indicators) ? line.value.indicators : [];
  return [{ kind: 'line' as const, value: { ...line.value, indicators: [...indicators, code] } }];
}

function entryEdit(act: EntryAct, form: FormState, file: CatalogueFile): Made {
  const before = form.key === '' ? null : (knownEntries(act, file).find((one) => one.key === form.key)?.value ?? null);
  const entry = entryOfTyped(act, form.typed, before);
  const missing = missingColumns(act, form.typed);
  const isTaken =
    before === null &&
    knownEntries(act, file).some((one) => entryId(one) === entryId({ kind: act, key: entryKey(act, entry.value) }));
  if (isTaken) missing.push('ce code est déjà pris, choisissez ce qui existe pour le modifier');
  if (act === 'target' && form.untilYear.trim() !== '')
    return made(missing, { edit: 'entries', entries: targetsUntil(entry, Number(form.untilYear)) });
  if (act !== 'indicator' || before) return made(missing, { edit: 'entries', entries: [entry] });
  const version = entryOfTyped('version', { ...form.version, indicator: form.typed.code ?? '' }, null);
  const lacking = ['definition', 'formula'].filter((field) => (form.version[field] ?? '').trim() === '');
  if (lacking.length > 0) missing.push('Définition et formule');
  return made(missing, {
    edit: 'entries',
    entries: [entry, version, ...lineWith(file, form.line, form.typed.code ?? '')],
  });
}

const partOf = ({ code, name, kind }: PartTyped, file: CatalogueFile) => {
  const known = file.organisations.find((one) => one.code === code.trim());
  return {
    code: code.trim(),
    name: name.trim() || (known?.name ?? ''),
    kind: known?.kind ?? kind.trim(),
    role: known?.role ?? null,
  };
};

/** The change that a form makes; null while something is missing. */
export function formEdit(act: ActKind, form: FormState, file: CatalogueFile): Made {
  if (isEntryAct(act)) return entryEdit(act, form, file);
  const month = typedMonth(form.month);
  const hasMonth = /^\d{4}-(0[1-9]|1[0-2])$/u.test(month) ? [] : ['le mois'];
  const former = form.from.length > 0 ? [] : ['la structure'];
  const code = form.from[0] ?? '';
  if (act === 'end-partner') return made([...hasMonth, ...former], { edit: act, code, untilMonth: month });
  const into = form.into.map((one) => partOf(one, file));
  const unnamed = into.some((one) => one.code === '' || one.name.length < 2)
    ? ['le code et le nom de qui reprend']
    : [];
  if (act === 'take-over') {
    const [next = { code: '', name: '', kind: '', role: null }] = into;
    return made([...hasMonth, ...former, ...unnamed], { edit: act, from: form.from, into: next, fromMonth: month });
  }
  const shares = form.into.map(({ indicators }, rank) => ({
    partner: into[rank] ?? { code: '', name: '', kind: '', role: null },
    indicators: indicators
      .split(/[,;]/u)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  }));
  return made([...hasMonth, ...former, ...unnamed], { edit: act, from: code, into: shares, fromMonth: month });
}
