import type { NavItem } from '../../ui/layout/app-navigation.tsx';

export type Role = 'coordinator' | 'contributor' | 'reader';

/** Every room in the order of the menu, and to whom it is open: the menu and the plan of the site are made of it. */
const rooms: readonly (NavItem & { roles: readonly Role[] })[] = [
  {
    label: 'Vue d’ensemble',
    href: '/',
    icon: 'home',
    group: 'Pilotage',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Publications',
    href: '/publications',
    icon: 'archive',
    group: 'Pilotage',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Rapport d’exécution',
    href: '/rapport',
    icon: 'document',
    group: 'Pilotage',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Finances',
    href: '/finances',
    icon: 'euro',
    group: 'Pilotage',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Personnes sans domicile',
    href: '/sans-domicile',
    icon: 'people',
    group: 'Observer',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Expulsions',
    href: '/expulsions',
    icon: 'shield',
    group: 'Observer',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Logement',
    href: '/logement',
    icon: 'building',
    group: 'Observer',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Saisie du mois',
    href: '/mon-mois',
    icon: 'edit',
    group: 'Collecte',
    roles: ['coordinator', 'contributor'],
  },
  {
    label: 'Nos chiffres, et après',
    href: '/ce-que-deviennent-nos-chiffres',
    icon: 'chart',
    group: 'Collecte',
    roles: ['contributor'],
  },
  { label: 'Suivi de la collecte', href: '/collecte', icon: 'list', group: 'Collecte', roles: ['coordinator'] },
  { label: 'Imports', href: '/imports', icon: 'upload', group: 'Collecte', roles: ['coordinator', 'contributor'] },
  {
    label: 'Registres',
    href: '/registres',
    icon: 'database',
    group: 'Collecte',
    roles: ['coordinator', 'contributor'],
  },
  {
    label: 'Convention et catalogue',
    href: '/catalogue',
    icon: 'flag',
    group: 'Référence',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Données ouvertes',
    href: '/donnees-ouvertes',
    icon: 'download',
    group: 'Référence',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  {
    label: 'Jetons d’API',
    href: '/jetons-api',
    icon: 'key',
    group: 'Référence',
    roles: ['coordinator', 'contributor'],
  },
  {
    label: 'Protection des données',
    href: '/protection-des-donnees',
    icon: 'lock',
    group: 'Référence',
    roles: ['coordinator', 'contributor', 'reader'],
  },
  { label: 'Courriels', href: '/courriels', icon: 'mail', group: 'Administration', roles: ['coordinator'] },
  { label: 'Personnes', href: '/personnes', icon: 'people', group: 'Administration', roles: ['coordinator'] },
  { label: 'Journal', href: '/journal', icon: 'eye', group: 'Administration', roles: ['coordinator'] },
  {
    label: 'État du service',
    href: '/etat-du-service',
    icon: 'database',
    group: 'Administration',
    roles: ['coordinator'],
  },
  { label: 'Aide', href: '/aide', icon: 'help', group: 'Aide', roles: ['coordinator', 'contributor', 'reader'] },
];

/** The rooms that the menu offers to a role. */
export const roomsOf = (role: Role): NavItem[] => rooms.filter((room) => room.roles.includes(role));
