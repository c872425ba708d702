import { cleanText, type RemovedCharacter } from '../../shared/domain/report/clean-text.ts';
import type { Block } from '../../shared/domain/report/report-document.ts';
import {
  plainWords,
  type ReportText,
  resolveReportText,
  type TextPlace,
} from '../../shared/domain/report/report-text.ts';
import { figureOfToken } from '../../shared/domain/report/report-text-tokens.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { actionName, type ReportBase } from './report-content.ts';

/** What people wrote, as blocks of the report, and what a document cannot print of it. */

/** A text with its figures said by the report's own; nothing when nobody has written. */
export function textBlocks(text: ReportText | null | undefined, { figures }: ReportBase, place: TextPlace): Block[] {
  return text ? resolveReportText(text, figureOfToken(figures), place).blocks : [];
}

export interface RemovedFromText {
  place: string;
  removed: RemovedCharacter[];
}

const said = {
  pictograph: ['pictogramme', 'pictogrammes'],
  control: ['caractère de commande', 'caractères de commande'],
  unsupported: ['caractère absent des polices du document', 'caractères absents des polices du document'],
} as const;

/** « 2 pictogrammes (U+1F389) et 1 caractère de commande (U+0007) ». */
export function removedWords(removed: readonly RemovedCharacter[]): string {
  const parts = (['pictograph', 'control', 'unsupported'] as const).flatMap((reason) => {
    const own = removed.filter((one) => one.reason === reason);
    if (own.length === 0) return [];
    const count = own.reduce((sum, one) => sum + one.count, 0);
    const codes = own.slice(0, 6).map(({ character }) => character);
    const [one, many] = said[reason];
    return [`${frenchCount(count, one, many)} (${codes.join(', ')}${own.length > codes.length ? '…' : ''})`];
  });
  return parts.join(', ');
}

/** The words of a text that a document may print, tokens left out: a figure has nothing to remove. */
const wordsOf = (text: ReportText) => plainWords(text).replace(/\{\{[^}]*\}\}/gu, '');

/** What the documents leave out of each text, in the order of the report. */
export function removedFromTexts({ narratives, convention }: ReportBase): RemovedFromText[] {
  const objectives = new Map(
    convention.actions.flatMap(({ objective }) => (objective ? [[objective.code, objective.label]] : [])),
  );
  const texts: [string, string][] = [
    ...(narratives.global ? [['Bilan global', wordsOf(narratives.global)] as [string, string]] : []),
    ...Object.entries(narratives.objectives).map(([code, text]): [string, string] => [
      `Objectif «\u00a0${narratives.objectiveTitles?.[code] ?? objectives.get(code) ?? code}\u00a0»`,
      wordsOf(text),
    ]),
    ...convention.actions.map((action): [string, string] => {
      const own = narratives.actions[action.key];
      return [
        `Action «\u00a0${actionName(action)}\u00a0»`,
        `${own?.text ? wordsOf(own.text) : ''}${own?.reason ?? ''}`,
      ];
    }),
  ];
  return texts
    .map(([place, words]) => ({ place, removed: cleanText(words).removed }))
    .filter(({ removed }) => removed.length > 0);
}
