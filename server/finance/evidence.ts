import {
  coverageWords,
  paceWords,
  progressWords,
  targetWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import type { ClawbackMoney, JudgementEvidence, TargetEvidence } from '../../shared/domain/finance/finance-year.ts';
import { judgementWords } from '../../shared/domain/report/report-judgement.ts';
import type { Narratives } from '../../shared/domain/report/report-narratives.ts';
import type { CatalogueFigure } from '../indicators/service.ts';

/** What stands beside the exposure. */
export type Evidence = Pick<
  ClawbackMoney,
  'assessed' | 'reached' | 'missed' | 'notAssessable' | 'judgements' | 'withoutJudgement'
>;

/** As much of a figure as the evidence says; already what may be published. */
export type PublishedFigure = Omit<CatalogueFigure, 'updatedAt'>;

function targetEvidence(figure: PublishedFigure): TargetEvidence {
  return {
    code: figure.code,
    label: figure.label,
    action: figure.actions[0]?.key ?? null,
    value: valueWords(figure),
    target: targetWords(figure),
    progress: figure.hidden ? '' : progressWords(figure),
    pace: figure.hidden ? '' : paceWords[figure.pace],
    coverage: coverageWords(figure),
  };
}

/**
 * What may be shown beside the exposure: the numeric targets of the year and what people judged of each action. A rate
 * worked out from the targets themselves is none of them.
 */
export function evidenceOf(
  figures: readonly PublishedFigure[],
  narratives: Pick<Narratives, 'actions'>,
  actions: readonly { key: string; title: string }[],
): Evidence {
  const targeted = figures.filter((one) => one.target !== null && one.computed === null);
  const known = targeted.filter((one) => !one.hidden && one.value !== null && one.pace !== 'not-assessable');
  const missed = known.filter((one) => one.pace !== 'reached');
  const judgements = actions.flatMap(({ key, title }): JudgementEvidence[] => {
    const one = narratives.actions[key];
    return one?.judgement
      ? [{ key, title, kind: one.judgement, judgement: judgementWords[one.judgement], reason: one.reason }]
      : [];
  });
  return {
    assessed: known.length,
    reached: known.length - missed.length,
    missed: missed.map(targetEvidence),
    notAssessable: targeted.filter((one) => !known.includes(one)).map(targetEvidence),
    judgements,
    withoutJudgement: actions.length - judgements.length,
  };
}
