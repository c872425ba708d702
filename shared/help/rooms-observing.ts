import type { RoomHelp } from './room-help.ts';

/** Where one looks at the people and the dwellings. */
export const observingRooms: readonly RoomHelp[] = [
  {
    slug: 'sans-domicile',
    href: '/sans-domicile',
    title: 'Personnes sans domicile',
    purpose:
      'Suivre combien de personnes et de ménages sont sans domicile, combien entrent et sortent chaque mois, et si les nombres sont fiables.',
    steps: [
      'Choisissez l’unité (personnes ou ménages) et le périmètre (au sens de l’Insee, ou celui de la convention, plus large).',
      'Le nombre, ce qui le fait bouger, et le passage du fichier du SIAO à ce nombre ; puis « Entrées et sorties » : où sont les gens, et pourquoi ils ne sont plus comptés.',
      '« Délais d’accès au logement » : délai jusqu’à un logement, qui attend le plus et qui en obtient un, retours après un logement.',
      '« Besoins et offres » : ce qui est souhaité, face à ce qui se libère.',
      '« Fiabilité et comptages » : saisissez un comptage indépendant pour éprouver les flux.',
    ],
    figures: [
      { term: 'File active', meaning: 'Ceux qui sont sans domicile et dont on a des nouvelles, à la fin du mois.' },
      {
        term: 'Perdus de vue',
        meaning:
          'Aucun contact depuis 90 jours (réglable) ; une demande ouverte dans le dernier export complet du SIAO est en contact. Ce n’est jamais un succès et ne s’ajoute jamais aux relogés.',
      },
      {
        term: 'Test de fiabilité',
        meaning:
          'Écart entre la file comptée et celle que les flux annoncent, rapporté à la file comptée. Jusqu’à 15 %, il est tenu ; la qualité est acquise après trois mois de suite.',
      },
      {
        term: 'Mois de relogement nécessaires',
        meaning: 'File active divisée par les relogements mensuels des six derniers mois.',
      },
    ],
    mistakes: [
      {
        wrong: 'Ajouter les entrées de douze mois pour dire combien de personnes différentes sont passées.',
        right: 'Une personne peut entrer deux fois : le total de l’année est un compte à part.',
      },
      {
        wrong: 'Oublier qu’une personne connue de deux structures peut compter deux fois.',
        right: 'Tant que l’AIPD n’est pas enregistrée, les demandes ne sont pas rapprochées, et l’écran le rappelle.',
      },
    ],
  },
  {
    slug: 'expulsions',
    href: '/expulsions',
    title: 'Prévention des expulsions',
    purpose:
      'Voir où en sont les procédures d’expulsion, du commandement de payer à l’expulsion, et qui a été rencontré à temps.',
    steps: [
      'Choisissez la période, le parc (public ou privé) et le groupe de communes.',
      'Choisissez la lecture : les flux du mois, ou la cohorte (les procédures d’une période, suivies jusqu’à aujourd’hui).',
      'Lisez les ménages rencontrés et la non-réponse, chacun avec son propre dénominateur.',
    ],
    figures: [
      { term: 'Ménages rencontrés', meaning: 'Rapportés aux commandements de payer.' },
      {
        term: 'Non-réponse',
        meaning: 'Rapportée aux assignations. Les deux taux ne partagent jamais leur dénominateur.',
      },
      {
        term: 'Diagnostic avant CQL',
        meaning:
          'Il compte pour la cible s’il précède le commandement de quitter les lieux et si le logement est privé.',
      },
      {
        term: 'Rupture de 2023',
        meaning:
          'La loi du 27 juillet 2023 a changé les délais : les mois d’avant et d’après ne se comparent pas sans précaution.',
      },
    ],
    mistakes: [
      {
        wrong: 'Diviser les expulsions d’un mois par les assignations du même mois.',
        right: 'Ce ne sont pas les mêmes ménages : prenez la lecture par cohorte.',
      },
      {
        wrong: 'Voir un échec dans une hausse des saisines de la CCAPEX.',
        right: 'Aller davantage vers les ménages peut les augmenter : cet indicateur n’est pas coloré.',
      },
    ],
  },
  {
    slug: 'logement',
    href: '/logement',
    title: 'Logement',
    purpose:
      'Suivre les logements captés dans le parc privé, et connaître le parc social par ses loyers, son occupation et sa fragilité.',
    steps: [
      '« Logements captés » : captés, loués, rendus, en stock ; délai entre la captation et la location.',
      '« Atlas du parc social » : les résidences du parc social, par commune et une à une ; le filtre montre celles qui restent accessibles aux ménages les plus pauvres.',
      '« Action Logement » : des aides publiées pour 2017 à 2019, comme contexte.',
    ],
    figures: [
      { term: 'Stock', meaning: 'Logements gérés à la fin du mois : on ne les ajoute pas d’un mois à l’autre.' },
      {
        term: 'Maintien à 12 mois',
        meaning: 'Locataires encore là douze mois après leur entrée, sur ceux qui sont entrés douze mois plus tôt.',
      },
    ],
    mistakes: [
      {
        wrong: 'Lire l’atlas comme une liste de logements libres.',
        right: 'Il décrit des résidences entières, pas des offres.',
      },
    ],
  },
];
