import type { Outputs } from '../harness/answering-server.ts';

export const funnel: Outputs['evictions']['funnel'] = {
  visibility: 'working',
  years: [2025, 2024, 2023, 2022, 2021],
  year: 2025,
  figuresYear: 2025,
  referenceDate: '2025-11-14',
  filters: {},
  hasRows: true,
  view: {
    flows: [938, 367, 259, 134, 38, 25],
    reached: [938, 240, 110, 28, 1, 0],
    furthest: [698, 130, 82, 27, 1, 0],
    ended: [0, 0, 0, 0, 0, 0],
    met: [
      {
        key: 'all',
        numerator: 487,
        denominator: 938,
      },
      {
        key: 'Privé',
        numerator: 168,
        denominator: 317,
      },
      {
        key: 'Public',
        numerator: 319,
        denominator: 621,
      },
    ],
    diagnostics: {
      all: 44,
      counted: 8,
    },
    byStock: [
      {
        key: 'Privé',
        flows: [317, 126, 83, 37, 7, 8],
        cohort: [317, 77, 35, 6, 0, 0],
      },
      {
        key: 'Public',
        flows: [621, 241, 176, 97, 31, 17],
        cohort: [621, 163, 75, 22, 1, 0],
      },
    ],
    byGroup: [
      {
        key: 'DIJON',
        flows: [614, 235, 167, 82, 24, 14],
        cohort: [614, 164, 73, 16, 1, 0],
      },
      {
        key: 'LARGE',
        flows: [275, 113, 80, 46, 14, 11],
        cohort: [275, 65, 30, 10, 0, 0],
      },
    ],
    silent: [
      {
        key: 'all',
        numerator: 295,
        denominator: 367,
      },
      {
        key: 'Privé',
        numerator: 110,
        denominator: 126,
      },
    ],
    delays: [
      {
        from: 0,
        first: 67.75,
        median: 98,
        third: 125.25,
      },
      {
        from: 1,
        first: 64.25,
        median: 72,
        third: 83,
      },
      {
        from: 2,
        first: 62,
        median: 70.5,
        third: 80.25,
      },
      {
        from: 3,
        first: 77,
        median: 77,
        third: 77,
      },
    ],
  },
  months: [
    {
      month: '2025-01',
      counts: [90, 31, 22, 8, 6, 0],
    },
    {
      month: '2025-02',
      counts: [86, 34, 27, 16, 4, 0],
    },
  ],
  figures: [
    {
      code: 'IND-08',
      label: 'Diagnostics réalisés avant le commandement de quitter les lieux (parc privé)',
      unit: 'diagnostics',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: true,
      year: 2025,
      through: '2025-10',
      origin: 'observed',
      quantity: {
        value: 16,
      },
      value: 16,
      hidden: false,
      months: [
        {
          month: '2025-01',
          quantity: {
            value: 1,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
        {
          month: '2025-02',
          quantity: {
            value: 1,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
      ],
      missingMonths: [],
      coverage: {
        structures: {
          reported: 1,
          expected: 1,
        },
        cells: {
          reported: 10,
          expected: 10,
        },
      },
      partial: false,
      target: {
        year: 2025,
        value: 40,
        start: null,
        startMonth: '2025-01',
        endMonth: '2025-12',
        profile: 'linear',
        weights: [],
        reading: 'stated',
        quote: 'Porter 40 diagnostics par an avant le commandement de quitter les lieux',
        document: 'Convention pluriannuelle État–Dijon métropole 2023-2025 et son annexe',
        note: 'Quarante par an, pour le parc privé. « Porter » peut aussi se lire « porter à ».',
      },
      progress: {
        kind: 'rate',
        percent: 40,
        reached: false,
        worseThanStart: false,
      },
      expected: 33.333333333333336,
      pace: 'behind',
      left: 12,
      published: [],
      threshold: 10,
      actions: [
        {
          key: 'A06',
          title: 'Renforcement des diagnostics',
        },
      ],
      frequency: 'monthly',
      stated: true,
      keyFigure: true,
      computed: null,
      definition:
        'Diagnostics sociaux et financiers réalisés dans le mois pour un logement du parc privé, avant le commandement de quitter les lieux.',
      formula: 'nombre de diagnostics, au mois du diagnostic',
      version: 1,
      note: 'La convention compte par an ; la saisie mensuelle est un choix de l’observatoire. Un même ménage peut aussi être rencontré au stade du commandement de payer : les deux ne s’additionnent pas.',
      sourceText: 'Exploc, par la DDETS (l’opérateur n’est pas nommé par la convention)',
      updatedAt: '2025-11-05T09:30:00.000Z',
      number: 16,
      notes: [],
    },
    {
      code: 'IND-09',
      label: 'Commandements de payer',
      unit: 'situations',
      timeRule: 'flow',
      direction: 'context',
      tolerance: null,
      sensitive: true,
      year: 2025,
      through: '2025-10',
      origin: 'observed',
      quantity: {
        value: 938,
      },
      value: 938,
      hidden: false,
      months: [
        {
          month: '2025-01',
          quantity: {
            value: 90,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
        {
          month: '2025-02',
          quantity: {
            value: 86,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
      ],
      missingMonths: [],
      coverage: {
        structures: {
          reported: 1,
          expected: 1,
        },
        cells: {
          reported: 10,
          expected: 10,
        },
      },
      partial: false,
      target: null,
      progress: {
        kind: 'none',
        reason: 'context',
      },
      expected: null,
      pace: 'not-assessable',
      left: null,
      published: [
        {
          fromMonth: '2022-01',
          toMonth: '2022-12',
          value: 1154,
          quote: 'environ = 1154 situations / an (évaluation à partir des données Exploc 2022)',
          document: 'Convention pluriannuelle État–Dijon métropole 2023-2025 et son annexe',
        },
      ],
      threshold: 10,
      actions: [
        {
          key: 'A08',
          title: 'Enquêtes sociales par visites à domicile',
        },
      ],
      frequency: 'monthly',
      stated: true,
      keyFigure: false,
      computed: null,
      definition: 'Situations signalées dans le mois au stade du commandement de payer.',
      formula: 'nombre de situations, au mois du commandement',
      version: 1,
      note: 'Environ 1 154 situations par an (Exploc 2022) : un volume attendu, pas une cible, et peut-être celui de tout le département.',
      sourceText: 'Exploc, par la DDETS',
      updatedAt: '2025-11-05T09:30:00.000Z',
      number: 938,
      notes: [],
    },
  ],
  territory: [
    {
      code: '21231',
      name: 'Dijon',
      population: 159941,
      latitude: 47.3229,
      longitude: 5.0375,
      groupCode: 'DIJON',
    },
    {
      code: '21166',
      name: 'Chenôve',
      population: 14299,
      latitude: 47.2926,
      longitude: 5.0049,
      groupCode: 'LARGE',
    },
  ],
};
