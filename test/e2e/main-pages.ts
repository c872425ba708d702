import type { Person } from './journey.ts';

/** The pages that every look at the whole product goes through, each by whom it is for. `null`: nobody is signed in. */
export interface MainPage {
  name: string;
  person: Person | null;
  path: string;
}

const of = (person: Person | null, pages: Record<string, string>): MainPage[] =>
  Object.entries(pages).map(([name, path]) => ({ name, person, path }));

export const mainPages: readonly MainPage[] = [
  ...of(null, { connexion: '/connexion', accessibilite: '/accessibilite' }),
  ...of('coordination', {
    'vue-d-ensemble': '/',
    indicateur: '/indicateurs/IND-23?annee=2025',
    pourquoi: '/?pourquoi=IND-02:2025',
    reunion: '/reunion?ligne=15',
    rapport: '/rapport',
    'texte-du-rapport': '/rapport?annee=2024&texte=action%3AA02',
    finances: '/finances',
    catalogue: '/catalogue',
    collecte: '/collecte',
    envoi: '/collecte/1/2025-09',
    courriels: '/courriels',
    imports: '/imports',
    registres: '/registres',
    registre: '/registres/workshop',
    'sans-domicile': '/sans-domicile',
    'sans-domicile-parcours': '/sans-domicile?vue=parcours',
    'sans-domicile-besoins': '/sans-domicile?vue=besoins',
    'sans-domicile-fiabilite': '/sans-domicile?vue=fiabilite',
    expulsions: '/expulsions?annee=2023',
    logement: '/logement',
    atlas: '/logement?vue=atlas',
    'action-logement': '/logement?vue=action-logement',
    journal: '/journal',
    personnes: '/personnes',
    compte: '/compte',
    'donnees-ouvertes': '/donnees-ouvertes',
    'jetons-api': '/jetons-api?organisation=1',
    'protection-des-donnees': '/protection-des-donnees',
    commencer: '/commencer',
    aide: '/aide',
    glossaire: '/aide/glossaire',
    administration: '/administration',
    plan: '/plan',
  }),
  ...of('association', {
    'mon-mois': '/mon-mois',
    saisie: '/mon-mois/2025-10',
    'nos-chiffres': '/ce-que-deviennent-nos-chiffres',
  }),
];
