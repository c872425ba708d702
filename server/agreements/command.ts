import { parseArgs } from 'node:util';
import { registerOf } from '../../shared/registers/all-registers.ts';
import {
  notFedSentence,
  stillCountedSentence,
  stillWaitingSentence,
  uncountedSentence,
} from '../../shared/registers/feeding-words.ts';
import { countedSources } from '../../shared/registers/register.ts';
import { agreementChange, assignmentChange } from '../../shared/schemas/agreement.ts';
import { sourceName } from '../../shared/schemas/import.ts';
import { changeLines } from '../imports/local-receipt.ts';
import { commandLineScope } from '../platform/access.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import type { Platform } from '../platform/context.ts';
import { isRefusal } from '../platform/errors.ts';
import { type AssignmentEffect, changeAssignment, previewAssignment, spanWords } from './assignment.ts';
import { changeAgreement, previewAgreement, readAgreements, readFeedings } from './service.ts';

type Acting = Pick<Platform, 'db' | 'clock' | 'referenceDate'>;

const wayWords = (register: string | null) => {
  const source = countedSources.find((one) => one === register);
  return source === undefined ? 'saisi' : `compté dans «\u00a0${registerOf(source).label}\u00a0»`;
};

async function list(platform: Acting, json: boolean): Promise<number> {
  const all = await readAgreements(platform);
  const lines = all.flatMap(({ organisation, indicator, spans, agreements }) =>
    spans.map(({ fromMonth, toMonth }) => ({
      ...{ organisation: organisation.code, indicator: indicator.code, fromMonth, toMonth },
      agreements: agreements.map(({ fromMonth: from, register }) => ({ fromMonth: from, register })),
    })),
  );
  const feeds = (await readFeedings(platform)).map(({ organisation, source, ...span }) => ({
    ...{ organisation: organisation.code, register: source },
    ...span,
  }));
  if (json) console.log(JSON.stringify([...lines, ...feeds]));
  else {
    for (const one of lines) {
      const ways = one.agreements.map(({ fromMonth, register }) => `${wayWords(register)} dès ${fromMonth}`);
      console.log(
        `${one.organisation.padEnd(12)} ${one.indicator.padEnd(8)} ${one.fromMonth} → ${one.toMonth ?? '…'}\u00a0: ${ways.join(', ') || 'saisi'}`,
      );
    }
    for (const { organisation, register, ...span } of feeds)
      console.log(`${organisation.padEnd(12)} ${register} ${spanWords([span])}`);
  }
  return GOOD;
}

interface Options {
  reason?: string | undefined;
  'dry-run'?: boolean | undefined;
  json?: boolean | undefined;
}
interface AssignOptions extends Options {
  begin?: string | undefined;
  end?: string | undefined;
}

const COMMAND_LINE = { id: null, name: 'ligne de commande' };

/** `agreement ORGANISATION INDICATOR --from MONTH --by SOURCE|typing --reason TEXT`: how an indicator is given from a month on. */
async function changeWay(
  platform: Acting,
  { organisation, given }: { organisation: string; given: string },
  { from, by, reason, 'dry-run': dryRun = false, json = false }: Options & { from: string; by: string },
): Promise<number> {
  const asked = agreementChange.safeParse({
    ...{ organisation, indicator: given, fromMonth: from },
    register: by === 'typing' ? null : by,
    reason: reason ?? (dryRun ? 'essai' : ''),
  });
  if (!asked.success)
    throw new BadUse(
      `Écrivez un mois (--from 2025-01), une manière (--by typing, ou une source : ${countedSources.join(', ')}) et la raison (--reason).`,
    );
  const { reason: _, ...draft } = asked.data;
  const effect = dryRun
    ? await previewAgreement(platform, commandLineScope, draft)
    : await changeAgreement(platform, COMMAND_LINE, commandLineScope, asked.data);
  if (json) console.log(JSON.stringify(effect));
  else
    console.log(
      [
        `${dryRun ? 'Essai, rien n’est écrit' : 'Accord modifié'}\u00a0: ${effect.organisation}, ${effect.indicator}, dès ${draft.fromMonth}`,
        `  ${wayWords(effect.before)} → ${wayWords(effect.after)}`,
        ...changeLines(effect.changes),
      ].join('\n'),
    );
  return GOOD;
}

/** Which months: what is not said stays as it is. */
async function monthsAsked(
  platform: Acting,
  { organisation, given }: { organisation: string; given: string },
  { begin, end }: { begin?: string | undefined; end?: string | undefined },
) {
  const own = (await readAgreements(platform)).filter((one) => one.organisation.code === organisation);
  const feeds = (await readFeedings(platform)).filter((one) => one.organisation.code === organisation);
  const isRegister = sourceName.safeParse(given).success;
  const spans = isRegister
    ? feeds.filter(({ source }) => source === given)
    : own.filter(({ indicator }) => indicator.code === given).flatMap((one) => one.spans);
  const last = spans.at(-1);
  const fromMonth = begin ?? last?.fromMonth ?? '';
  const standing = last && (last.toMonth === null || last.toMonth >= fromMonth) ? last.toMonth : null;
  const toMonth = end === undefined ? standing : end === 'none' ? null : end;
  return { organisation, of: isRegister ? { register: given } : { indicator: given }, fromMonth, toMonth };
}

/** `agreement ORGANISATION INDICATOR|SOURCE --begin MONTH --end MONTH|none --reason TEXT`: from which month to which. */
async function assign(
  platform: Acting,
  positions: { organisation: string; given: string },
  { reason, 'dry-run': dryRun = false, json = false, ...months }: AssignOptions,
): Promise<number> {
  const draft = await monthsAsked(platform, positions, months);
  const asked = assignmentChange.safeParse({ ...draft, reason: reason ?? (dryRun ? 'essai' : '') });
  if (!asked.success)
    throw new BadUse(
      'Écrivez un mois (--begin 2025-01, --end 2025-12 ou none, dans cet ordre) et la raison (--reason).',
    );
  const { reason: _, ...span } = asked.data;
  const effect = dryRun
    ? await previewAssignment(platform, span)
    : await changeAssignment(platform, COMMAND_LINE, asked.data);
  if (json) console.log(JSON.stringify(effect));
  else console.log(assignmentLines(effect, dryRun).join('\n'));
  return GOOD;
}

const monthList = (title: string, months: readonly string[]) =>
  months.length === 0 ? [] : [`  ${title}\u00a0: ${months.join(', ')}`];

const assignmentLines = (
  { organisation, given, before, after, expected, ...moved }: AssignmentEffect,
  dryRun: boolean,
) => [
  `${dryRun ? 'Essai, rien n’est écrit' : 'Mois modifiés'}\u00a0: ${organisation}, ${given}`,
  `  ${spanWords(before) || 'pas demandé'} devient ${spanWords(after)}`,
  `  mois attendus à ce jour\u00a0: ${expected.before} → ${expected.after}`,
  ...monthList('attendus en plus', moved.gained),
  ...monthList('attendus en moins', moved.lost),
  ...monthList('déjà donnés, ils restent et comptent', moved.kept),
];

/** Why an act is refused, in the words of the screen; null: it is no refusal. */
function refusalWords(error: unknown, { organisation, given }: { organisation: string; given: string }): string | null {
  if (isRefusal(error, 'NOT_FED')) return notFedSentence(error.facts);
  if (isRefusal(error, 'NOT_COUNTED')) return uncountedSentence(error.facts);
  if (isRefusal(error, 'STILL_COUNTED')) return stillCountedSentence(error.facts);
  if (isRefusal(error, 'STILL_WAITING')) return stillWaitingSentence(error.facts);
  if (isRefusal(error, 'NOT_EXPECTED'))
    return `L’indicateur ${given} n’est pas demandé à ${organisation} pour ce mois. Voyez « agreement list ».`;
  if (isRefusal(error, 'NOT_FOUND'))
    return `${given} ou ${organisation} n’est pas au catalogue. Voyez « agreement list ».`;
  return null;
}

/** `catalogue -- agreement …`: who gives what, how, and in which months, each act with its effect. */
export async function runAgreement(platform: Acting, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      by: { type: 'string' },
      begin: { type: 'string' },
      end: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [organisation, given, more] = positionals;
  if (organisation === 'list' && given === undefined) return list(platform, values.json ?? false);
  const { from, by, begin, end, ...options } = values;
  const changesMonths = begin !== undefined || end !== undefined;
  const changesWay = from !== undefined && by !== undefined;
  if (!organisation || !given || more !== undefined || changesMonths === changesWay) throw new BadUse();
  try {
    const place = { organisation, given };
    return changesWay
      ? await changeWay(platform, place, { ...options, from, by })
      : await assign(platform, place, { ...options, begin, end });
  } catch (error) {
    const words = refusalWords(error, { organisation, given });
    if (words === null) throw error;
    console.error(words);
    return NOTHING_DONE;
  }
}
