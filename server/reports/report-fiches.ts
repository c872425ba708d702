import { readingWords, statusSentence, targetWords } from '../../shared/domain/figures/figure-words.ts';
import { legalBreaksOf } from '../../shared/domain/figures/legal-break.ts';
import { monthState, monthWords } from '../../shared/domain/figures/month-state.ts';
import type { Direction, TimeRule } from '../../shared/domain/indicator.ts';
import type { Block, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { capitalised, frenchCoverage, frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { removedBlocks } from './annexes/method.ts';
import { lineBlocks } from './lines/line-sheet.ts';
import {
  bareQuote,
  callout,
  column,
  draftSentence,
  figureTable,
  heading,
  monthChart,
  note,
  numbers,
  para,
  quoted,
  table,
} from './report-blocks.ts';
import { actionName, type ReportAction, type ReportBase, type ReportFigure } from './report-content.ts';

/** A sheet of one page or two, to hand out: an action, or an indicator. */

const timeRules: Record<TimeRule, string> = {
  flow: 'les mois s’additionnent',
  stock: 'niveau à la fin du mois',
  average: 'moyenne des mois',
  ratio: 'taux sur les totaux de la période',
  unique: 'total de l’année saisi, jamais la somme des mois',
  milestone: 'fait ou non, à une date',
};
const directions: Record<Direction, string> = {
  increase: 'doit augmenter',
  decrease: 'doit diminuer',
  maintain: 'doit rester stable',
  context: 'donnée de contexte, non jugée',
};

/** The document of one action. */
export function actionFiche(base: ReportBase, action: ReportAction): ReportDocument {
  return {
    meta: { ...base.meta, title: `Fiche action ${base.year}\u00a0: ${actionName(action)}`, cover: 'band' },
    body: [
      heading(1, `action-${action.position}`, actionName(action)),
      ...lineBlocks(action, base),
      ...removedBlocks(base),
    ],
  };
}

function identity(figure: ReportFigure): Block[] {
  const actions = figure.actions.map(({ title }) => title).join(' ; ');
  return table(
    'Carte d’identité de l’indicateur',
    [column('Rubrique', 26), column('Contenu', 74)],
    [
      ['Code', figure.code],
      ['Action', actions || 'aucune ligne de l’annexe'],
      ['Définition', figure.definition || 'non écrite'],
      ['Calcul', figure.formula || 'non écrit'],
      ['Version', String(figure.version)],
      ['Règle dans le temps', timeRules[figure.timeRule]],
      ['Sens', directions[figure.direction]],
      ['Source', figure.sourceText || 'non précisée'],
      ...(figure.note ? [['À noter', figure.note]] : []),
    ],
  );
}

/** A month that asks nothing of anybody has no coverage. */
const absentCoverage = (month: ReportFigure['months'][number]) =>
  monthState(month) === 'not-applicable' ? stateWords.notApplicable : stateWords.notAsked;

function monthRows(figure: ReportFigure): string[][] {
  return figure.months
    .filter(({ month }) => month <= figure.through)
    .map((month) => [
      frenchMonth(month.month),
      monthWords(figure, month),
      month.expected === 0 ? absentCoverage(month) : frenchCoverage(month.reported, month.expected),
    ]);
}

function targetBlocks(figure: ReportFigure): Block[] {
  const { target } = figure;
  if (!target) return [];
  const more = [target.reading === 'assumed' ? 'Lecture retenue par l’observatoire.' : '', target.note ?? '']
    .filter((words) => words !== '')
    .join(' ');
  return [
    heading(2, 'cible', 'La cible'),
    quoted(target.quote, target.document),
    para(
      `Cible de ${target.year}\u00a0: ${targetWords(figure)}, ${readingWords(figure)}. Rythme\u00a0: ${statusSentence(figure)}.`,
      ...(more ? [note(more)] : []),
    ),
  ];
}

function publishedBlocks({ published, unit }: ReportFigure): Block[] {
  return table(
    'Chiffres publiés par délibération',
    [column('Période', 26), numbers('Valeur', 18), column('Phrase', 56)],
    published.map(({ fromMonth, toMonth, value, quote, document }) => [
      `${frenchMonth(fromMonth)} à ${frenchMonth(toMonth)}`,
      frenchQuantity(value, unit),
      `«\u00a0${bareQuote(quote)}\u00a0» (${document})`,
    ]),
  );
}

/** The document of one indicator. */
export function indicatorFiche(base: ReportBase, figure: ReportFigure): ReportDocument {
  const months = table(
    `${figure.label}, mois par mois`,
    [column('Mois', 34), numbers('Valeur', 33), column('Couverture', 33)],
    monthRows(figure),
  );
  const breaks = legalBreaksOf(figure.measure).filter(({ month }) => month.startsWith(`${figure.year}-`));
  const changes = (base.changes ?? []).filter(({ codes }) => codes.includes(figure.code));
  return {
    meta: { ...base.meta, title: `Fiche indicateur ${base.year}\u00a0: ${figure.label}`, cover: 'band' },
    body: [
      heading(1, 'indicateur', figure.label),
      para(capitalised(draftSentence(figure))),
      figureTable(`${figure.label} en ${figure.year}`, [figure]),
      ...targetBlocks(figure),
      heading(2, 'mois', 'Mois par mois'),
      ...breaks.map(({ text }) => callout('Rupture de série', text)),
      ...changes.map(({ text }) => callout('Changement de structure', text)),
      ...monthChart(figure),
      ...months,
      heading(2, 'definition', 'Définition et source'),
      ...identity(figure),
      ...publishedBlocks(figure),
    ],
  };
}
