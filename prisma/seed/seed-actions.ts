/** A line of the annex as it is printed; null where its cell is blank. */
interface ActionSeed {
  key: string;
  annexNumber: number | null;
  title: string;
  description: string | null;
  objectiveText: string | null;
  expectedText: string | null;
  /** Of what is expected, the very words that no indicator measures, separated by « | ». */
  unmeasuredText?: string;
  /** « Financement demandé année 1 ». */
  requestedCents: number;
  maxStatePercent?: number;
  note?: string;
}

/** The 17 lines of annex 1 in its order, quotes verbatim. Missing numbers: 3, 7, 9, 10, 11, 14, 17; 18 is used twice. */
export const actions = [
  {
    key: 'A01a',
    annexNumber: 1,
    title: 'Poste de coordinateur-animateur',
    description: "Ingénierie et animation ; garant de l'action ; personne ressource",
    objectiveText:
      'Coordonner, impulser, donner les priorités, les lignes directrices du projet ; mettre en mouvement autour de lui',
    expectedText: "Atteinte des objectifs contenus dans la réponse à l'AMI",
    requestedCents: 2_400_000,
    maxStatePercent: 50,
    note: "La «\u00a0réponse à l'AMI\u00a0» n’est pas dans les documents publiés. Règle de cofinancement (article 2.1.1)\u00a0: «\u00a0cofinancé à 50% par l'État et à 50% par le territoire\u00a0».",
  },
  {
    key: 'A01b',
    annexNumber: null,
    title: 'Poste de cheffe de service, pilotage de la CCA et partenariat',
    description:
      'Animation de la CCA, participation aux instances partenariales de prévention des expulsions locatives',
    objectiveText:
      "Coordonner les mesures mise en place ; participer à l'animation du partenariat autour du LDA en appui de la coordinatrice",
    expectedText: "Atteinte des objectifs contenus dans la réponse à l'AMI",
    requestedCents: 350_000,
    note: 'Sans numéro dans l’annexe\u202f; même phrase que la ligne précédente.',
  },
  {
    key: 'A02',
    annexNumber: 2,
    title: 'Poste de captation des logements privés',
    description: 'Permettre la captation de logements dans le parc privé',
    objectiveText: 'disposer de logements autres que dans le parc public à proposer aux personnes en rue',
    expectedText: '40 logements captés en 2021',
    requestedCents: 3_390_000,
  },
  {
    key: 'A04a',
    annexNumber: 4,
    title: 'Poste de Gestion Locative Adaptée',
    description:
      "Gérer les logements captés d'une manière adaptée qui prenne en compte les parcours des publics et les questionnements des bailleurs privés",
    objectiveText: "Permettre une stabilité dans l'occupation des logements",
    expectedText: '40 logements gérés à 12 mois',
    requestedCents: 3_320_000,
  },
  {
    key: 'A04b',
    annexNumber: null,
    title: 'Poste de CESF',
    description: "gestion de la commission d'attribution des logements + accompagnement de premier niveau",
    objectiveText:
      "Gestion de la Commission d'attribution des logements Accompagnement à l'accès au logement Articulation avec les mesures d'accompagnement spécialisées",
    expectedText:
      "Stabilisation des situations locatives Travail partenarial entre l'AIMS et les associations gérant des mesures d'accompagnement spécialisées dans le logement",
    unmeasuredText:
      "Stabilisation des situations locatives | Travail partenarial entre l'AIMS et les associations gérant des mesures d'accompagnement spécialisées dans le logement",
    requestedCents: 3_250_000,
    note: 'Sans numéro dans l’annexe. «\u00a0AIMS\u00a0» désigne sans doute l’AIS ou l’AIVS.',
  },
  {
    key: 'A05',
    annexNumber: 5,
    title: "Création d'un lieu de répit",
    description:
      "Investissement d'une maison mise à disposition par la ville pour permettre à des personnes dont le maintien dans le logement ou la structure d'hébergement est fragilisé par situations de vulnérabilité psychique et ou sociale",
    objectiveText:
      "Eviter la dégradation des liens entre des locataires et des bailleurs. Eviter les mise à pied des structures d'hébergement. Désaturer l'hébergement d'urgence",
    expectedText:
      "Poursuite des parcours malgré un épisode compliqué ; indicateur : taux d'occupation, diminution des personnes orientées sur l'hébergement d'urgence suite à une mise à pied, diminution du nombre d'expulsions locatives suite à une dégradation des liens entre bailleurs et locataires (troubles de voisinage)",
    unmeasuredText: 'Poursuite des parcours malgré un épisode compliqué',
    requestedCents: 1_500_000,
  },
  {
    key: 'A06',
    annexNumber: 6,
    title: 'Renforcement des diagnostics',
    description:
      'Eviter les expulsions locatives en "aller vers" les ménages du parc privé en difficulté, faiblesse identifiée de la réponse sur ce territoire',
    objectiveText: 'Porter 40 diagnostics par an avant le commandement de quitter les lieux',
    expectedText: 'Evite une perte du logement pour les publics par une intervention sociale moins tardive',
    unmeasuredText: 'Evite une perte du logement pour les publics par une intervention sociale moins tardive',
    requestedCents: 2_200_000,
    note: '«\u00a0Porter 40\u00a0» peut vouloir dire «\u00a0porter à 40\u00a0».',
  },
  {
    key: 'A08',
    annexNumber: 8,
    title: 'Enquêtes sociales par visites à domicile',
    description:
      "L'action repose sur plusieurs axes : le démarrage d'enquêtes sociales dans les services sociaux de droit commun du territoire (CCAS et services sociaux du conseil départemental) dès le stade du commandement de payer et le développement de pratiques dites d'Aller vers au sein des services sociaux de droit commun du territoire",
    objectiveText:
      "Organiser des enquêtes sociales et rencontrer la totalité des personnes au stade du commandement de payer soit environ = 1154 situations / an (évaluation à partir des données Exploc 2022). Passer d'un taux de non réponse de 75% à 0% sur les situations au stade de l'assignation",
    expectedText:
      "Arrêt de la procédure d'expulsion, Diminution du nombre de situations d'expulsions locatives Diminution du nombre de situations étudiées en CCAPEX Diminution du nombre de situation au stade de l'assignation.",
    requestedCents: 12_000_000,
  },
  {
    key: 'A12',
    annexNumber: 12,
    title: 'Accompagnement des professionnels par la formation',
    description: "Mettre en place des formations sur l'aller vers, la place des publics, pair-aidance...",
    objectiveText: "Accompagner les professionnels dans l'évolution des pratiques induites",
    expectedText: "Application des principes du logement d'abord dans les pratiques professionnelles",
    unmeasuredText: "Application des principes du logement d'abord dans les pratiques professionnelles",
    requestedCents: 1_500_000,
  },
  {
    key: 'A13',
    annexNumber: 13,
    title: 'Ateliers premier logement/ appartement pédagogique habitat et humanisme',
    description: "Préparer les personnes à leur entrée dans un logement qu'elles auront à gérer",
    objectiveText: 'Empêcher des arrivées délicates dans le logement par méconnaissance du comment le gérer',
    expectedText: 'Ateliers suivis par 70 personnes. Inscription durable dans le logement. Faiblesse des échecs',
    unmeasuredText: 'Faiblesse des échecs',
    requestedCents: 2_743_000,
  },
  {
    key: 'A15',
    annexNumber: 15,
    title: 'Observatoire et études',
    description:
      'Commanditer des études pour affiner la connaissance des publics, le diagnostic et les réponses à y apporter',
    objectiveText: "Se doter d'une connaissance fine de la situation du non logement sur le territoire",
    expectedText: 'Rendre le plus ajusté possible le contenu des actions',
    unmeasuredText: 'Rendre le plus ajusté possible le contenu des actions',
    requestedCents: 500_000,
  },
  {
    key: 'A16',
    annexNumber: 16,
    title: 'Evaluation annuelle',
    description: "Procéder annuellement à l'évaluation de l'avancée de l'action",
    objectiveText: "Disposer d'une compréhension de l'exécuté pour éclairer les orientations de l'exercice suivant",
    expectedText: 'Capacité à vérifier les objectifs et à les faire évoluer si nécessaire',
    unmeasuredText: 'Capacité à vérifier les objectifs et à les faire évoluer si nécessaire',
    requestedCents: 2_000_000,
  },
  {
    key: 'A18a',
    annexNumber: 18,
    title: 'Commission de coordination des accompagnements',
    description: 'Commission de coordination des accompagnements',
    objectiveText:
      "Mettre en place une instance de coordination des accompagnements sur le territoire métropolitain, porté d'entrée unique pour les premières demandes d'accompagnement spécialisé/ Assurer le fonctionnement de la commission de coordination des accompagnements (10 réunions / an): préparation et suivi",
    expectedText: "Recrutement effectif du poste de secrétariat et fonctionnement de l'instance",
    requestedCents: 3_220_000,
    note: 'Le numéro 18 sert deux fois dans l’annexe.',
  },
  {
    key: 'A18b',
    annexNumber: 18,
    title: 'Création du pôle ressource Santé mentale et habitat',
    description: null,
    objectiveText:
      "Soutenir les professionnels dans leurs pratiques Inscrire la santé mentale dans les pratiques des professionnels de l'intervention sociale",
    expectedText:
      "Amélioration de l'identification des troubles de santé mentale Améliorer l'évaluation des besoins des personnes en souffrance psychique",
    unmeasuredText:
      "Amélioration de l'identification des troubles de santé mentale | Améliorer l'évaluation des besoins des personnes en souffrance psychique",
    requestedCents: 11_703_100,
    note: 'Le numéro 18 sert deux fois dans l’annexe.',
  },
  {
    key: 'A19',
    annexNumber: 19,
    title:
      "Développement d'un dispositif d'accès direct au logement pour les personnes en rue ou hébergées sur l'urgence.",
    description: null,
    objectiveText: "Accélérer l'accès direct au logement des personnes sans domicile.",
    expectedText: 'Diminution du nombre de personnes sans domicile et sans abris',
    requestedCents: 12_400_000,
  },
  {
    key: 'A20',
    annexNumber: 20,
    title: 'Budget de fonctionnement (communication)',
    description: null,
    objectiveText: null,
    expectedText: null,
    requestedCents: 600_000,
    note: 'Aucun indicateur défini dans l’annexe.',
  },
  {
    key: 'A21',
    annexNumber: 21,
    title: 'Renforcement du dispositif ACOR',
    description: null,
    objectiveText: null,
    expectedText: null,
    requestedCents: 7_000_000,
    note: 'Aucun indicateur défini dans l’annexe.',
  },
] as const satisfies ActionSeed[];
