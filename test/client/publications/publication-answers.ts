import type { Outputs } from '../harness/answering-server.ts';
import { published } from '../harness/people.ts';

const [second] = published.publications;
if (!second) throw new Error('no publication');

export const changes: Outputs['publications']['read']['changes'] = [
  {
    ...{ code: 'IND-02', label: 'Logements privés captés', unit: 'dwellings', year: 2025 },
    ...{ before: 30, now: 33, corrected: [] },
  },
  {
    ...{ code: 'IND-08', label: 'Diagnostics réalisés', unit: 'diagnostics', year: 2025 },
    ...{ before: 'hidden', now: 17, corrected: ['2025-05'] },
  },
  { code: 'IND-10', label: 'Ménages rencontrés', unit: 'percent', year: 2025, before: null, now: 52, corrected: [] },
];

export const secondPage: Outputs['publications']['read'] = {
  ...second,
  coverage: { reported: 280, expected: 349 },
  changes,
};

export const preview: Outputs['publishing']['preview'] = {
  number: 3,
  through: '2025-10',
  latest: '2025-10',
  seen: 'revision-41',
  before: { ...second, id: 2 },
  missing: [
    { organisationId: 4, organisation: 'CCAS', month: '2025-10' },
    { organisationId: 4, organisation: 'CCAS', month: '2025-09' },
  ],
  waiting: [{ organisationId: 2, organisation: 'ADEFO', month: '2025-08' }],
  lost: { candidates: 900, primary: 120, merged: 0, beyond: 9, share: 0.01 },
  coverage: { reported: 300, expected: 349 },
  changes,
};
