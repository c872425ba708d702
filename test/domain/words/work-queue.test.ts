import { describe, expect, it } from 'vitest';
import {
  dueWords,
  holderWords,
  inOrder,
  queueWords,
  type TaskFacts,
  taskWords,
} from '../../../shared/domain/site/work-queue.ts';

const owed = (organisation: string, month: string, organisationId = 1) => ({ organisationId, organisation, month });
const report: TaskFacts = { kind: 'report', due: '2025-09-30', year: 2024, edition: 'frozen' };
const returns: TaskFacts = { kind: 'returns', due: '2025-11-10', returns: [owed('CCAS', '2025-10')] };
const payment: TaskFacts = { kind: 'money', due: '2025-11-30', year: 2025, alerts: ['Versement attendu.'] };
const later: TaskFacts = { kind: 'money', due: '2026-09-30', year: 2026, alerts: ['Un', 'Deux'] };
const validation: TaskFacts = {
  kind: 'validation',
  due: null,
  returns: [owed('CCAS', '2025-08'), owed('CCAS', '2025-09')],
};
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('what waits for the coordination', () => {
  it('is in order: late, the oldest first, then near, then without a day, then far', () => {
    const found = inOrder([later, validation, payment, returns, report], '2025-11-14');
    expect(found.map(({ kind, daysLeft }) => [kind, daysLeft])).toEqual([
      ['report', -45],
      ['returns', -4],
      ['money', 16],
      ['validation', null],
      ['money', 320],
    ]);
    expect(plain(queueWords(found))).toBe('2 en retard et 2 à suivre, le plus ancien d’abord');
    expect(queueWords([])).toBe('Rien n’attend.');
  });

  it('says each with its number, what explains it and who holds it', () => {
    const said = (task: TaskFacts) => [
      plain(taskWords(task).title),
      plain(taskWords(task).detail),
      plain(holderWords(task)),
    ];
    expect(said(report)).toEqual([
      'Rapport d’exécution 2024 à transmettre au Préfet',
      'dû le 30 septembre 2025, une édition est figée, à voter puis à transmettre',
      'Vous',
    ]);
    expect(said(returns)).toEqual(['1 envoi non reçu', 'CCAS, octobre 2025', 'CCAS']);
    const several: TaskFacts = { ...returns, returns: [...returns.returns, owed('ADEFO', '2025-10', 2)] };
    expect(said(several)).toEqual([
      '2 envois non reçus',
      'de 2 structures, le plus ancien : CCAS, octobre 2025',
      '2 structures',
    ]);
    expect(said(validation)).toEqual(['2 mois à valider', 'de CCAS, le plus ancien : août 2025', 'Vous']);
    expect(said(later)).toEqual(['2 points à régler dans les finances 2026', 'Un', 'Vous']);
  });

  it('says when in words', () => {
    expect([-45, -1, 0, 1, 16, null].map((daysLeft) => plain(dueWords({ daysLeft })))).toEqual([
      'En retard de 45 jours',
      'En retard de 1 jour',
      'Aujourd’hui',
      'Demain',
      'Dans 16 jours',
      'À faire',
    ]);
  });
});
