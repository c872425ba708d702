import { allRegisters } from '../../registers/all-registers.ts';
import { type Cell, cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import { isSeveralMonths } from '../values/month-in-title.ts';
import { parseMonth } from '../values/read-date.ts';
import { findHeader } from './header.ts';
import { nothingSaid } from './kept-titles.ts';
import { findMonthGrid } from './month-grid.ts';
import type { Identify } from './month-line.ts';
import { isMark } from './presences.ts';

const ROWS_LOOKED_AT = 60;
const TITLES = 3;

const pivotLabels = /^(etiquettes? de (lignes?|colonnes?)|row labels|column labels)$/;
const pivotValues = /^(nombre|nb|somme|moyenne|count|sum|average|min|max) ./;
const pivotTotals = /^(total general|grand total|total resultat)$/;

/** A pivot table: its own words, or a measure and a grand total. */
function isPivot(texts: string[]): boolean {
  if (texts.some((text) => pivotLabels.test(text))) return true;
  return texts.some((text) => pivotValues.test(text)) && texts.some((text) => pivotTotals.test(text));
}

const opensTotal = /^(total|ensemble|somme)( |$)/;

/** Counts with their totals below, and at the end of the lines too where there are two kinds of titles: nothing of a case or a day. */
function isCrossed(rows: GridRow[]): boolean {
  return rows.some(({ cells }, index) => {
    const width = cells.findLastIndex((cell) => !isBlank(cell));
    if (width < 2 || !cells.slice(0, width + 1).every((cell) => isBlank(cell) || typeof cell === 'string'))
      return false;
    const across = opensTotal.test(fold(cellText(cells[width])));
    const below = rows.slice(index + 1).filter((row) => row.cells.some((cell) => !isBlank(cell)));
    const bottom = below.findIndex((row) => opensTotal.test(fold(cellText(row.cells.find((cell) => !isBlank(cell))))));
    const lines = below.slice(0, bottom + 1);
    const numberAt = (row: GridRow, at: number) => Number(isBlank(row.cells[at]) ? 0 : cellText(row.cells[at]));
    const adds = (row: GridRow) => {
      const parts = Array.from({ length: width }, (_, at) => numberAt(row, at)).filter((one) => !Number.isNaN(one));
      return parts.reduce((sum, one) => sum + one, 0) === numberAt(row, width);
    };
    const [total] = lines.slice(-1);
    const addsDown = (at: number) => {
      const parts = lines.slice(0, -1).map((row) => numberAt(row, at));
      return total !== undefined && parts.reduce((sum, one) => sum + one, 0) === numberAt(total, at);
    };
    if (across) return bottom > 0 && lines.every(adds);
    return bottom > 1 && Array.from({ length: width }, (_, at) => at + 1).every(addsDown);
  });
}

const dateWithin =
  /\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\b\d{1,2} (janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)/i;

/** One person a line, for a signature or under the session: a list of those who came. */
function isSigned(rows: GridRow[]): boolean {
  return rows.some(({ cells }) => {
    const titles = cells.map((cell) => fold(cellText(cell)));
    const says = (words: RegExp) => titles.some((text) => words.test(text));
    const isOfSessions = says(/^(date|jour)( |$)/) && says(/^(theme|thematique|atelier|seance|intitule)s?( |$)/);
    return (
      (says(/^(noms?|prenoms?|participants?)( |$)/) &&
        says(/^(signatures?|emargements?|presences?|presente?s?|venue?s?)( |$)/)) ||
      (isOfSessions && says(/^(noms?|prenoms?|noms?( et)? prenoms?)$/))
    );
  });
}

/** Someone down each line, a session over each column, a cross where they meet. */
function isAttendance(rows: GridRow[]): boolean {
  return rows.some(({ cells }, index) => {
    const sessions = cells.flatMap((cell, position) => {
      const isDate = cell !== null && typeof cell === 'object' && 'date' in cell;
      return position > 0 && (isDate || (typeof cell === 'string' && dateWithin.test(cell))) ? [position] : [];
    });
    if (sessions.length < 2) return false;
    const below = rows.slice(index + 1).filter((row) => typeof row.cells[0] === 'string' && !isBlank(row.cells[0]));
    const marks = below.flatMap((row) => sessions.map((at) => row.cells[at])).filter((cell) => !isBlank(cell));
    const crossed = marks.filter(isMark);
    return below.length > 1 && crossed.length >= 2 && crossed.length * 2 > marks.length;
  });
}

const isYear = (text: string) => /^((annee|total|exercice|bilan( annuel)?) )?20\d{2}$/.test(fold(text));
const isNoMonth = (text: string) => isYear(text) || (/^\D*$/.test(text) && parseMonth(text, 2000) === undefined);

/** Indicators against quarters, or years, whichever way, or those of the one quarter that the sheet speaks of. */
function isQuarterly(name: string, rows: GridRow[], identify: Identify): boolean {
  const texts = rows.map(({ cells }) => cells.map(cellText));
  const named = texts
    .flat()
    .filter((text) => text !== '' && text.length < 120 && identify([text]) !== undefined).length;
  if (named === 0) return false;
  const isOne = isSeveralMonths(name) || texts.slice(0, TITLES).some((cells) => cells.some(isSeveralMonths));
  if (isOne && findMonthGrid({ name: '', merges: [], rows }, { year: 2000, month: '2000-01', identify }) !== undefined)
    return true;
  const across = texts.some(
    (cells) => cells.filter(isSeveralMonths).length >= 2 || (cells.slice(1).some(isYear) && cells.every(isNoMonth)),
  );
  return across || texts.filter((cells) => isSeveralMonths(cells[0] ?? '')).length >= 2;
}

/** The same titles under each month. */
function isRepeated(row: Cell[], months: number): boolean {
  const texts = row.flatMap((cell) => (typeof cell === 'string' && !isBlank(cell) ? [fold(cell)] : []));
  return texts.length >= 2 * months && new Set(texts).size <= texts.length / 2 + 1;
}

/** Months over indicators, or under, and several rows below: whose figures they are cannot be told. */
function hasTwoHeaders(rows: GridRow[], identify: Identify): boolean {
  return rows.some(({ cells }, index) => {
    const monthsIn = (row: Cell[]) =>
      row.filter((cell) => typeof cell === 'string' && parseMonth(cell, 2000) !== undefined).length;
    const namedIn = (row: Cell[]) =>
      row.filter((cell) => typeof cell === 'string' && identify([cellText(cell)]) !== undefined).length;
    const below = rows[index + 1]?.cells ?? [];
    const months = monthsIn(cells);
    return (
      (months >= 2 && (namedIn(below) >= 2 || isRepeated(below, months))) ||
      (namedIn(cells) >= 2 && monthsIn(below) >= 2)
    );
  });
}

/** Numbers against months or years, of which nothing says what they count. */
function isOfCounts(rows: GridRow[]): boolean {
  return rows.some(({ cells }, index) => {
    const below = rows.slice(index + 1).filter((row) => row.cells.some((cell) => !isBlank(cell)));
    const titles = cells.map(cellText);
    const opensByMonth = below.every(({ cells: [opening] }) => parseMonth(cellText(opening), 2000) !== undefined);
    const years = titles.filter((text) => /^20\d{2}$/.test(text)).length > 1;
    const counts = below.flatMap((row) => row.cells.slice(1)).filter((cell) => !isBlank(cell));
    const isCount = (cell: Cell) => /^[-+]?[\d\s.,]+ ?%?$/.test(cellText(cell));
    return below.length > 1 && counts.length > 2 && (opensByMonth || years) && counts.every(isCount);
  });
}

/** The titles of a register down the first column, a case a column. */
function isTransposed(rows: GridRow[]): boolean {
  const cells = rows.map((row) => row.cells[0] ?? null);
  const turned = { name: '', merges: [], rows: [{ number: 1, cells }] };
  const hints = { monthKnown: false, hinted: false, mapping: nothingSaid };
  return allRegisters.some((register) => {
    const header = register.layout === 'rows' ? findHeader(turned, register, hints) : undefined;
    return header !== undefined && header.columns.filter(Boolean).length > 2 && header.score > 0.5;
  });
}

/** Why a sheet that nobody can take as it is stays out, when its layout is one that partners send. */
export function refusedLayout(sheet: Sheet, identify: Identify): ReasonCode | undefined {
  const rows = sheet.rows.slice(0, ROWS_LOOKED_AT);
  const texts = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (typeof cell === 'string' ? [fold(cell.slice(0, 80))] : [])),
  );
  if (isPivot(texts)) return 'layout-pivot';
  if (isAttendance(rows) || isSigned(rows)) return 'layout-attendance';
  if (isQuarterly(sheet.name, rows, identify)) return 'layout-quarters';
  if (hasTwoHeaders(rows, identify)) return 'layout-two-headers';
  if (isTransposed(rows)) return 'layout-transposed';
  if (isCrossed(rows)) return 'layout-pivot';
  return isOfCounts(rows) ? 'layout-counts' : undefined;
}
