import path from 'node:path';
import { parseArgs } from 'node:util';
import { frenchCount, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type FileRefusal, Refused } from '../../shared/reading/refusal.ts';
import { counted, quoted } from '../../shared/reading/text.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { type SourceName, sourceNames } from '../../shared/registers/register.ts';
import { mayLink } from '../homelessness/assessment.ts';
import { commandLineScope } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import type { Platform } from '../platform/context.ts';
import type { Receipt } from './commit.ts';
import { type FileSource, hashOf, openFileSource, sha256 } from './file-source.ts';
import { openRemembering, rowsToSend } from './read-file.ts';
import { communesToMatch, organisationsToImportFor, rememberedMappings } from './service.ts';
import { importWholeFile } from './whole-file.ts';

function openFile(file: string): FileSource {
  try {
    return openFileSource(file);
  } catch {
    throw new BadUse(`Le fichier « ${file} » est introuvable ou illisible. Vérifiez son chemin.`);
  }
}

function sourceOf(text: string | undefined): SourceName | undefined {
  if (text === undefined) return undefined;
  const known = sourceNames.find((name) => name === text);
  if (!known) throw new BadUse(`La source « ${text} » n’existe pas. Sources : ${sourceNames.join(', ')}.`);
  return known;
}

async function idOfOrganisation(platform: Platform, code: string): Promise<number> {
  const organisations = await organisationsToImportFor(platform);
  const found = organisations.find((one) => one.code === code);
  if (found) return found.id;
  throw new BadUse(
    `La structure « ${code} » n’existe pas. Codes : ${organisations.map((one) => one.code).join(', ')}.`,
  );
}

function printReceipt(receipt: Receipt, dryRun: boolean): void {
  const { rows, accepted, changed, identical, duplicates, outOfTerritory, rejected, droppedColumns } = receipt;
  const lines = [
    `${dryRun ? 'Essai, rien n’est écrit' : 'Import'}\u00a0: ${registerOf(receipt.source).label}`,
    `  ${frenchCount(rows, 'ligne lue', 'lignes lues')}\u00a0: ${counted(accepted, 'prise')} (dont ${counted(changed, 'changée')}), ${counted(identical, 'inchangée')},`,
    `  ${counted(duplicates, 'doublon')}, ${frenchInteger(outOfTerritory)} hors territoire, ${counted(rejected.length, 'refusée')}`,
    `  Colonnes écartées\u00a0: ${droppedColumns.join(', ') || 'aucune'}`,
    ...rejected.map((one) => `  Ligne ${one.row}, colonne ${one.column} (${quoted(one.value)})\u00a0: ${one.reason}`),
  ];
  console.log(lines.join('\n'));
}

/** The command that takes in a partner's file. */
export async function runImport(platform: Platform, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      organisation: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new BadUse();
  const asked = sourceOf(values.source);
  const source = openFile(file);
  try {
    const options = {
      today: parisDate(platform.clock.now()),
      communes: await communesToMatch(platform),
      ...(asked && { source: asked }),
      ...((await mayLink(platform)) && { printOf: sha256 }),
    };
    const remembered = await rememberedMappings(platform);
    const { opened, organisationId } = openRemembering(source, path.basename(file), options, remembered);
    if (isRefusal(opened)) return refused(opened, values.json ?? false);
    const code = values.organisation ?? (organisationId === null ? registerOf(opened.source).organisation : null);
    const scope = commandLineScope(code === null ? Number(organisationId) : await idOfOrganisation(platform, code));
    const dryRun = values['dry-run'] ?? false;
    const receipt = await importWholeFile(
      platform,
      { id: null, name: 'ligne de commande' },
      scope,
      {
        fileName: path.basename(file),
        fileHash: hashOf(source),
        source: opened.source,
        droppedColumns: opened.droppedColumns,
        rows: rowsToSend(opened),
      },
      { dryRun },
    );
    return told(receipt, dryRun, values.json ?? false);
  } catch (error) {
    // Damage deeper in the file: nothing of it was written.
    if (error instanceof Refused) return refused(error.refusal, values.json ?? false);
    throw error;
  } finally {
    source.close();
  }
}

/** Says what became of a file. A question that nobody could answer here is a refusal, with its sentence. */
function told(receipt: Receipt, dryRun: boolean, json: boolean): number {
  const { id, changes, verdicts, rejectedCount, ...printed } = receipt;
  const unanswered = receipt.suspicious.filter(({ question }) => question?.stands === false);
  const rejected = [...receipt.rejected, ...unanswered];
  const suspicious = receipt.suspicious.filter((one) => !unanswered.includes(one));
  if (json) console.log(JSON.stringify({ ...printed, rejected, suspicious }));
  else printReceipt({ ...receipt, rejected, suspicious }, dryRun);
  return receipt.accepted > 0 ? GOOD : NOTHING_DONE;
}

function refused({ code, message }: FileRefusal, json: boolean): number {
  if (json) console.log(JSON.stringify({ error: code, message }));
  else console.error(message);
  return NOTHING_DONE;
}
