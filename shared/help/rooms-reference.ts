import type { RoomHelp } from './room-help.ts';

/** The catalogue, what leaves by the front door, and what is kept. */
export const referenceRooms: readonly RoomHelp[] = [
  {
    slug: 'catalogue',
    href: '/catalogue',
    title: 'Convention et catalogue',
    purpose:
      'La convention, son annexe, les indicateurs et leurs définitions, les cibles et la phrase qui les fixe, les partenaires, les réglages.',
    steps: [
      'Lisez l’annexe et les cibles : chacune cite le document dont elle vient, et dit si elle est écrite ou si c’est notre lecture.',
      'La coordination modifie une cible ou un montant par un avenant : acte signé, date, raison ; l’avancement avant et après est montré.',
      'Le chemin d’un indicateur (régulier, saisonnier, par paliers) se règle mois par mois.',
      'L’onglet « Actes » change la convention : chaque acte montre son effet, puis se signe avec sa date et sa raison. La convention s’y lit aussi telle qu’elle était un autre jour.',
      'L’onglet « Fichier » donne tout le catalogue en un classeur à remplir : rapporté, ce qu’il change est montré avant d’être écrit. Un autre territoire démarre de ce seul fichier.',
    ],
    figures: [
      {
        term: 'Écrite, hypothèse',
        meaning:
          '« Écrite » : la cible est dans un document signé. « Hypothèse » : le document est muet, voici comment nous le lisons.',
      },
      {
        term: 'Règle de temps',
        meaning:
          'Comment les mois font une année : on les ajoute (flux), on prend le dernier (stock), une moyenne, un rapport, ou un compte à part.',
      },
    ],
    mistakes: [
      {
        wrong: 'Changer une définition en place.',
        right: 'Ajoutez une nouvelle version : la série d’avant est gardée et une rupture est dessinée.',
      },
    ],
  },
  {
    slug: 'donnees-ouvertes',
    href: '/donnees-ouvertes',
    title: 'Données ouvertes',
    purpose: 'Mettre à disposition chaque publication, petits effectifs masqués, sous Licence Ouverte.',
    steps: [
      'Téléchargez les tableaux et leur dictionnaire : « pour Excel » s’ouvre d’un double clic, « CSV standard » est pour les logiciels.',
      'Une publication plus ancienne se choisit dans « Toutes les publications » ; le fil annonce la prochaine.',
      'La coordination décide d’ouvrir ou de fermer cette page au public, avec une raison.',
    ],
    figures: [
      {
        term: 'masqué (secret statistique)',
        meaning:
          'De 1 à 10 personnes ou ménages : le nombre est masqué. D’autres cases peuvent l’être aussi, pour qu’on ne le retrouve pas par différence.',
      },
    ],
    mistakes: [
      {
        wrong: 'Remplacer « masqué » par 0 ou par 5 dans un calcul.',
        right: 'Gardez la borne : un total calculé ainsi serait faux.',
      },
    ],
  },
  {
    slug: 'jetons-api',
    href: '/jetons-api',
    title: 'Jetons d’API',
    purpose: 'Laisser le logiciel d’une association envoyer ses chiffres lui-même.',
    steps: [
      'Créez un jeton : un nom, ce qu’il peut faire, une date de fin. Il n’est montré qu’une fois.',
      'Donnez-le à qui s’occupe du logiciel, avec l’adresse du document de l’API.',
      'Révoquez-le dès qu’il ne sert plus.',
    ],
    figures: [
      {
        term: 'Portée',
        meaning:
          'Ce que le jeton permet : lire les chiffres publiés, lire ses mois, les écrire. Jamais plus que votre structure.',
      },
    ],
    mistakes: [
      {
        wrong: 'Envoyer un jeton par courriel.',
        right: 'Il vaut un mot de passe : transmettez-le de vive voix ou par un coffre.',
      },
    ],
  },
  {
    slug: 'protection-des-donnees',
    href: '/protection-des-donnees',
    title: 'Protection des données',
    purpose: 'Savoir ce qui est gardé, pourquoi, combien de temps, et ce qui s’efface de lui-même.',
    steps: [
      'Lisez, donnée par donnée, ce qui est gardé et jusqu’à quand.',
      'Demandez ou vérifiez un effacement : la page dit ce qui partira avant de le faire.',
    ],
    figures: [
      {
        term: 'Empreinte',
        meaning:
          'Un numéro de dossier n’est gardé que brouillé par une clé : il permet de reconnaître une ligne, pas une personne.',
      },
    ],
    mistakes: [
      {
        wrong: 'Croire que l’effacement d’une ligne change les chiffres.',
        right: 'Les lignes s’en vont au bout de leur délai ; les totaux du mois, qui ne nomment personne, restent.',
      },
    ],
  },
];
