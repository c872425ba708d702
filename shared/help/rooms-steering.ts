import type { RoomHelp } from './room-help.ts';

/** Where one looks at the whole: the overview, one indicator, the meeting, the report, the money. */
export const steeringRooms: readonly RoomHelp[] = [
  {
    slug: 'vue-d-ensemble',
    href: '/',
    title: 'Vue d’ensemble',
    purpose:
      'Savoir en une minute où en est la convention : ce qui avance, ce qui manque, ce qu’il faut regarder. Sous les chiffres clés viennent les lignes de l’annexe, dans leur ordre, avec leurs blancs et leurs numéros doubles.',
    steps: [
      'Choisissez l’année, puis au besoin un mois, un axe, une structure ou un rythme. Ces choix sont dans l’adresse de la page : copiez-la pour montrer exactement la même chose à quelqu’un.',
      'Lisez « À faire » : ce qui est en retard d’abord, puis ce qui vient ; chaque ligne se règle sur place, et la page où elle mène dit le même nombre.',
      'Ouvrez « Pourquoi ce chiffre ? » à côté d’une valeur pour voir sa définition, son calcul et qui l’a transmise.',
      'Cliquez sur le nom d’un indicateur pour sa page entière : mois, projection, répartition, notes.',
      '« Vue de réunion » montre les lignes une à une, en grand, pour un comité.',
    ],
    figures: [
      {
        term: 'Avancement',
        meaning:
          'Part du chemin faite entre la valeur de départ et la cible. Il peut dépasser 100 % ; la barre, elle, s’arrête à 100.',
      },
      {
        term: 'Rythme',
        meaning:
          'Avancement comparé à ce qui était attendu à cette date : dans le rythme, à surveiller, en retard, ou s’éloigne de la cible ; atteinte ou non atteinte une fois l’échéance passée.',
      },
      {
        term: 'Couverture',
        meaning:
          '« 9 sur 11 » : neuf valeurs reçues sur onze attendues. Un mois qui manque n’est jamais compté comme un zéro.',
      },
      {
        term: 'Fictif, publié',
        meaning: '« Fictif » : chiffre de démonstration. « Publié » : chiffre écrit dans une délibération, citée.',
      },
    ],
    mistakes: [
      {
        wrong: 'Prendre un blanc pour un zéro.',
        right: 'Un blanc dit que rien n’a été reçu. Un zéro est une réponse : « nous n’en avons eu aucun ».',
      },
      {
        wrong: 'Comparer deux rythmes dont la couverture diffère.',
        right: 'Regardez la couverture d’abord : un rythme établi sur la moitié des envois le dit à côté de lui.',
      },
      {
        wrong: 'Additionner des personnes et des ménages.',
        right: 'Ce sont deux comptes séparés : on ne les ajoute jamais.',
      },
    ],
  },
  {
    slug: 'indicateurs',
    href: null,
    title: 'Page d’un indicateur',
    purpose:
      'Tout ce que l’on sait d’un indicateur : ses mois, sa trajectoire, ce qui le compose, ce qui en a été dit.',
    steps: [
      'Ouvrez-la depuis la vue d’ensemble, en cliquant sur le nom de l’indicateur.',
      'Lisez la phrase au-dessus de chaque graphique : elle dit ce qu’il montre, et le tableau dessous donne les mêmes nombres.',
      'Posez une question dans le fil en bas de page : elle reste avec le chiffre.',
      'La coordination peut noter un événement sur un mois (une loi, un poste pourvu) : il apparaît sur les courbes.',
      'Téléchargez ce qui est affiché : tableau (CSV ou classeur) ou image (SVG, PNG).',
    ],
    figures: [
      {
        term: 'Attendu à date',
        meaning:
          'Où l’on devrait être aujourd’hui pour atteindre la cible en décembre, selon le chemin de l’indicateur (régulier, saisonnier ou par paliers).',
      },
      {
        term: 'Projection',
        meaning:
          'Fourchette de fin d’année, d’après le rythme des 3, 6 et 12 derniers mois. Sous trois mois de données il n’y en a pas.',
      },
      {
        term: 'Changement réel ou variation ordinaire',
        meaning:
          'Les limites disent jusqu’où les mois varient d’habitude. Un point dehors, ou sept du même côté, est un vrai changement ; le reste est du bruit.',
      },
      {
        term: 'Rupture de série',
        meaning: 'La définition a changé : les deux séries sont gardées et aucun total ne les mélange.',
      },
    ],
    mistakes: [
      {
        wrong: 'Commenter chaque hausse d’un mois sur l’autre.',
        right: 'Tant que le graphique parle de variation ordinaire, un mois plus haut ne prouve rien.',
      },
      {
        wrong: 'Faire la moyenne de taux mensuels.',
        right:
          'Un taux d’année est la somme des numérateurs sur la somme des dénominateurs : l’observatoire le fait pour vous.',
      },
    ],
  },
  {
    slug: 'reunion',
    href: '/reunion',
    title: 'Vue de réunion',
    purpose: 'Présenter l’annexe en comité : une ligne par écran, lisible du fond de la salle.',
    steps: [
      'Réglez l’année et les filtres sur la vue d’ensemble, puis ouvrez « Vue de réunion ».',
      'Avancez et reculez avec les flèches gauche et droite, les touches Page ou une télécommande ; Début et Fin vont à la première et à la dernière ligne.',
      'Échap ramène à la vue d’ensemble.',
      '« Ce que voit l’État » montre la dernière publication : la coordination et l’État regardent alors les mêmes chiffres.',
    ],
    figures: [{ term: '« Ligne 3 sur… »', meaning: 'La place dans l’annexe de la convention, dans son ordre.' }],
    mistakes: [
      {
        wrong: 'Projeter l’écran de travail de la coordination devant un public.',
        right: 'La coordination voit aussi les petits effectifs : pour un public, prenez « Ce que voit l’État ».',
      },
    ],
  },
  {
    slug: 'publications',
    href: '/publications',
    title: 'Publications',
    purpose:
      'Dater et figer ce que lisent l’État, le public et le rapport : des chiffres validés, numérotés, qui ne changent plus. La page dit ce que chaque publication a changé, et laisse relire les anciennes.',
    steps: [
      'Ouvrez une publication pour voir ce qu’elle couvre et ce qu’elle dit autrement que la précédente.',
      '« Lire cette publication » montre toutes les pages de chiffres telles qu’elles étaient. « Revenir à vos chiffres » en sort.',
      'Coordination, « Publier » : choisissez le dernier mois, lisez ce qui change, ce qui attend d’être validé et de qui, écrivez pourquoi, puis publiez. Votre identité est confirmée.',
      'Coordination : une publication fausse se retire par la suivante, qui dit pourquoi. L’ancienne reste lisible, marquée « Retirée ».',
      'Coordination, « Lecture intégrale » : une personne nommée des services de l’État lit sans masque, sur un engagement et jusqu’à une date.',
    ],
    figures: [
      {
        term: 'Non publié',
        meaning:
          'La publication ne le contient pas. Elle ne dit pas si la valeur est reçue, en attente de validation, ou pas encore envoyée.',
      },
      {
        term: 'Mois corrigés',
        meaning: 'Mois que la publication précédente disait déjà, et que celle-ci dit autrement.',
      },
      {
        term: 'Empreinte',
        meaning:
          'Suite de chiffres et de lettres calculée sur toute la publication : deux publications identiques ont la même, et le moindre changement la change.',
      },
    ],
    mistakes: [
      {
        wrong: 'Chercher dans une publication le chiffre saisi ce matin.',
        right: 'Il y paraîtra après sa validation, à la publication suivante.',
      },
      {
        wrong: 'Comparer un chiffre de travail à un chiffre publié.',
        right:
          'Chaque page dit en tête d’où viennent ses chiffres : comparez deux publications, ou deux états de travail.',
      },
    ],
  },
  {
    slug: 'rapport',
    href: '/rapport',
    title: 'Rapport d’exécution',
    purpose:
      'Préparer le rapport annuel que la convention demande, le figer avec ses chiffres, puis l’envoyer aux services de l’État avant la date qu’elle fixe.',
    steps: [
      'Choisissez l’année et lisez ce qu’il reste à faire : chiffres à valider, textes à écrire, date du conseil.',
      'Écrivez un texte par action. Un chiffre s’insère par le menu « Insérer un chiffre » : il reste vivant jusqu’à ce que l’édition soit figée.',
      'Donnez l’appréciation motivée de chaque action, puis marquez les textes prêts. Ce que les structures disent des lignes qu’elles portent se lit à côté ; un texte attendu est compté parmi ce qu’il reste à faire.',
      'Figez une édition : ses chiffres, ses textes et ses définitions ne bougeront plus.',
      'Notez le vote du conseil, puis envoyez. Rien ne part sans un clic et sans confirmer votre identité.',
    ],
    figures: [
      {
        term: 'Édition',
        meaning:
          'Le rapport d’une année, figé avec une empreinte qui prouve que rien n’a changé. Régénérée dans dix ans, elle donnera les mêmes nombres.',
      },
      {
        term: 'Projet',
        meaning:
          'La mention de chaque page d’un document qui n’est pas publié : il est à la coordination seule. Les autres lisent les documents des publications, et les éditions envoyées.',
      },
      {
        term: 'Additif',
        meaning: 'Ce qui a été corrigé après l’édition : l’ancienne valeur reste citable à côté de la nouvelle.',
      },
      {
        term: 'Appréciation',
        meaning:
          'Le jugement de la coordination sur une action, avec ses raisons. L’observatoire n’en donne pas à sa place.',
      },
    ],
    mistakes: [
      {
        wrong: 'Taper un nombre à la main dans un texte.',
        right: 'Insérez le chiffre : il suivra les corrections, et le secret statistique s’y appliquera.',
      },
      {
        wrong: 'Figer pour voir ce que cela donne.',
        right: 'Téléchargez le brouillon en PDF : il montre la même chose et n’engage à rien.',
      },
    ],
  },
  {
    slug: 'finances',
    href: '/finances',
    title: 'Finances',
    purpose:
      'Suivre l’argent de la convention : ce qui a été demandé, accordé, engagé et payé, par action et par convention avec un partenaire.',
    steps: [
      'Choisissez l’année : les trois totaux et ce qui les sépare sont en haut.',
      'Lisez une action ligne à ligne, puis les conventions avec les partenaires et leurs versements.',
      'Vérifiez les échéances : le versement de l’État et les pièces qu’il demande.',
    ],
    figures: [
      {
        term: 'Demandé, accordé, engagé, payé',
        meaning: 'Quatre montants différents : l’annexe demande, l’État accorde, la collectivité engage, puis paie.',
      },
      {
        term: 'Exposition à la reprise',
        meaning:
          'Ce que la convention permettrait au plus de reprendre des crédits payés. C’est un plafond, pas une prévision.',
      },
      {
        term: 'Cofinancement',
        meaning:
          'La part qu’un autre que l’État doit payer d’une ligne, quand l’annexe en demande une. Elle est jugée sur ce qui a été accordé, jamais sur ce qui a été demandé.',
      },
    ],
    mistakes: [
      {
        wrong: 'Répartir la subvention de l’État entre les lignes de l’annexe.',
        right: 'Aucune combinaison des lignes ne donne le montant accordé : il n’est pas réparti, et l’écran le dit.',
      },
    ],
  },
];
