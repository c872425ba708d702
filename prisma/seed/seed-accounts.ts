/** The accounts of the demonstration: roles, not people. Their passwords are printed at the start and shown at the door. */
export const demonstrationAccounts = [
  {
    email: 'coordination@demo.example',
    name: 'Coordinatrice (démonstration)',
    role: 'coordinator',
    organisation: null,
    password: 'lampadaire-verger-colline-27',
  },
  {
    email: 'association@demo.example',
    name: 'Association (démonstration)',
    role: 'contributor',
    organisation: 'HH',
    password: 'pinceau-gouttiere-tilleul-63',
  },
  {
    email: 'siao@demo.example',
    name: 'SIAO (démonstration)',
    role: 'contributor',
    organisation: 'SIAO',
    password: 'boussole-charpente-muguet-48',
  },
  {
    email: 'etat@demo.example',
    name: 'Services de l’État (démonstration)',
    role: 'reader',
    organisation: null,
    password: 'parapluie-balcon-ardoise-59',
  },
] as const;
