import { reserveWords, statusSentence, targetWords, valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { type Standing, standingLines, standings } from '../../../shared/domain/figures/line-standing.ts';
import type { Block, Cell, Tone } from '../../../shared/domain/report/report-document.ts';
import { capitalised, frenchCount, frenchList } from '../../../shared/domain/words/french-format.ts';
import { standingWords } from '../../../shared/domain/words/state-words.ts';
import { unmeasuredOf } from '../lines/unmeasured.ts';
import { bareQuote, beforeCell, bold, column, numbers, para, table } from '../report-blocks.ts';
import type { ReportAction, ReportBase, ReportFigure } from '../report-content.ts';

/** What was promised, what was done and why, line by line: the first page of the report. */

const tones: Record<Standing, Tone> = {
  'not-held': 'bad',
  'to-watch': 'watch',
  held: 'reached',
  'to-come': 'neutral',
  'not-assessable': 'neutral',
  'no-target': 'neutral',
};

/** So many letters of what the annex expects, or of a reason, stand in a cell. */
const MOST_LETTERS = 64;

function shortened(words: string): string {
  const whole = words.split(/\s+/u).join(' ').trim();
  if (whole.length <= MOST_LETTERS) return whole;
  const cut = whole.lastIndexOf(' ', MOST_LETTERS);
  return `${whole.slice(0, cut > 0 ? cut : MOST_LETTERS)}…`;
}

type Line = ReportAction & { codes: string[] };

export interface AnsweredLine {
  line: Line;
  standing: Standing;
  /** The figure that says where the line stands; null for a line without figures. */
  telling: ReportFigure | null;
  figures: ReportFigure[];
}

/** Every line of the annex, in its order, with where it stands. */
export function answeredLines({ convention, figures }: ReportBase): AnsweredLine[] {
  const lines = convention.actions.map((action) => ({
    ...action,
    codes: action.indicators.map(({ indicator }) => indicator.code),
  }));
  return standingLines({ lines, figures });
}

/** Without a target to be held against, a line is told by the first of its figures that has a value. */
const spoken = ({ telling, figures, standing }: AnsweredLine): ReportFigure | null =>
  standing === 'no-target' ? (figures.find(({ value }) => value !== null) ?? telling) : telling;

function promised({ line, telling, standing }: AnsweredLine): string {
  const target = standing === 'no-target' ? null : telling?.target;
  if (telling && target) return telling.unit === 'boolean' ? shortened(bareQuote(target.quote)) : targetWords(telling);
  return line.expectedText === null ? 'aucun résultat écrit' : shortened(bareQuote(line.expectedText));
}

/** What people wrote, before what the figure says of itself. */
function why(one: AnsweredLine, { narratives }: ReportBase): string {
  const own = narratives.actions[one.line.key];
  if (own?.reason.trim()) return shortened(own.reason);
  const figure = spoken(one);
  if (!figure) return 'aucun indicateur défini dans l’annexe';
  if (one.standing === 'no-target')
    return reserveWords(figure) ?? (figure.target ? '' : 'aucun nombre fixé par l’annexe');
  return statusSentence(figure);
}

function lineRow(one: AnsweredLine, base: ReportBase): Cell[] {
  const { line, standing } = one;
  const figure = spoken(one);
  return [
    line.annexNumber === null ? '–' : String(line.annexNumber),
    line.title,
    promised(one),
    figure ? valueWords(figure) : '–',
    figure ? beforeCell(figure) : '–',
    { kind: 'status', text: capitalised(standingWords[standing].one), tone: tones[standing] },
    capitalised(why(one, base)) || '–',
  ];
}

/** « non évaluables pour 2 », « échéance à venir pour 1 ». */
const countWords = (count: number, standing: Standing) =>
  `${count > 1 ? standingWords[standing].many : standingWords[standing].one} pour\u00a0${count}`;

/** « 3 lignes sur 17 sont tenues, 5 ne le sont pas. Les autres : échéance à venir pour 1, aucune cible pour 6. » */
export function answerSentence(lines: readonly AnsweredLine[]): Block {
  const many = (standing: Standing) => lines.filter((one) => one.standing === standing).length;
  const [held, not] = [many('held'), many('not-held')];
  const heldWords = `${frenchCount(held, 'ligne', 'lignes')} sur\u00a0${lines.length} ${held > 1 ? 'sont tenues' : 'est tenue'}`;
  const notWords = not === 0 ? 'aucune n’est non tenue' : `${not} ${not > 1 ? 'ne le sont pas' : 'ne l’est pas'}`;
  const others = standings.filter((one) => one !== 'held' && one !== 'not-held' && many(one) > 0);
  return para(
    bold(`${capitalised(heldWords)}, ${notWords}.`),
    ...(others.length > 0
      ? [` Les autres\u00a0: ${frenchList(others.map((one) => countWords(many(one), one)))}.`]
      : []),
  );
}

/** The lines of the annex in one table. */
export function linesTable(lines: readonly AnsweredLine[], base: ReportBase): Block[] {
  const { year } = base;
  return table(
    `Les ${lines.length} lignes de l’annexe\u00a0: ce qui était promis, ce qui a été fait, et pourquoi`,
    [
      column('N°', 4),
      column('Action', 25),
      column('Promis', 20),
      numbers(`Fait en ${year}`, 16),
      numbers(`${year - 1}`, 8),
      column('Verdict', 13),
      column('Pourquoi', 26),
    ],
    lines.map((one) => lineRow(one, base)),
    { compact: true },
  );
}

/** What the annex expects and nobody measures, line by line, in its words. */
export function unmeasured(lines: readonly AnsweredLine[]): { line: Line; words: string[] }[] {
  return lines.flatMap(({ line, figures }) => {
    const words = unmeasuredOf(line, figures);
    return words.length === 0 ? [] : [{ line, words }];
  });
}
