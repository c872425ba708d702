/** Canonical label of a choice → the other ways in which SI-SIAO exports and partners write it. */
type Choices = Record<string, string[]>;

export const situations: Choices = {
  'Rue - abri de fortune': [
    'Rue',
    'Rue, abri de fortune',
    'À la rue',
    'Abri de fortune',
    'Rue / abri de fortune',
    'Sans abri',
    'Voiture',
    'Espace public',
  ],
  'Squat - bidonville': ['Squat', 'Bidonville', 'Squat / bidonville', 'Campement', 'Squat ou bidonville'],
  "Hébergement d'urgence": ['Urgence', 'HU', 'CHU', 'Hébergement urgence', 'Hébergé en urgence', '115', 'Nuitée 115'],
  Hôtel: ['Hôtel 115', 'À l’hôtel', 'Nuitées hôtelières', 'Hôtel social'],
  'Hébergé chez un tiers': [
    'Chez un tiers',
    'Tiers',
    'Chez des tiers',
    'Hébergé par un tiers',
    'Hébergé chez des tiers',
    'Hébergement chez des tiers',
    'Hébergement chez un tiers',
    'Famille ou amis',
  ],
  'CHRS / stabilisation': ['CHRS', 'Stabilisation', 'CHRS - stabilisation', 'CHRS ou stabilisation'],
  "Sortie d'institution": [
    'Institution',
    'Sortant d’institution',
    'Sortie d’hôpital ou de prison',
    'Sortie de détention',
    'Sortie d’hospitalisation',
  ],
  'Logement (risque de perte)': [
    'Logement',
    'Risque de perte du logement',
    'Menace d’expulsion',
    'Logement - risque de perte',
    'Locataire',
  ],
};

export const requestTypes: Choices = {
  'Première demande': ['1re demande', '1ère demande', 'Nouvelle demande', 'Nouvelle', 'Première'],
  Actualisation: ['Mise à jour', 'Actualisée', 'Renouvellement'],
  Réexamen: ['Ré-examen', 'Nouvel examen'],
};

export const statuses: Choices = {
  'En cours': ['Ouverte', 'En attente', 'Active', 'Transmise', 'Transmise au SIAO'],
  Orientée: ['Orienté'],
  Admise: ['Admis'],
  Clôturée: ['Clôturé', 'Close', 'Fermée', 'Clos'],
  Annulée: ['Annulé'],
  Refusée: ['Refusé', 'Refus'],
};

export const compositions: Choices = {
  'Homme seul': ['Homme isolé'],
  'Femme seule': ['Femme isolée'],
  'Femme seule avec enfant(s)': ['Femme avec enfant(s)', 'Femme seule avec enfants'],
  'Homme seul avec enfant(s)': ['Homme avec enfant(s)', 'Homme seul avec enfants'],
  'Couple sans enfant': ['Couple', 'Couple seul'],
  'Couple avec enfant(s)': ['Couple avec enfants', 'Famille'],
  'Groupe avec enfant(s)': ['Groupe avec enfants'],
};

export const closingReasons: Choices = {
  'Relogement parc social': [
    'Parc social',
    'Relogement dans le parc social',
    'Logement social',
    'Relogé parc social',
    'Relogement social',
  ],
  'Relogement parc privé': [
    'Parc privé',
    'Relogement dans le parc privé',
    'Logement privé',
    'Relogé parc privé',
    'Relogement privé',
  ],
  'Intermédiation locative': ['IML', 'Relogement IML', 'Relogement en intermédiation locative'],
  'Pension de famille': ['Relogement pension de famille', 'Maison relais', 'Pension famille'],
  'Sans nouvelles': [
    'Sans nouvelle',
    'Perdu de vue',
    'Perdue de vue',
    'Sans nouvelles du ménage',
    'Sans nouvelle du demandeur',
    'Plus de nouvelles',
  ],
  'Non actualisée': [
    'Demande non actualisée',
    'Non actualisation',
    'Demande non renouvelée',
    'Défaut d’actualisation',
    'Absence d’actualisation',
    'Clôture administrative pour non actualisation',
  ],
  'Retour en famille': ['Retour famille'],
};

/** A request that is refused or cancelled without a date ends with its last dated contact. Status → the reason that it says. */
export const undatedEnds: Record<string, string> = { Refusée: 'Demande refusée', Annulée: 'Demande annulée' };
