import { NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { goTo } from '../lib/shortcuts.ts';

interface Shortcut {
  /** One key after the other. */
  press: string[];
  does: string;
}

const places: Record<keyof typeof goTo, string> = {
  a: 'Vue d’ensemble (accueil)',
  s: 'Personnes sans domicile',
  e: 'Expulsions',
  l: 'Logement',
  m: 'Saisie du mois',
  c: 'Suivi de la collecte',
  i: 'Imports',
  r: 'Rapport d’exécution',
  h: 'Aide',
};

/** Every key that a page listens to, as the list says it. */
export const shortcutGroups: readonly { title: string; keys: readonly Shortcut[] }[] = [
  {
    title: 'Partout',
    keys: [
      { press: ['?'], does: 'Montrer cette liste' },
      { press: ['Échap'], does: 'Fermer un panneau, une question, la visite' },
      ...Object.keys(goTo).map((letter) => ({ press: ['g', letter], does: `Aller à${S}: ${places[letter]}` })),
    ],
  },
  {
    title: 'Saisie du mois',
    keys: [
      { press: ['Entrée'], does: `Cellule du dessous (Maj+Entrée${S}: du dessus)` },
      { press: ['Flèches'], does: `Cellule voisine (avec Maj${S}: en choisir plusieurs)` },
      { press: ['F2'], does: `Modifier la valeur (Maj+F2${S}: le mot qui l’accompagne)` },
      { press: ['Ctrl+V'], does: 'Coller un bloc venu d’un tableur' },
      { press: ['Ctrl+Z'], does: 'Revenir sur la dernière saisie' },
      { press: ['Ctrl+Entrée'], does: 'Envoyer le mois' },
    ],
  },
  {
    title: 'Rapport',
    keys: [
      { press: ['{{'], does: 'Insérer un chiffre' },
      { press: ['Ctrl+B'], does: 'Gras' },
      { press: ['Ctrl+I'], does: 'Italique' },
      { press: ['Maj+Entrée'], does: 'À la ligne' },
    ],
  },
  {
    title: 'Vue de réunion',
    keys: [
      { press: ['→'], does: `Page suivante (←${S}: précédente)` },
      { press: ['Début'], does: `Première ligne (Fin${S}: dernière)` },
    ],
  },
];
