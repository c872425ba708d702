import {
  notFedSentence,
  stillCountedSentence,
  stillWaitingSentence,
  uncountedSentence,
} from '../../shared/registers/feeding-words.ts';
import { isRefusal } from '../platform/errors.ts';

/** Why a room refuses a part of an act, in words that follow its name; null: it is no refusal of that kind. */
export function refusalSentence(error: unknown): string | null {
  return sentenceOf(error)?.replace(/\.$/u, '') ?? null;
}

function sentenceOf(error: unknown): string | null {
  if (isRefusal(error, 'NOT_FED')) return notFedSentence(error.facts);
  if (isRefusal(error, 'NOT_COUNTED')) return uncountedSentence(error.facts);
  if (isRefusal(error, 'STILL_COUNTED')) return stillCountedSentence(error.facts);
  if (isRefusal(error, 'STILL_WAITING')) return stillWaitingSentence(error.facts);
  if (isRefusal(error, 'NOT_EXPECTED')) return 'l’indicateur n’est pas demandé à cette structure dans ce mois';
  if (isRefusal(error, 'INVALID') && error.facts.setting)
    return 'cette valeur contredit un autre réglage, ou sort de ses bornes';
  return null;
}
