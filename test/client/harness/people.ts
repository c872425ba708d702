import type { Outputs } from './answering-server.ts';

type Session = Outputs['session']['me'];
export type Person = NonNullable<Session['viewer']>;

export const coordinator: Person = {
  id: 'claire',
  name: 'Claire Morel',
  email: 'claire.morel@exemple.fr',
  role: 'coordinator',
  organisationId: null,
  organisationName: null,
};
export const contributor: Person = {
  id: 'karim',
  name: 'Karim Haddad',
  email: 'karim.haddad@exemple.fr',
  role: 'contributor',
  organisationId: 7,
  organisationName: 'ADEFO',
};
export const reader: Person = {
  id: 'jeanne',
  name: 'Jeanne Petit',
  email: 'jeanne.petit@exemple.fr',
  role: 'reader',
  organisationId: null,
  organisationName: null,
};

/** A real installation, read on 12 November 2025. */
export const sessionOf = (viewer: Person | null, more: Partial<Session> = {}): Session => ({
  viewer,
  demonstration: false,
  referenceDate: '2025-11-12',
  territory: 'Métropole d’essai',
  demonstrationAccounts: [],
  ...more,
});
