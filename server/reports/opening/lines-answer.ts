import { reserveWords, statusSentence, targetWords, valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { type Standing, standingLines } from '../../../shared/domain/figures/line-standing.ts';
import type { Block, Cell, Tone } from '../../../shared/domain/report/report-document.ts';
import { capitalised, decapitalised, frenchCount, frenchList } from '../../../shared/domain/words/french-format.ts';
import { standingWords } from '../../../shared/domain/words/state-words.ts';
import { unmeasuredOf } from '../lines/unmeasured.ts';
import { bareQuote, beforeCell, bold, column, numbers, para, table } from '../report-blocks.ts';
import { actionName, type ReportAction, type ReportBase, type ReportFigure } from '../report-content.ts';

/** What was promised, what was done and why, line by line: the first page of the report. */

const tones: Record<Standing, Tone> = {
  'not-held': 'bad',
  'to-watch': 'watch',
  held: 'reached',
  'to-come': 'neutral',
  'not-assessable': 'neutral',
  'no-target': 'neutral',
};

const otherStandings = ['to-watch', 'to-come', 'not-assessable', 'no-target'] as const;

/** So many letters of what the annex expects, or of a reason, stand in a cell. */
const MOST_LETTERS = 56;
/** And so many of what a share is of. */
const MOST_OF_LABEL = 36;

function shortened(words: string, most = MOST_LETTERS): string {
  const whole = words.split(/\s+/u).join(' ').trim();
  if (whole.length <= most) return whole;
  const cut = whole.lastIndexOf(' ', most);
  return `${whole.slice(0, cut > 0 ? cut : most).replace(/[\s.,;:]+$/u, '')}…`;
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

/** What people wrote, before what the figure says of itself; of a line that cannot be judged, what keeps it from it. */
function why(one: AnsweredLine, { narratives }: ReportBase): string {
  const own = narratives.actions[one.line.key];
  if (own?.reason.trim() && one.standing !== 'not-assessable') return shortened(own.reason);
  const figure = spoken(one);
  if (!figure) return 'aucun indicateur défini dans l’annexe';
  if (one.standing === 'no-target')
    return reserveWords(figure) ?? (figure.target ? '' : 'aucun nombre fixé par l’annexe');
  return statusSentence(figure);
}

/** A share without a target to be held against says nothing until it is said of what. */
function done({ standing }: AnsweredLine, figure: ReportFigure): string {
  const words = valueWords(figure);
  const isBare = standing !== 'no-target' || figure.unit !== 'percent' || figure.value === null || figure.hidden;
  return isBare ? words : `${words} (${shortened(decapitalised(figure.label), MOST_OF_LABEL)})`;
}

function lineRow(one: AnsweredLine, base: ReportBase): Cell[] {
  const { line, standing } = one;
  const figure = spoken(one);
  return [
    line.annexNumber === null ? '–' : String(line.annexNumber),
    line.title,
    promised(one),
    figure ? done(one, figure) : '–',
    figure ? beforeCell(figure) : '–',
    { kind: 'status', text: capitalised(standingWords[standing].one), tone: tones[standing] },
    capitalised(why(one, base)) || '–',
  ];
}

/** « 1 dont l’échéance est à venir », « 10 sans cible chiffrée »: how many of the lines that are neither held nor missed. */
function otherWords(count: number, standing: Exclude<Standing, 'held' | 'not-held'>): string {
  const many = count > 1;
  const words = {
    'to-watch': 'à surveiller',
    'to-come': 'dont l’échéance est à venir',
    'not-assessable': many ? 'non évaluables' : 'non évaluable',
    'no-target': 'pour lesquelles aucune cible n’est chiffrée',
  };
  return `${count}\u00a0${words[standing]}`;
}

/** « 6. Renforcement des diagnostics (33 diagnostics, promis : 40 diagnostics) » */
function missedWords({ line, telling }: AnsweredLine): string {
  const known = telling && telling.value !== null && !telling.hidden;
  return known
    ? `${actionName(line)} (${valueWords(telling)}, promis\u00a0: ${targetWords(telling)})`
    : actionName(line);
}

/** « 3 lignes sur 17 sont tenues, 1 a manqué sa cible : 6. Renforcement des diagnostics (…). Les 13 autres : … » */
export function answerSentence(lines: readonly AnsweredLine[]): Block {
  const of = (standing: Standing) => lines.filter((one) => one.standing === standing);
  const [held, missed] = [of('held').length, of('not-held')];
  const heldWords =
    held === 0
      ? `Aucune des ${lines.length} lignes n’est tenue`
      : `${frenchCount(held, 'ligne', 'lignes')} sur\u00a0${lines.length} ${held > 1 ? 'sont tenues' : 'est tenue'}`;
  const missedCount =
    missed.length === 0
      ? 'aucune n’a manqué sa cible'
      : `${missed.length} ${missed.length > 1 ? 'ont manqué leur cible' : 'a manqué sa cible'}`;
  const rest = lines.length - held - missed.length;
  const others = otherStandings.filter((one) => of(one).length > 0).map((one) => otherWords(of(one).length, one));
  return para(
    bold(`${heldWords}, ${missedCount}${missed.length === 0 ? '.' : '\u00a0:'}`),
    ...(missed.length > 0 ? [` ${missed.map(missedWords).join('\u202f; ')}.`] : []),
    ...(rest > 0 ? [` ${rest > 1 ? `Les ${rest} autres` : 'L’autre'}\u00a0: ${frenchList(others)}.`] : []),
  );
}

/** The lines of the annex in one table. */
export function linesTable(lines: readonly AnsweredLine[], base: ReportBase): Block[] {
  const { year } = base;
  return table(
    `Les ${lines.length} lignes de l’annexe\u00a0: ce qui était promis, ce qui a été fait, et pourquoi`,
    [
      column('N°', 4),
      column('Action', 26),
      column('Promis', 21),
      numbers(`Fait en ${year}`, 18),
      numbers(`${year - 1}`, 7),
      column('Verdict', 11),
      column('Pourquoi', 27),
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
