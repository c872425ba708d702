import { describe, expect, it } from 'vitest';
import { monthTitleWords } from '../../../client/monthly-entry/month-words.ts';

describe('the title of a month', () => {
  it.each([
    [{ status: 'draft', toFill: 1 }, 'un chiffre manque'],
    [{ status: 'draft', toFill: 3 }, '3 chiffres manquent'],
    [{ status: 'draft', toFill: 0 }, 'tout est rempli, il reste à envoyer'],
    [{ status: 'draft', toFill: 0, asked: false }, 'rien n’est attendu'],
    [{ status: 'submitted', toFill: 0 }, 'envoyé, en attente de validation'],
    [{ status: 'submitted', toFill: 0, questions: 1 }, 'une question attend votre réponse'],
    [{ status: 'validated', toFill: 0 }, 'validé'],
  ])('says what it waits for: %o', (facts, said) => {
    const words = monthTitleWords({ month: '2025-10', questions: 0, asked: true, ...facts });
    expect(words.replace(/\s/gu, ' ')).toBe(`Octobre 2025 : ${said}`);
  });
});
