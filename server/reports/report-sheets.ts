import { readingWords, targetWords } from '../../shared/domain/figures/figure-words.ts';
import type { Block, Inline } from '../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { frenchEuros } from '../../shared/domain/words/french-format.ts';
import {
  bareQuote,
  bold,
  callout,
  draftSentence,
  figureTable,
  heading,
  list,
  monthChart,
  note,
  para,
  quoted,
  text,
} from './report-blocks.ts';
import {
  actionName,
  figuresOfAction,
  isWithout,
  type ReportAction,
  type ReportBase,
  type ReportFigure,
} from './report-content.ts';
import { textBlocks } from './report-narrative.ts';

/** The sheet of a line of the annex: its words, its figures, what people say of it. */

const readings = {
  stated: 'Cible écrite dans le document.',
  assumed: 'Lecture retenue par l’observatoire, le document ne le précisant pas.',
};

/** Where a target comes from: its sentence, and in a note the document, the reading and what may be questioned. */
function targetItem(figure: ReportFigure): (string | Inline)[] {
  const { target } = figure;
  if (!target) return [];
  const more = [`${target.document}.`, readings[target.reading], ...(target.note ? [target.note] : [])].join(' ');
  return [
    bold(figure.label),
    `\u00a0: ${targetWords(figure)}, ${readingWords(figure)}, «\u00a0${bareQuote(target.quote)}\u00a0»`,
    note(more),
    '.',
  ];
}

/** The human judgement comes before the figures: a person has read them. */
function judgementBlocks(action: ReportAction, base: ReportBase): Block[] {
  const { narratives, year } = base;
  if (isWithout(base, 'texts')) return [];
  const own = narratives.actions[action.key];
  if (!own?.judgement)
    return [para(text(`Aucune appréciation n’est encore portée sur les objectifs de ${year}.`, { italic: true }))];
  return [
    callout(`Appréciation ${year}\u00a0: ${judgementWords[own.judgement]}`, own.reason.trim() || 'Sans motif écrit.'),
  ];
}

function framing(action: ReportAction): Block[] {
  const { objective, axis, note: remark, requestedCents } = action;
  const asked = requestedCents === null ? 'non précisé' : frenchEuros(requestedCents);
  return [
    ...(action.description ? [quoted(action.description, 'annexe 1, description')] : []),
    ...(action.objectiveText ? [quoted(action.objectiveText, 'annexe 1, objectif')] : []),
    ...(action.expectedText ? [quoted(action.expectedText, 'annexe 1, résultats attendus')] : []),
    para(
      'Financement demandé la première année\u00a0: ',
      bold(asked),
      ...(objective ? [`. Objectif du plan\u00a0: ${objective.label}`] : []),
      ...(axis ? [`. Axe ${axis.number}\u00a0: ${axis.label}`] : []),
      '.',
      // The sheet says it below: a note would say it twice.
      ...(remark && action.indicators.length > 0 ? [note(remark)] : []),
    ),
  ];
}

/** What the sheet of an action says, under its title. `level`: of the headings inside it. */
export function actionBlocks(action: ReportAction, base: ReportBase): Block[] {
  const own = figuresOfAction(action, base.figures);
  const written = textBlocks(base.narratives.actions[action.key]?.text, base, {
    idPrefix: `texte-action-${action.position}`,
    level: 3,
  });
  const charts = own.filter((figure) => figure.target !== null || figure.keyFigure).flatMap(monthChart);
  return [
    ...framing(action),
    ...judgementBlocks(action, base),
    ...written,
    ...(own.length === 0
      ? [para(text('Aucun indicateur défini dans l’annexe.', { italic: true }))]
      : [
          figureTable(`Indicateurs de l’action «\u00a0${action.title}\u00a0»`, own),
          ...(written.length === 0 ? list(own.map((figure) => [draftSentence(figure)])) : []),
          ...list(own.filter(({ target }) => target !== null).map(targetItem)),
        ]),
    ...charts,
  ];
}

/** A sheet for each line of the annex, in its order and its words. */
export function actionsChapter(base: ReportBase): Block[] {
  const { actions } = base.convention;
  return [
    heading(1, 'actions', 'Les actions, dans l’ordre de l’annexe'),
    para('Les numéros sont ceux de l’annexe\u00a0: certains manquent, un est double, deux lignes n’en ont pas.'),
    ...actions.flatMap((action): Block[] => [
      heading(2, `action-${action.position}`, actionName(action)),
      ...actionBlocks(action, base),
    ]),
  ];
}
