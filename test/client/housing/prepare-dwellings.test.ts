import { describe, expect, it } from 'vitest';
import {
  type DwellingMonth,
  keptTitle,
  largestPlaceTitle,
  prepareDwellings,
} from '../../../client/housing/prepare-dwellings.ts';

const month = (name: string, managed: number, occupied: number): DwellingMonth => ({
  ...{ month: name, captured: 1, entered: 1, left: 0, managed, occupied },
});

describe('the titles of the housing page', () => {
  it('say the stock, and its change over a year when there is a year', () => {
    const year = Array.from({ length: 12 }, (_, rank) => month(`2024-${String(rank + 1).padStart(2, '0')}`, 42, 40));
    expect(prepareDwellings(year).title).toBe('42\u00a0logements en gestion fin décembre 2024');
    const more = prepareDwellings([...year, month('2025-01', 50, 45)]);
    expect(more.title).toBe('50\u00a0logements en gestion fin janvier 2025, 8 de plus qu’un an plus tôt');
    expect(more.sentence).toContain('45 avec un ménage et 5 sans occupant');
    expect(prepareDwellings([]).title).toBe('Aucun logement capté');
  });

  it('say who stayed twelve months, of the last year that can be told', () => {
    const line = (year: string, state: 'known' | 'hidden' | 'not-yet', rate: number | null) => ({
      ...{ year, state, rate, counts: null },
    });
    const lines = [line('2025', 'not-yet', null), line('2024', 'known', 78.9), line('2023', 'known', 51.9)];
    expect(keptTitle(lines)).toBe('78,9\u202f% des ménages entrés en 2024 sont encore là douze mois après');
    expect(keptTitle([line('2024', 'hidden', null)])).toContain('encore là douze mois après\u202f?');
  });

  it('say where most dwellings are, and nothing of the whole when a part is hidden', () => {
    const place = (label: string, value: number | null) => ({ label, value, hidden: value === null });
    const words = 'logements en gestion';
    expect(largestPlaceTitle([place('Dijon', 37), place('Talant', 13)], words)).toBe(
      '37\u00a0logements en gestion sur\u00a050\u00a0: Dijon',
    );
    expect(largestPlaceTitle([place('Dijon', 37), place('Talant', null)], words)).toBe(
      'Où sont les logements en gestion',
    );
  });
});
