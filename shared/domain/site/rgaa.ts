import { frenchSpacing } from '../words/french-spacing.ts';
import { rgaaTable } from './rgaa-table.ts';

const rgaaStates = { C: 'conforme', NC: 'non conforme', NA: 'non applicable' } as const;
export type RgaaState = (typeof rgaaStates)[keyof typeof rgaaStates];

export interface RgaaCriterion {
  /** « 10.11 »: theme, then criterion. */
  number: string;
  state: RgaaState;
  /** What the criterion asks, shortened. */
  title: string;
  /** The test that holds it, or what was looked at, or why it does not apply. */
  proof: string;
}

export interface RgaaTheme {
  name: string;
  criteria: RgaaCriterion[];
}

function readLine(line: string): RgaaCriterion {
  const [number = '', code = '', title = '', proof = ''] = line.split(' | ');
  const state = rgaaStates[code as keyof typeof rgaaStates];
  if (!state) throw new Error(`no such state: ${line}`);
  return { number, state, title: frenchSpacing(title), proof: frenchSpacing(proof) };
}

/** The thirteen themes with their criteria, in the order of the RGAA. */
export function rgaaThemes(table: string = rgaaTable): RgaaTheme[] {
  const themes: RgaaTheme[] = [];
  for (const line of table.split('\n').filter(Boolean)) {
    if (line.startsWith('# ')) themes.push({ name: line.slice(2), criteria: [] });
    else themes.at(-1)?.criteria.push(readLine(line));
  }
  return themes;
}

/**
 * What the law calls the state of conformity (arrêté du 20 septembre 2019, RGAA 4.1 « Obligations »): « totalement » when all
 * applicable criteria hold, « partiellement » from one half, « non conforme » below. `percentage` is rounded down, so that
 * 100 is only ever said of all. Example: 75 that hold of 80 that apply are 93 %, « partiellement conforme ».
 */
export function rgaaConformity(criteria: readonly Pick<RgaaCriterion, 'state'>[]) {
  const met = criteria.filter(({ state }) => state === 'conforme').length;
  const applicable = criteria.filter(({ state }) => state !== 'non applicable').length;
  const percentage = applicable === 0 ? 0 : Math.floor((100 * met) / applicable);
  const words =
    percentage === 100 ? 'totalement conforme' : percentage >= 50 ? 'partiellement conforme' : 'non conforme';
  return { met, applicable, percentage, words };
}
