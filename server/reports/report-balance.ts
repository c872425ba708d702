import type { Block } from '../../shared/domain/report/report-document.ts';
import { heading } from './report-blocks.ts';
import type { ReportBase } from './report-content.ts';
import { textBlocks } from './report-narrative.ts';

/** The global balance: « un bilan global synthétisant l'ensemble des actions » (article 2.3). */

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

/** What people wrote of the whole year; nothing where nobody did. */
export function balanceChapter(base: ReportBase): Block[] {
  const written = [
    ...textBlocks(base.narratives.global, base, { idPrefix: 'texte-bilan', level: 2 }),
    ...objectiveBlocks(base),
  ];
  return written.length === 0 ? [] : [heading(1, 'bilan-global', 'Bilan global'), ...written];
}
