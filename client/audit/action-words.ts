/** The French words of the journal's actions. */
export const actionWords: Record<string, string> = {
  'target.amend': 'Cible modifiée',
  'amount.amend': 'Montant modifié par avenant',
  'definition.add': 'Nouvelle définition',
  'time-rule.change': 'Règle de temps changée',
  'catalogue.import': 'Catalogue importé',
  'setting.change': 'Réglage modifié',
  'head-count.add': 'Comptage saisi',
  'homelessness.settings': 'Règles du registre des sans-domicile modifiées',
  'indicator.annotate': 'Note ajoutée sur un mois',
  'indicator.remove-annotation': 'Note retirée d’un mois',
  'indicator.message': 'Message écrit sur un indicateur',
  'indicator.download': 'Indicateur téléchargé',
  'import.commit': 'Fichier importé',
  'import.undo': 'Import annulé',
  'register.correct': 'Ligne de registre saisie, corrigée ou retirée',
  'report.download': 'Rapport téléchargé',
  'entry.save': 'Valeur saisie',
  'entry.submit': 'Mois envoyé',
  'entry.workbook': 'Classeur du mois téléchargé',
  'entry.answer': 'Réponse à une question',
  'collection.validate': 'Mois validé',
  'collection.return-cell': 'Valeur renvoyée avec une question',
  'collection.unlock': 'Mois ou valeur déverrouillé',
  'reminder.write': 'Rappel écrit',
  'mail.resend': 'Courriel renvoyé',
  'absence.declare': 'Absence déclarée',
  'absence.end': 'Absence terminée',
  'session.sign-in': 'Connexion',
  'session.revoke': 'Session fermée',
  'account.change-password': 'Mot de passe changé',
  'account.renew-password': 'Mot de passe renouvelé',
  'invitation.create': 'Invitation envoyée',
  'invitation.cancel': 'Invitation annulée',
  'invitation.accept': 'Invitation acceptée',
  'person.disable': 'Accès suspendu',
  'person.enable': 'Accès rétabli',
  'person.change-role': 'Rôle changé',
  'person.password-link': 'Lien de mot de passe créé',
};

/** What a line of the journal is about. */
export const entityWords: Record<string, string> = {
  user: 'une personne',
  invitation: 'une invitation',
  import: 'un import',
  report: 'le rapport',
  return: 'un envoi',
  observation: 'une valeur',
  setting: 'le réglage',
  'head-count': 'un comptage',
  catalogue: 'le catalogue',
  convention: 'la convention',
  indicator: 'l’indicateur',
  mail: 'un courriel',
};

/** The French names of what changed; what has none here is not for reading (fingerprints). */
const fieldWords: Record<string, string> = {
  source: 'source',
  accepted: 'lignes prises',
  rejected: 'lignes refusées',
  cells: 'valeurs',
  status: 'état',
  state: 'état',
  value: 'valeur',
  numerator: 'numérateur',
  denominator: 'dénominateur',
  reason: 'raison',
  comment: 'commentaire',
  review: 'question',
  stage: 'étape',
  year: 'année',
  month: 'mois',
  text: 'texte',
  act: 'acte',
  actDate: 'date de l’acte',
  role: 'rôle',
  name: 'nom',
  email: 'adresse',
  disabled: 'accès suspendu',
  endedSessions: 'sessions fermées',
  organisationId: 'structure',
  months: 'mois',
  fromDate: 'du',
  toDate: 'jusqu’au',
};

const valueWords: Record<string, string> = {
  draft: 'brouillon',
  submitted: 'envoyé',
  validated: 'validé',
  published: 'publié',
  none: 'aucune',
  returned: 'posée',
  answered: 'répondue',
  value: 'renseignée',
  missing: 'non renseignée',
  unavailable: 'non disponible',
  'not-applicable': 'sans objet',
  estimated: 'estimée',
  coordinator: 'coordination',
  contributor: 'structure partenaire',
  reader: 'lecture',
  true: 'oui',
  false: 'non',
};

/** What was, or what is, in words. */
export function detailWords(content: unknown): string {
  if (typeof content !== 'object' || content === null) return '';
  return Object.entries(content)
    .filter(([name, value]) => name in fieldWords && value !== null)
    .map(([name, value]) => `${fieldWords[name]}\u00a0: ${valueWords[String(value)] ?? String(value)}`)
    .join(', ');
}
