import type { Block, DocumentMeta, ReportDocument } from '../domain/report/report-document.ts';
import { roomHelpOf } from './all-rooms.ts';
import { glossary } from './glossary.ts';
import { callout, figuresOf, heading, mistakesOf, para, steps, terms } from './guide-blocks.ts';
import type { RoomHelp } from './room-help.ts';

/** The two guides to print. They change when the help changes: the date is that of the last reading, so the bytes stay. */
const READ_ON = '2026-11-23';

const meta = (title: string, subject: string): DocumentMeta => ({
  ...{ title, subject, author: 'Observatoire Logement d’abord' },
  ...{ date: READ_ON, version: 'édition 1', fictitious: false, lang: 'fr', cover: 'band' },
});

function help(slug: string): RoomHelp {
  const room = roomHelpOf(slug);
  if (!room) throw new Error(`no help for ${slug}`);
  return room;
}

/** The association's guide: one page, to be joined to an invitation. */
export function contributorGuide(): ReportDocument {
  const [month, files] = [help('mon-mois'), help('imports')];
  return {
    meta: meta('Transmettre le mois en dix minutes', 'Guide de l’association'),
    body: [
      heading(1, 'saisir', 'Saisir le mois'),
      steps(month.steps),
      figuresOf(month),
      heading(2, 'erreurs', 'Les erreurs que tout le monde fait une fois'),
      mistakesOf(month),
      callout(
        'Vous avez déjà un fichier ?',
        `${files.steps[0] ?? ''} Ne le nettoyez pas : titres, totaux, lignes vides et cellules fusionnées sont reconnus.`,
      ),
      heading(2, 'ensuite', 'Et ensuite'),
      para(help('ce-que-deviennent-nos-chiffres').purpose),
      para(
        'Première connexion : suivez le lien de votre invitation, valable trois jours. Mot de passe oublié : demandez un lien sur la page de connexion. Sur chaque page, le « ? » à côté du titre explique la page ; le glossaire développe les sigles.',
      ),
    ],
  };
}

/** What comes back every year, in the order of the year. */
const YEAR = [
  ['Chaque mois, le 10', 'Les structures envoient le mois écoulé. Les rappels partent seuls, avant et après.'],
  ['Du 10 au 20', 'Valider, renvoyer les cellules qui étonnent, prévenir ceux qui tardent.'],
  ['Chaque trimestre', 'Compter la file active à part, pour le test de fiabilité ; regarder les rythmes en comité.'],
  ['Fin novembre', 'Versement de l’État : les pièces demandées sont dans les finances.'],
  ['De janvier à juin', 'Compléter l’année écoulée, écrire les textes du rapport, porter les appréciations.'],
  ['Avant l’été', 'Figer une édition, la présenter au conseil, noter le vote.'],
  [
    'Septembre',
    'Au plus tard à la date de la convention, envoyer le rapport de l’année écoulée au Préfet et à la DIHAL.',
  ],
] as const;

function chapter(slug: string): Block[] {
  const room = help(slug);
  return [
    heading(2, slug, room.title),
    para(room.purpose),
    steps(room.steps),
    figuresOf(room),
    heading(3, `${slug}-erreurs`.slice(0, 40), 'À éviter'),
    mistakesOf(room),
  ];
}

/** Words of the trade that a newcomer meets in the first week. */
const FIRST_WORDS = ['AIPD', 'CCA', 'CCAPEX', 'CFP', 'CQL', 'DDETS', 'DIHAL', 'IML', 'NC', 'OPS', 'SIAO'];

/** The coordinator's guide: the year, then each room in the order of the work. */
export function coordinatorGuide(): ReportDocument {
  const words = glossary.filter(({ term }) => FIRST_WORDS.includes(term));
  return {
    meta: meta('Coordonner l’observatoire', 'Guide de la coordination'),
    body: [
      heading(1, 'annee', 'L’année d’une coordination'),
      { ...terms('Ce qui revient chaque année', YEAR), columns: yearColumns },
      heading(1, 'commencer-vraiment', 'Commencer'),
      ...chapter('commencer'),
      heading(1, 'lire', 'Lire'),
      ...['vue-d-ensemble', 'sans-domicile', 'expulsions'].flatMap(chapter),
      heading(1, 'recueillir', 'Recueillir'),
      ...['personnes', 'collecte', 'imports'].flatMap(chapter),
      heading(1, 'rendre-compte', 'Rendre compte'),
      ...['rapport', 'catalogue'].flatMap(chapter),
      heading(1, 'mots', 'Les sigles de la première semaine'),
      terms(
        'Sigles',
        words.map(({ term, full, meaning }) => [term, meaning ? `${full}. ${meaning}` : full]),
      ),
    ],
  };
}

const yearColumns = [
  { label: 'Quand', width: 1 },
  { label: 'Quoi', width: 3 },
];

export const guides = { contributeur: contributorGuide, coordination: coordinatorGuide } as const;
export type GuideName = keyof typeof guides;
export const guideNames: readonly GuideName[] = ['contributeur', 'coordination'];
