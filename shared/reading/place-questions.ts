import type { ColumnQuestion } from './column-questions.ts';
import { cellText, type GridRow } from './grid.ts';
import type { KeptColumn } from './layout/row-nature.ts';
import { quoted } from './text.ts';
import { isNotKnown } from './values/cell-reading.ts';
import { type Commune, type CommuneFound, placePrint } from './values/communes.ts';
import { looksLikeName, showsSomeone } from './values/known-words.ts';

/** Places that are asked about one file: beyond them the column holds something else than places. */
const MOST_ASKED = 12;
const LONGEST = 40;

/** What a place may be said to be, beside a commune of the territory. */
const ELSEWHERE = 'hors-territoire';
const NOWHERE = 'inconnue';

/** The field under which what was said of a place is remembered: a print, for its words may be somebody's. */
const placeField = (text: string, printKey: string): string => `lieu-${placePrint(text, printKey)}`;

export interface Places {
  communes: Commune[];
  findCommune: (text: string) => CommuneFound;
  /** The key of the prints of places. */
  printKey: string;
}

function questionOf(text: string, { communes, findCommune, printKey }: Places): ColumnQuestion | undefined {
  const found = findCommune(text);
  const isAsked = 'suggestion' in found || ('unknown' in found && !found.nowhere);
  if (!isAsked || text.length > LONGEST || isNotKnown(text) || showsSomeone(text) || looksLikeName(text))
    return undefined;
  return {
    column: text,
    field: placeField(text, printKey),
    question: `Le lieu ${quoted(text)} n’est pas une commune connue\u00a0: dites laquelle c’est, une fois pour toutes. Ses lignes sont gardées sans commune d’ici là.`,
    proposed: 'suggestion' in found ? found.code : NOWHERE,
    choices: [
      ...communes.map(({ inseeCode, name }) => ({ choice: inseeCode, label: name })),
      { choice: ELSEWHERE, label: 'Une commune d’un autre territoire' },
      { choice: NOWHERE, label: 'On ne sait pas laquelle' },
    ],
  };
}

/** One question a place that nobody knows, as the first rows of a table show them. */
export function placeQuestions(rows: GridRow[], kept: KeptColumn[], places: Places): ColumnQuestion[] {
  const texts = kept
    .filter(({ column }) => column.kind === 'commune')
    .flatMap(({ position }) =>
      rows.flatMap(({ cells }) => (typeof cells[position] === 'string' ? [cellText(cells[position])] : [])),
    );
  const asked = [...new Set(texts)].flatMap((text) =>
    text === '' || !/\p{L}/u.test(text) ? [] : (questionOf(text, places) ?? []),
  );
  const once = asked.filter(({ field }, rank) => asked.findIndex((one) => one.field === field) === rank);
  return once.length > MOST_ASKED ? [] : once;
}

/** Finds communes as `find` does, and the places that nobody knows by what was said of them. */
export function saidOfPlaces(
  { findCommune: find, printKey }: Places,
  questions: ColumnQuestion[],
): (text: string) => CommuneFound {
  const said = new Map(
    questions.flatMap(({ field, answer }) => (answer === undefined ? [] : [[field, answer] as const])),
  );
  if (said.size === 0) return find;
  return (text) => {
    const found = find(text);
    const choice = 'suggestion' in found || 'unknown' in found ? said.get(placeField(text, printKey)) : undefined;
    if (choice === undefined) return found;
    if (choice === ELSEWHERE) return { outside: true };
    return choice === NOWHERE ? { nothing: true } : { inseeCode: choice };
  };
}
