import { describe, expect, it } from 'vitest';
import {
  assign,
  assignmentOf,
  isReady,
  looksMisread,
  mappingToRemember,
  needsOf,
} from '../../../client/imports/mapping/mapping-model.ts';
import type { FileColumn } from '../../../client/imports/reading/reading-protocol.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';

const columns: FileColumn[] = [
  { label: 'Date', field: 'date', how: 'known' },
  { label: 'Effectif reçu', field: 'participants', how: 'guessed' },
  { label: 'Zorglub', field: null, how: 'unknown' },
  { label: 'Nom', field: null, how: 'nominative' },
];

describe('the columns of a file', () => {
  it('fill one field each: the last one said wins', () => {
    const assignment = assign(assignmentOf(columns), 'Zorglub', 'participants');
    expect(assignment).toEqual({ Date: 'date', 'Effectif reçu': null, Zorglub: 'participants', Nom: null });
  });

  it('are remembered when someone had to say, or when they had only been guessed', () => {
    const assignment = assign(assignmentOf(columns), 'Zorglub', 'theme');
    expect(mappingToRemember(columns, assignment)).toEqual({ 'Effectif reçu': 'participants', Zorglub: 'theme' });
  });

  it('left out on purpose are remembered too, and those about people never are', () => {
    const left = assign(assignmentOf(columns), 'Date', null);
    expect(mappingToRemember(columns, left)).toEqual({ Date: null, 'Effectif reçu': 'participants' });
  });

  it('must give what the register needs; the month of a workshop may be that of its sheet', () => {
    const workshop = registerOf('workshop');
    const needs = needsOf(workshop, { Quoi: 'structure' });
    expect(needs.map(({ met, orSheet }) => [met, orSheet])).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(isReady(needs)).toBe(false);
    expect(isReady(needsOf(workshop, { Quoi: 'theme' }))).toBe(true);
  });

  it('read in the wrong encoding are told', () => {
    expect(looksMisread(['Thème', 'Économies'])).toBe(false);
    expect(looksMisread(['ThÃ¨me'])).toBe(true);
    expect(looksMisread(['Th\uFFFDme'])).toBe(true);
  });
});
