import type { Month } from '../domain/month.ts';

export const sourceNames = [
  'siao-request',
  'cca-request',
  'captured-dwelling',
  'workshop',
  'eviction-procedure',
  'monthly-return',
  'residence',
  'action-logement-aid',
] as const;
export type SourceName = (typeof sourceNames)[number];

/** The sources whose rows are counted. A monthly workbook gives totals: it is a way of typing. */
export const countedSources = [
  'siao-request',
  'cca-request',
  'captured-dwelling',
  'workshop',
  'eviction-procedure',
  'residence',
  'action-logement-aid',
] as const satisfies SourceName[];

/** `nominative` columns are known so that they are never taken for another, and are dropped before anything else. */
export type ColumnKind =
  | 'key'
  | 'text'
  | 'date'
  | 'number'
  | 'euros'
  | 'percent'
  | 'commune'
  | 'choice'
  | 'yes-no'
  | 'nominative';

export interface RegisterColumn {
  /** The name in the stored content. Euros are stored in integer cents, percents as points (46 for 46 %). */
  field: string;
  label: string;
  aliases: string[];
  kind: ColumnKind;
  /** A row whose cell is blank here is rejected. */
  required?: boolean;
  /** A free text in which partners often write somebody's name: only its known words are kept. */
  mayNameSomeone?: boolean;
  /** A date that may be planned ahead; every other date of the future is an error. */
  mayBeFuture?: boolean;
  /** A number of people who came: crosses under their names fill it, in a file that has no such column. */
  countsPeople?: boolean;
  /** A number that may have decimals. */
  decimal?: boolean;
  /** A number that others are counted by: written in letters, its row waits until someone confirms it. */
  confirmed?: boolean;
  /** Canonical label → the other ways in which partners write it. */
  choices?: Record<string, string[]>;
}

/** What is kept of a row: no name, no address, no date of birth. A column that the file does not have is absent; a blank cell is null. */
export type Content = Record<string, string | number | null>;

/** The fields of a row whose cell says something that could not be read: nothing is known of them, which is not the same as blank. */
export function unreadableFields(content: Content): string[] {
  return typeof content.unreadable === 'string' ? content.unreadable.split(' ') : [];
}

/** True when a cell of the row said something that could not be read. Example: « vendu » as a date of exit. */
export function isUnreadable(content: Content, field: string): boolean {
  return content.unreadable !== undefined && unreadableFields(content).includes(field);
}

export interface RegisterRow {
  /** The row's number as the spreadsheet shows it. */
  row: number;
  sheet?: string;
  /** The raw file number; the server turns it into a keyed hash before it stores anything. */
  key: string;
  content: Content;
  /** The month that dates the row. */
  month?: Month;
  /** INSEE code, when the register names a commune of the métropole. */
  commune?: string;
}

export interface Ratio {
  numerator: number;
  denominator: number;
}

/** Indicator code → month → figure. A month without anything is absent; 0 appears only where 0 was declared. */
export type Measures = Record<string, Record<Month, number | Ratio>>;

/** Rows that are alike in all that is measured, and how many they are. */
export interface Tallied {
  content: Content;
  count: number;
}

/** Figures that depend on some fields only: rows alike in them are counted together before they are measured, so that a million rows are a few thousand. */
export interface Measurement {
  /** Read from the rows for the figures, and no part of what a receipt says that the file itself says. */
  beside?: boolean;
  /** Dates of which only the month counts; they may be cut to `YYYY-MM`. */
  months?: string[];
  /** The other fields that count, as they are. */
  values?: string[];
  /** `today` (a date) bounds what a stock or a cohort may claim. */
  figures: (rows: Tallied[], today?: string) => Measures;
}

export interface Doubt {
  field: string;
  reason: string;
}

export interface Register {
  source: SourceName;
  label: string;
  /** Words of a file name, sheet name or title that speak for this source. */
  hints: string[];
  /** `rows`: a header and a row per case. `months`: indicators against months. */
  layout: 'rows' | 'months';
  columns: RegisterColumn[];
  /** For each group, at least one of its fields must be a column of the file. */
  needs: string[][];
  /** The date whose month dates the row. */
  monthField?: string;
  /** One sheet a month: when the date is missing, the month of the sheet dates the row. */
  sheetMonth?: boolean;
  /** The file covers several years, named in its title or its name. */
  period?: boolean;
  /** French sentence: what never leaves the file. */
  dropped: string;
  /** The identity of a row. `rank` is 1 for the first row that shares the same `rankGroup`. */
  key: (rawKey: string, content: Content, rank: number) => string;
  rankGroup?: (content: Content) => string;
  /** Where rows have no number that lasts: the fields that a partner corrects, which make of it another row; each list on its own. */
  movable?: string[][];
  /** The date that ends a row: set when a whole export no longer holds it and someone says that it is over. */
  closes?: string;
  /** Absent: a row is about nobody (a building, a session, an amount), and is kept. */
  contact?: Contact;
  /** What is possible but unlikely in a row. */
  doubts?: (content: Content) => Doubt[];
  /** Figures computed from the kept content alone. */
  measurements: Measurement[];
}

/** What tells when the person of a row was last in contact: rows are kept two years from there. */
export interface Contact {
  /** Dates (or months, which last to their end); the latest is the last contact. */
  dates: string[];
  /** Dated here and not there, the person is still in contact: in a structure, in a dwelling. `over`: what else ends it. */
  lasting?: { from: string; to: string; over?: { field: string; values: string[] } };
}

/** A column list with less ink: `column('siteDate', 'Date', 'date', ['Le'], { required: true })`. */
export function column(
  field: string,
  label: string,
  kind: ColumnKind,
  aliases: string[] = [],
  more: Partial<Omit<RegisterColumn, 'field' | 'label' | 'kind' | 'aliases'>> = {},
): RegisterColumn {
  return { field, label, kind, aliases, ...more };
}

/** Columns about people that turn up in any register. */
export const nominativeColumns: RegisterColumn[] = [
  column('lastName', 'Nom', 'nominative', [
    'Nom de famille',
    'Nom d’usage',
    'Nom de naissance',
    'Nom locataire',
    'Nom du locataire',
    'Nom du demandeur',
    'Nom du ménage',
    'Nom prénom',
    'Nom et prénom',
    'Nom de la personne',
    'Demandeur',
    'Locataire',
    'Bénéficiaire',
    'Titulaire du bail',
    'Identité',
  ]),
  column('firstName', 'Prénom', 'nominative', ['Prénoms', 'Prénom du demandeur', 'Prénom du locataire']),
  column('birthDate', 'Date de naissance', 'nominative', ['Né le', 'Née le', 'Né(e) le', 'Naissance', 'DDN', 'Âge']),
  column('address', 'Adresse', 'nominative', ['Adresse du logement', 'Rue', 'Adresse postale', 'N° et voie', 'Voie']),
  column('phone', 'Téléphone', 'nominative', ['Tél.', 'Tel', 'Portable', 'Mobile', 'N° de téléphone']),
  column('mail', 'Courriel', 'nominative', ['Mail', 'E-mail', 'Email', 'Adresse mail', 'Adresse électronique']),
  column('remarks', 'Remarques', 'nominative', [
    'Commentaires',
    'Commentaire',
    'Observations',
    'Observation',
    'Notes',
    'Note',
    'Remarque',
    'Précisions',
    'Divers',
  ]),
  column('worker', 'Référent', 'nominative', [
    'Animateur',
    'Animatrice',
    'Intervenant',
    'Travailleur social',
    'Référent social',
    'Suivi par',
    'Propriétaire',
    'Nom du propriétaire',
    'Gestionnaire du dossier',
  ]),
];
