import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import { verdicts } from '../../shared/domain/figures/judgement.ts';
import type { Block, KeyFigure } from '../../shared/domain/report/report-document.ts';
import { judgements, judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { capitalised, frenchCount, frenchUnit, frenchValue } from '../../shared/domain/words/french-format.ts';
import { verdictWords } from '../../shared/domain/words/state-words.ts';
import { column, figureTable, heading, list, para, table } from './report-blocks.ts';
import { actionName, type ReportBase, type ReportFigure } from './report-content.ts';
import { textBlocks } from './report-narrative.ts';

/** The global balance: « un bilan global synthétisant l'ensemble des actions » (article 2.3). */

function keyFigureOf(figure: ReportFigure): KeyFigure {
  const known = figure.value !== null && !figure.hidden;
  const number =
    figure.value !== null && known
      ? frenchValue(figure.value, figure.unit) + (figure.unit === 'percent' ? '\u202f%' : '')
      : null;
  return {
    value: number ?? (figure.hidden ? '< 11' : '–'),
    label: figure.label,
    detail: known ? (figure.unit === 'percent' ? '' : frenchUnit(figure.unit, figure.value ?? 2)) : valueWords(figure),
  };
}

/** Three to six figures that sum up the mission; none when the catalogue marks fewer. */
export function keyFigures(figures: readonly ReportFigure[]): Block[] {
  const keys = figures.filter((figure) => figure.keyFigure).slice(0, 6);
  return keys.length >= 3 ? [{ kind: 'keyFigures', figures: keys.map(keyFigureOf) }] : [];
}

export const targetedOf = (figures: readonly ReportFigure[]) => figures.filter((figure) => figure.target !== null);
/** Targets that are due and were assessed, or that a rising count has reached already. */
export const dueOf = (figures: readonly ReportFigure[]) =>
  targetedOf(figures).filter(({ counted }) => counted !== 'no');

/** « 4 dans le rythme, 2 en retard, 1 non évaluable ». */
function verdictsSentence(figures: readonly ReportFigure[]): string {
  const judged = targetedOf(figures);
  return verdicts
    .map((verdict) => ({ verdict, count: judged.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count}\u00a0${verdictWords[verdict]}`)
    .join(', ');
}

export function balanceSentence({ year, figures }: ReportBase): Block {
  const [judged, due] = [targetedOf(figures), dueOf(figures)];
  const reached = due.filter(({ counted }) => counted === 'reached');
  return para(
    `Ce document présente l’exécution de la convention en ${year}, ligne par ligne dans l’ordre de l’annexe. Sur les ${frenchCount(judged.length, 'indicateur qui a', 'indicateurs qui ont')} une cible chiffrée pour l’année, ${due.length} sont arrivés à échéance ou déjà atteints et peuvent être évalués, et ${reached.length} ont atteint leur cible${judged.length > 0 ? ` (${verdictsSentence(figures)})` : ''}.`,
  );
}

function objectiveBlocks(base: ReportBase): Block[] {
  const objectives = new Map(
    base.convention.actions.flatMap(({ objective }) => (objective ? [[objective.code, objective.label]] : [])),
  );
  return Object.entries(base.narratives.objectives).flatMap(([code, text], rank) => {
    const blocks = textBlocks(text, base, { idPrefix: `texte-objectif-${rank + 1}`, level: 3 });
    return blocks.length === 0
      ? []
      : [
          heading(
            2,
            `objectif-${rank + 1}`,
            `Objectif\u00a0: ${base.narratives.objectiveTitles?.[code] ?? objectives.get(code) ?? code}`,
          ),
          ...blocks,
        ];
  });
}

/** What people judge, action by action, with how many there are of each. */
export function judgementTable({ convention, narratives, year }: ReportBase): Block[] {
  const judged = convention.actions.flatMap((action) => {
    const own = narratives.actions[action.key];
    return own?.judgement ? [{ action, judgement: own.judgement, reason: own.reason }] : [];
  });
  const counts = judgements
    .map((one) => ({ one, count: judged.filter(({ judgement }) => judgement === one).length }))
    .filter(({ count }) => count > 0);
  return [
    ...list(
      counts.map(({ one, count }) => [
        `${capitalised(judgementWords[one])}\u00a0: ${frenchCount(count, 'action', 'actions')}.`,
      ]),
    ),
    ...table(
      `Appréciation des objectifs de ${year}, action par action`,
      [column('Action', 38), column('Appréciation', 22), column('Motif', 40)],
      judged.map(({ action, judgement, reason }) => [
        actionName(action),
        capitalised(judgementWords[judgement]),
        reason.trim() || '–',
      ]),
    ),
  ];
}

export function balanceChapter(base: ReportBase): Block[] {
  const { year, figures, narratives } = base;
  const judged = targetedOf(figures);
  const judgementBlocks = judgementTable(base);
  return [
    heading(1, 'bilan-global', 'Bilan global'),
    balanceSentence(base),
    ...keyFigures(figures),
    ...textBlocks(narratives.global, base, { idPrefix: 'texte-bilan', level: 2 }),
    ...(judged.length > 0
      ? [heading(2, 'cibles', 'Les cibles de l’année'), figureTable(`Indicateurs ayant une cible en ${year}`, judged)]
      : []),
    ...(judgementBlocks.length > 0
      ? [heading(2, 'appreciations', 'L’appréciation des objectifs'), ...judgementBlocks]
      : []),
    ...objectiveBlocks(base),
  ];
}
