import type { Outputs } from '../harness/answering-server.ts';

export const dwellings: Outputs['registers']['rows'] = {
  total: 144,
  rows: [
    {
      key: '88b10f4f77898a4e2c3b3931f7cf60a31d292ff0753605150ea46404b70f2f5e',
      content: {
        commune: '21231',
        mandate: 'Location / sous-location',
        surface: 58,
        exitDate: null,
        typology: 'T3',
        entryDate: null,
        rentCents: 58754,
        captureDate: '2025-10-31',
      },
      outOfTerritory: false,
      importId: 3,
      importKind: 'demonstration',
      importedAt: '2025-11-14T08:00:00.000Z',
      importedBy: '',
    },
    {
      key: 'aca97af0b4098d36359467f8dff07a4c0f901ef7f0eba31f0e6f961a6d07549b',
      content: {
        commune: '21231',
        mandate: 'Mandat de gestion',
        surface: 66,
        exitDate: null,
        typology: 'T3',
        entryDate: null,
        rentCents: 79037,
        captureDate: '2025-10-26',
      },
      outOfTerritory: false,
      importId: 3,
      importKind: 'demonstration',
      importedAt: '2025-11-14T08:00:00.000Z',
      importedBy: '',
    },
  ],
};
