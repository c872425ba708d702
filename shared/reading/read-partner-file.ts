import type { IsoDate } from '../domain/month.ts';
import { allRegisters, registerOf } from '../registers/all-registers.ts';
import { measureRegister } from '../registers/measure.ts';
import type { Register, SourceName } from '../registers/register.ts';
import { countOfRows } from './cell-value.ts';
import { type Commune, communeMatcher } from './communes.ts';
import { readDelimited } from './delimited.ts';
import { cellText, fillDownMerges, type Sheet } from './grid.ts';
import { findHeader, type Header, likelyLabels } from './header.ts';
import { findMonthGrid, identify, type MonthGrid } from './month-grid.ts';
import { FileGatherer, type PartnerFile } from './partner-file.ts';
import { readMonthGrid } from './read-months.ts';
import { readSheetRows, timeOfSheet } from './read-rows.ts';
import { type FileRefusal, Refused, refuse } from './refusal.ts';
import { sniff } from './sniff.ts';
import { fold, quoted } from './text.ts';
import { readOds } from './workbook-ods.ts';
import { readXlsx } from './workbook-xlsx.ts';

export type { PartnerFile } from './partner-file.ts';
export type { FileRefusal } from './refusal.ts';

export interface ReadingOptions {
  today: IsoDate;
  /** The communes of the territory; a row of any other is counted apart. */
  communes: Commune[];
  /** The source, when the sender says it; otherwise it is recognised. */
  source?: SourceName;
}

/** A register against the sheets of a file: where its rows are and how surely it is the one. */
interface Match {
  register: Register;
  score: number;
  reason: string;
  headers: { sheet: Sheet; header: Header }[];
  grids: { sheet: Sheet; grid: MonthGrid }[];
}

function sheetsOf(bytes: Uint8Array, fileName: string): Sheet[] {
  try {
    const file = sniff(bytes);
    if (file.kind === 'text') return [readDelimited(file.text, fileName)];
    const sheets = file.kind === 'xlsx' ? readXlsx(file.archive) : readOds(file.archive);
    for (const sheet of sheets) fillDownMerges(sheet);
    return sheets;
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw refuse('damaged');
  }
}

/** The words around the data that may name the source: the file, its sheets, the titles. */
function surroundings(sheets: Sheet[], fileName: string): string {
  const titles = sheets.flatMap((sheet) => [
    sheet.name,
    ...sheet.rows.slice(0, 3).map((row) => cellText(row.cells[0])),
  ]);
  return ` ${fold([fileName, ...titles].join(' '))} `;
}

function hintedBy(register: Register, around: string): boolean {
  return register.hints.some((hint) => around.includes(` ${fold(hint)} `));
}

function matchRows(register: Register, sheets: Sheet[], fileName: string, hinted: boolean): Match | undefined {
  const headers = sheets.flatMap((sheet) => {
    const monthKnown = register.sheetMonth === true && timeOfSheet(sheet, 3, fileName).month !== undefined;
    const header = findHeader(sheet, register, monthKnown, hinted);
    return header ? [{ sheet, header }] : [];
  });
  const score = Math.max(0, ...headers.map(({ header }) => header.score));
  const best = headers.find(({ header }) => header.score === score)?.header;
  if (best === undefined) return undefined;
  const titled = best.labels.filter((label) => label !== '').length;
  const recognised = best.columns.filter((column) => column !== undefined).length;
  const reason = `${recognised} des ${titled} colonnes sont celles de ${quoted(register.label)}.`;
  return { register, score, reason, headers: headers.filter(({ header }) => header.score >= score * 0.7), grids: [] };
}

function matchMonths(register: Register, sheets: Sheet[], fileName: string, hinted: boolean): Match | undefined {
  const grids = sheets.flatMap((sheet) => {
    const { year, month } = timeOfSheet(sheet, 3, fileName);
    const grid = findMonthGrid(sheet, year, month);
    return grid ? [{ sheet, grid }] : [];
  });
  if (grids.length === 0) return undefined;
  const lines = grids.flatMap(({ grid }) => grid.lines);
  const known = lines.filter(({ names }) => identify(names) !== undefined).length;
  const score = 0.85 * (known / lines.length) + (hinted ? 0.15 : 0);
  return {
    register,
    score,
    reason: `${known} des ${lines.length} indicateurs sont ceux du relevé mensuel.`,
    headers: [],
    grids,
  };
}

function matchOf(register: Register, sheets: Sheet[], fileName: string, around: string): Match | undefined {
  const hinted = hintedBy(register, around);
  return register.layout === 'months'
    ? matchMonths(register, sheets, fileName, hinted)
    : matchRows(register, sheets, fileName, hinted);
}

function bestMatch(registers: Register[], sheets: Sheet[], fileName: string): Match | undefined {
  const around = surroundings(sheets, fileName);
  const matches = registers.flatMap((register) => matchOf(register, sheets, fileName, around) ?? []);
  return matches.sort((a, b) => b.score - a.score)[0];
}

/** The sentence of a file that fits no source, or not the one that was announced. */
function unknownColumns(sheets: Sheet[], fileName: string, source: SourceName | undefined): Refused {
  const found = likelyLabels(sheets).slice(0, 12).map(quoted).join(', ');
  const seen = found === '' ? 'aucune ligne de titres n’y a été trouvée' : `on y lit ${found}`;
  const other = source && bestMatch(allRegisters, sheets, fileName);
  if (other) {
    const message = `Ce fichier ressemble à ${quoted(other.register.label)} et non à ${quoted(registerOf(source).label)}\u00a0: choisissez cette autre source, ou déposez un autre fichier.`;
    return new Refused({ code: 'unknown-columns', message });
  }
  if (sheets.some((sheet) => findMonthGrid(sheet, 2000, undefined) !== undefined)) {
    const message = `Ce relevé nomme des mois mais aucune année\u00a0: écrivez-la dans le titre de la feuille (par exemple ${quoted('Relevé mensuel 2024')}), puis redéposez le fichier.`;
    return new Refused({ code: 'unknown-columns', message });
  }
  const register = source && registerOf(source);
  const expected = register
    ? `${quoted(register.label)} demande au moins ${neededLabels(register)}`
    : `la ligne de titres doit nommer, par exemple, ${quoted('N° de demande')} et ${quoted('Date de la demande')} pour le SIAO, ${quoted('Réf. logement')} et ${quoted('Date de captation')} pour SOLIHA, ${quoted('N° dossier')} et ${quoted('Commandement de payer')} pour Exploc`;
  return new Refused({
    code: 'unknown-columns',
    message: `Les colonnes de ce fichier ne sont pas reconnues\u00a0: ${seen}, alors que ${expected}\u202f; renommez les titres ou déposez l’export d’origine.`,
  });
}

function neededLabels(register: Register): string {
  if (register.layout === 'months') return 'une colonne d’indicateurs, des colonnes de mois et une année dans le titre';
  return register.needs
    .map((group) => quoted(register.columns.find(({ field }) => field === group[0])?.label ?? ''))
    .join(' et ');
}

function gather(match: Match, fileName: string, options: ReadingOptions): FileGatherer {
  const gatherer = new FileGatherer();
  const findCommune = communeMatcher(options.communes);
  const ranks = new Map<string, number>();
  for (const { sheet, header } of match.headers) {
    readSheetRows({ sheet, header, fileName, today: options.today, findCommune, gatherer, ranks });
  }
  for (const { sheet, grid } of match.grids) readMonthGrid(sheet, grid, options.today, gatherer);
  return gatherer;
}

function read(bytes: Uint8Array, fileName: string, options: ReadingOptions): PartnerFile {
  const sheets = sheetsOf(bytes, fileName);
  if (!sheets.some(({ rows }) => rows.length > 0)) throw refuse('empty');
  const registers = options.source ? [registerOf(options.source)] : allRegisters;
  const visible = sheets.filter((sheet) => !sheet.hidden);
  const match = bestMatch(registers, visible, fileName) ?? bestMatch(registers, sheets, fileName);
  if (match === undefined) throw unknownColumns(sheets, fileName, options.source);
  const gatherer = gather(match, fileName, options);
  if (gatherer.rows === 0) throw refuse('no-rows');
  const { source } = match.register;
  const accepted = gatherer.kept(false);
  return {
    source,
    score: Math.min(1, Number(match.score.toFixed(3))),
    reason: `${match.reason} ${countOfRows(gatherer.rows)} de données.`,
    rows: gatherer.rows,
    accepted,
    duplicates: gatherer.duplicates,
    superseded: gatherer.superseded,
    rejected: gatherer.rejected,
    outOfTerritory: gatherer.kept(true),
    suspicious: gatherer.suspicious,
    droppedColumns: [...gatherer.droppedColumns],
    measures: measureRegister(source, accepted, options.today),
  };
}

/**
 * Reads whatever a partner sends: recognises the kind of file, its encoding, its source and its columns, keeps the expected
 * columns only, and says for each row that stays out why and what to do. A file that cannot be read at all is a refusal.
 */
export function readPartnerFile(
  bytes: Uint8Array,
  fileName: string,
  options: ReadingOptions,
): PartnerFile | FileRefusal {
  try {
    return read(bytes, fileName, options);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** True when the file stays out. Example: `if (isRefusal(result)) show(result.message)`. */
export function isRefusal(result: PartnerFile | FileRefusal): result is FileRefusal {
  return 'code' in result;
}
