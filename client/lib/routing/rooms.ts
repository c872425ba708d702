import type { NavItem } from '../../ui/layout/app-navigation.tsx';

export type Role = 'coordinator' | 'contributor' | 'reader';

/**
 * Every room in the order of the menu. `roles`: to whom it is open, and so on the plan of the site; `menu`: of those, whose menu
 * offers it: a menu is what one does, the plan is all that there is.
 */
interface Room extends NavItem {
  roles: readonly Role[];
  menu: readonly Role[];
  /** What one does there, on the page that gathers them. */
  about?: string;
}

const everyone: readonly Role[] = ['coordinator', 'contributor', 'reader'];
const coordination: readonly Role[] = ['coordinator'];
const givers: readonly Role[] = ['coordinator', 'contributor'];
const withoutContributors: readonly Role[] = ['coordinator', 'reader'];
const nobody: readonly Role[] = [];

const rooms: readonly Room[] = [
  { label: 'Vue d’ensemble', href: '/', icon: 'home', group: 'Piloter', roles: everyone, menu: everyone },
  {
    label: 'Rapport d’exécution',
    href: '/rapport',
    icon: 'document',
    group: 'Piloter',
    roles: everyone,
    menu: withoutContributors,
  },
  { label: 'Finances', href: '/finances', icon: 'euro', group: 'Piloter', roles: everyone, menu: coordination },
  {
    label: 'Publications',
    href: '/publications',
    icon: 'archive',
    group: 'Piloter',
    roles: everyone,
    menu: withoutContributors,
  },
  {
    label: 'Personnes sans domicile',
    href: '/sans-domicile',
    icon: 'people',
    group: 'Observer',
    roles: everyone,
    menu: withoutContributors,
  },
  {
    label: 'Expulsions',
    href: '/expulsions',
    icon: 'shield',
    group: 'Observer',
    roles: everyone,
    menu: withoutContributors,
  },
  {
    label: 'Logement',
    href: '/logement',
    icon: 'building',
    group: 'Observer',
    roles: everyone,
    menu: withoutContributors,
  },
  {
    label: 'Saisie du mois',
    href: '/mon-mois',
    icon: 'edit',
    group: 'Collecter',
    roles: givers,
    menu: ['contributor'],
  },
  {
    label: 'Nos chiffres, et après',
    href: '/ce-que-deviennent-nos-chiffres',
    icon: 'chart',
    group: 'Collecter',
    roles: ['contributor'],
    menu: ['contributor'],
  },
  {
    label: 'Suivi de la collecte',
    href: '/collecte',
    icon: 'list',
    group: 'Collecter',
    roles: coordination,
    menu: coordination,
  },
  { label: 'Imports', href: '/imports', icon: 'upload', group: 'Collecter', roles: givers, menu: givers },
  { label: 'Registres', href: '/registres', icon: 'database', group: 'Collecter', roles: givers, menu: coordination },
  {
    label: 'Convention et catalogue',
    href: '/catalogue',
    icon: 'flag',
    group: 'Régler',
    roles: everyone,
    menu: coordination,
  },
  {
    label: 'Administration',
    href: '/administration',
    icon: 'key',
    group: 'Régler',
    roles: coordination,
    menu: coordination,
  },
  {
    label: 'Personnes',
    href: '/personnes',
    icon: 'people',
    group: 'Administration',
    roles: coordination,
    menu: nobody,
    about: 'Comptes, invitations, droits et relais.',
  },
  {
    label: 'Courriels',
    href: '/courriels',
    icon: 'mail',
    group: 'Administration',
    roles: coordination,
    menu: nobody,
    about: 'Ce qui est parti, ce qui attend et ce qui a échoué.',
  },
  {
    label: 'Journal',
    href: '/journal',
    icon: 'eye',
    group: 'Administration',
    roles: coordination,
    menu: nobody,
    about: 'Qui a fait quoi, et quand\u202f; la chaîne se vérifie.',
  },
  {
    label: 'État du service',
    href: '/etat-du-service',
    icon: 'database',
    group: 'Administration',
    roles: coordination,
    menu: nobody,
    about: 'Sauvegardes, version, place sur le disque.',
  },
  {
    label: 'Protection des données',
    href: '/protection-des-donnees',
    icon: 'lock',
    group: 'Administration',
    roles: everyone,
    menu: nobody,
    about: 'Durées de conservation, recherche et effacement d’une personne, registre des traitements.',
  },
  {
    label: 'Données ouvertes',
    href: '/donnees-ouvertes',
    icon: 'download',
    group: 'Administration',
    roles: everyone,
    menu: nobody,
    about: 'Les publications en fichiers que chacun peut reprendre.',
  },
  {
    label: 'Jetons d’API',
    href: '/jetons-api',
    icon: 'key',
    group: 'Administration',
    roles: givers,
    menu: nobody,
    about: 'Les clés des programmes qui lisent ou envoient des chiffres.',
  },
  { label: 'Aide', href: '/aide', icon: 'help', group: 'Aide', roles: everyone, menu: ['contributor'] },
];

/** The rooms that the menu offers to a role: at most twelve, in four groups. */
export const menuOf = (role: Role): NavItem[] => rooms.filter((room) => room.menu.includes(role));

/** Every room that is open to a role. */
export const roomsOf = (role: Role): NavItem[] => rooms.filter((room) => room.roles.includes(role));

/** The rooms of the administration, with what one does there. */
export const administrationRooms: readonly Room[] = rooms.filter(({ group }) => group === 'Administration');
