import type { SourceName } from '../registers/register.ts';
import type { Encoding } from './byte-source.ts';

type RefusalCode =
  | 'empty'
  | 'not-a-table'
  | 'password'
  | 'legacy-workbook'
  | 'damaged'
  | 'too-large'
  | 'unknown-columns'
  | 'no-rows';

/** A source that a file partly looks like. */
export interface Candidate {
  source: SourceName;
  label: string;
  /** From 0 to 1. */
  score: number;
  /** A French sentence: why this source. */
  reason: string;
}

/** Why a whole file stays out: one French sentence with the way out. */
export interface FileRefusal {
  code: RefusalCode;
  message: string;
  /** The likeliest titles and the rows below, when columns are not understood. They stay on the computer that read them. */
  columns?: string[];
  preview?: string[][];
  /** The sources that the columns partly fit, the likeliest first. */
  candidates?: Candidate[];
  /** How the letters of a text were read: a wrong accent is seen beside it. */
  encoding?: Encoding;
}

/** Thrown inside the reading room only; `openPartnerFile` turns it back into a value. */
export class Refused extends Error {
  constructor(readonly refusal: FileRefusal) {
    super(refusal.message);
  }
}

const messages: Record<Exclude<RefusalCode, 'unknown-columns' | 'not-a-table'>, string> = {
  empty: 'Ce fichier est vide\u00a0: exportez-le de nouveau depuis votre logiciel, puis redéposez-le.',
  password:
    'Ce classeur est protégé par un mot de passe et ne peut pas être lu\u00a0: enregistrez-en une copie sans mot de passe, puis redéposez-la.',
  'legacy-workbook':
    'Ce fichier est à l’ancien format Excel (.xls)\u00a0: ouvrez-le et enregistrez-le au format .xlsx, puis redéposez-le.',
  damaged:
    'Ce fichier est incomplet ou abîmé et ne peut pas être ouvert\u00a0: téléchargez-le ou enregistrez-le de nouveau, puis redéposez-le.',
  'too-large':
    'Ce fichier, une fois décompressé, dépasse la taille permise et n’a pas été ouvert\u00a0: ne gardez que la feuille utile, ou exportez-la en CSV.',
  'no-rows':
    'Les colonnes de ce fichier sont reconnues mais il ne contient aucune ligne de données\u00a0: vérifiez le filtre de votre export, puis redéposez-le.',
};

export function refuse(code: keyof typeof messages): Refused {
  return new Refused({ code, message: messages[code] });
}

export function notATable(what: string, wayOut: string): Refused {
  return new Refused({ code: 'not-a-table', message: `Ce fichier est ${what}, pas un tableau\u00a0: ${wayOut}` });
}
