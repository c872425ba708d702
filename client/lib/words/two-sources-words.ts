import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { Answers } from '../trpc.ts';
import { figureWords } from './figure-changes.ts';

/** A month that is known by what is typed and by what the rows of a register count. */
export type TwoSources = Answers['agreements']['twoSources'][number];

/** True when the two sources say something else of the month. */
export const disagree = ({ typed, counted }: Pick<TwoSources, 'typed' | 'counted'>): boolean =>
  JSON.stringify(typed) !== JSON.stringify(counted);

/**
 * The two sources of a month, the one that counts by agreement said. Example: « Le registre « Ateliers » compte 31 ; saisi : 28, qui
 * fait foi par accord. »
 */
export function twoSourcesWords({ by, register, typed, counted }: Omit<TwoSources, 'organisation'>): string {
  const name = `Le registre «${S}${registerOf(register).label}${S}»`;
  if (!disagree({ typed, counted })) return `${name} et la saisie disent tous deux ${figureWords(counted)}.`;
  const isTyped = by === 'typing';
  const rows = `${name} compte ${figureWords(counted)}${isTyped ? '' : ', qui fait foi par accord'}`;
  const total = `saisi${S}: ${figureWords(typed)}${isTyped && typed !== null ? ', qui fait foi par accord' : ''}`;
  return `${rows}\u202f; ${total}.`;
}

/** The same where there is little room. Example: « le registre compte 31 ; saisi : 28 ». */
export const twoSourcesInShort = ({ typed, counted }: Pick<TwoSources, 'typed' | 'counted'>): string =>
  `le registre compte ${figureWords(counted)}\u202f; saisi${S}: ${figureWords(typed)}`;
