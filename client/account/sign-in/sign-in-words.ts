import type { NextStep, SignInFailure } from '../../lib/sign-in.ts';

/** What a person reads when they could not prove who they are: the cause and the way out. */
export const signInSentences: Record<SignInFailure, string> = {
  wrong: 'L’adresse électronique ou le mot de passe n’est pas le bon. Vérifiez-les, puis recommencez.',
  'too-many': 'Trop d’essais depuis cet endroit. Attendez un quart d’heure, ou choisissez un nouveau mot de passe.',
  crowded: 'Beaucoup de monde essaie d’entrer en ce moment. Attendez quelques secondes, puis recommencez.',
  closed:
    'Trop de codes faux à la suite\u00a0: ceux de ce compte ne servent plus. Choisissez un nouveau mot de passe par «\u00a0Mot de passe oublié\u00a0», ou demandez à la coordination de retirer votre second facteur.',
  gone: 'Cette étape a expiré. Recommencez la connexion.',
  unreachable: 'Le serveur ne répond pas. Vérifiez votre connexion, puis recommencez.',
  refused: 'La connexion a été refusée. Rechargez la page, puis recommencez.',
};

export const codeSentences: typeof signInSentences = {
  ...signInSentences,
  wrong: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis recommencez.',
  'too-many': 'Trop de codes faux à la suite. Attendez un moment avant le suivant, ou utilisez une clé d’accès.',
};

export const passkeySentences: typeof signInSentences = {
  ...signInSentences,
  wrong: 'Cette clé d’accès n’est pas reconnue ici. Entrez par votre mot de passe.',
};

const providerSentences: Record<string, string> = {
  inconnu: 'Aucun accès n’est ouvert à votre adresse. Demandez une invitation à la coordination.',
  adresse: 'Votre adresse électronique n’est pas vérifiée par ce fournisseur. Entrez par votre mot de passe.',
  fournisseur: 'Le fournisseur d’identité n’a pas répondu comme prévu. Recommencez, ou entrez par votre mot de passe.',
  relier:
    'Un compte existe déjà à cette adresse. Entrez une fois par votre mot de passe pour le relier au fournisseur d’identité\u00a0; ensuite, il suffira.',
  trop: 'Trop d’essais depuis cet endroit. Attendez un quart d’heure, puis recommencez.',
};

/** Why the identity provider did not let the person in. */
export const providerSentence = (reason: string | undefined): string | null =>
  reason === undefined ? null : (providerSentences[reason] ?? providerSentences.fournisseur ?? null);

/** The step of the sign-in page, as its address says it. */
export const stepPaths: Record<NextStep, string> = {
  'second-factor': 'code',
  passkey: 'cle',
  enrolment: 'inscription',
};

export const stepIn = (asked: string | undefined): NextStep | null =>
  (['second-factor', 'passkey', 'enrolment'] as const).find((step) => stepPaths[step] === asked) ?? null;
