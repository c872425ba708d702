import type { Block, DocumentMeta, ReportDocument } from '../domain/report/report-document.ts';
import { frenchList } from '../domain/words/french-format.ts';
import { roomHelpOf } from './all-rooms.ts';
import { glossary } from './glossary.ts';
import { callout, figuresOf, heading, mistakesOf, para, steps, terms } from './guide-blocks.ts';
import type { RoomHelp } from './room-help.ts';

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

/** What comes back every year, in the order of the year. */
const YEAR = [
  ['Chaque mois, le 10', 'Les structures envoient le mois écoulé. Les rappels partent seuls, avant et après.'],
  ['Du 10 au 20', 'Valider, renvoyer les cellules qui étonnent, relancer ceux qui tardent.'],
  ['Vers le 20', 'Publier : l’État, les élus et le public ne lisent que les publications.'],
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

export const guideNames = ['contributeur', 'coordination'] as const;
export type GuideName = (typeof guideNames)[number];
