import { monthsBetween } from '../../../shared/domain/month.ts';
import type { Outputs } from '../harness/answering-server.ts';

export const ledger: Outputs['homelessness']['ledger'] = {
  unit: 'households',
  perimeter: 'insee',
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2021-10',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  months: [
    {
      month: '2023-11',
      origin: 'rows',
      start: 230,
      active: 259,
      observed: null,
      inflow: 100,
      outflow: 71,
      flows: {
        newlyIdentified: 97,
        returnedFromHousing: 0,
        returnedFromInactive: 3,
        housed: 11,
        otherExits: 4,
        lostContact: 56,
      },
    },
    {
      month: '2023-12',
      origin: 'rows',
      start: 259,
      active: 267,
      observed: null,
      inflow: 74,
      outflow: 66,
      flows: {
        newlyIdentified: 71,
        returnedFromHousing: 0,
        returnedFromInactive: 3,
        housed: 7,
        otherExits: 7,
        lostContact: 52,
      },
    },
    {
      month: '2024-01',
      origin: 'rows',
      start: 267,
      active: 265,
      observed: null,
      inflow: 82,
      outflow: 84,
      flows: {
        newlyIdentified: 77,
        returnedFromHousing: 0,
        returnedFromInactive: 5,
        housed: 11,
        otherExits: 7,
        lostContact: 66,
      },
    },
  ],
  bridge: null,
  stocks: [
    { unit: 'persons', perimeter: 'insee', count: 441 },
    { unit: 'households', perimeter: 'insee', count: 236 },
    { unit: 'persons', perimeter: 'convention', count: 520 },
    { unit: 'households', perimeter: 'convention', count: 283 },
  ],
  totals: {
    newlyIdentified: 989,
    returnedFromHousing: 0,
    returnedFromInactive: 36,
    housed: 148,
    otherExits: 109,
    lostContact: 793,
  },
  situations: [
    {
      value: 'CHRS / stabilisation',
      ethos: 'E3',
      months: [
        {
          month: '2023-11',
          count: 62,
        },
        {
          month: '2023-12',
          count: 63,
        },
        {
          month: '2024-01',
          count: 65,
        },
      ],
    },
    {
      value: "Hébergement d'urgence",
      ethos: 'E2',
      months: [
        {
          month: '2023-11',
          count: 101,
        },
        {
          month: '2023-12',
          count: 105,
        },
        {
          month: '2024-01',
          count: 105,
        },
      ],
    },
    {
      value: 'Hébergé chez un tiers',
      ethos: 'E6',
      months: [
        {
          month: '2023-11',
          count: 0,
        },
        {
          month: '2023-12',
          count: 0,
        },
        {
          month: '2024-01',
          count: 0,
        },
      ],
    },
  ],
  situationsNow: [
    {
      value: "Hébergement d'urgence",
      count: 86,
      ethos: 'E2',
    },
    {
      value: 'Rue - abri de fortune',
      count: 66,
      ethos: 'E1',
    },
    {
      value: 'CHRS / stabilisation',
      count: 47,
      ethos: 'E3',
    },
  ],
  compositions: [
    {
      value: 'Homme seul',
      count: 91,
    },
    {
      value: 'Femme seule avec enfant(s)',
      count: 48,
    },
    {
      value: 'Femme seule',
      count: 41,
    },
  ],
  groups: [
    {
      value: 'DIJON',
      count: 147,
    },
    {
      value: 'LARGE',
      count: 65,
    },
    {
      value: 'OTHER',
      count: 12,
    },
  ],
  reasons: [
    {
      value: 'Relogement parc social',
      count: 73,
      flow: 'housed',
    },
    {
      value: 'Intermédiation locative',
      count: 34,
      flow: 'housed',
    },
    {
      value: 'Pension de famille',
      count: 21,
      flow: 'housed',
    },
  ],
  rehousing: {
    months: 18.410958904109588,
    knownMonths: 6,
  },
};

export const paths: Outputs['homelessness']['paths'] = {
  outcomes: null,
  unit: 'households',
  perimeter: 'insee',
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2021-10',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  linking: null,
  delays: {
    all: {
      count: 148,
      first: 101.25,
      median: 165,
      third: 231.5,
    },
    byComposition: [
      {
        composition: 'Homme seul',
        quartiles: {
          count: 56,
          first: 94.5,
          median: 162.5,
          third: 230.75,
        },
      },
      {
        composition: 'Femme seule avec enfant(s)',
        quartiles: {
          count: 32,
          first: 129,
          median: 175.5,
          third: 226.5,
        },
      },
      {
        composition: 'Femme seule',
        quartiles: {
          count: 20,
          first: 114,
          median: 147.5,
          third: 196,
        },
      },
    ],
    hidden: 0,
  },
  seniority: [
    {
      value: 'moins de 3 mois',
      count: 195,
    },
    {
      value: '3 à 5 mois',
      count: 26,
    },
    {
      value: '6 à 11 mois',
      count: 3,
    },
  ],
  cohorts: [
    {
      year: 2022,
      size: 131,
      delays: [
        {
          within: 6,
          over: true,
          returned: null,
          sameNumber: null,
        },
        {
          within: 12,
          over: true,
          returned: null,
          sameNumber: null,
        },
        {
          within: 24,
          over: true,
          returned: null,
          sameNumber: null,
        },
      ],
    },
    {
      year: 2023,
      size: 119,
      delays: [
        {
          within: 6,
          over: true,
          returned: null,
          sameNumber: null,
        },
        {
          within: 12,
          over: true,
          returned: null,
          sameNumber: null,
        },
        {
          within: 24,
          over: false,
          returned: null,
          sameNumber: null,
        },
      ],
    },
    {
      year: 2024,
      size: 142,
      delays: [
        {
          within: 6,
          over: true,
          returned: null,
          sameNumber: null,
        },
        {
          within: 12,
          over: false,
          returned: null,
          sameNumber: null,
        },
        {
          within: 24,
          over: false,
          returned: null,
          sameNumber: null,
        },
      ],
    },
  ],
};

export const needs: Outputs['homelessness']['needs'] = {
  unit: 'households',
  perimeter: 'insee',
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2021-10',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  wishes: [
    {
      value: 'Sans préconisation',
      count: 164,
    },
    {
      value: 'Logement autonome',
      count: 19,
    },
    {
      value: 'Intermédiation locative',
      count: 17,
    },
  ],
  sizes: [
    {
      size: 'T1',
      waiting: 132,
      captured: 8,
      free: 0,
    },
    {
      size: 'T2',
      waiting: 16,
      captured: 14,
      free: 1,
    },
    {
      size: 'T3',
      waiting: 60,
      captured: 6,
      free: 2,
    },
    {
      size: 'T4',
      waiting: 16,
      captured: 3,
      free: 1,
    },
    {
      size: 'T5',
      waiting: 0,
      captured: 3,
      free: 1,
    },
  ],
  unsized: 0,
  anyDwelling: true,
  groups: [
    {
      value: 'DIJON',
      count: 147,
    },
    {
      value: 'LARGE',
      count: 65,
    },
    {
      value: 'OTHER',
      count: 12,
    },
  ],
  simulation: {
    threshold: 15,
    months: monthsBetween('2022-11', '2025-10').map((month) => ({
      month,
      ...{ start: 224, active: 224, inflow: 73, outflow: 73 },
    })),
  },
};

export const reliability: Outputs['homelessness']['reliability'] = {
  unit: 'households',
  perimeter: 'insee',
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2021-10',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  threshold: 15,
  coverageGoal: 80,
  tests: [
    {
      month: '2024-11',
      inflow: 129,
      outflow: 74,
      test: null,
      reliable: null,
    },
    {
      month: '2024-12',
      inflow: 90,
      outflow: 73,
      test: null,
      reliable: null,
    },
    {
      month: '2025-01',
      inflow: 83,
      outflow: 98,
      test: null,
      reliable: null,
    },
  ],
  quality: {
    streak: 0,
    reached: false,
  },
  coverage: [
    {
      month: '2024-11',
      expected: 4,
      reported: 4,
      percent: 100,
      met: true,
    },
    {
      month: '2024-12',
      expected: 4,
      reported: 4,
      percent: 100,
      met: true,
    },
    {
      month: '2025-01',
      expected: 4,
      reported: 4,
      percent: 100,
      met: true,
    },
  ],
  corrections: [],
  nights: [],
  counts: [],
};
