import type { Outputs } from './answering-server.ts';

type Session = Outputs['session']['me'];
export type Person = NonNullable<Session['viewer']>;

export const coordinator: Person = {
  id: 'claire',
  name: 'Claire Morel',
  email: 'claire.morel@exemple.fr',
  role: 'coordinator',
  organisationId: null,
  organisationCode: null,
  organisationName: null,
  places: [],
};
export const contributor: Person = {
  id: 'karim',
  name: 'Karim Haddad',
  email: 'karim.haddad@exemple.fr',
  role: 'contributor',
  organisationId: 7,
  organisationCode: 'ADEFO',
  organisationName: 'ADEFO',
  places: [],
};
export const reader: Person = {
  id: 'jeanne',
  name: 'Jeanne Petit',
  email: 'jeanne.petit@exemple.fr',
  role: 'reader',
  organisationId: null,
  organisationCode: null,
  organisationName: null,
  places: [],
};

/** Two publications, the second one read by everyone who reads any. */
export const published: Outputs['publications']['list'] = {
  publications: [
    {
      number: 2,
      through: '2025-09',
      madeAt: '2025-11-07T09:00:00.000Z',
      madeByName: 'Claire Morel',
      fictitious: false,
      note: 'Septembre ajouté pour quatre structures.',
      withdraws: null,
      withdrawsWhy: null,
      fingerprint: '3f9a07c211d4'.padEnd(64, '0'),
      withdrawnBy: null,
    },
    {
      number: 1,
      through: '2025-06',
      madeAt: '2025-08-01T22:30:00.000Z',
      madeByName: 'Claire Morel',
      fictitious: false,
      note: null,
      withdraws: null,
      withdrawsWhy: null,
      fingerprint: 'a1b2c3d4e5f6'.padEnd(64, '0'),
      withdrawnBy: null,
    },
  ],
  read: null,
  whole: false,
};

/** A real installation, read on 12 November 2025. */
export const sessionOf = (viewer: Person | null, more: Partial<Session> = {}): Session => ({
  viewer,
  demonstration: false,
  referenceDate: '2025-11-12',
  territory: 'Métropole d’essai',
  firstYear: 2023,
  begun: true,
  communeGroups: [
    { code: 'DIJON', name: 'Dijon' },
    { code: 'LARGE', name: 'Grandes communes' },
    { code: 'OTHER', name: 'Autres communes' },
  ],
  demonstrationAccounts: [],
  ...more,
});
