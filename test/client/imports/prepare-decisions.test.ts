import { describe, expect, it } from 'vitest';
import {
  fieldChanges,
  placeWords,
  presentVerdicts,
  questionWords,
} from '../../../client/imports/decisions/prepare-decisions.ts';
import { filledColumns } from '../../../client/lib/words/register-words.ts';

const none = {
  new: 0,
  changed: 0,
  identical: 0,
  duplicate: 0,
  superseded: 0,
  waiting: 0,
  suspicious: 0,
  outside: 0,
  moved: 0,
  expired: 0,
  unreadable: 0,
};

describe('a row that changes', () => {
  it('is told field by field, in French, in the order of its register', () => {
    const before = { date: '2025-10-03', theme: 'Entretien du logement', participants: 4, structure: null };
    const after = { date: '2025-10-03', theme: 'Entretien du logement', participants: 1200, structure: 'ADEFO' };
    expect(fieldChanges('workshop', before, after)).toEqual([
      { field: 'participants', label: 'Participants', before: '4', after: '1\u202f200' },
      { field: 'structure', label: 'Structure orientatrice', before: 'vide', after: 'ADEFO' },
    ]);
  });

  it('does not change because a blank cell is said another way', () => {
    expect(fieldChanges('workshop', { date: '2025-10-03', structure: null }, { date: '2025-10-03' })).toEqual([]);
  });

  it('says amounts in euros, though they are kept in cents', () => {
    const [change] = fieldChanges('eviction-procedure', { debtCents: 150_000 }, { debtCents: 150_050 });
    expect([change?.before, change?.after]).toEqual(['1\u202f500\u00a0€', '1\u202f500,50\u00a0€']);
  });
});

describe('the decision table', () => {
  it('puts first what asks something, and hides what no row has', () => {
    const shown = presentVerdicts({ ...none, new: 12, unreadable: 2, suspicious: 1 });
    expect(shown.map(({ label, count }) => `${label} ${count}`)).toEqual([
      'Douteuses 1',
      'Illisibles 2',
      'Nouvelles 12',
    ]);
  });

  it('shows the columns that say something, and no person', () => {
    const rows = [{ content: { date: '2025-10-03', theme: null, participants: 0, lastName: 'Été-Brûlé' } }];
    expect(filledColumns('workshop', rows).map(({ label }) => label)).toEqual(['Date', 'Participants']);
  });

  it('says where a row is, and what is asked of it', () => {
    expect(placeWords({ row: 12, sheet: 'Mars' })).toBe('Mars, ligne\u00a012');
    const question = { read: '3 février 2024', stands: false };
    expect(questionWords({ column: 'Date', value: '03/02/24', reason: 'Année', question })).toBe(
      'Date\u00a0: «\u00a003/02/24\u00a0», lu «\u00a03 février 2024\u00a0»\u202f?',
    );
  });
});
