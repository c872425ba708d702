import type { Profile, TargetWindow } from '../../shared/domain/figures/target-path.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { documents } from './seed-documents.ts';

/** How a sentence of the documents is read as a path to a target, for one or several years. */
export interface TargetSeed {
  code: string;
  years: number[];
  value: number;
  /** Null or left out: a rising count that starts from nothing. */
  start?: number;
  reading: 'stated' | 'assumed';
  quote: string;
  document: string;
  note?: string;
  /** The whole path, when it is longer than the year. */
  path?: { startMonth: string; endMonth: string };
  /** The month by which it is due, when that is not the end of the path: of the year itself, or of the one after. */
  dueMonth?: (year: number) => string;
  /** `year`: a rate that is read anew each year on a path of several. */
  window?: TargetWindow;
  /** What the target counts, when it is not what the indicator measures. */
  unit?: Unit;
  profile?: Profile;
  weights?: number[];
}

const conventionYears = [2023, 2024, 2025];
const wholeConvention = { startMonth: '2023-01', endMonth: '2025-12' };

const captured = '40 logements captés en 2021';
const managed = '40 logements gérés à 12 mois';
const workshops = 'Ateliers suivis par 70 personnes.';
const met =
  'Organiser des enquêtes sociales et rencontrer la totalité des personnes au stade du commandement de payer soit environ = 1154 situations / an (évaluation à partir des données Exploc 2022).';
const nonResponse = "Passer d'un taux de non réponse de 75% à 0% sur les situations au stade de l'assignation";

const housingTargets = [
  {
    code: 'IND-02',
    years: [2021],
    value: 40,
    reading: 'stated',
    quote: captured,
    document: documents.S2,
    note: '40 est soit la cible 2021 du projet initial, soit le résultat de 2021\u00a0: l’annexe ne le dit pas.',
  },
  {
    code: 'IND-02',
    years: conventionYears,
    value: 40,
    reading: 'assumed',
    quote: captured,
    document: documents.S2,
    note: 'La cible de 2021 est reportée sur chaque année de la convention, qui n’en donne pas d’autre.',
  },
  {
    code: 'IND-03',
    years: [2023],
    value: 40,
    reading: 'assumed',
    quote: managed,
    document: documents.S2,
    note: 'Lue comme un stock de 40 logements en fin d’année\u202f; la date de départ des douze mois n’est pas dite.',
  },
] satisfies TargetSeed[];

/** The stock reached at the end of the first year is then to be kept: it is expected whole from January on. */
const keptStock = {
  code: 'IND-03',
  years: [2024, 2025],
  value: 40,
  profile: 'steps',
  weights: Array.from({ length: 12 }, () => 1),
  reading: 'assumed',
  quote: managed,
  document: documents.S2,
  note: 'Lue comme un stock de 40 logements à tenir toute l’année, une fois atteint fin 2023\u202f; la date de départ des douze mois n’est pas dite.',
} satisfies TargetSeed;

const evictionTargets = [
  {
    code: 'IND-08',
    years: conventionYears,
    value: 40,
    reading: 'stated',
    quote: 'Porter 40 diagnostics par an avant le commandement de quitter les lieux',
    document: documents.S2,
    note: 'Quarante par an, pour le parc privé. «\u00a0Porter\u00a0» peut aussi se lire «\u00a0porter à\u00a0».',
  },
  {
    code: 'IND-10',
    years: conventionYears,
    value: 100,
    start: 0,
    reading: 'assumed',
    quote: met,
    document: documents.S2,
    note: 'La cible est dite («\u00a0la totalité\u00a0»), l’année ne l’est pas\u00a0: lue comme la fin de la convention, décembre 2025, avec une progression régulière depuis janvier 2023. Le point de départ n’est pas dit\u00a0: lu comme 0\u202f%. 1\u202f154 est un volume attendu, peut-être celui de tout le département.',
    path: wholeConvention,
    window: 'year',
  },
  {
    code: 'IND-11',
    years: conventionYears,
    value: 0,
    start: 75,
    reading: 'assumed',
    quote: nonResponse,
    document: documents.S2,
    note: 'Le départ et la cible sont dits, les années ne le sont pas\u00a0: lus comme janvier 2023 et décembre 2025, avec une baisse régulière.',
    path: wholeConvention,
    window: 'year',
  },
] satisfies TargetSeed[];

const supportTargets = [
  {
    code: 'IND-17',
    years: [2022],
    value: 70,
    reading: 'assumed',
    quote: workshops,
    document: documents.S2,
    unit: 'persons',
    note: 'Unité à lire\u00a0: la cible compte des personnes, le registre des participations (329 en 2022). La période n’est pas dite\u202f; 2022 précède la convention.',
  },
  {
    code: 'IND-17',
    years: conventionYears,
    value: 70,
    reading: 'stated',
    quote: workshops,
    document: documents.S2,
    unit: 'persons',
    note: 'Unité à lire\u00a0: la cible compte des personnes, le registre des participations (329 en 2022). Lue par an, la période n’étant pas dite.',
  },
  {
    code: 'IND-21',
    years: conventionYears,
    value: 1,
    reading: 'stated',
    quote: "transmission au Préfet au plus tard le 30 septembre de l'exercice suivant la mise en place des actions",
    document: documents.S2,
    note: 'Connu après le 30 septembre de l’année suivante.',
    dueMonth: (year) => `${year + 1}-09`,
    profile: 'none',
  },
  {
    code: 'IND-22',
    years: conventionYears,
    value: 10,
    reading: 'stated',
    quote:
      'Assurer le fonctionnement de la commission de coordination des accompagnements (10 réunions / an): préparation et suivi',
    document: documents.S2,
    note: 'La délibération du 23 mars 2023 dit «\u00a0chaque mois\u00a0», soit douze.',
  },
  {
    code: 'IND-24',
    years: conventionYears,
    value: 0.5,
    reading: 'stated',
    quote: 'financer un poste de secrétariat (0,5 ETP) de cette instance, à hauteur de 23 000 euros par an',
    document: documents.S0,
    note: 'L’annexe dit «\u00a0Recrutement effectif du poste de secrétariat\u00a0», sans quotité.',
    profile: 'none',
  },
] satisfies TargetSeed[];

/** What the documents ask, sentence by sentence; the doubtful readings say so. */
export const targets: TargetSeed[] = [...housingTargets, keptStock, ...evictionTargets, ...supportTargets];
