import type { GlossaryEntry } from './glossary-field.ts';

/** Institutions, partners, law, and the few words of the computer that screens cannot avoid. */
export const glossaryAdministration: readonly GlossaryEntry[] = [
  {
    term: 'AIPD',
    full: 'analyse d’impact relative à la protection des données',
    meaning: 'Tant qu’elle n’est pas enregistrée, les demandes d’un même ménage ne sont pas rapprochées.',
  },
  { term: 'AMI', full: 'appel à manifestation d’intérêt' },
  { term: 'API', full: 'interface de programmation', meaning: 'La porte par laquelle un logiciel parle à un autre.' },
  { term: 'CAF', full: 'caisse d’allocations familiales' },
  { term: 'CCAS', full: 'centre communal d’action sociale' },
  { term: 'CAPTCHA', full: 'épreuve qui distingue une personne d’un robot', meaning: 'L’observatoire n’en a pas.' },
  { term: 'CSS', full: 'feuilles de style des pages' },
  { term: 'QR', full: 'code en carrés noirs et blancs, que lit un téléphone' },
  { term: 'CEDEX', full: 'courrier d’entreprise à distribution exceptionnelle' },
  { term: 'CNIL', full: 'Commission nationale de l’informatique et des libertés' },
  {
    term: 'CSV',
    full: 'tableau en texte, une ligne par ligne, des virgules ou des points-virgules entre les valeurs',
    meaning: 'Tous les tableurs l’ouvrent.',
  },
  {
    term: 'DDETS',
    full: 'direction départementale de l’emploi, du travail et des solidarités',
    meaning: 'Le service de l’État qui suit la convention dans le département.',
  },
  {
    term: 'DIHAL',
    full: 'délégation interministérielle à l’hébergement et à l’accès au logement',
    meaning: 'Elle conduit le plan Logement d’abord pour l’État.',
  },
  { term: 'EOHS', full: 'bureau d’études sur l’habitat', meaning: 'Il traite l’enquête OPS pour l’USH.' },
  { term: 'ETP', full: 'équivalent temps plein', meaning: '0,5 ETP est un mi-temps.' },
  { term: 'Exploc', full: 'application de l’État pour le suivi des expulsions locatives' },
  {
    term: 'HCL',
    full: 'Haut Comité pour le logement des personnes défavorisées',
    meaning: 'Devenu le Haut Comité pour le droit au logement.',
  },
  { term: 'Insee', full: 'Institut national de la statistique et des études économiques' },
  { term: 'JSON', full: 'format de texte que les logiciels échangent', meaning: 'Celui du fichier du catalogue.' },
  {
    term: 'PDF',
    full: 'document prêt à lire et à imprimer',
    meaning: 'Ceux de l’observatoire sont accessibles : structure, textes de remplacement, signets.',
  },
  { term: 'PNG', full: 'format d’image', meaning: 'Pour coller un graphique dans un document.' },
  {
    term: 'RGAA',
    full: 'référentiel général d’amélioration de l’accessibilité',
    meaning: 'Ce que la loi demande aux sites publics, critère par critère.',
  },
  {
    term: 'SDG',
    full: 'objectifs de développement durable (en anglais)',
    meaning: 'Open SDG est un logiciel libre de suivi d’indicateurs, dont viennent les deux seuils du rythme.',
  },
  { term: 'SVG', full: 'format de dessin qui reste net à toutes les tailles' },
  { term: 'USH', full: 'Union sociale pour l’habitat', meaning: 'Elle réunit les organismes de logement social.' },
];
