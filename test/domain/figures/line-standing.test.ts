import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../shared/domain/figures/judgement.ts';
import { verdicts } from '../../../shared/domain/figures/judgement.ts';
import {
  lineStanding,
  standingLines,
  standingOfFigure,
  tellingFigure,
} from '../../../shared/domain/figures/line-standing.ts';
import { stateHeading } from '../../../shared/domain/figures/overview-words.ts';
import { targetOf } from './given.ts';

const target = targetOf(2025, 40);
const judged = (...found: Verdict[]) => found.map((verdict, rank) => ({ code: `IND-${rank}`, verdict, target }));
const plain = (text: string) => text.replace(/[\u00a0\u202f]/gu, ' ');

describe('where a line of the annex stands', () => {
  it('is where the worst of its figures stands', () => {
    expect(lineStanding(judged('reached', 'behind', 'to-watch'))).toBe('not-held');
    expect(lineStanding(judged('on-pace', 'to-watch'))).toBe('to-watch');
    expect(lineStanding(judged('within-tolerance', 'reached'))).toBe('held');
  });

  it('is said by the figures that can be judged, when there is one', () => {
    expect(lineStanding(judged('not-assessable', 'on-its-way', 'on-pace'))).toBe('held');
    expect(lineStanding(judged('none', 'on-its-way'))).toBe('to-come');
    expect(lineStanding(judged('none'))).toBe('not-assessable');
  });

  it('is nowhere without a target', () => {
    expect(lineStanding([])).toBe('no-target');
    expect(lineStanding([{ verdict: 'none', target: null }])).toBe('no-target');
    expect(standingOfFigure({ verdict: 'behind', target: null })).toBe('no-target');
  });

  it('has one for every verdict, and is told by the first figure that stands there', () => {
    for (const verdict of verdicts) expect(standingOfFigure({ verdict, target })).not.toBe('no-target');
    expect(tellingFigure(judged('reached', 'behind', 'broken'))?.code).toBe('IND-1');
    expect(tellingFigure([])).toBeNull();
  });

  it('keeps the lines in the order of the annex, those without figures too', () => {
    const lines = [{ codes: ['IND-1'] }, { codes: [] }, { codes: ['IND-0', 'IND-9'] }];
    const found = standingLines({ lines, figures: judged('reached', 'behind') });
    expect(found.map(({ standing }) => standing)).toEqual(['not-held', 'no-target', 'held']);
    expect(found.map(({ telling }) => telling?.code ?? null)).toEqual(['IND-1', null, 'IND-0']);
  });
});

describe('the title that the State reads', () => {
  const titleOf = (...found: Verdict[]) => {
    const figures = judged(...found);
    const lines = figures.map(({ code }) => ({ codes: [code] }));
    const convention = { name: 'Convention 2023-2025' };
    return stateHeading({ through: '2025-09', convention, lines, figures });
  };

  it('says how many lines are held and how many are not', () => {
    expect(plain(titleOf('reached', 'on-pace', 'behind', 'broken', 'to-watch').title)).toBe(
      '2 lignes de la convention sont tenues, 2 ne le sont pas',
    );
    expect(plain(titleOf('reached', 'behind').title)).toBe('1 ligne de la convention est tenue, 1 ne l’est pas');
    expect(plain(titleOf('reached').title)).toBe('1 ligne de la convention est tenue, aucune n’est en défaut');
    expect(plain(titleOf('behind', 'broken').title)).toBe(
      '2 lignes de la convention ne sont pas tenues, aucune ne l’est',
    );
    expect(plain(titleOf('behind').title)).toBe('1 ligne de la convention n’est pas tenue, aucune ne l’est');
  });

  it('judges nothing that is not judged, and says of what it speaks', () => {
    const { title, lead } = titleOf('to-watch', 'none');
    expect(title).toBe('Aucune ligne de la convention n’est encore jugée');
    expect(plain(lead)).toBe('Convention 2023-2025, 2 lignes, chiffres jusqu’à septembre 2025.');
  });
});
