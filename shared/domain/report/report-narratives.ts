import type { Judgement } from './report-judgement.ts';
import type { ReportText } from './report-text.ts';
import { brokenTokensOf, type TokenFigure } from './report-text-tokens.ts';

/** What people wrote and said of an action for one year. */
export interface ActionNarrative {
  text: ReportText | null;
  judgement: Judgement | null;
  /** Why this judgement; empty when none is made. */
  reason: string;
  /** What stands in the way, and what comes next; absent of what was kept before they were asked. */
  difficulties?: string;
  nextSteps?: string;
  /** What each structure that holds the line says of it; absent where none wrote. */
  holders?: HolderWords[];
}

/** What a structure says of a line that it holds; empty where it has nothing to say. */
export interface HolderWords {
  organisation: string;
  difficulties: string;
  nextSteps: string;
}

/** True where something is said: a text that was taken back is awaited again. */
export const hasSpoken = ({ difficulties, nextSteps }: Pick<HolderWords, 'difficulties' | 'nextSteps'>): boolean =>
  `${difficulties}${nextSteps}` !== '';

/** A national indicator that stands beside the year's report: its value is words, as its source gives it. */
export interface NationalLine {
  label: string;
  value: string;
  source: string;
}

/** What the council and the steering committee read, beside what the lines say: each is a text of its own. */
export const councilPlaces = ['deliberation', 'decisions', 'committee'] as const;
export type CouncilPlace = (typeof councilPlaces)[number];

export const councilTitles: Record<CouncilPlace, string> = {
  deliberation: 'Visas et texte de la délibération',
  decisions: 'Décisions demandées au conseil',
  committee: 'Avis du comité de suivi',
};

/** All that people wrote for one year's report, by the convention's own codes; a place without words has no text. */
export interface Narratives {
  global: ReportText | null;
  /** Absent where nobody wrote. */
  council?: Partial<Record<CouncilPlace, ReportText>>;
  national?: NationalLine[];
  objectives: Record<string, ReportText>;
  /** What each objective is called. */
  objectiveTitles?: Record<string, string>;
  actions: Record<string, ActionNarrative>;
}

/** The place of a text in the report: one global balance, those of the council, one text per objective, one per action. */
export type ReportPlace = 'global' | CouncilPlace | `objective:${string}` | `action:${string}`;

/** The place of an action. Example: `actionPlace('A01a')` is `action:A01a`. */
export const actionPlace = (key: string): ReportPlace => `action:${key}`;
/** The place of an objective. Example: `objectivePlace('ACCES')` is `objective:ACCES`. */
export const objectivePlace = (code: string): ReportPlace => `objective:${code}`;

/** Every text of the narratives with its place. */
export function textsOf(narratives: Narratives): { place: ReportPlace; text: ReportText }[] {
  const all: [ReportPlace, ReportText | null][] = [
    ['global', narratives.global],
    ...councilPlaces.map((place): [ReportPlace, ReportText | null] => [place, narratives.council?.[place] ?? null]),
    ...Object.entries(narratives.objectives).map(([code, text]): [ReportPlace, ReportText] => [
      objectivePlace(code),
      text,
    ]),
    ...Object.entries(narratives.actions).map(([key, one]): [ReportPlace, ReportText | null] => [
      actionPlace(key),
      one.text,
    ]),
  ];
  return all.flatMap(([place, text]) => (text ? [{ place, text }] : []));
}

/** The tokens that say nothing with these figures, each with its place and its sentence: an edition with one is refused. */
export function brokenTokensOfNarratives(narratives: Narratives, figures: readonly TokenFigure[]) {
  return textsOf(narratives).flatMap(({ place, text }) =>
    brokenTokensOf(text, figures).map((broken) => ({ place, ...broken })),
  );
}
