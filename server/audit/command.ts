import { frenchCount, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import type { Platform } from '../platform/context.ts';
import { verifyJournal } from './service.ts';

/** `audit -- verify [--json]`: proves the journal line by line; 1 when a line does not follow. */
export async function runAudit(platform: Pick<Platform, 'db'>, args: string[]): Promise<number> {
  const [verb, option, more] = args;
  if (verb !== 'verify' || (option !== undefined && option !== '--json') || more !== undefined) throw new BadUse();
  const proof = await verifyJournal(platform);
  if (option) console.log(JSON.stringify(proof));
  else if (proof.broken)
    console.log(
      `La chaîne du journal est rompue à la ligne ${proof.broken.line} (place ${frenchInteger(proof.broken.place)})\u00a0: ${proof.broken.why}. Comparez avec une sauvegarde.`,
    );
  else
    console.log(
      `${frenchCount(proof.lines, 'ligne', 'lignes')}, chaîne intacte.${proof.lastHash ? `\nDernière empreinte\u00a0: ${proof.lastHash}` : ''}`,
    );
  return proof.broken ? NOTHING_DONE : GOOD;
}
