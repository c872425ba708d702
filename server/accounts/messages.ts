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
