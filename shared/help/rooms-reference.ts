import type { RoomHelp } from './room-help.ts';

/** The catalogue, what leaves by the front door, and the running of the house. */
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
      'L’onglet « Fichier » donne tout le catalogue en un fichier lisible : un autre territoire démarre de ce seul fichier.',
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
    purpose: 'Mettre à disposition tout ce qui est validé, petits effectifs masqués, sous Licence Ouverte.',
    steps: [
      'Téléchargez les tableaux (CSV) et leur dictionnaire.',
      'La coordination décide d’ouvrir ou de fermer cette page au public, avec une raison.',
    ],
    figures: [
      {
        term: '< 11',
        meaning:
          'De 1 à 10 personnes ou ménages : le nombre est masqué. D’autres cases peuvent l’être aussi, pour qu’on ne le retrouve pas par différence.',
      },
    ],
    mistakes: [
      {
        wrong: 'Remplacer « < 11 » par 0 ou par 5 dans un calcul.',
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
  {
    slug: 'courriels',
    href: '/courriels',
    title: 'Courriels',
    purpose:
      'Voir ce que l’observatoire a écrit, à qui, et ce qui est parti. Sans serveur de courriel, les messages attendent ici.',
    steps: ['Filtrez par état.', 'Lisez un message, renvoyez-le s’il n’est pas parti.'],
    figures: [
      { term: 'Gardé', meaning: 'Aucun serveur de courriel n’est réglé : le message est écrit, mais n’est pas parti.' },
    ],
    mistakes: [
      {
        wrong: 'Chercher ici le lien d’une invitation.',
        right: 'Un lien personnel n’est jamais conservé : refaites l’invitation.',
      },
    ],
  },
  {
    slug: 'personnes',
    href: '/personnes',
    title: 'Personnes',
    purpose: 'Inviter, donner un rôle, suspendre un accès.',
    steps: [
      'Invitez une personne : son nom, son adresse, son rôle, sa structure. Le lien vaut trois jours et ne sert qu’une fois.',
      'Changez un rôle ou suspendez un accès : votre identité vous est redemandée.',
    ],
    figures: [
      { term: 'Coordination', meaning: 'Voit et règle tout.' },
      {
        term: 'Structure partenaire',
        meaning: 'Voit et écrit ce qui est à sa structure ; du reste, ce qui est publié.',
      },
      { term: 'Lecture', meaning: 'Services de l’État, comité : les chiffres validés et le rapport.' },
    ],
    mistakes: [
      {
        wrong: 'Partager un compte à deux.',
        right: 'Invitez chacun : le journal dit qui a écrit quoi, et une absence se remplace.',
      },
    ],
  },
  {
    slug: 'journal',
    href: '/journal',
    title: 'Journal',
    purpose: 'Retrouver qui a écrit, validé, importé, annulé ou téléchargé quoi, et quand. Rien ne s’y efface.',
    steps: ['Filtrez, puis ouvrez une ligne pour voir la valeur d’avant et celle d’après.'],
    figures: [{ term: 'Ligne du journal', meaning: 'Un acte, son auteur, son heure de Paris, ce qui a changé.' }],
    mistakes: [
      {
        wrong: 'Chercher une valeur de chiffre ici.',
        right: '« Pourquoi ce chiffre ? » est plus court : il montre les valeurs et leurs modifications.',
      },
    ],
  },
  {
    slug: 'compte',
    href: '/compte',
    title: 'Mon compte',
    purpose: 'Votre mot de passe, votre second facteur, vos clés d’accès, vos sessions ouvertes, vos absences.',
    steps: [
      'Ajoutez un second facteur (code à usage unique) ou une clé d’accès.',
      'Gardez vos codes de secours ailleurs que sur cet ordinateur.',
      'Déclarez une absence et qui vous remplace : les rappels iront à la bonne personne.',
      'Fermez une session que vous ne reconnaissez pas.',
    ],
    figures: [
      {
        term: 'Clé d’accès',
        meaning:
          'Votre ordinateur ou votre téléphone prouve que c’est vous (empreinte, visage, code) : plus de mot de passe à retenir.',
      },
    ],
    mistakes: [
      {
        wrong: 'Rester connecté sur un poste partagé.',
        right: 'Déconnectez-vous par le menu à votre nom ; une session oubliée se ferme d’ici.',
      },
    ],
  },
  {
    slug: 'connexion',
    href: null,
    title: 'Se connecter',
    purpose: 'L’accès est ouvert sur invitation de la coordination.',
    steps: [
      'Suivez le lien de votre invitation et choisissez un mot de passe long.',
      'Revenez ensuite par la page de connexion : adresse et mot de passe, clé d’accès, ou fournisseur d’identité s’il est proposé.',
      'Mot de passe oublié : demandez un lien depuis la page de connexion.',
    ],
    figures: [
      {
        term: 'Démonstration',
        meaning: 'Tant qu’elle est là, trois portes permettent d’entrer en un clic, avec des données fictives.',
      },
    ],
    mistakes: [
      {
        wrong: 'Réutiliser un mot de passe d’un autre site.',
        right: 'Prenez une phrase de plusieurs mots, propre à l’observatoire.',
      },
    ],
  },
  {
    slug: 'commencer',
    href: '/commencer',
    title: 'Commencer pour de vrai',
    purpose: 'Passer de la démonstration à votre territoire, étape par étape, en s’arrêtant quand on veut.',
    steps: [
      'Retirez la démonstration : la page dit exactement ce qui s’en va, et qui devient la première coordination.',
      'Nommez le territoire et la convention, ou chargez un catalogue tout fait.',
      'Invitez une première association et choisissez ce qu’elle transmet.',
      'Ouvrez le premier mois.',
    ],
    figures: [
      {
        term: 'Fait, à faire',
        meaning:
          'Chaque étape regarde les données elles-mêmes : vous pouvez la faire ici ou ailleurs, dans l’ordre qui vous arrange.',
      },
    ],
    mistakes: [
      {
        wrong: 'Saisir de vrais chiffres dans la démonstration.',
        right: 'Retirez-la d’abord : le réel et le fictif ne se mélangent jamais.',
      },
    ],
  },
];
