import type { Judgement } from './report-judgement.ts';
import type { ReportText } from './report-text.ts';

/** What people wrote and said of an action for one year. */
export interface ActionNarrative {
  text: ReportText | null;
  judgement: Judgement | null;
  /** Why this judgement; empty when none is made. */
  reason: string;
}

/** All that people wrote for one year's report, by the convention's own codes; a place without words has no text. */
export interface Narratives {
  global: ReportText | null;
  objectives: Record<string, ReportText>;
  actions: Record<string, ActionNarrative>;
}

/** The place of a text in the report: one global balance, one text per objective, one per action. */
export type ReportPlace = 'global' | `objective:${string}` | `action:${string}`;

/** The place of an action. Example: `actionPlace('A01a')` is `action:A01a`. */
export const actionPlace = (key: string): ReportPlace => `action:${key}`;
/** The place of an objective. Example: `objectivePlace('ACCES')` is `objective:ACCES`. */
export const objectivePlace = (code: string): ReportPlace => `objective:${code}`;
