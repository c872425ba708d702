import type { Month } from '../domain/month.ts';
import type { OnRead } from './byte-source.ts';
import { answerTo, type ColumnQuestion } from './column-questions.ts';
import { cellText, type Sheet } from './grid.ts';
import type { Header } from './layout/header.ts';
import type { MonthGrid } from './layout/month-line.ts';
import { readMonthGrid } from './layout/read-months.ts';
import type { Look, Match } from './layout/recognise.ts';
import { summedLines } from './layout/summed-lines.ts';
import type { ReadRow, SkippedRow } from './partner-file.ts';
import { saidOfPlaces } from './place-questions.ts';
import { questionsOfSheet, readSheetRows } from './read-rows.ts';
import type { ReadingOptions } from './reading-options.ts';
import { reasonWith } from './reasons.ts';
import { Refused } from './refusal.ts';
import { repeatingSheets } from './repeated-sheets.ts';
import { fold } from './text.ts';
import { communeMatcher, wordsOfPlaces } from './values/communes.ts';

/** Rows that are told as skipped; beyond them the file is no table any more. */
const MOST_SKIPPED = 20_000;

const summed: Omit<ColumnQuestion, 'answer'> = {
  column: 'Valeurs',
  field: 'values',
  question:
    'Les valeurs de ce relevé paraissent cumulées depuis janvier\u00a0: dites s’il faut prendre la différence d’un mois à l’autre. Rien n’en est pris d’ici là.',
  proposed: 'cumul',
  choices: [
    { choice: 'cumul', label: 'Elles sont cumulées\u00a0: prendre la différence d’un mois à l’autre' },
    { choice: 'mensuel', label: 'Chaque valeur est celle de son mois' },
  ],
};

function titlesOf(sheet: Sheet, grid: MonthGrid): string {
  const first = Math.min(...grid.lines.map(({ row }) => row));
  // A column « Cumul » beside the months is their total: it says nothing of them.
  const totals = new Set(grid.droppedColumns);
  const above = sheet.rows
    .filter(({ number }) => number < first)
    .flatMap(({ cells }) => cells.map(cellText).filter((text) => !totals.has(text)));
  return fold([sheet.name, ...above].join(' '));
}

/** A return of quarters that names the last month of each: its titles say so, or there is no other month. */
function isOfQuarters(sheet: Sheet, grid: MonthGrid): boolean {
  const months = new Set(grid.lines.flatMap(({ cells }) => cells.map(({ month }) => Number(month.slice(5)))));
  const areEnds = [...months].every((month) => month % 3 === 0);
  return areEnds && (months.size > 2 || titlesOf(sheet, grid).includes('trimestr'));
}

/** Reads the rows of the sheets that a register was found in, with the questions that they raise. */
export class MatchReader {
  readonly match: Match;
  readonly questions: ColumnQuestion[];
  /** Sheets whose rows all repeat those of others. */
  readonly repeating: Sheet[];
  private readonly overlapping: Sheet[];
  skipped: SkippedRow[] = [];
  /** The months of the rows read so far. */
  months = new Set<Month>();
  private readonly findCommune: ReturnType<typeof communeMatcher>;
  /** The same, with what was said of the places that nobody knows. */
  private placeOf: ReturnType<typeof communeMatcher>;
  private readonly placeWords: Set<string>;

  constructor(
    found: Match,
    private readonly look: Look,
    private readonly options: ReadingOptions,
  ) {
    this.findCommune = communeMatcher(options.communes);
    this.placeOf = this.findCommune;
    this.placeWords = wordsOfPlaces(options.communes);
    const grids = found.grids.filter(({ sheet, grid }) => !isOfQuarters(sheet, grid));
    if (found.grids.length > 0 && grids.length === 0)
      throw new Refused({
        code: 'wrong-layout',
        message: `Ce fichier n’a pas été lu. ${reasonWith('layout-quarters')}`,
      });
    this.match = { ...found, grids };
    this.overlapping = [];
    const repeats = repeatingSheets(found.headers, (sheet, header) =>
      this.sheetRows(sheet, header, new Map(), () => {}),
    );
    this.repeating = repeats.repeating;
    this.overlapping = repeats.overlapping;
    this.match.headers = found.headers.filter(({ sheet }) => !this.repeating.includes(sheet));
    this.questions = this.ask();
    this.placeOf = saidOfPlaces(this.places, this.questions);
  }

  private get places() {
    const { communes, printKey = '' } = this.options;
    return { communes, findCommune: this.findCommune, printKey };
  }

  private get answers() {
    return this.options.answers ?? {};
  }

  private ask(): ColumnQuestion[] {
    const ofColumns = this.match.headers.flatMap(({ sheet, header }) =>
      questionsOfSheet(sheet, header, { answers: this.answers, mapping: this.look.mapping }, this.places),
    );
    const cumulative = this.match.grids.some(({ sheet, grid }) => summedLines(grid, titlesOf(sheet, grid)).size > 0);
    const answer = answerTo(summed, this.answers);
    const all = cumulative ? [...ofColumns, { ...summed, ...(answer !== undefined && { answer }) }] : ofColumns;
    return all.filter(({ field }, rank) => all.findIndex((one) => one.field === field) === rank);
  }

  private sheetRows(
    sheet: Sheet,
    header: Header,
    ranks: Map<string, number>,
    onSkip: (row: SkippedRow) => void,
    onRead?: OnRead,
  ): Generator<ReadRow> {
    const { today, printOf } = this.options;
    const { placeOf: findCommune, placeWords, answers } = this;
    const { fileName, mapping, year } = this.look;
    return readSheetRows({
      ...{ sheet, header, fileName, today, findCommune, placeWords, answers, mapping, ranks, onSkip },
      overlaps: this.overlapping.includes(sheet),
      ...(year !== undefined && { commonYear: year }),
      ...(onRead && { onRead }),
      ...(printOf && { printOf }),
    });
  }

  private *gridRows(onSkip: (row: SkippedRow) => void): Generator<ReadRow> {
    const { today } = this.options;
    const asked = this.questions.find(({ field }) => field === 'values');
    const answered = asked?.answer === 'cumul' ? 'cumulative' : 'monthly';
    const values = asked && asked.answer === undefined ? 'asked' : answered;
    for (const { sheet, grid } of this.match.grids) {
      const summed = summedLines(grid, titlesOf(sheet, grid));
      yield* readMonthGrid(sheet, grid, { today, summed, values, onSkip });
    }
  }

  *rows(onRead?: OnRead): Generator<ReadRow> {
    const ranks = new Map<string, number>();
    this.skipped = [];
    this.months = new Set();
    const onSkip = (row: SkippedRow) => {
      if (this.skipped.length < MOST_SKIPPED) this.skipped.push(row);
    };
    const of = [
      ...this.match.headers.map(
        ({ sheet, header }) =>
          () =>
            this.sheetRows(sheet, header, ranks, onSkip, onRead),
      ),
      () => this.gridRows(onSkip),
    ];
    for (const rowsOf of of) {
      for (const row of rowsOf()) {
        if (row.kind === 'row' && row.month !== undefined) this.months.add(row.month);
        yield row;
      }
    }
  }
}
