import type { Outputs } from '../harness/answering-server.ts';

export const workspace: Outputs['reports']['workspace'] = {
  year: 2024,
  convention: {
    name: 'Convention pluriannuelle État–Dijon métropole 2023-2025',
    startYear: 2023,
    endYear: 2025,
  },
  dueDate: '2025-09-30',
  places: [
    {
      place: 'global',
      kind: 'global',
      title: 'Bilan global',
      annexNumber: null,
      words: 96,
      written: true,
      ready: false,
      updatedByName: 'Coordinatrice (démonstration)',
      updatedAt: '2025-05-20T09:00:00.000Z',
      openComments: 0,
      judgement: null,
    },
    {
      place: 'action:A02',
      kind: 'action',
      title: 'Poste de captation des logements privés',
      annexNumber: 2,
      words: 49,
      written: true,
      ready: false,
      updatedByName: 'Coordinatrice (démonstration)',
      updatedAt: '2025-05-20T09:00:00.000Z',
      openComments: 0,
      judgement: 'achievable',
    },
  ],
  steps: [
    {
      step: 'figures',
      done: true,
      computed: true,
      detail: '403 valeurs validées sur 403',
      missing: [],
      date: null,
      owner: null,
    },
    {
      step: 'coverage',
      done: false,
      computed: true,
      detail: '27 indicateurs sur 28 à 90 % de couverture au moins',
      missing: [
        {
          label: 'Délai entre la demande et la décision de la CCA',
          detail: '10 mois sur 12 (83 % des mois)',
          href: '/indicateurs/IND-25?annee=2024',
        },
      ],
      date: null,
      owner: null,
    },
    {
      step: 'texts',
      done: false,
      computed: true,
      detail: '0 texte prêt sur 22, 10 commencés',
      missing: [
        {
          label: 'Bilan global',
          detail: 'à relire',
          href: '/rapport?annee=2024&texte=global',
        },
        {
          label: 'Accès rapide au logement',
          detail: 'à relire',
          href: '/rapport?annee=2024&texte=objective%3AACCES',
        },
      ],
      date: null,
      owner: null,
    },
    {
      step: 'finance',
      done: false,
      computed: false,
      detail: 'comptes à arrêter',
      missing: [],
      date: null,
      owner: null,
    },
    {
      step: 'council',
      done: false,
      computed: false,
      detail: 'date à fixer',
      missing: [],
      date: null,
      owner: null,
    },
  ],
  people: [
    {
      id: '266b0e25-208c-4acc-ad5c-7c8349870e23',
      name: 'Association (démonstration)',
      role: 'contributor',
      organisation: 'Habitat et Humanisme',
    },
    {
      id: '7d864af8-b8fd-442b-ae05-33b6e2574bdf',
      name: 'Coordinatrice (démonstration)',
      role: 'coordinator',
      organisation: null,
    },
  ],
};

export const readiness: Outputs['reports']['readiness'] = {
  year: 2025,
  convention: {
    name: 'Convention pluriannuelle État–Dijon métropole 2023-2025',
    startYear: 2023,
    endYear: 2025,
  },
  cells: {
    reported: 318,
    expected: 340,
  },
  actions: [
    {
      key: 'A01a',
      name: '1. Poste de coordinateur-animateur',
    },
    {
      key: 'A01b',
      name: 'Poste de cheffe de service, pilotage de la CCA et partenariat',
    },
  ],
  targeted: 9,
  unknown: [
    {
      code: 'IND-21',
      label: 'Rapport d’exécution transmis à temps',
    },
    {
      code: 'IND-24',
      label: 'Poste de secrétariat de la CCA pourvu',
    },
  ],
  hidden: [],
  dueDate: '2026-09-30',
};

export const globalText: Outputs['reportTexts']['text'] = {
  annexNumber: null,
  objectiveText: null,
  expectedText: null,
  place: 'global',
  kind: 'global',
  title: 'Bilan global',
  indicators: [
    {
      code: 'IND-01',
      label: 'Part des indicateurs chiffrés de l’annexe dont la cible est atteinte',
    },
    {
      code: 'IND-02',
      label: 'Logements privés captés',
    },
  ],
  year: 2025,
  text: {
    blocks: [],
  },
  revision: 0,
  ready: false,
  updatedByName: null,
  updatedAt: null,
  judgement: {
    judgement: null,
    reason: '',
    revision: 0,
  },
  comments: [],
};

export const tokenFigures: Outputs['reportTexts']['tokenFigures'] = [
  {
    code: 'IND-01',
    label: 'Part des indicateurs chiffrés de l’annexe dont la cible est atteinte',
    year: 2025,
    through: '2025-10',
    unit: 'percent',
    timeRule: 'ratio',
    value: 28.571428571428573,
    hidden: false,
    months: [
      {
        month: '2025-01',
        quantity: null,
        reported: 0,
        unavailable: 0,
        expected: 0,
      },
      {
        month: '2025-02',
        quantity: null,
        reported: 0,
        unavailable: 0,
        expected: 0,
      },
    ],
    target: null,
    progress: {
      kind: 'none',
      reason: 'no-target',
    },
    pace: 'not-assessable',
    coverage: {
      structures: {
        reported: 0,
        expected: 0,
      },
      cells: {
        reported: 0,
        expected: 0,
      },
    },
    origin: 'observed',
  },
  {
    code: 'IND-02',
    label: 'Logements privés captés',
    year: 2025,
    through: '2025-10',
    unit: 'dwellings',
    timeRule: 'flow',
    value: 23,
    hidden: false,
    months: [
      {
        month: '2025-01',
        quantity: {
          value: 4,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
      {
        month: '2025-02',
        quantity: {
          value: 4,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
    ],
    target: {
      year: 2025,
      value: 40,
      start: null,
      startMonth: '2025-01',
      endMonth: '2025-12',
      profile: 'linear',
      weights: [],
      reading: 'assumed',
      quote: '40 logements captés en 2021',
      document: 'Convention pluriannuelle État–Dijon métropole 2023-2025 et son annexe',
      note: 'La cible de 2021 est reportée sur chaque année de la convention, qui n’en donne pas d’autre.',
    },
    progress: {
      kind: 'rate',
      percent: 57.5,
      reached: false,
      worseThanStart: false,
    },
    pace: 'to-watch',
    coverage: {
      structures: {
        reported: 0,
        expected: 1,
      },
      cells: {
        reported: 9,
        expected: 10,
      },
    },
    origin: 'observed',
  },
];
