import type { ColumnAnswers } from '../../../shared/reading/column-questions.ts';
import { speaksOf } from '../../../shared/reading/layout/kept-titles.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { ColumnMapping } from '../../../shared/schemas/import.ts';
import type { Help } from '../import-words.ts';
import type { FileSession } from './file-session.ts';
import { isRefused, type Opened, type OpenOptions, type Refused } from './reading-protocol.ts';

type Remembered = Help['mappings'][number];

export interface Understood {
  read: Opened | Refused;
  /** For whom, when it is clear. */
  organisationId: number | null;
  /** How its columns were understood before; null when nobody ever had to say. */
  remembered: Remembered | null;
}

/** For whom a file is: who was chosen, else the only one there is, else the only one that feeds the register. */
export function organisationFor(help: Help, source: SourceName, chosen: number | null): number | null {
  if (chosen !== null) return chosen;
  if (help.organisations.length === 1) return help.organisations[0]?.id ?? null;
  // Any structure may send a monthly return: nobody guesses which.
  if (registerOf(source).layout === 'months') return null;
  const feeding = help.organisations.filter(({ feeds }) => feeds.includes(source));
  return feeding.length === 1 ? (feeding[0]?.id ?? null) : null;
}

/** What this partner's files were answered before, for the questions that this one asks too. */
function knownAnswers(help: Help, read: Opened | Refused, organisationId: number | null): ColumnAnswers {
  if (isRefused(read) || organisationId === null) return {};
  const habit = help.habits.find((one) => one.organisationId === organisationId && one.source === read.source);
  const asked = read.questions.flatMap(({ field, answer }) => (answer === undefined ? [field] : []));
  return Object.fromEntries(Object.entries(habit?.answers ?? {}).filter(([field]) => asked.includes(field)));
}

/** How many of the labels of a file a remembered mapping speaks of. */
function overlap(columns: ColumnMapping, labels: readonly string[], printKey: string): number {
  return labels.filter((label) => speaksOf(columns, label, printKey)).length;
}

/** The remembered mapping that speaks of this file, if any: that of its organisation and source, or the closest. */
export function rememberedFor(
  help: Help,
  read: Opened | Refused,
  chosen: number | null,
  source: SourceName | null,
): Remembered | null {
  const labels = isRefused(read) ? (read.columns ?? []) : read.columns.map(({ label }) => label);
  const known = source ?? (isRefused(read) ? null : read.source);
  const organisation = known ? organisationFor(help, known, chosen) : chosen;
  const candidates = help.mappings
    .filter(
      (one) => (known === null || one.source === known) && (organisation ?? one.organisationId) === one.organisationId,
    )
    .map((one) => ({ one, speaks: overlap(one.columns, labels, help.printKey) }))
    .filter(({ speaks }) => speaks > 0)
    .sort((a, b) => b.speaks - a.speaks);
  return candidates[0]?.one ?? null;
}

interface Said {
  source?: SourceName;
  mapping?: ColumnMapping;
  sheets?: string[];
  answers?: ColumnAnswers;
}

/**
 * Opens a file, with what was said of its columns last time: a header that nobody could guess is mapped once, not every year.
 */
export async function openRemembering(
  session: FileSession,
  help: Help,
  chosen: number | null,
  said: Said = {},
): Promise<Understood> {
  const understood = await openWithColumns(session, help, chosen, said);
  const answers = knownAnswers(help, understood.read, understood.organisationId);
  if (Object.keys(answers).length === 0) return understood;
  return openWithColumns(session, help, chosen, { ...said, answers: { ...answers, ...said.answers } });
}

async function openWithColumns(
  session: FileSession,
  help: Help,
  chosen: number | null,
  { source, mapping, sheets, answers }: Said,
): Promise<Understood> {
  const base: OpenOptions = {
    ...{
      today: help.today,
      communes: help.communes,
      indicators: help.indicators,
      linking: help.linking,
      printKey: help.printKey,
    },
    ...(source && { source }),
    ...(sheets && { sheets }),
    ...(answers && { answers }),
  };
  const first = await session.open(mapping ? { ...base, mapping } : base);
  const remembered = rememberedFor(help, first, chosen, source ?? null);
  const whom = (read: Opened | Refused) =>
    isRefused(read) ? (remembered?.organisationId ?? chosen) : organisationFor(help, read.source, chosen);
  if (mapping || !remembered) return { read: first, organisationId: whom(first), remembered };
  const second = await session.open({
    ...base,
    source: remembered.source as SourceName,
    mapping: remembered.columns,
  });
  // A memory that no longer fits says nothing against the file itself.
  if (isRefused(second) && !isRefused(first)) {
    await session.open(base);
    return { read: first, organisationId: whom(first), remembered: null };
  }
  return { read: second, organisationId: whom(second) ?? remembered.organisationId, remembered };
}
