import { cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import { parseMonth } from '../values/read-date.ts';
import { identify } from './month-grid.ts';

const ROWS_LOOKED_AT = 60;

const pivotLabels = /^(etiquettes? de (lignes?|colonnes?)|row labels|column labels)$/;
const pivotValues = /^(nombre|somme|moyenne|count|sum|average|min|max) (de|d|of) /;
const pivotTotals = /^(total general|grand total|total resultat)$/;

/** A pivot table: its own words, or a measure and a grand total. */
function isPivot(texts: string[]): boolean {
  if (texts.some((text) => pivotLabels.test(text))) return true;
  return texts.some((text) => pivotValues.test(text)) && texts.some((text) => pivotTotals.test(text));
}

const crosses = new Set([
  'x',
  'oui',
  'p',
  'present',
  'presente',
  '1',
  'ok',
  'a',
  'abs',
  'absent',
  'absente',
  'excuse',
  'excusee',
]);
const dateWithin =
  /\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\b\d{1,2} (janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)/i;

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
    const crossed = marks.filter((cell) => crosses.has(fold(cellText(cell))) || /^[✓✔☑×]$/.test(cellText(cell)));
    return below.length > 1 && crossed.length >= 2 && crossed.length * 2 > marks.length;
  });
}

const quarter =
  /^((t|q|trim(estre)?|s|semestre|quadrimestre) ?[1-4]|[1-4] ?(er|e|eme|ere|nd|de)? ?(trim|trimestre|semestre|quadrimestre))( ?(20)?\d{2})?$/;

/** A title that speaks of several months: « T1 2024 », « 1er trimestre », « Janvier à mars », « Oct.-déc. ». */
export function isSeveralMonths(text: string): boolean {
  const words = fold(text);
  if (quarter.test(words) || quarter.test(words.replace(/^(20\d{2}) (.*)$/, '$2'))) return true;
  const ends =
    words.split(/ (?:a|au|et) /).length === 2 ? words.split(/ (?:a|au|et) /) : text.split(/\s*[-–/]\s*/).map(fold);
  const [from, to] = ends.map((end) => parseMonth(end.replace(/^de /, ''), 2000));
  return ends.length === 2 && from !== undefined && to !== undefined && from !== to;
}

/** Indicators against quarters, whichever way. */
function isQuarterly(rows: GridRow[]): boolean {
  const texts = rows.map(({ cells }) => cells.map(cellText));
  const named = texts
    .flat()
    .filter((text) => text !== '' && text.length < 120 && identify([text]) !== undefined).length;
  if (named === 0) return false;
  const across = texts.some((cells) => cells.filter(isSeveralMonths).length >= 2);
  return across || texts.filter((cells) => isSeveralMonths(cells[0] ?? '')).length >= 2;
}

/** Months over indicators, and several rows below: whose figures they are cannot be told. */
function hasTwoHeaders(rows: GridRow[]): boolean {
  return rows.some(({ cells }, index) => {
    const months = cells.filter((cell) => typeof cell === 'string' && parseMonth(cell, 2000) !== undefined).length;
    const below = rows[index + 1]?.cells ?? [];
    const named = below.filter((cell) => typeof cell === 'string' && identify([cellText(cell)]) !== undefined).length;
    return months >= 2 && named >= 2;
  });
}

/** Why a sheet that nobody can take as it is stays out, when its layout is one that partners send. */
export function refusedLayout(sheet: Sheet): ReasonCode | undefined {
  const rows = sheet.rows.slice(0, ROWS_LOOKED_AT);
  const texts = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (typeof cell === 'string' ? [fold(cell.slice(0, 80))] : [])),
  );
  if (isPivot(texts)) return 'layout-pivot';
  if (isAttendance(rows)) return 'layout-attendance';
  if (isQuarterly(rows)) return 'layout-quarters';
  return hasTwoHeaders(rows) ? 'layout-two-headers' : undefined;
}
