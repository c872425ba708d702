import { parseArgs } from 'node:util';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { notFedSentence } from '../../shared/registers/feeding-words.ts';
import { countedSources } from '../../shared/registers/register.ts';
import { agreementChange } from '../../shared/schemas/agreement.ts';
import { changeLines } from '../imports/local-receipt.ts';
import { commandLineScope } from '../platform/access.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import type { Platform } from '../platform/context.ts';
import { isRefusal } from '../platform/errors.ts';
import { changeAgreement, previewAgreement, readAgreements } from './service.ts';

type Acting = Pick<Platform, 'db' | 'clock'>;

const wayWords = (register: string | null) => {
  const source = countedSources.find((one) => one === register);
  return source === undefined ? 'saisi' : `compté dans «\u00a0${registerOf(source).label}\u00a0»`;
};

async function list(platform: Acting, json: boolean): Promise<number> {
  const all = await readAgreements(platform);
  const lines = all.map(({ organisation, indicator, fromMonth, toMonth, agreements }) => ({
    ...{ organisation: organisation.code, indicator: indicator.code, fromMonth, toMonth },
    agreements: agreements.map(({ fromMonth: from, register }) => ({ fromMonth: from, register })),
  }));
  if (json) console.log(JSON.stringify(lines));
  else
    for (const one of lines) {
      const ways = one.agreements.map(({ fromMonth, register }) => `${wayWords(register)} dès ${fromMonth}`);
      console.log(
        `${one.organisation.padEnd(12)} ${one.indicator.padEnd(8)} ${one.fromMonth} → ${one.toMonth ?? '…'}\u00a0: ${ways.join(', ') || 'saisi'}`,
      );
    }
  return GOOD;
}

/**
 * `catalogue -- agreement list | ORGANISATION INDICATOR --from MONTH --by register SOURCE|typing --reason TEXT`: how an organisation
 * gives an indicator from a month on, with its effect.
 */
export async function runAgreement(platform: Acting, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const json = values.json ?? false;
  const [organisation, indicator, more] = positionals;
  if (organisation === 'list' && indicator === undefined) return list(platform, json);
  if (!organisation || !indicator || more !== undefined || !values.from || !values.by) throw new BadUse();
  const asked = agreementChange.safeParse({
    ...{ organisation, indicator, fromMonth: values.from },
    register: values.by === 'typing' ? null : values.by,
    reason: values.reason ?? (values['dry-run'] ? 'essai' : ''),
  });
  if (!asked.success)
    throw new BadUse(
      `Écrivez un mois (--from 2025-01), une manière (--by typing, ou une source : ${countedSources.join(', ')}) et la raison (--reason).`,
    );
  try {
    const { reason: _, ...draft } = asked.data;
    const effect = values['dry-run']
      ? await previewAgreement(platform, commandLineScope, draft)
      : await changeAgreement(platform, { id: null, name: 'ligne de commande' }, commandLineScope, asked.data);
    if (json) console.log(JSON.stringify(effect));
    else
      console.log(
        [
          `${values['dry-run'] ? 'Essai, rien n’est écrit' : 'Accord modifié'}\u00a0: ${effect.organisation}, ${effect.indicator}, dès ${draft.fromMonth}`,
          `  ${wayWords(effect.before)} → ${wayWords(effect.after)}`,
          ...changeLines(effect.changes),
        ].join('\n'),
      );
    return GOOD;
  } catch (error) {
    if (isRefusal(error, 'NOT_FED')) console.error(notFedSentence(error.facts.organisation, error.facts.source));
    else if (isRefusal(error, 'NOT_EXPECTED'))
      console.error(
        `L’indicateur ${indicator} n’est pas demandé à ${organisation} en ${values.from}. Voyez « agreement list ».`,
      );
    else throw error;
    return NOTHING_DONE;
  }
}
