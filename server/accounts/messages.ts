import type { Role } from '../platform/access.ts';
import type { Mail } from '../platform/mail/mail.ts';

/** How long a link may wait. */
export const INVITATION_DAYS = 14;
export const PASSWORD_LINK_HOURS = 72;
/** A link that anybody may ask for in somebody's name waits less. */
export const RESET_MINUTES = 30;

/** For whom, and for what, an invitation opens an access. */
export interface InvitedPlace {
  role: Role;
  territory: string;
  organisation: string | null;
}

const tasks: Record<Role, string> = {
  coordinator: 'Vous y coordonnez : la convention, la collecte, les publications et le rapport.',
  contributor: 'Vous y transmettez, chaque mois, les chiffres qui vous sont confiés.',
  reader: 'Vous y lisez les chiffres publiés et le rapport.',
};

export function invitationMail(
  person: { email: string; name: string },
  from: string,
  link: string,
  { role, territory, organisation }: InvitedPlace,
): Mail {
  const place = `l’observatoire du Logement d’abord${territory && ` : ${territory}`}`;
  return {
    to: person.email,
    subject: 'Votre accès à l’observatoire du Logement d’abord',
    text: [
      `Bonjour ${person.name},`,
      `${from} vous ouvre un accès à ${place}${organisation ? `, pour ${organisation}` : ''}.`,
      tasks[role],
      `Choisissez votre mot de passe à cette adresse :\n${link}`,
      `Ce lien sert une seule fois, pendant ${INVITATION_DAYS} jours. Passé ce délai, demandez-en un autre.`,
      'Si vous n’attendiez pas ce message, ne cliquez pas sur le lien : aucun accès ne sera créé.',
    ].join('\n\n'),
  };
}

export function passwordMail(person: { email: string; name: string }, link: string): Mail {
  return {
    to: person.email,
    subject: 'Votre mot de passe de l’observatoire du Logement d’abord',
    text: [
      `Bonjour ${person.name},`,
      `Choisissez un nouveau mot de passe à cette adresse\u00a0:\n${link}`,
      `Ce lien sert une seule fois, pendant ${PASSWORD_LINK_HOURS}\u00a0heures. D’ici là, l’ancien mot de passe reste valable.`,
      'Si vous n’avez rien demandé, prévenez la coordination.',
    ].join('\n\n'),
  };
}

export function forgottenMail(person: { email: string; name: string }, link: string): Mail {
  return {
    to: person.email,
    subject: 'Mot de passe oublié\u00a0: observatoire du Logement d’abord',
    text: [
      `Bonjour ${person.name},`,
      `Vous avez demandé un nouveau mot de passe. Choisissez-le à cette adresse\u00a0:\n${link}`,
      `Ce lien sert une seule fois, pendant ${RESET_MINUTES}\u00a0minutes. D’ici là, l’ancien mot de passe reste valable.`,
      'Si vous n’avez rien demandé, ne faites rien\u202f: votre mot de passe ne change pas.',
    ].join('\n\n'),
  };
}

/** What an alert says, as plain text and as the same words in a page. */
function alertMail(to: string, subject: string, paragraphs: readonly string[]) {
  const html = paragraphs.map((one) => `<p>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('\n');
  return { to, subject, text: paragraphs.join('\n\n'), html };
}

/** Wrong codes in a row: whoever tries them knows the password. `isClosed`: the codes serve no more. */
export function failedCodesMail({ email, name }: { email: string; name: string }, isClosed: boolean) {
  return alertMail(email, 'Alerte\u00a0: des codes faux ont été essayés sur votre compte de l’observatoire', [
    `Bonjour ${name},`,
    'Quelqu’un a saisi votre mot de passe, puis plusieurs codes à usage unique qui ne sont pas les bons.',
    isClosed
      ? 'Cent codes faux de suite ont été essayés\u00a0: les codes de votre compte ne servent plus.'
      : 'Chaque nouvel essai attend désormais un peu plus longtemps.',
    'Si ce n’est pas vous, votre mot de passe est connu de quelqu’un d’autre. Choisissez-en un nouveau à la page de connexion, par «\u00a0Mot de passe oublié\u00a0», et prévenez la coordination.',
    'Un nouveau mot de passe rend aussi ses essais à votre application de codes.',
  ]);
}

/** Wrong passwords, more than somebody who forgot theirs tries. */
export function failedPasswordsMail({ email, name }: { email: string; name: string }) {
  return alertMail(email, 'Alerte\u00a0: des mots de passe faux ont été essayés sur votre compte de l’observatoire', [
    `Bonjour ${name},`,
    'Dix mots de passe faux ont été essayés en moins d’une heure à votre adresse. Personne n’est entré ainsi, et votre accès reste ouvert.',
    'Si ce n’est pas vous, vérifiez que votre mot de passe ne sert nulle part ailleurs, et prévenez la coordination.',
  ]);
}
