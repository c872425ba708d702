import type { AccountRole } from '../../shared/schemas/account.ts';
import { errorFacts, errorMessage } from '../lib/words/error-messages.ts';

export const roleWords: Record<AccountRole, string> = {
  coordinator: 'Coordination',
  contributor: 'Structure partenaire',
  reader: 'Lecture (services de l’État, comité de pilotage)',
};

const reasons = {
  'known-email':
    'Cette adresse électronique a déjà un compte. Modifiez ce compte, ou rattachez la personne à une autre structure par «\u00a0Autre structure\u00a0».',
  oneself:
    'Vous ne pouvez pas désactiver votre propre compte ni changer vos droits. Demandez-le à une autre coordination.',
  'last-coordinator': 'C’est la dernière personne de la coordination. Donnez d’abord ce rôle à quelqu’un d’autre.',
  'known-place':
    'La personne agit déjà à cette place, ou l’aura à l’une de ces dates. Mettez d’abord fin à ce rattachement.',
  'wrong-password': 'Le mot de passe actuel n’est pas le bon. Saisissez-le de nouveau.',
  'code-in-service': 'Un second facteur est déjà en service. Retirez-le d’abord.',
  'wrong-code': 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis recommencez.',
  'many-passkeys': 'Vous avez déjà vingt clés d’accès. Retirez-en une d’abord.',
  passkey: 'La clé d’accès n’a pas pu être vérifiée. Recommencez.',
  'too-many-tries': 'Trop d’essais en une minute. Attendez une minute, puis recommencez.',
} as const;
const isReason = (reason: string | undefined): reason is keyof typeof reasons =>
  reason !== undefined && Object.hasOwn(reasons, reason);

/** Why an act on accounts is refused, when the refusal says it. */
function reasonOf(error: unknown): string | undefined {
  const conflict = errorFacts(error, 'CONFLICT');
  if (conflict) return 'reason' in conflict ? conflict.reason : undefined;
  return errorFacts(error, 'INVALID')?.reason ?? errorFacts(error, 'BUSY')?.reason;
}

/** Of a link that is cut short, or that nobody gave. */
export const unknownLink =
  'Ce lien d’invitation n’est pas reconnu. Vérifiez qu’il est complet, ou demandez-en un autre à la coordination.';

/** What a person reads when an act on accounts is refused: the cause and the way out. */
export function accountErrorMessage(error: unknown): string {
  const reason = reasonOf(error);
  if (isReason(reason)) return reasons[reason];
  const weak = errorFacts(error, 'WEAK_PASSWORD');
  if (weak?.advice) return weak.advice.join(' ');
  if (errorFacts(error, 'NOT_FOUND')?.entity === 'invitation') {
    return unknownLink;
  }
  return errorMessage(error);
}

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** « 22 novembre 2026 à 14:05 », the hour of Paris. */
export function frenchMoment(instant: string): string {
  return moment.format(new Date(instant));
}

/** How a session was opened, in the list of sessions. */
export const methodWords: Record<string, string> = {
  password: 'mot de passe',
  'password+code': 'mot de passe et code',
  passkey: 'clé d’accès',
  provider: 'fournisseur d’identité',
  'provider+code': 'fournisseur d’identité et code',
};

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser as its owner would name it: « Firefox sur Windows ». */
export function deviceName(userAgent: string | null): string {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  return [named(browsers) ?? 'Navigateur inconnu', named(systems)].filter(Boolean).join(' sur ');
}
