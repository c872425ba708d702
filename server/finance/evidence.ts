import {
  coverageWords,
  percentWords,
  readingWords,
  statusSentence,
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
    target: `${targetWords(figure)} (${readingWords(figure)})`,
    progress: figure.progress === null ? '' : percentWords(figure.progress),
    pace: statusSentence(figure),
    coverage: coverageWords(figure),
  };
}

/**
 * What may be shown beside the exposure: the numeric targets that are due in the year, with those that are not, and what
 * people judged of each action. A rate worked out from the targets themselves is none of them.
 */
export function evidenceOf(
  figures: readonly PublishedFigure[],
  narratives: Pick<Narratives, 'actions'> | null,
  actions: readonly { key: string; title: string }[],
): Evidence {
  const targeted = figures.filter((one) => one.target !== null && one.computed === null);
  const missed = targeted.filter(({ counted }) => counted === 'missed');
  const reached = targeted.filter(({ counted }) => counted === 'reached');
  const judgements = actions.flatMap(({ key, title }): JudgementEvidence[] => {
    const one = narratives?.actions[key];
    return one?.judgement
      ? [{ key, title, kind: one.judgement, judgement: judgementWords[one.judgement], reason: one.reason }]
      : [];
  });
  return {
    assessed: reached.length + missed.length,
    reached: reached.length,
    missed: missed.map(targetEvidence),
    notAssessable: targeted.filter(({ counted }) => counted === 'no').map(targetEvidence),
    judgements,
    withoutJudgement: narratives && actions.length - judgements.length,
  };
}
