import type { Month } from '../../shared/domain/month.ts';
import { capitalised, frenchCount, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';

export interface MonthFacts {
  month: Month;
  /** Of the return: draft, submitted, validated, published. */
  status: string;
  /** How many expected figures have no answer yet. */
  toFill: number;
  /** How many questions wait for the organisation. */
  questions: number;
  /** Whether anything is expected at all. */
  asked: boolean;
}

const ended: Record<string, string> = {
  submitted: 'envoyé, en attente de validation',
  validated: 'validé',
  published: 'publié',
};

function stateOf({ status, toFill, questions, asked }: MonthFacts): string {
  if (questions > 0)
    return questions === 1 ? 'une question attend votre réponse' : `${questions} questions attendent votre réponse`;
  if (status !== 'draft') return ended[status] ?? '';
  if (!asked) return 'rien n’est attendu';
  if (toFill === 0) return 'tout est rempli, il reste à envoyer';
  return toFill === 1 ? 'un chiffre manque' : `${frenchCount(toFill, 'chiffre manque', 'chiffres manquent')}`;
}

/** What the page of a month answers first. Example: « Octobre 2025 : 2 chiffres manquent ». */
export function monthTitleWords(facts: MonthFacts): string {
  return `${capitalised(frenchMonth(facts.month))}${S}: ${stateOf(facts)}`;
}
