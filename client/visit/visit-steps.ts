import { addMonths, type IsoDate, monthOf } from '../../shared/domain/month.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';

export interface VisitStep {
  /** The page that is shown. */
  path: string;
  /** The element of that page that is pointed at. */
  target: string;
  title: string;
  text: string;
}

type Role = 'coordinator' | 'contributor' | 'reader';

const help: VisitStep = {
  path: '/aide',
  target: '#contenu .card',
  title: 'Et si vous êtes perdu',
  text: 'Le « ? » à côté de chaque titre explique la page. Ici, toute l’aide, le glossaire des sigles, les guides à imprimer, et cette visite, à refaire quand vous voulez.',
};
const why: VisitStep = {
  path: '/',
  target: '#contenu button[title^="Pourquoi ce chiffre"]',
  title: 'Pourquoi ce chiffre ?',
  text: 'Derrière chaque nombre : sa définition, son calcul, qui l’a transmis et quand, ce qui manque, et la phrase de la convention qui fixe la cible.',
};
const annex: VisitStep = {
  path: '/',
  target: '#contenu .annex-line',
  title: 'L’annexe, ligne par ligne',
  text: 'Les lignes dans leur ordre, avec leurs blancs. Pour chaque indicateur : verdict en mots et en forme, valeur, chemin vers la cible, autres années, et ce qui est reçu. Un mois qui manque n’est jamais un zéro.',
};

const coordinator: VisitStep[] = [
  {
    path: '/',
    target: '#contenu .mission',
    title: 'Le lundi matin',
    text: 'Les chiffres de la mission, pour l’année et le mois choisis au-dessus. L’adresse de la page garde vos choix : copiez-la, et chacun voit la même chose.',
  },
  {
    path: '/',
    target: '#contenu .work-queue',
    title: 'Ce qui est à faire',
    text: 'Ce qui est en retard d’abord : le rapport, les envois qui manquent, les mois à valider, les finances. Chaque ligne se règle sur place, et la page où elle mène dit le même nombre.',
  },
  annex,
  why,
  {
    path: '/collecte',
    target: '#contenu .collection-matrix',
    title: 'Qui a envoyé',
    text: 'Une structure par ligne, un mois par colonne. Ouvrez un envoi pour le valider, ou renvoyer une seule valeur avec une question. Les rappels partent seuls.',
  },
  {
    path: '/imports',
    target: '#contenu .drop-zone',
    title: 'Les fichiers des partenaires',
    text: 'Déposez-les tels qu’ils sont. Les noms et les adresses ne quittent pas votre ordinateur, l’effet sur les chiffres est montré avant d’écrire, et tout se défait.',
  },
  {
    path: '/rapport',
    target: '#contenu .section',
    title: 'Le rapport au Préfet',
    text: 'Ce qu’il reste à faire, les textes aux chiffres vivants, puis une édition figée, en PDF et en Word. Rien ne part sans votre clic.',
  },
  help,
];

const contributor = (month: string): VisitStep[] => [
  {
    path: '/mon-mois',
    target: '#contenu .callout',
    title: 'Ce qui est à faire',
    text: 'Le mois à remplir d’abord, avec la date limite. Le bouton mène droit à la première cellule vide.',
  },
  {
    path: `/mon-mois/${month}`,
    target: '#contenu .entry-form',
    title: 'Dix minutes par mois',
    text: 'Tapez, Entrée, tapez : chaque cellule s’enregistre seule. Un zéro est une réponse ; « NC » dit que l’on ne sait pas. Collez un bloc de votre tableur si vous l’avez.',
  },
  {
    path: `/mon-mois/${month}`,
    target: '#contenu [data-send]',
    title: 'Envoyer',
    text: 'Ce qui manque est dit, et une raison peut tenir lieu de valeur. Après l’envoi, vous pouvez encore corriger ce qui n’est pas validé.',
  },
  {
    path: '/imports',
    target: '#contenu .drop-zone',
    title: 'Ou déposer un fichier',
    text: 'Si vos chiffres sont déjà dans un tableau : déposez-le tel quel. Noms, téléphones et adresses restent sur votre ordinateur.',
  },
  {
    path: '/ce-que-deviennent-nos-chiffres',
    target: '#contenu h1',
    title: 'À quoi cela sert',
    text: 'Votre part dans chaque indicateur, sa tendance, et les lignes du rapport qui s’en servent.',
  },
  {
    path: '/',
    target: '#contenu .mission',
    title: 'Le territoire entier',
    text: 'La vue d’ensemble, avec les chiffres validés. Les petits nombres de personnes y sont masqués, sauf les vôtres.',
  },
  help,
];

const reader: VisitStep[] = [
  {
    path: '/',
    target: '#contenu h1',
    title: 'La convention en un écran',
    text: 'Les chiffres validés de la mission. De 1 à 10 personnes, le nombre est masqué : « < 11 ».',
  },
  // Its home folds the lines.
  { ...annex, target: '#contenu #lignes' },
  {
    path: '/sans-domicile',
    target: '#contenu [role=tablist]',
    title: 'Personnes sans domicile',
    text: 'Qui entre, qui sort, combien de temps avant un logement, et un test qui dit si les nombres sont fiables.',
  },
  {
    path: '/expulsions',
    target: '#contenu .section',
    title: 'Prévention des expulsions',
    text: 'Du commandement de payer à l’expulsion : les flux du mois, ou une cohorte suivie jusqu’à aujourd’hui.',
  },
  {
    path: '/rapport',
    target: '#contenu .section',
    title: 'Le rapport d’exécution',
    text: 'Les éditions figées, en PDF accessible et en Word, avec l’empreinte qui prouve que rien n’a changé.',
  },
  help,
];

/** The visit of a role: six to eight stops, each at something real. `today` decides which month an association fills. */
export function visitOf(role: Role, today: IsoDate): VisitStep[] {
  const stops: Record<Role, VisitStep[]> = {
    coordinator,
    contributor: contributor(addMonths(monthOf(today), -1)),
    reader,
  };
  return stops[role].map((step) => ({ ...step, title: frenchSpacing(step.title), text: frenchSpacing(step.text) }));
}
