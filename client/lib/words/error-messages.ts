import { refusalSentence, refusalWords } from '../../../shared/domain/entry/cell-rules.ts';
import {
  frenchDate,
  frenchMonth,
  NARROW_SPACE,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import {
  notFedSentence,
  stillCountedSentence,
  stillWaitingSentence,
  uncountedSentence,
} from '../../../shared/registers/feeding-words.ts';
import type { RefusalCode, RefusalFacts } from '../../../shared/schemas/error-facts.ts';
import { figureWords } from './figure-changes.ts';

/** What the server says of a refusal; see `errorFormatter` in the server's tRPC. Everything may be missing: the network too fails. */
interface Refusal {
  appCode: string | null;
  facts: Record<string, unknown>;
  fields: string[];
  reference: string | null;
}

/** The facts of a refusal as they come over the wire: an older page may miss some. */
type Facts<Code extends RefusalCode> = Partial<RefusalFacts[Code]>;

function lockedSentence({ edition, accounts, status }: Facts<'LOCKED'>): string {
  if (edition !== undefined)
    return edition === 'draft'
      ? 'Cette édition n’est pas encore figée. Figez-la d’abord.'
      : 'Cette édition est déjà figée, ou l’étape d’avant manque. Rechargez la page pour voir où elle en est.';
  if (accounts !== undefined)
    return `Les comptes de ${accounts} sont arrêtés. Rouvrez-les en donnant une raison, puis recommencez.`;
  if (status === 'published') return 'Ce mois est publié dans un rapport. Demandez à la coordination de le rouvrir.';
  return 'Cette valeur est validée, donc verrouillée. Demandez à la coordination de la déverrouiller.';
}

function incompleteSentence({ count }: Facts<'INCOMPLETE'>): string {
  if (count === undefined) return 'Il manque des réponses. Donnez une valeur, ou la raison de son absence.';
  const answers = count > 1 ? `Il manque ${count} réponses` : 'Il manque une réponse';
  return `${answers}. Donnez une valeur, ou la raison de son absence.`;
}

/** What changed since it was read, figure by figure when it is figures. */
function readAgainSentence({ changed = [] }: Facts<'READ_AGAIN'>): string {
  const figures = changed.map(
    ({ label, month, before, after }) =>
      `${label}, ${frenchMonth(month)}${S}: ${figureWords(before)} devenu ${figureWords(after)}`,
  );
  const what = figures.length === 0 ? '' : ` (${figures.join(`${NARROW_SPACE}; `)})`;
  return `Quelque chose a changé depuis que vous l’avez lu${what}. Relisez ce qui est affiché, puis recommencez.`;
}

/** What was built on an import since: undone or reopened first, the latest before. */
function builtUponSentence({ imports = [], cells = [], validated = [] }: Facts<'BUILT_UPON'>): string {
  if (validated.length > 0) {
    const [first = '', last = ''] = [validated[0], validated.at(-1)];
    const months = first === last ? frenchMonth(first) : `${frenchMonth(first)} à ${frenchMonth(last)}`;
    return `Les lignes de cet import sont validées (${months})${S}: il ne s’annule plus. Corrigez-les par un nouveau fichier ou à l’écran${NARROW_SPACE}; la correction attendra d’être validée.`;
  }
  const latest = [...imports].reverse();
  const first = latest.length > 1 ? `les imports n° ${latest.join(', puis ')}` : `l’import n° ${latest[0]}`;
  const steps = [
    latest.length > 0 && `annulez d’abord ${first}`,
    cells.length > 0 && `faites d’abord rouvrir ou corriger ${cells.length > 1 ? 'ces valeurs' : 'cette valeur'}`,
  ].filter(Boolean);
  return `Du travail plus récent repose sur cet import${S}: ${steps.join(', et ')}.`;
}

function tooManySentence({ seconds }: Facts<'TOO_MANY_REQUESTS'>): string {
  const wait = seconds === undefined ? 'un instant' : `${seconds}${S}seconde${seconds > 1 ? 's' : ''}`;
  return `Trop de demandes en peu de temps depuis votre compte. Attendez ${wait}, puis recommencez.`;
}

/** The sentence of each refusal: none may be missing, and none may speak of a fact that its refusal does not have. */
type Sentences = { readonly [Code in RefusalCode]: string | ((facts: Facts<Code>) => string) };

const sentences: Sentences = {
  NOT_SIGNED_IN: 'Votre session est fermée. Connectez-vous, puis recommencez.',
  FORBIDDEN: 'Votre rôle ne permet pas cette action. La coordination de l’observatoire peut vous en ouvrir l’accès.',
  CONFIRM_IDENTITY: 'Cet acte demande de confirmer votre identité. Recommencez, et confirmez quand on vous le demande.',
  NOT_FOUND: 'Cet élément n’existe pas, ou n’existe plus. Revenez à la liste et choisissez-en un autre.',
  LOCKED: lockedSentence,
  CONFLICT: 'Quelqu’un a changé cette valeur pendant votre saisie. Comparez les deux et choisissez celle à garder.',
  INVALID: ({ errors = [] }) =>
    errors.map(refusalWords).join(' ') || 'Cette valeur n’est pas possible. Corrigez-la, puis recommencez.',
  NEEDS_REASON: 'Il faut une explication. Écrivez-la en quelques mots, puis recommencez.',
  INCOMPLETE: incompleteSentence,
  FUTURE_MONTH: refusalSentence('future-month'),
  NOT_FED: notFedSentence,
  NOT_COUNTED: uncountedSentence,
  STILL_COUNTED: stillCountedSentence,
  STILL_WAITING: stillWaitingSentence,
  COUNTED: refusalSentence('counted'),
  NOT_EXPECTED: refusalSentence('not-assigned'),
  SECRET_FOUND: ({ counts = 1 }) =>
    `Cette publication laisserait retrouver ${counts > 1 ? `${counts}${S}petits effectifs` : 'un petit effectif'} par différence avec les précédentes. Rien n’a été publié. Publiez jusqu’à un autre mois, ou attendez qu’un mois de plus soit validé.`,
  NOT_PUBLISHED: ({ number }) =>
    number
      ? `La publication${S}${number} ne répond pas à cette question. Choisissez une autre année, ou une publication plus récente.`
      : 'Aucun chiffre n’est encore publié. La coordination de l’observatoire publie les chiffres validés.',
  EXPIRED: 'Ce lien n’est plus valable. Demandez-en un nouveau à la coordination.',
  ALREADY_USED: 'Ce lien a déjà servi. Connectez-vous, ou demandez un nouveau lien à la coordination.',
  WEAK_PASSWORD:
    'Ce mot de passe est trop facile à deviner. Choisissez-en un plus long, que vous n’utilisez nulle part ailleurs.',
  TOO_LARGE: 'Ce fichier est trop volumineux. Découpez-le en plusieurs fichiers, puis recommencez.',
  IMPORT_GONE:
    'Les lignes de cet import ont été perdues quand le serveur s’est arrêté. Rien n’a été écrit. Déposez le fichier à nouveau.',
  KEY_LOST:
    'La clé des pseudonymes n’est plus celle de cette base. Prévenez la personne qui administre l’observatoire\u00a0: elle doit remettre le fichier de clé d’origine.',
  CANCELLED: 'L’écriture a été arrêtée à votre demande. Rien n’a été gardé, et le fichier est encore prêt.',
  BUILT_UPON: builtUponSentence,
  ERASED:
    'Des lignes de cet import ont été effacées depuis (durée de conservation, ou demande d’une personne). Il ne peut plus être annulé : corrigez les chiffres par un nouveau fichier ou à l’écran.',
  BROKEN_FIGURES: ({ sentences: broken = [] }) =>
    `Ce texte cite des chiffres qui n’existent pas. Remplacez-les ou retirez-les, puis recommencez. ${broken.join(' ')}`.trim(),
  NOT_READY: ({ refusals = [] }) => `Le rapport ne peut pas être figé. ${refusals.join(' ')}`.trim(),
  READ_AGAIN: readAgainSentence,
  NO_RECIPIENT: 'Un destinataire n’a pas d’adresse. Renseignez-la dans les réglages du catalogue, puis recommencez.',
  VOTE_BEFORE_EDITION: ({ frozenOn }) =>
    `Le conseil ne peut pas avoir voté cette édition avant qu’elle soit figée${frozenOn ? `, le ${frenchDate(frozenOn)}` : ''}. Corrigez la date du vote, puis recommencez.`,
  TITLE_TOO_EARLY:
    'Le titre de reversement est émis à l’issue du mois laissé pour répondre au courrier. Corrigez l’une des deux dates, puis recommencez.',
  TOO_MANY_REQUESTS: tooManySentence,
  TOO_MANY_UPLOADS: 'Trop de fichiers partent en même temps. Attendez la fin des premiers envois, puis recommencez.',
  BODY_TOO_LARGE: 'Cet envoi est trop volumineux. Découpez-le, puis recommencez.',
  FOREIGN_ORIGIN:
    'Cette demande semble venir d’un autre site. Rouvrez l’observatoire à son adresse habituelle, puis recommencez.',
  DATABASE_AWAY: 'La base redémarre. Attendez quelques secondes, puis recommencez.',
  DISK_FULL:
    'Le disque du serveur est plein. Rien n’a été enregistré. Prévenez la personne qui administre l’observatoire, puis recommencez.',
  OUTDATED: 'L’observatoire vient d’être mis à jour. Rechargez la page, puis recommencez.',
  BUSY: 'L’observatoire est occupé par un autre travail. Attendez un instant, puis recommencez.',
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readRefusal(error: unknown): Refusal | null {
  if (!isRecord(error) || !isRecord(error.data)) return null;
  const { appCode, facts, fields, reference } = error.data;
  return {
    appCode: typeof appCode === 'string' ? appCode : null,
    facts: isRecord(facts) ? facts : {},
    fields: Array.isArray(fields) ? fields.map(String) : [],
    reference: typeof reference === 'string' ? reference : null,
  };
}

/** The code of a refusal that the server made on purpose, or null. */
export function errorCode(error: unknown): string | null {
  return readRefusal(error)?.appCode ?? null;
}

/** The facts of a refusal of this code, for a screen that shows more than its sentence; null for every other error. */
export function errorFacts<Code extends RefusalCode>(error: unknown, code: Code): Facts<Code> | null {
  const refusal = readRefusal(error);
  return refusal?.appCode === code ? factsOf<Code>(refusal) : null;
}

/** The server types the facts that it sends by the same table. */
const factsOf = <Code extends RefusalCode>({ facts }: Refusal) => facts as Facts<Code>;

const hasSentence = (code: string | null): code is RefusalCode => code !== null && Object.hasOwn(sentences, code);

function sentenceOf<Code extends RefusalCode>(code: Code, refusal: Refusal): string {
  const sentence: Sentences[Code] = sentences[code];
  return typeof sentence === 'function' ? sentence(factsOf<Code>(refusal)) : sentence;
}

/** The reference that a failed request is found by in the log. */
export function errorReference(error: unknown): string | undefined {
  return readRefusal(error)?.reference ?? undefined;
}

/** True when the request never reached the server or its database, or its answer never came back: worth sending again. */
export function isNetworkError(error: unknown): boolean {
  if (!isRecord(error) || error.name !== 'TRPCClientError') return false;
  const refusal = readRefusal(error);
  return refusal === null || refusal.appCode === 'DATABASE_AWAY';
}

/** What a person reads when something was refused or failed: the cause and the way out, in French. */
export function errorMessage(error: unknown): string {
  const refusal = readRefusal(error);
  if (refusal === null && isNetworkError(error)) {
    return 'Le serveur ne répond pas. Vérifiez votre connexion, puis recommencez.';
  }
  if (refusal && hasSentence(refusal.appCode)) return sentenceOf(refusal.appCode, refusal);
  if (refusal && refusal.fields.length > 0)
    return 'Un champ n’est pas rempli comme attendu. Corrigez-le, puis recommencez.';
  return `Une erreur inattendue s’est produite. Référence${S}: ${refusal?.reference ?? 'inconnue'}`;
}
