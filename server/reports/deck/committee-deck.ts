import { statusSentence, valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { type Standing, standings, standingsToDiscuss } from '../../../shared/domain/figures/line-standing.ts';
import type { Block } from '../../../shared/domain/report/report-document.ts';
import type { Slide, SlideBlock, SlideDeck } from '../../../shared/domain/report/slide-deck.ts';
import { capitalised, frenchDelta, frenchList } from '../../../shared/domain/words/french-format.ts';
import { standingWords } from '../../../shared/domain/words/state-words.ts';
import { holderWords } from '../lines/line-sheet.ts';
import { quotedWords } from '../lines/unmeasured.ts';
import { type AnsweredLine, answeredLines, answerSentence, linesTable, unmeasured } from '../opening/lines-answer.ts';
import { decisionBlocks, moneyBlocks } from '../opening/report-opening.ts';
import { beforeCell, bold, column, list, monthChart, numbers, para, table } from '../report-blocks.ts';
import { actionName, isWithout, type ReportContent, type ReportFigure } from '../report-content.ts';
import { ledgerChart, stockSentence } from '../report-homelessness.ts';

/** The deck of the steering committee: the answer, what moved, three lines to discuss, what is asked. Its numbers are the report's. */

const isShown = (block: Block): block is SlideBlock & Block =>
  block.kind === 'para' || block.kind === 'list' || block.kind === 'table' || block.kind === 'chart';
const shown = (blocks: readonly Block[]): SlideBlock[] => blocks.filter(isShown);

const sourceWords = ({ meta }: ReportContent) => `Source\u00a0: rapport d’exécution, ${meta.version}.`;

function answerSlide(lines: readonly AnsweredLine[], content: ReportContent): Slide {
  const of = (standing: Standing) => lines.filter((one) => one.standing === standing);
  const rows = standings.flatMap((standing) => {
    const own = of(standing);
    return own.length === 0
      ? []
      : [[capitalised(standingWords[standing].one), String(own.length), frenchList(own.map(({ line }) => line.title))]];
  });
  return {
    title: 'Quelles lignes sont tenues',
    blocks: shown([
      answerSentence(lines),
      ...table('Les lignes par verdict', [column('Verdict', 16), numbers('Lignes', 8), column('Lesquelles', 76)], rows),
    ]),
    notes: `${sourceWords(content)} Une ligne est dite tenue quand la cible à échéance est atteinte\u202f; aucune ligne n’est jugée avant son échéance.`,
  };
}

/** The lines of the annex in two slides. */
function linesSlides(lines: readonly AnsweredLine[], content: ReportContent): Slide[] {
  const half = Math.ceil(lines.length / 2);
  return [lines.slice(0, half), lines.slice(half)]
    .filter((some) => some.length > 0)
    .map((some, rank) => ({
      title: rank === 0 ? 'Les lignes de l’annexe' : 'Les lignes de l’annexe (suite)',
      blocks: shown(linesTable(some, content)),
      notes: `${sourceWords(content)} Ordre et numéros de l’annexe. Tiret\u00a0: mesure absente, qui n’est pas zéro.`,
    }));
}

const MOST_MOVED = 7;

/** The figures that differ most from the year before, over the months known in both. */
function movedFigures({ figures }: ReportContent): { figure: ReportFigure; difference: number }[] {
  return figures
    .flatMap((figure) => {
      const found = figure.comparisons.find(({ year }) => year === figure.year - 1);
      if (!found || figure.hidden || found.difference === 0 || figure.unit === 'boolean') return [];
      return [{ figure, difference: found.difference, share: Math.abs(found.difference) / Math.max(1, found.before) }];
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_MOVED);
}

function movedSlide(content: ReportContent): Slide[] {
  const moved = movedFigures(content);
  if (moved.length === 0) return [];
  const { year } = content;
  return [
    {
      title: `Ce qui a bougé depuis ${year - 1}`,
      blocks: shown(
        table(
          `Les indicateurs qui changent le plus de ${year - 1} à ${year}`,
          [column('Indicateur', 52), numbers(`${year - 1}`, 14), numbers(`${year}`, 18), numbers('Écart', 16)],
          moved.map(({ figure, difference }) => [
            figure.label,
            beforeCell(figure),
            valueWords(figure),
            `${frenchDelta(difference)}${figure.unit === 'percent' ? '\u00a0pt' : ''}`,
          ]),
        ),
      ),
      notes: `${sourceWords(content)} Écarts calculés sur les seuls mois connus dans les deux années.`,
    },
  ];
}

function homelessSlide(content: ReportContent): Slide[] {
  const { households } = content.homelessness;
  if (households.source.through === null || households.months.length === 0) return [];
  const stock = stockSentence(households);
  const chart = ledgerChart(households);
  return [
    {
      title: 'Les personnes sans domicile',
      blocks: shown([...(stock === null ? [] : [para(stock)]), ...chart]),
      notes: `${sourceWords(content)} ${chart.map((one) => (one.kind === 'chart' ? one.alt : '')).join(' ')}`.trim(),
    },
  ];
}

const DISCUSSED = 3;

/** Three lines to discuss: those that are not held, then those for which something is asked, then those to watch. */
function discussedLines(lines: readonly AnsweredLine[], { narratives }: ReportContent): AnsweredLine[] {
  const asks = ({ line }: AnsweredLine) => {
    const judgement = narratives.actions[line.key]?.judgement;
    return judgement === 'compromised' || judgement === 'support-needed';
  };
  const rank = (one: AnsweredLine) =>
    one.standing === 'not-held' ? 0 : asks(one) ? 1 : 2 + standingsToDiscuss.indexOf(one.standing);
  return [...lines].sort((a, b) => rank(a) - rank(b)).slice(0, DISCUSSED);
}

/** What was signed of a line, whole, for whoever presents it. */
function signedWords({ description, objectiveText }: AnsweredLine['line']): string {
  const signed = [description, objectiveText].flatMap((words) => (words === null ? [] : [quotedWords(words)]));
  return signed.length === 0 ? '' : `Mots de l’annexe signée\u00a0: ${signed.join('\u202f; ')}. `;
}

function lineSlide({ line, figures, telling }: AnsweredLine, content: ReportContent): Slide {
  const own = content.narratives.actions[line.key];
  const said = [
    ['Attendu', line.expectedText === null ? 'rien d’écrit dans l’annexe' : quotedWords(line.expectedText)],
    ...figures.slice(0, 2).map((figure) => [figure.label, `${valueWords(figure)}, ${statusSentence(figure)}`]),
    ...(own?.reason ? [['Pourquoi', own.reason]] : []),
    ...(own?.difficulties ? [['Difficultés', own.difficulties]] : []),
    ...(own?.nextSteps ? [['Suite', own.nextSteps]] : []),
    ...(own?.holders ?? []).map((one) => [`Dit par ${one.organisation}`, holderWords(one).replace('\n', ' ')]),
  ].map(([label = '', words = '']) => [bold(label), `\u00a0: ${words}`]);
  return {
    title: `À discuter\u00a0: ${actionName(line)}`,
    blocks: shown([...list(said), ...(telling ? monthChart(telling) : [])]),
    notes: `${sourceWords(content)} ${signedWords(line)}Question au comité\u00a0: que faut-il décider, qui s’en charge, avant quand\u00a0?`,
  };
}

function unmeasuredSlide(lines: readonly AnsweredLine[], content: ReportContent): Slide[] {
  const silent = unmeasured(lines);
  if (silent.length === 0) return [];
  return [
    {
      title: 'Ce que l’annexe attend et que rien ne mesure',
      blocks: shown(
        list(
          silent.map(({ line, words }) => [
            bold(actionName(line)),
            `\u00a0: ${words.map(quotedWords).join('\u202f; ')}`,
          ]),
        ),
      ),
      notes: `${sourceWords(content)} Les mots entre guillemets sont ceux de l’annexe signée.`,
    },
  ];
}

/** Eight to twelve slides with the cover; what a reader may not hold is not in the content that they are made of. */
export function committeeDeck(content: ReportContent): SlideDeck {
  const lines = answeredLines(content);
  const money = moneyBlocks(content);
  const decisions = isWithout(content, 'texts') ? [] : decisionBlocks(lines, content);
  const slides = [
    answerSlide(lines, content),
    ...linesSlides(lines, content),
    ...movedSlide(content),
    ...homelessSlide(content),
    ...discussedLines(lines, content).map((one) => lineSlide(one, content)),
    ...(money.length > 0 ? [{ title: 'L’argent', blocks: shown(money), notes: sourceWords(content) }] : []),
    ...unmeasuredSlide(lines, content),
    ...(decisions.length > 0
      ? [{ title: 'Ce qui est demandé', blocks: shown(decisions), notes: sourceWords(content) }]
      : []),
  ];
  return { meta: { ...content.meta, title: `Comité de suivi\u00a0: l’année ${content.year}` }, slides };
}
