import type { RoomHelp } from './room-help.ts';

/** The running of the house, and what concerns each person of it. */
export const administrationRooms: readonly RoomHelp[] = [
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
      'Invitez une personne : son nom, son adresse, son rôle, sa structure. Le lien vaut 14 jours et ne sert qu’une fois.',
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
    slug: 'etat-du-service',
    href: '/etat-du-service',
    title: 'État du service',
    purpose:
      'Vérifier d’un coup d’œil que l’observatoire marche : version, place sur le disque, sauvegardes, travaux en cours.',
    steps: [
      'Regardez d’abord ce qui est signalé : une sauvegarde trop ancienne, un disque presque plein, un travail en échec.',
      'Lancez une sauvegarde avant une mise à jour.',
    ],
    figures: [
      {
        term: 'Travail',
        meaning: 'Ce que l’observatoire fait de lui-même : rappels, courriels, sauvegardes. Interrompu, il reprend.',
      },
    ],
    mistakes: [
      {
        wrong: 'Garder les sauvegardes sur le même disque.',
        right: 'Copiez-les ailleurs, et gardez la clé des pseudonymes à part.',
      },
    ],
  },
  {
    slug: 'accessibilite',
    href: '/accessibilite',
    title: 'Accessibilité',
    purpose:
      'Lire la déclaration d’accessibilité que la loi demande, critère par critère, et savoir à qui signaler un obstacle.',
    steps: [
      'Lisez l’état de conformité et ses preuves.',
      'Un obstacle ? Signalez-le à l’adresse indiquée sur la page.',
    ],
    figures: [
      {
        term: 'Conforme, non conforme, non applicable',
        meaning: 'L’état de chacun des 106 critères du RGAA, avec ce qui le prouve.',
      },
    ],
    mistakes: [
      {
        wrong: 'Renoncer devant une page qui ne se lit pas.',
        right:
          'Signalez-la : chaque graphique doit avoir sa phrase et son tableau, chaque action son chemin au clavier.',
      },
    ],
  },
  {
    slug: 'administration',
    href: '/administration',
    title: 'Administration',
    purpose: 'Trouver les comptes, les courriels, le journal, les sauvegardes et ce qui est rendu public.',
    steps: ['Ouvrez la page dont vous avez besoin : chacune dit ce que l’on y fait.'],
    figures: [
      { term: 'Journal', meaning: 'La suite des actes, chacun avec son auteur, sa date et son avant et après.' },
    ],
    mistakes: [
      {
        wrong: 'Chercher ici qui n’a pas envoyé ses chiffres.',
        right: 'C’est dans « À faire », sur la vue d’ensemble, et dans le suivi de la collecte.',
      },
    ],
  },
  {
    slug: 'plan',
    href: '/plan',
    title: 'Plan du site',
    purpose: 'Voir toutes les pages de l’observatoire qui vous sont ouvertes, sur une seule page.',
    steps: ['Suivez un lien.', 'Les pages de tous les jours sont dans la navigation ; toutes les autres sont ici.'],
    figures: [
      { term: 'Page ouverte', meaning: 'Ce que votre rôle permet de voir ; les autres pages ne sont pas listées.' },
    ],
    mistakes: [
      {
        wrong: 'Chercher la page d’un indicateur dans le plan.',
        right: 'Elle s’ouvre depuis la vue d’ensemble, en cliquant sur le nom de l’indicateur.',
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
        right:
          'Déconnectez-vous par le menu à votre nom : ce que l’observatoire gardait dans ce navigateur s’en va aussi. Une session oubliée se ferme d’ici.',
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
      'Revenez ensuite par la page de connexion : adresse et mot de passe, clé d’accès, ou fournisseur d’identité s’il est proposé. La coordination met un second facteur en service la première fois.',
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
