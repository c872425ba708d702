/** A line of the annex as it is printed; null where its cell is blank. */
interface ActionSeed {
  key: string;
  annexNumber: number | null;
  title: string;
  objectiveText: string | null;
  expectedText: string | null;
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
    objectiveText: null,
    expectedText: "Atteinte des objectifs contenus dans la réponse à l'AMI",
    requestedCents: 2_400_000,
    maxStatePercent: 50,
    note: "La «\u00a0réponse à l’AMI\u00a0» n’est pas dans les documents publiés. Règle de cofinancement (article 2.1.1)\u00a0: «\u00a0cofinancé à 50% par l'État et à 50% par le territoire\u00a0».",
  },
  {
    key: 'A01b',
    annexNumber: null,
    title: 'Poste de cheffe de service, pilotage de la CCA et partenariat',
    objectiveText: null,
    expectedText: "Atteinte des objectifs contenus dans la réponse à l'AMI",
    requestedCents: 350_000,
    note: 'Sans numéro dans l’annexe\u202f; même phrase que la ligne précédente.',
  },
  {
    key: 'A02',
    annexNumber: 2,
    title: 'Poste de captation des logements privés',
    objectiveText: 'disposer de logements autres que dans le parc public à proposer aux personnes en rue',
    expectedText: '40 logements captés en 2021',
    requestedCents: 3_390_000,
  },
  {
    key: 'A04a',
    annexNumber: 4,
    title: 'Poste de Gestion Locative Adaptée',
    objectiveText: "Permettre une stabilité dans l'occupation des logements",
    expectedText: '40 logements gérés à 12 mois',
    requestedCents: 3_320_000,
  },
  {
    key: 'A04b',
    annexNumber: null,
    title: 'Poste de CESF',
    objectiveText: null,
    expectedText:
      "Stabilisation des situations locatives\nTravail partenarial entre l'AIMS et les associations gérant des mesures d'accompagnement spécialisées dans le logement",
    requestedCents: 3_250_000,
    note: 'Sans numéro dans l’annexe. «\u00a0AIMS\u00a0» désigne sans doute l’AIS ou l’AIVS.',
  },
  {
    key: 'A05',
    annexNumber: 5,
    title: "Création d'un lieu de répit",
    objectiveText: null,
    expectedText:
      "Poursuite des parcours malgré un épisode compliqué ; indicateur : taux d'occupation, diminution des personnes orientées sur l'hébergement d'urgence suite à une mise à pied, diminution du nombre d'expulsions locatives suite à une dégradation des liens entre bailleurs et locataires (troubles de voisinage)",
    requestedCents: 1_500_000,
  },
  {
    key: 'A06',
    annexNumber: 6,
    title: 'Renforcement des diagnostics',
    objectiveText:
      'Eviter les expulsions locatives en "aller vers" les ménages du parc privé en difficulté, faiblesse identifiée de la réponse sur ce territoire',
    expectedText: 'Porter 40 diagnostics par an avant le commandement de quitter les lieux',
    requestedCents: 2_200_000,
    note: 'La phrase d’objectif se trouve dans la colonne de description. «\u00a0Porter 40\u00a0» peut vouloir dire «\u00a0porter à 40\u00a0».',
  },
  {
    key: 'A08',
    annexNumber: 8,
    title: 'Enquêtes sociales par visites à domicile',
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
    objectiveText: null,
    expectedText: "Application des principes du logement d'abord dans les pratiques professionnelles",
    requestedCents: 1_500_000,
  },
  {
    key: 'A13',
    annexNumber: 13,
    title: 'Ateliers premier logement/ appartement pédagogique habitat et humanisme',
    objectiveText: null,
    expectedText: 'Ateliers suivis par 70 personnes. Inscription durable dans le logement. Faiblesse des échecs',
    requestedCents: 2_743_000,
  },
  {
    key: 'A15',
    annexNumber: 15,
    title: 'Observatoire et études',
    objectiveText: null,
    expectedText: 'Rendre le plus ajusté possible le contenu des actions',
    requestedCents: 500_000,
  },
  {
    key: 'A16',
    annexNumber: 16,
    title: 'Evaluation annuelle',
    objectiveText: null,
    expectedText: 'Capacité à vérifier les objectifs et à les faire évoluer si nécessaire',
    requestedCents: 2_000_000,
  },
  {
    key: 'A18a',
    annexNumber: 18,
    title: 'Commission de coordination des accompagnements',
    objectiveText:
      'Assurer le fonctionnement de la commission de coordination des accompagnements (10 réunions / an): préparation et suivi',
    expectedText: "Recrutement effectif du poste de secrétariat et fonctionnement de l'instance",
    requestedCents: 3_220_000,
    note: 'Le numéro 18 sert deux fois dans l’annexe.',
  },
  {
    key: 'A18b',
    annexNumber: 18,
    title: 'Création du pôle ressource Santé mentale et habitat',
    objectiveText: null,
    expectedText:
      "Amélioration de l'identification des troubles de santé mentale Améliorer l'évaluation des besoins des personnes en souffrance psychique",
    requestedCents: 11_703_100,
    note: 'Le numéro 18 sert deux fois dans l’annexe.',
  },
  {
    key: 'A19',
    annexNumber: 19,
    title: "Développement d'un dispositif d'accès direct au logement…",
    objectiveText: null,
    expectedText: 'Diminution du nombre de personnes sans domicile et sans abris',
    requestedCents: 12_400_000,
  },
  {
    key: 'A20',
    annexNumber: 20,
    title: 'Budget de fonctionnement (communication)',
    objectiveText: null,
    expectedText: null,
    requestedCents: 600_000,
    note: 'Aucun indicateur défini dans l’annexe.',
  },
  {
    key: 'A21',
    annexNumber: 21,
    title: 'Renforcement du dispositif ACOR',
    objectiveText: null,
    expectedText: null,
    requestedCents: 7_000_000,
    note: 'Aucun indicateur défini dans l’annexe.',
  },
] as const satisfies ActionSeed[];
