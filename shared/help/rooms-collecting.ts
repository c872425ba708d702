import type { RoomHelp } from './room-help.ts';

/** Where figures come in: the month, its collection, files and registers. */
export const collectingRooms: readonly RoomHelp[] = [
  {
    slug: 'mon-mois',
    href: '/mon-mois',
    title: 'Saisie du mois',
    purpose:
      'Transmettre les chiffres du mois de votre structure, en dix minutes, depuis un ordinateur ou un téléphone.',
    steps: [
      'Ouvrez le mois à faire : la première cellule vide est déjà sous vos doigts.',
      'Tapez un nombre, puis Entrée ou Tab pour passer au suivant. Vous pouvez coller un tableau de votre classeur, libellés compris : ceux qui sont nommés autrement vous sont demandés une fois.',
      'Pour dire autre chose qu’un nombre : « NC » si la donnée n’est pas connue (avec la raison), un tiret si elle ne vous concerne pas, « ~ » devant un nombre estimé.',
      'Chaque cellule s’enregistre seule et le dit : enregistrée, en cours, en attente du réseau, refusée (et pourquoi).',
      'Envoyez le mois, au plus tard le 10 du mois suivant : le bouton est au pied de l’écran, Ctrl+Entrée fait de même. Ce qui manque est dit ; une raison peut tenir lieu de valeur.',
      'Une question de la coordination : elle est en haut du mois. Confirmez le chiffre d’un bouton, ou corrigez-le.',
      'Connexion coupée : continuez. Ce que vous tapez est gardé dans ce navigateur, même si vous rechargez la page, et part quand la connexion revient. Vous déconnecter l’efface. Le mois se remplit aussi dans un classeur à télécharger puis redéposer.',
    ],
    figures: [
      { term: 'Zéro', meaning: 'Une vraie réponse : « aucun ce mois-ci ».' },
      { term: 'Cellule vide', meaning: 'Pas encore saisie. Elle n’est jamais comptée comme un zéro.' },
      {
        term: 'En attente de validation, renvoyé, validé',
        meaning:
          'En attente de validation : vous avez envoyé, et fini. Renvoyé : la coordination pose une question sur une cellule. Validé : la valeur est verrouillée et peut être publiée.',
      },
      {
        term: 'Remarque',
        meaning:
          'Une valeur inhabituelle ne bloque jamais l’envoi : un mot d’explication évite une question. Une valeur impossible, elle, est refusée.',
      },
    ],
    mistakes: [
      {
        wrong: 'Mettre 0 quand on ne sait pas.',
        right: 'Écrivez NC et la raison : un faux zéro fait baisser les chiffres de tous.',
      },
      {
        wrong: 'Saisir le cumul depuis janvier.',
        right: 'Saisissez le mois seul, sauf si le libellé dit autre chose : le cumul se calcule.',
      },
      {
        wrong: 'Attendre la valeur qui manque pour tout envoyer.',
        right: 'Envoyez avec la raison de l’absence ; vous compléterez.',
      },
      {
        wrong: 'Mettre un nom de personne dans un commentaire.',
        right: 'Jamais de nom, de téléphone ni d’adresse : un numéro de dossier interne non plus.',
      },
    ],
  },
  {
    slug: 'ce-que-deviennent-nos-chiffres',
    href: '/ce-que-deviennent-nos-chiffres',
    title: 'Ce que deviennent nos chiffres',
    purpose:
      'Montrer à chaque association à quoi servent les chiffres qu’elle transmet : sa part, sa tendance, les lignes du rapport qui s’en servent.',
    steps: [
      'Choisissez l’année.',
      'Lisez votre part dans chaque indicateur et son évolution.',
      'Suivez les liens vers la page de l’indicateur et vers le rapport.',
      'Si vous portez une ligne de la convention : écrivez, au bas de la page, vos difficultés de l’année et la suite prévue. Le rapport les imprime sous le nom de votre structure.',
    ],
    figures: [
      {
        term: 'Votre part',
        meaning:
          'Ce que votre structure apporte au total du territoire. Elle est masquée quand elle laisserait deviner le petit chiffre d’une autre.',
      },
    ],
    mistakes: [
      {
        wrong: 'Comparer sa part à celle d’une autre structure.',
        right: 'Vous ne voyez que la vôtre : les publics et les missions ne sont pas les mêmes.',
      },
    ],
  },
  {
    slug: 'collecte',
    href: '/collecte',
    title: 'Suivi de la collecte',
    purpose: 'Savoir qui a envoyé, relancer, valider, renvoyer une cellule avec une question.',
    steps: [
      'Le tableau croise structures et mois : une forme par état, un drapeau pour une valeur signalée, un pointillé pour un mois envoyé en retard.',
      'Choisissez une case : à côté, ce qui manque et à qui le demander (relancer, écrire, saisir à sa place, inviter), ou les valeurs à lire et à valider.',
      '« Lire et valider les envois, un à un » montre chaque envoi, puis un récapitulatif : rien n’est validé avant, et chaque envoi peut être retiré.',
      'L’onglet « Structures » donne pour chacune ses contacts, ses comptes et son dernier signe.',
      'Une valeur vous étonne : renvoyez cette cellule seule, avec une question. Le reste du mois suit son cours.',
      'Les rappels partent seuls, un par structure et par étape, avec seulement ce qui manque.',
      'Désignez pour chaque structure qui répond des chiffres, et qui le remplace pendant une absence.',
    ],
    figures: [
      {
        term: 'Complétude',
        meaning: 'Cellules répondues (une valeur, ou une absence expliquée) sur cellules attendues.',
      },
      { term: 'À l’heure', meaning: 'D’après le premier envoi, au plus tard le 10 du mois suivant.' },
    ],
    mistakes: [
      {
        wrong: 'Valider sans avoir lu les remarques.',
        right: 'Elles sont en tête de l’envoi : une explication y est souvent déjà.',
      },
      {
        wrong: 'Déverrouiller un mois publié pour corriger une faute.',
        right: 'C’est possible, avec un motif : l’ancienne valeur reste citable et le rapport dira « révisé depuis ».',
      },
    ],
  },
  {
    slug: 'imports',
    href: '/imports',
    title: 'Imports',
    purpose:
      'Déposer les fichiers des partenaires tels qu’ils sont. L’observatoire reconnaît la source, lit, compare, puis écrit ce que vous avez décidé.',
    steps: [
      'Déposez le fichier (CSV, Excel, OpenDocument). Il est lu sur votre ordinateur : noms, dates de naissance, téléphones et adresses n’en sortent pas.',
      'Vérifiez la source reconnue et les colonnes. Ce que vous expliquez une fois est retenu.',
      'Lisez le tableau de décision : nouvelle, changée (avant et après), identique, en double, douteuse, illisible.',
      'Regardez l’effet sur les indicateurs, puis écrivez. Tout passe ou rien ne passe.',
      'Téléchargez les lignes refusées, corrigez-les, redéposez-les.',
      'Un import se défait depuis son reçu, tant qu’il n’est pas validé : les chiffres redeviennent exactement ce qu’ils étaient. Ensuite, il se corrige.',
    ],
    figures: [
      {
        term: 'Reçu',
        meaning:
          'Ce que le fichier contenait et ce qu’il en est advenu : le compte de ses lignes tombe toujours juste.',
      },
      {
        term: 'Colonnes écartées',
        meaning: 'Celles qui pourraient nommer quelqu’un : elles ne sont ni envoyées ni gardées.',
      },
    ],
    mistakes: [
      {
        wrong: 'Nettoyer le fichier avant de le déposer.',
        right: 'Inutile : titres, totaux, lignes vides et cellules fusionnées sont reconnus.',
      },
      {
        wrong: 'Redéposer un fichier de peur qu’il ne soit pas passé.',
        right: 'Sans risque : les lignes déjà connues sont dites identiques et rien ne change.',
      },
    ],
  },
  {
    slug: 'registres',
    href: '/registres',
    title: 'Registres',
    purpose:
      'Consulter ligne par ligne ce qui fait les chiffres : demandes, logements, ateliers, procédures. Aucun nom n’y est.',
    steps: [
      'Ouvrez un registre et filtrez par période, structure ou texte.',
      'Corrigez ou retirez une ligne avec un motif ; saisissez-en une à la main si elle n’est dans aucun fichier.',
      'Les mois qui en dépendent suivent, et l’écran dit lesquels.',
    ],
    figures: [
      {
        term: 'Ligne',
        meaning:
          'Un fait (une demande, un logement, un atelier), jamais une personne nommée. Son numéro de dossier n’est gardé que sous forme d’empreinte.',
      },
    ],
    mistakes: [
      {
        wrong: 'Corriger un total du mois quand une ligne est fausse.',
        right: 'Corrigez la ligne : le total se refait, et la raison est gardée.',
      },
    ],
  },
];
