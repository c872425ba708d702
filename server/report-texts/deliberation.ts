import { reportDueDate } from '../../shared/domain/deadline.ts';
import type { ReportText, TextInline } from '../../shared/domain/report/report-text.ts';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import type { ConventionRecord } from '../conventions/service.ts';

/** The form of a deliberation on a year's report, for its author to complete. */

const words = (text: string): TextInline => ({ kind: 'text', text });

type Of = Pick<ConventionRecord, 'name' | 'reportArticle' | 'reportDue'>;

/** Visas, then what the council decides. Nothing in it is a figure. */
export function deliberationDraft(convention: Of, year: number): ReportText {
  const article = convention.reportArticle ? `, et notamment son article ${convention.reportArticle}` : '';
  const visas = [
    'Vu le code général des collectivités territoriales\u202f;',
    `Vu la convention conclue avec l’État, «\u00a0${convention.name}\u00a0»${article}\u202f;`,
    `Vu le rapport d’exécution de l’année ${year} et l’avis du comité de suivi\u202f;`,
    'Après en avoir délibéré, le conseil\u00a0:',
  ];
  const decided = [
    `approuve le rapport d’exécution de l’année ${year}\u202f;`,
    `autorise sa transmission au Préfet, due au plus tard le ${frenchDate(reportDueDate(year, convention))}.`,
  ];
  return {
    blocks: [
      ...visas.map((text) => ({ kind: 'para' as const, content: [words(text)] })),
      { kind: 'list', ordered: true, items: decided.map((text) => [words(text)]) },
    ],
  };
}
