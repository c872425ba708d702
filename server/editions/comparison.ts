import * as z from 'zod';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import {
  type ComparedContent,
  compareEditions,
  type EditionChange,
} from '../../shared/domain/report/edition-comparison.ts';
import type { ComparisonQuery } from '../../shared/schemas/edition.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import { editionContent } from '../reports/service.ts';
import {
  type CellReasons,
  findAmountReasons,
  findCellReasons,
  findDefinitionReasons,
  findSettingReasons,
  findTargetReasons,
  findTextAuthors,
} from './reasons-repository.ts';
import { findEdition, findSealed } from './repository.ts';

/** A change with why it was made, in the words of whoever made it. */
type ExplainedChange = EditionChange & { why: string[] };

/** What was sealed is proved by its hash; what is compared of it is plain data. */
const comparedContent = z.custom<ComparedContent>((one) => isKeyOf(Object(one), 'figures'));
const sealedText = z.object({ content: comparedContent, settings: z.record(z.string(), z.unknown()) });

/** To whom a report is sent or shown is no part of what it says. */
export function sealedSettings(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !/^(report\..*Address|editions\..*)$/.test(name)),
  );
}

/** What is compared of a sealed report. */
export function comparedOf(text: string): ComparedContent {
  const { content, settings } = sealedText.parse(JSON.parse(text));
  return { ...content, settings };
}

/** What is published, the texts and the settings of the day, in the same form. */
export async function comparedToday(platform: Platform, year: number): Promise<ComparedContent> {
  const [content, settings] = await Promise.all([editionContent(platform, year), readSettings(platform.db)]);
  // The same road through JSON as what was sealed.
  return comparedContent.parse(JSON.parse(JSON.stringify({ ...content, settings: sealedSettings(settings) })));
}

const roleWords: Record<string, string> = {
  coordinator: 'par la coordination',
  contributor: 'par la structure',
  import: 'par un import de fichier',
};

/** Who corrected, in words of their role: no name leaves the house. */
export const rolesInWords = ({ roles }: Pick<CellReasons, 'roles'>) =>
  roles.flatMap((role) => roleWords[role] ?? []).join(', ');

async function reasonsSince({ db }: Platform, year: number, since: Date) {
  const [cells, targets, definitions, amounts, settings, texts] = await Promise.all([
    findCellReasons(db, year, since),
    findTargetReasons(db, year, since),
    findDefinitionReasons(db, since),
    findAmountReasons(db, since),
    findSettingReasons(db, since),
    findTextAuthors(db, year, since),
  ]);
  const cell = (code: string) =>
    cells
      .filter((one) => one.code === code)
      .flatMap((one) => [...one.reasons, ...(one.pending > 0 ? ['correction pas encore validée'] : [])]);
  const said: Record<EditionChange['area'], (key: string) => string[]> = {
    figure: cell,
    target: (key) =>
      targets.filter(({ code }) => code === key).map(({ act, reason }) => (act ? `${act}\u00a0: ${reason}` : reason)),
    definition: (key) => definitions.filter(({ code }) => code === key).map(({ reason }) => reason),
    amount: (key) =>
      amounts
        .filter((one) => one.actionKey === key || `grant/${one.year}` === key)
        .map(({ act, reason }) => `${act}\u00a0: ${reason}`),
    setting: (key) => settings.filter(({ entityId }) => entityId === key).map(({ reason }) => reason ?? ''),
    text: (key) => texts.filter(({ place }) => place === key).map(({ updatedByName }) => `écrit par ${updatedByName}`),
    judgement: () => [],
  };
  return { cells, why: ({ area, key }: EditionChange) => [...new Set(said[area](key))] };
}

/** The changes from one content to another, with why: `since`, the day when the first was sealed. */
export async function explainedChanges(
  platform: Platform,
  year: number,
  since: Date,
  [before, after]: [ComparedContent, ComparedContent],
): Promise<{ changes: ExplainedChange[]; cells: CellReasons[] }> {
  const { cells, why } = await reasonsSince(platform, year, since);
  return { changes: compareEditions(before, after).map((one) => ({ ...one, why: why(one) })), cells };
}

async function sealedReport(platform: Platform, id: number) {
  const [edition, sealed] = await Promise.all([findEdition(platform.db, id), findSealed(platform.db, id)]);
  if (edition?.kind !== 'report' || !sealed?.sealed || !edition.frozenAt)
    throw new AppError('NOT_FOUND', { entity: 'edition' });
  return { edition, frozenAt: edition.frozenAt, compared: comparedOf(sealed.sealed) };
}

/** What changed between an edition and another of its year, or the figures of the day; the older is always the first. */
export async function compare(platform: Platform, { id, against }: ComparisonQuery) {
  const one = await sealedReport(platform, id);
  const other = against === null ? null : await sealedReport(platform, against);
  if (other && other.edition.year !== one.edition.year) throw new AppError('INVALID');
  const [first, second] = other && other.frozenAt < one.frozenAt ? [other, one] : [one, other];
  const after = second?.compared ?? (await comparedToday(platform, one.edition.year));
  const { changes } = await explainedChanges(platform, one.edition.year, first.frozenAt, [first.compared, after]);
  return { from: first.edition.number, to: second?.edition.number ?? null, changes };
}
