export interface GlossaryEntry {
  /** As it is written on the screens. */
  term: string;
  /** What its letters stand for, or what the word is. */
  full: string;
  /** One more sentence, where the full name does not say enough. */
  meaning?: string;
}

/** Words of housing, homelessness and evictions. */
export const glossaryField: readonly GlossaryEntry[] = [
  {
    term: 'AIS',
    full: 'agence immobilière sociale',
    meaning: 'Elle loue et gère des logements privés pour des ménages modestes.',
  },
  {
    term: 'AIVS',
    full: 'agence immobilière à vocation sociale',
    meaning: 'La forme la plus répandue d’agence immobilière sociale.',
  },
  {
    term: 'ALT',
    full: 'allocation de logement temporaire',
    meaning: 'Aide versée à qui héberge pour une durée limitée.',
  },
  { term: 'ASLL', full: 'accompagnement social lié au logement' },
  { term: 'AVDL', full: 'accompagnement vers et dans le logement' },
  {
    term: 'CCA',
    full: 'commission de coordination des accompagnements',
    meaning: 'Elle cherche, à plusieurs, une réponse aux situations que personne ne peut régler seul.',
  },
  { term: 'CCAPEX', full: 'commission de coordination des actions de prévention des expulsions locatives' },
  { term: 'CESF', full: 'conseillère ou conseiller en économie sociale et familiale' },
  { term: 'CFP', full: 'concours de la force publique', meaning: 'Le préfet l’accorde pour exécuter une expulsion.' },
  { term: 'CHRS', full: 'centre d’hébergement et de réinsertion sociale' },
  {
    term: 'CQL',
    full: 'commandement de quitter les lieux',
    meaning: 'Acte d’un commissaire de justice, après le jugement d’expulsion.',
  },
  {
    term: 'DALO',
    full: 'droit au logement opposable',
    meaning: 'Recours de qui n’a pas obtenu de logement dans un délai raisonnable.',
  },
  {
    term: 'ETHOS',
    full: 'European Typology of Homelessness and Housing Exclusion',
    meaning: 'Classement européen des situations sans logement, dont l’observatoire emploie la version « Light ».',
  },
  {
    term: 'FSL',
    full: 'fonds de solidarité pour le logement',
    meaning: 'Il aide à entrer dans un logement et à s’y maintenir.',
  },
  {
    term: 'IML',
    full: 'intermédiation locative',
    meaning: 'Une association loue ou gère le logement d’un propriétaire privé, pour un ménage modeste.',
  },
  { term: 'NA', full: 'non applicable' },
  {
    term: 'NC',
    full: 'non communiqué',
    meaning: 'La donnée n’est pas connue : une absence, avec sa raison, et jamais un zéro.',
  },
  {
    term: 'OPS',
    full: 'enquête sur l’occupation du parc social',
    meaning: 'Tous les deux ans, les bailleurs décrivent qui habite leurs logements.',
  },
  { term: 'PDALHPD', full: 'plan départemental d’action pour le logement et l’hébergement des personnes défavorisées' },
  {
    term: 'PLAI',
    full: 'prêt locatif aidé d’intégration',
    meaning: 'Il finance les logements sociaux aux loyers les plus bas.',
  },
  { term: 'PLS', full: 'prêt locatif social', meaning: 'Il finance les logements sociaux aux loyers les plus hauts.' },
  {
    term: 'PLUS',
    full: 'prêt locatif à usage social',
    meaning: 'Le financement le plus courant d’un logement social.',
  },
  { term: 'LI', full: 'logement intermédiaire', meaning: 'Loyers entre ceux du parc social et ceux du marché.' },
  { term: 'QPV', full: 'quartier prioritaire de la politique de la ville' },
  {
    term: 'SIAO',
    full: 'service intégré d’accueil et d’orientation',
    meaning: 'Guichet unique des demandes d’hébergement et de logement accompagné dans le département.',
  },
  { term: 'VISALE', full: 'visa pour le logement et l’emploi', meaning: 'Garantie de loyer d’Action Logement.' },
];
