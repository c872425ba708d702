import type { ConventionDays } from '../domain/deadline.ts';
import type { Block, DocumentMeta, ReportDocument } from '../domain/report/report-document.ts';
import { frenchList } from '../domain/words/french-format.ts';
import { roomHelpOf } from './all-rooms.ts';
import { glossary } from './glossary.ts';
import { callout, figuresOf, heading, mistakesOf, para, steps, terms } from './guide-blocks.ts';
import type { RoomHelp } from './room-help.ts';
import { everyMonth, yearCalendar } from './year-calendar.ts';

/** The two guides to print. They change when the help changes: the date is that of the last reading, so the bytes stay. */
const READ_ON = '2026-12-01';

const meta = (title: string, subject: string): DocumentMeta => ({
  ...{ title, subject, author: 'Observatoire Logement d’abord' },
  ...{ date: READ_ON, version: 'édition 1', fictitious: false, lang: 'fr', cover: 'band' },
});

function help(slug: string): RoomHelp {
  const room = roomHelpOf(slug);
  if (!room) throw new Error(`no help for ${slug}`);
  return room;
}

/** What the association's guide says of this observatory and of its reader. */
export interface GuideFacts {
  /** Where the pages of the observatory are. */
  address: string;
  /** Names of those who answer questions. */
  coordinators: readonly string[];
  /** The reader's organisation; null: the guide is for any. */
  organisation: string | null;
  /** What it is asked for now, in the order of its form. */
  indicators: readonly string[];
  /** What the convention of the year sets for itself. */
  days: ConventionDays;
}

/** Where, when, to whom: what a newcomer looks for first. */
function whereAndWhen({ address, coordinators, organisation, indicators }: GuideFacts): Block {
  const rows: [string, string][] = [
    ['Où', address],
    [
      'Quand',
      'Chaque mois, au plus tard le 10 du mois suivant. Un rappel part seul, avant et après, à qui doit encore envoyer.',
    ],
  ];
  if (organisation && indicators.length > 0)
    rows.push([`Pour ${organisation}`, `${frenchList(indicators.map((label) => `« ${label} »`))}.`]);
  if (coordinators.length > 0) rows.push(['Une question', `${frenchList(coordinators)}, à la coordination.`]);
  return {
    ...terms('Où, quand, quoi, à qui', rows),
    columns: [
      { label: 'Question', width: 1 },
      { label: 'Réponse', width: 3 },
    ],
  };
}

/** The association's guide: one page, to be joined to an invitation. */
export function contributorGuide(facts: GuideFacts): ReportDocument {
  const [month, files] = [help('mon-mois'), help('imports')];
  return {
    meta: meta('Transmettre le mois en dix minutes', 'Guide de l’association'),
    body: [
      whereAndWhen(facts),
      heading(1, 'saisir', 'Saisir le mois'),
      steps(month.steps),
      figuresOf(month),
      heading(2, 'erreurs', 'Les erreurs que tout le monde fait une fois'),
      mistakesOf(month),
      callout(
        'Vous avez déjà un fichier ?',
        `${files.steps[0] ?? ''} Ne le nettoyez pas : titres, totaux, lignes vides et cellules fusionnées sont reconnus.`,
      ),
      para(
        '« Nos chiffres, et après » montre à quoi servent vos chiffres. Première connexion : suivez le lien de votre invitation, valable 14 jours. Mot de passe oublié : demandez un lien sur la page de connexion. Sur chaque page, le « ? » à côté du titre explique la page ; le glossaire développe les sigles.',
      ),
    ],
  };
}

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

/** The coordinator's guide: the year as a calendar, by the days of the convention, then each room in the order of the work. */
export function coordinatorGuide(days: ConventionDays): ReportDocument {
  const words = glossary.filter(({ term }) => FIRST_WORDS.includes(term));
  return {
    meta: meta('Coordonner l’observatoire', 'Guide de la coordination'),
    body: [
      heading(1, 'annee', 'L’année d’une coordination'),
      { ...terms('Chaque mois', everyMonth), columns: yearColumns },
      { ...terms('Mois par mois, en plus', yearCalendar(days)), columns: yearColumns },
      para('Ce qui est en retard, ou dû bientôt, est aussi en tête de la vue d’ensemble, sous « À faire ».'),
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
  { label: 'Quoi', width: 6 },
];

export const guideNames = ['contributeur', 'coordination'] as const;
export type GuideName = (typeof guideNames)[number];
