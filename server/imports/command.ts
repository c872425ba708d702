import path from 'node:path';
import { parseArgs } from 'node:util';
import { frenchCount, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { type ColumnAnswers, isAbout } from '../../shared/reading/column-questions.ts';
import {
  isRefusal,
  type OpenedFile,
  openPartnerFile,
  type ReadingOptions,
} from '../../shared/reading/open-partner-file.ts';
import type { UnreadSheet } from '../../shared/reading/partner-file.ts';
import { Refused } from '../../shared/reading/refusal.ts';
import { counted } from '../../shared/reading/text.ts';
import { droppedToSend, toldBy } from '../../shared/reading/to-send.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { notFedSentence } from '../../shared/registers/feeding-words.ts';
import { type SourceName, sourceNames } from '../../shared/registers/register.ts';
import { type AbsentChoice, formatOf, periodAnswer } from '../../shared/schemas/import.ts';
import { mayLink } from '../homelessness/assessment.ts';
import { commandLineScope } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import { BadUse, GOOD, NOTHING_DONE } from '../platform/command.ts';
import type { Platform } from '../platform/context.ts';
import { isRefusal as isNotFed } from '../platform/errors.ts';
import { type FileSource, hashOf, openFileSource, sha256 } from './file-source.ts';
import {
  changeLines,
  LocalRemarks,
  type PrintedPart,
  type PrintedReceipt,
  periodLine,
  printedPart,
  printedReceipt,
  remarkLines,
} from './local-receipt.ts';
import { printKeyOf } from './prepare.ts';
import { openAnswering, openRemembering, rowsToSend } from './read-file.ts';
import { answersBefore, organisationsToImportFor, rememberedMappings, territoryToRead } from './service.ts';
import type { Settled } from './staging-repository.ts';
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

/** Whose file it is when nobody says: the structure that feeds the register; of a monthly return, the first of those that do. */
async function usualGiver(platform: Platform, source: SourceName): Promise<number> {
  const feeding = (await organisationsToImportFor(platform))
    .filter(({ feeds }) => feeds.includes(source))
    .sort((a, b) => a.id - b.id);
  const [first] = feeding;
  if (first && (feeding.length === 1 || registerOf(source).layout === 'months')) return first.id;
  const codes = feeding.map(({ code }) => code).join(', ');
  throw new BadUse(
    first
      ? `Plusieurs structures alimentent « ${registerOf(source).label} » : dites laquelle avec --organisation (${codes}).`
      : `Aucune structure n’alimente « ${registerOf(source).label} » : dites laquelle envoie ce fichier avec --organisation, ou confiez-lui ce registre.`,
  );
}

/** `COLUMN=CHOICE`, as often as there are questions. */
function answersOf(texts: string[]): ColumnAnswers {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf('=');
      if (at < 1 || at === text.length - 1)
        throw new BadUse(`« ${text} » ne répond à aucune question : écrivez --answer COLONNE=CHOIX.`);
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );
}

/** Refuses an answer that is not one of the choices of its question. */
function checkAnswers(opened: OpenedFile, answers: ColumnAnswers): void {
  if (answers.period !== undefined && !periodAnswer(answers.period))
    throw new BadUse(`« ${answers.period} » n’est pas une période : écrivez --answer period=2022-01..2022-12.`);
  for (const question of opened.questions) {
    const said = Object.entries(answers).find(([name]) => isAbout(name, question));
    if (!said || question.choices.some(({ choice }) => choice === said[1])) continue;
    const choices = question.choices.map(({ choice }) => choice).join(', ');
    throw new BadUse(`« ${said[1]} » n’est pas une réponse pour la colonne « ${question.column} » : ${choices}.`);
  }
}

const absentAnswers: Record<string, AbsentChoice> = { garder: 'keep', clore: 'close', retirer: 'remove' };
const movedAnswers: Record<string, Settled> = { corriger: 'correct', ajouter: 'another' };

/** What was answered of rows that only the comparison with the register finds: by one of their choices, whatever the column. */
function settledBy(answers: ColumnAnswers) {
  const said = Object.values(answers);
  const absent = said.map((choice) => absentAnswers[choice]).find(Boolean);
  const moved = said.map((choice) => movedAnswers[choice]).find(Boolean);
  const period = periodAnswer(answers.period);
  return { ...(absent && { absent }), ...(moved && { moved }), ...(period && { period }) };
}

function printReceipt(receipt: PrintedReceipt, dryRun: boolean): void {
  const { rows, accepted, changed, identical, duplicates, superseded, outOfTerritory, rejected, droppedColumns } =
    receipt;
  const lines = [
    `${dryRun ? 'Essai, rien n’est écrit' : 'Import'}\u00a0: ${registerOf(receipt.source).label}`,
    `  ${frenchCount(rows, 'ligne lue', 'lignes lues')}\u00a0: ${counted(accepted, 'prise')} (dont ${counted(changed, 'changée')}), ${counted(identical, 'inchangée')},`,
    `  ${counted(duplicates, 'doublon')}, ${counted(superseded, 'contredite')} plus loin, ${frenchInteger(outOfTerritory)} hors territoire, ${counted(rejected.length, 'refusée')}`,
    ...(receipt.absent > 0 ? [`  ${counted(receipt.absent, 'ligne connue')} absentes de cet export`] : []),
    ...(receipt.parts ?? []).map(
      (part) =>
        `  ${registerOf(part.source).label}\u00a0: ${counted(part.accepted, 'prise')} sur ${part.rows} (${part.sheets.join(', ')})`,
    ),
    ...periodLine(receipt.period),
    `  Colonnes écartées\u00a0: ${droppedColumns.join(', ') || 'aucune'}`,
    ...changeLines(receipt.changes),
    ...remarkLines(receipt),
  ];
  console.log(lines.join('\n'));
}

interface Asked {
  source: SourceName | undefined;
  organisation: string | undefined;
  answers: ColumnAnswers;
  dryRun: boolean;
}

/** Opens the file with what was said of such files before: columns, and answers of the partner that it is for. */
async function openWith(platform: Platform, file: FileSource, fileName: string, { source, answers }: Asked) {
  const options: ReadingOptions = {
    today: parisDate(platform.clock.now()),
    ...(await territoryToRead(platform)),
    answers,
    printKey: printKeyOf(platform),
    ...(source && { source }),
    ...((await mayLink(platform)) && { printOf: sha256 }),
  };
  return openRemembering(file, fileName, options, await rememberedMappings(platform));
}

interface Part {
  opened: OpenedFile;
  options: ReadingOptions;
  /** Whose file it is, when its columns say so. */
  organisationId: number | null;
}

/** Takes in the sheets of one register. */
async function importPart(
  platform: Platform,
  file: FileSource,
  fileName: string,
  { opened: first, options, organisationId }: Part,
  { organisation, answers, dryRun }: Asked,
): Promise<PrintedPart> {
  const known = organisation === undefined ? organisationId : await idOfOrganisation(platform, organisation);
  const scope = commandLineScope(known ?? (await usualGiver(platform, first.source)));
  const opened = openAnswering(file, fileName, options, first, await answersBefore(platform, scope, first.source));
  const local = new LocalRemarks();
  const answered = opened.questions.flatMap(({ field, answer }) =>
    answer === undefined ? [] : [[field, answer] as const],
  );
  const receipt = await importWholeFile(
    platform,
    { id: null, name: 'ligne de commande' },
    scope,
    {
      fileName: `fichier.${formatOf(fileName)}`,
      fileHash: hashOf(file),
      source: opened.source,
      droppedColumns: droppedToSend(opened),
      ...(answered.length > 0 && !dryRun && { answers: Object.fromEntries(answered) }),
      rows: rowsToSend(opened, (row) => local.see(row)),
      told: () => toldBy(opened),
    },
    { dryRun, ...settledBy(answers) },
  );
  return printedPart(opened, local, receipt);
}

/** The command that takes in a partner's file. */
export async function runImport(platform: Platform, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      organisation: { type: 'string' },
      answer: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new BadUse();
  const asked: Asked = {
    source: sourceOf(values.source),
    organisation: values.organisation,
    answers: answersOf(values.answer ?? []),
    dryRun: values['dry-run'] ?? false,
  };
  const source = openFile(file);
  try {
    return await importFile(platform, source, path.basename(file), asked, values.json ?? false);
  } catch (error) {
    // Damage deeper in the file: nothing of it was written.
    if (error instanceof Refused) return refused(error.refusal, values.json ?? false);
    if (isNotFed(error, 'NOT_FED')) {
      const message = notFedSentence(error.facts);
      return refused({ code: error.code, message }, values.json ?? false);
    }
    throw error;
  } finally {
    source.close();
  }
}

async function importFile(
  platform: Platform,
  file: FileSource,
  fileName: string,
  asked: Asked,
  json: boolean,
): Promise<number> {
  const { opened, organisationId, options } = await openWith(platform, file, fileName, asked);
  if (isRefusal(opened)) return refused(opened, json);
  checkAnswers(opened, asked.answers);
  const first = await importPart(platform, file, fileName, { opened, options, organisationId }, asked);
  const parts: [PrintedPart, ...PrintedPart[]] = [first];
  const read = new Set<string>();
  const left: UnreadSheet[] = [];
  for (const { source, sheets } of asked.source ? [] : opened.also) {
    const own = { ...options, source, sheets };
    const other = openPartnerFile(file, fileName, own);
    if (isRefusal(other)) continue;
    left.push(...other.unread);
    parts.push(
      await importPart(platform, file, fileName, { opened: other, options: own, organisationId: null }, asked),
    );
    for (const sheet of sheets) read.add(sheet);
  }
  const unread = [...opened.unread.filter(({ sheet }) => !read.has(sheet)), ...left];
  const receipt = printedReceipt(parts, unread);
  if (json) console.log(JSON.stringify(receipt));
  else printReceipt(receipt, asked.dryRun);
  return receipt.accepted > 0 ? GOOD : NOTHING_DONE;
}

function refused({ code, message }: { code: string; message: string }, json: boolean): number {
  if (json) console.log(JSON.stringify({ error: code, message }));
  else console.error(message);
  return NOTHING_DONE;
}
