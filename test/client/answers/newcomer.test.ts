// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { shortcutGroups } from '../../../client/help/shortcut-list.ts';
import { hasVisited, markVisited } from '../../../client/lib/newcomer.ts';
import { goTo, keyMeaning } from '../../../client/lib/shortcuts.ts';
import { visitOf } from '../../../client/visit/visit-steps.ts';

const routes = readFileSync(path.resolve(import.meta.dirname, '../../../client/routes.tsx'), 'utf8');
const isPage = (address: string) => routes.includes(`path: '${address.replace(/\d{4}-\d{2}$/u, '$month')}'`);

beforeEach(() => localStorage.clear());

describe('the keys', () => {
  it('mean something for a moment after g, and « ? » always', () => {
    expect(keyMeaning('?', Number.POSITIVE_INFINITY)).toEqual({ show: true });
    expect(keyMeaning('r', 200)).toEqual({ go: '/rapport' });
    expect(keyMeaning('r', 5000)).toBeNull();
    expect(keyMeaning('x', 200)).toBeNull();
  });

  it('lead to pages that are there, and each is in the list with a name', () => {
    expect(Object.values(goTo).filter((address) => !isPage(address))).toEqual([]);
    const listed = shortcutGroups.flatMap(({ keys }) =>
      keys.map(({ press, does }) => [press.join(' '), does] as const),
    );
    for (const letter of Object.keys(goTo))
      expect(listed.find(([press]) => press === `g ${letter}`)?.[1]).toMatch(/^Aller à\u00a0: \p{Lu}/u);
    expect(listed.every(([, does]) => !does.includes('undefined'))).toBe(true);
  });
});

describe('the visit', () => {
  it.each(['coordinator', 'contributor', 'reader'] as const)(
    'of a %s stops six to eight times, at pages that are there',
    (role) => {
      const steps = visitOf(role, '2025-11-14');
      expect(steps.length).toBeGreaterThanOrEqual(6);
      expect(steps.length).toBeLessThanOrEqual(8);
      expect(steps.map((step) => step.path).filter((address) => !isPage(address))).toEqual([]);
    },
  );

  it('takes two minutes to read aloud', () => {
    for (const role of ['coordinator', 'contributor', 'reader'] as const) {
      const words = visitOf(role, '2025-11-14').flatMap(({ title, text }) => `${title} ${text}`.split(/\s+/u));
      expect(words.length).toBeLessThan(300);
    }
  });

  it('shows an association the month that it has to fill', () => {
    expect(visitOf('contributor', '2026-01-05').map((step) => step.path)).toContain('/mon-mois/2025-12');
  });

  it('is remembered of each person apart', () => {
    markVisited('une');
    expect([hasVisited('une'), hasVisited('autre')]).toEqual([true, false]);
  });
});
