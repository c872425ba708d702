import { refusalSentence, refusalWords } from '../../shared/domain/entry/cell-rules.ts';
import type { ApiProblem } from '../../shared/schemas/api.ts';
import type { ErrorCode } from '../../shared/schemas/error-facts.ts';
import { plainly } from '../platform/database/database-faults.ts';
import { AppError, httpStatusOf, isRefusal } from '../platform/errors.ts';
import type { Refusal } from './service.ts';

/** Refusals in the form of RFC 9457, in French: other software shows them to its own users. */

interface Words {
  status: number;
  title: string;
  detail: string;
}

const NO_TOKEN =
  'Donnez un jeton valable dans l’en-tête « Authorization: Bearer … ». Un jeton se crée dans « Jetons d’API ».';

const words: Partial<Record<ErrorCode | 'SCOPE' | 'TOO_MANY' | 'BODY' | 'UNEXPECTED', Words>> = {
  NOT_SIGNED_IN: { status: 401, title: 'Jeton absent, inconnu, expiré ou révoqué', detail: NO_TOKEN },
  SCOPE: {
    status: 403,
    title: 'Droit non accordé',
    detail: 'Ce jeton n’ouvre pas ce droit. Créez-en un autre, avec les droits qu’il faut.',
  },
  FORBIDDEN: { status: 403, title: 'Accès refusé', detail: 'Ce jeton n’ouvre que les données de sa structure.' },
  NOT_FOUND: { status: 404, title: 'Introuvable', detail: 'Rien n’existe à cette adresse.' },
  INVALID: { status: 422, title: 'Valeur impossible', detail: 'Cette valeur n’est pas possible pour cet indicateur.' },
  NOT_EXPECTED: {
    status: 422,
    title: 'Non demandé',
    detail: refusalSentence('not-assigned'),
  },
  NOT_PUBLISHED: {
    status: 404,
    title: 'Non publié',
    detail:
      'La publication demandée n’existe pas, ou ne parle pas de cette année. « GET /api/v1/publications » les donne toutes.',
  },
  COUNTED: {
    status: 422,
    title: 'Compté dans un registre',
    detail: refusalSentence('counted'),
  },
  NEEDS_REASON: {
    status: 422,
    title: 'Il faut une explication',
    detail: 'Cette valeur, déjà envoyée ou absente, demande une raison (« reason »).',
  },
  LOCKED: {
    status: 409,
    title: 'Verrouillé',
    detail: 'Cette valeur est validée. Demandez à la coordination de la rouvrir.',
  },
  CONFLICT: {
    status: 409,
    title: 'Changé entre-temps',
    detail: 'La valeur a changé depuis la révision donnée. Relisez le mois, puis renvoyez.',
  },
  FUTURE_MONTH: { status: 422, title: 'Mois à venir', detail: refusalSentence('future-month') },
  ALREADY_USED: {
    status: 422,
    title: 'Clé déjà employée',
    detail: 'Cette clé d’idempotence a déjà servi à un autre envoi. Prenez-en une nouvelle.',
  },
  BUSY: { status: 409, title: 'Occupé', detail: 'Quelqu’un écrit au même endroit. Recommencez dans un instant.' },
  TOO_LARGE: { status: 413, title: 'Trop volumineux', detail: 'Un envoi tient en un mégaoctet.' },
  TOO_MANY: {
    status: 429,
    title: 'Trop de demandes',
    detail: 'Attendez le temps que dit l’en-tête « Retry-After », puis recommencez.',
  },
  DATABASE_AWAY: {
    status: 503,
    title: 'La base redémarre',
    detail: 'L’envoi n’a rien changé. Recommencez dans quelques secondes, avec la même clé d’idempotence.',
  },
  DISK_FULL: {
    status: 503,
    title: 'Disque plein',
    detail: 'L’envoi n’a rien changé. Prévenez la coordination de l’observatoire, puis recommencez.',
  },
  BODY: {
    status: 400,
    title: 'Demande illisible',
    detail: 'La demande ne suit pas le schéma. Voyez « errors » et le document OpenAPI.',
  },
};
export type ProblemCode = keyof typeof words;

const unexpected: Words = {
  status: 500,
  title: 'Erreur imprévue',
  detail: 'L’envoi n’a rien changé. Donnez la référence à la coordination.',
};
const undone = 'Rien n’a été enregistré : corrigez ce qui suit, puis renvoyez le tout.';

export function problem(code: ProblemCode, reference: string, errors?: ApiProblem['errors']): ApiProblem {
  const { status, title, detail } = words[code] ?? unexpected;
  return { type: `/api/v1/problemes#${code}`, title, status, detail, code, reference, ...(errors && { errors }) };
}

/** Why one cell is refused, in the words of every other door. */
function detailOf(error: AppError): string {
  const errors = isRefusal(error, 'INVALID') ? (error.facts.errors ?? []) : [];
  return errors.map(refusalWords).join(' ') || (words[error.code] ?? unexpected).detail;
}

/** What was refused in a month, cell by cell. */
export function problemOfRefusals(refusals: readonly Refusal[], reference: string): ApiProblem {
  const errors = refusals.map(({ place, error }) => ({ place, detail: detailOf(error) }));
  const conflict = refusals.every(({ error }) => words[error.code]?.status === 409);
  return { ...problem(conflict ? 'CONFLICT' : 'INVALID', reference, errors), title: 'Mois refusé', detail: undone };
}

const byStatus: Record<number, ProblemCode> = {
  400: 'BODY',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'BODY',
  429: 'TOO_MANY',
};

/** The problem of an error thrown on the way; the unexpected says nothing of itself. */
export function problemOf(error: unknown, reference: string): ApiProblem {
  const refusal = plainly(error);
  if (refusal instanceof AppError) return problem(words[refusal.code] ? refusal.code : 'UNEXPECTED', reference);
  return problem(byStatus[httpStatusOf(error)] ?? 'UNEXPECTED', reference);
}
