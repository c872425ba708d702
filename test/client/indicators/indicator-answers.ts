import type { Outputs } from '../harness/answering-server.ts';

export const indicator: Outputs['indicators']['byCode'] = {
  figure: {
    code: 'IND-23',
    label: 'Demandes de mesures d’accompagnement traitées par la CCA',
    unit: 'requests',
    timeRule: 'flow',
    direction: 'context',
    tolerance: null,
    sensitive: true,
    year: 2025,
    through: '2025-10',
    origin: 'observed',
    quantity: {
      value: 152,
    },
    value: 152,
    hidden: false,
    months: [
      {
        month: '2025-01',
        quantity: {
          value: 19,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
      {
        month: '2025-02',
        quantity: {
          value: 15,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
    ],
    missingMonths: ['2025-10'],
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
    partial: true,
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
        fromMonth: '2022-06',
        toMonth: '2023-03',
        value: 174,
        quote:
          "Depuis juin 2022, la CCA s'est réunie chaque mois et a permis de répondre à 174 demandes de mesures d'accompagnement.",
        document: 'Délibération du 23 mars 2023 (Logement d’abord)',
      },
    ],
    breaks: [],
    threshold: 10,
    actions: [
      {
        key: 'A18a',
        title: 'Commission de coordination des accompagnements',
      },
    ],
    frequency: 'monthly',
    stated: true,
    keyFigure: true,
    computed: null,
    definition: 'Demandes de mesures d’accompagnement auxquelles la commission a répondu dans le mois.',
    formula: 'nombre de réponses données en réunion',
    version: 1,
    note: 'Ce sont des réponses, pas des demandes reçues.',
    sourceText: 'Registre de la CCA, par l’ADEFO',
    updatedAt: '2025-10-05T09:30:00.000Z',
  },
  earlier: [
    {
      code: 'IND-23',
      label: 'Demandes de mesures d’accompagnement traitées par la CCA',
      unit: 'requests',
      timeRule: 'flow',
      direction: 'context',
      tolerance: null,
      sensitive: true,
      year: 2024,
      through: '2024-10',
      origin: 'observed',
      quantity: {
        value: 171,
      },
      value: 171,
      hidden: false,
      months: [
        {
          month: '2024-01',
          quantity: {
            value: 17,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
        {
          month: '2024-02',
          quantity: {
            value: 15,
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
          fromMonth: '2022-06',
          toMonth: '2023-03',
          value: 174,
          quote:
            "Depuis juin 2022, la CCA s'est réunie chaque mois et a permis de répondre à 174 demandes de mesures d'accompagnement.",
          document: 'Délibération du 23 mars 2023 (Logement d’abord)',
        },
      ],
      breaks: [],
      threshold: 10,
      actions: [
        {
          key: 'A18a',
          title: 'Commission de coordination des accompagnements',
        },
      ],
      frequency: 'monthly',
      stated: true,
      keyFigure: true,
      computed: null,
      definition: 'Demandes de mesures d’accompagnement auxquelles la commission a répondu dans le mois.',
      formula: 'nombre de réponses données en réunion',
      version: 1,
      note: 'Ce sont des réponses, pas des demandes reçues.',
      sourceText: 'Registre de la CCA, par l’ADEFO',
      updatedAt: '2025-01-08T09:30:00.000Z',
    },
    {
      code: 'IND-23',
      label: 'Demandes de mesures d’accompagnement traitées par la CCA',
      unit: 'requests',
      timeRule: 'flow',
      direction: 'context',
      tolerance: null,
      sensitive: true,
      year: 2023,
      through: '2023-10',
      origin: 'observed',
      quantity: {
        value: 166,
      },
      value: 166,
      hidden: false,
      months: [
        {
          month: '2023-01',
          quantity: {
            value: 19,
          },
          reported: 1,
          unavailable: 0,
          expected: 1,
        },
        {
          month: '2023-02',
          quantity: {
            value: 18,
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
          fromMonth: '2022-06',
          toMonth: '2023-03',
          value: 174,
          quote:
            "Depuis juin 2022, la CCA s'est réunie chaque mois et a permis de répondre à 174 demandes de mesures d'accompagnement.",
          document: 'Délibération du 23 mars 2023 (Logement d’abord)',
        },
      ],
      breaks: [],
      threshold: 10,
      actions: [
        {
          key: 'A18a',
          title: 'Commission de coordination des accompagnements',
        },
      ],
      frequency: 'monthly',
      stated: true,
      keyFigure: true,
      computed: null,
      definition: 'Demandes de mesures d’accompagnement auxquelles la commission a répondu dans le mois.',
      formula: 'nombre de réponses données en réunion',
      version: 1,
      note: 'Ce sont des réponses, pas des demandes reçues.',
      sourceText: 'Registre de la CCA, par l’ADEFO',
      updatedAt: '2024-01-03T09:30:00.000Z',
    },
  ],
  history: [
    {
      month: '2023-01',
      quantity: {
        value: 19,
      },
      reported: 1,
      unavailable: 0,
      expected: 1,
    },
    {
      month: '2023-02',
      quantity: {
        value: 18,
      },
      reported: 1,
      unavailable: 0,
      expected: 1,
    },
  ],
  breaks: [],
  notes: [],
  otherSource: null,
  referenceDate: '2025-11-14',
};

export const breakdown: Outputs['indicators']['breakdown'] = {
  from: '2025-01',
  through: '2025-10',
  adds: true,
  withheld: false,
  territory: [
    {
      code: '21231',
      name: 'Dijon',
      population: 159941,
      latitude: 47.3229,
      longitude: 5.0375,
    },
    {
      code: '21166',
      name: 'Chenôve',
      population: 14299,
      latitude: 47.2926,
      longitude: 5.0049,
    },
  ],
  organisations: [
    {
      key: 'ADEFO',
      label: 'ADEFO',
      value: 152,
      hidden: false,
    },
  ],
  communes: null,
  dimensions: [],
};

export const why: Outputs['indicators']['why'] = {
  figure: {
    code: 'IND-23',
    label: 'Demandes de mesures d’accompagnement traitées par la CCA',
    unit: 'requests',
    timeRule: 'flow',
    direction: 'context',
    tolerance: null,
    sensitive: true,
    year: 2025,
    through: '2025-10',
    origin: 'observed',
    quantity: {
      value: 152,
    },
    value: 152,
    hidden: false,
    months: [
      {
        month: '2025-01',
        quantity: {
          value: 19,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
      {
        month: '2025-02',
        quantity: {
          value: 15,
        },
        reported: 1,
        unavailable: 0,
        expected: 1,
      },
    ],
    missingMonths: ['2025-10'],
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
    partial: true,
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
        fromMonth: '2022-06',
        toMonth: '2023-03',
        value: 174,
        quote:
          "Depuis juin 2022, la CCA s'est réunie chaque mois et a permis de répondre à 174 demandes de mesures d'accompagnement.",
        document: 'Délibération du 23 mars 2023 (Logement d’abord)',
      },
    ],
    breaks: [],
    threshold: 10,
    actions: [
      {
        key: 'A18a',
        title: 'Commission de coordination des accompagnements',
      },
    ],
    frequency: 'monthly',
    stated: true,
    keyFigure: true,
    computed: null,
    definition: 'Demandes de mesures d’accompagnement auxquelles la commission a répondu dans le mois.',
    formula: 'nombre de réponses données en réunion',
    version: 1,
    note: 'Ce sont des réponses, pas des demandes reçues.',
    sourceText: 'Registre de la CCA, par l’ADEFO',
    updatedAt: '2025-10-05T09:30:00.000Z',
  },
  from: '2025-01',
  shown: {
    value: 152,
    quantity: {
      value: 152,
    },
    hidden: false,
  },
  targets: [],
  inputs: null,
  cells: [
    {
      id: 919,
      month: '2025-01',
      state: 'value',
      value: 19,
      numerator: null,
      denominator: null,
      reason: null,
      comment: null,
      origin: 'demo',
      stage: 'validated',
      updatedAt: '2025-02-08T09:30:00.000Z',
      organisation: 'ADEFO',
      writtenBy: null,
      file: null,
      revisions: [],
    },
    {
      id: 920,
      month: '2025-02',
      state: 'value',
      value: 15,
      numerator: null,
      denominator: null,
      reason: null,
      comment: null,
      origin: 'demo',
      stage: 'validated',
      updatedAt: '2025-03-02T09:30:00.000Z',
      organisation: 'ADEFO',
      writtenBy: null,
      file: null,
      revisions: [],
    },
  ],
  missing: [
    {
      organisation: 'ADEFO',
      month: '2025-10',
    },
  ],
};
