import { type Coverage, coveragePercent } from '../../shared/domain/figures/coverage.ts';
import { flowNames } from '../../shared/domain/ledger/ledger-tally.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { ShownState } from '../../shared/schemas/api.ts';
import { MASKED, type TableField, type TableSchema } from '../../shared/schemas/open-data.ts';
import type { catalogueOf, publicFigures } from '../api/service.ts';
import type { ledgerFor } from '../homelessness/service.ts';

/** The tables of the open data: their columns, and their rows made from what anybody may read. */

export type CellText = string | number | boolean | null;
export interface OpenTable {
  name: string;
  title: string;
  description: string;
  schema: TableSchema;
  rows: CellText[][];
}

type Figures = Awaited<ReturnType<typeof publicFigures>>;
type Catalogue = Awaited<ReturnType<typeof catalogueOf>>;
type Ledger = Awaited<ReturnType<typeof ledgerFor>>;

const field = (
  name: string,
  type: TableField['type'],
  title: string,
  description: string,
  constraints?: TableField['constraints'],
): TableField => ({ name, type, title, description, ...(constraints && { constraints }) });
const required = { required: true };
const missingValues = ['', MASKED];

/** The word of each state; a hidden number has the word that stands for a number, so its state has another. */
const states: Record<ShownState, string> = {
  known: 'connu',
  estimated: stateWords.estimated,
  hidden: 'secret',
  missing: stateWords.notReceived,
  unavailable: stateWords.unknown,
  'not-applicable': stateWords.notApplicable,
  'not-expected': stateWords.notAsked,
};
const stateField = field(
  'etat',
  'string',
  'État',
  'connu : la valeur est donnée ; estimé : la dernière valeur d’une structure tient lieu de celle qu’elle n’a pas envoyée ; secret : un effectif de 1 à 10, ou ce qui le ferait retrouver, est masqué ; non reçu : personne n’a encore répondu, ce n’est pas zéro ; non connu : la structure ne le sait pas ; sans objet : la période ne la concerne pas ; rien d’attendu : aucune période ne finit là.',
  { required: true, enum: Object.values(states) },
);
const stateWord = (state: ShownState) => states[state];
const fictitiousField = field(
  'fictif',
  'boolean',
  'Données fictives',
  'vrai : données de démonstration, sans réalité.',
  required,
);
const indicatorField = field(
  'indicateur',
  'string',
  'Indicateur',
  'Code de l’indicateur, décrit dans indicateurs.csv.',
  required,
);
const toIndicators = [{ fields: 'indicateur', reference: { resource: 'indicateurs', fields: 'code' } }];
const count = (name: string, title: string, description: string) =>
  field(name, 'integer', title, description, { minimum: 0 });

/** Percent with one decimal; none where nothing was expected. */
function coverageOf(coverage: Coverage): number | null {
  const percent = coveragePercent(coverage);
  return percent === null ? null : Math.round(10 * percent) / 10;
}

const timeRules = {
  flow: 'flux',
  stock: 'stock',
  average: 'moyenne',
  ratio: 'taux',
  unique: 'personnes distinctes',
  milestone: 'jalon',
};
const directions = { increase: 'hausse', decrease: 'baisse', maintain: 'maintien', context: 'contexte' };

function indicatorTable({ indicators }: Catalogue): OpenTable {
  return {
    name: 'indicateurs',
    title: 'Les indicateurs',
    description: 'Un indicateur par ligne, avec la définition en vigueur.',
    schema: {
      fields: [
        field('code', 'string', 'Code', 'Identifiant stable de l’indicateur.', { required: true, unique: true }),
        field('libelle', 'string', 'Libellé', 'Nom de l’indicateur.', required),
        field('unite', 'string', 'Unité', 'Ce qui est compté.', required),
        field(
          'regle_temps',
          'string',
          'Règle de temps',
          'Comment les mois font l’année : un flux s’additionne, un stock est le dernier connu.',
          { required: true, enum: Object.values(timeRules) },
        ),
        field('sens', 'string', 'Sens voulu', 'Le sens dans lequel l’objectif veut que le chiffre aille.', {
          required: true,
          enum: Object.values(directions),
        }),
        field(
          'secret_statistique',
          'boolean',
          'Secret statistique',
          'vrai : compte des personnes ou des ménages, les petits nombres sont masqués.',
          required,
        ),
        field('definition', 'string', 'Définition', 'Ce qui est compté, exactement.'),
      ],
      primaryKey: ['code'],
      missingValues: [''],
    },
    rows: indicators.map((one) => [
      one.code,
      one.label,
      one.unit,
      timeRules[one.timeRule],
      directions[one.direction],
      one.sensitive,
      one.definition,
    ]),
  };
}

function monthTable(years: Figures[]): OpenTable {
  return {
    name: 'chiffres-mensuels',
    title: 'Les chiffres de chaque mois',
    description: 'Un indicateur et un mois par ligne : ce que la coordination a validé, petits nombres masqués.',
    schema: {
      fields: [
        indicatorField,
        field('mois', 'yearmonth', 'Mois', 'AAAA-MM.', required),
        stateField,
        field('valeur', 'number', 'Valeur', 'Dans l’unité de l’indicateur ; un taux est en pour cent.'),
        field('numerateur', 'number', 'Numérateur', 'Des taux seulement.'),
        field('denominateur', 'number', 'Dénominateur', 'Des taux seulement.'),
        count(
          'structures_ayant_repondu',
          'Structures ayant répondu',
          'Nombre de structures dont la valeur est comptée.',
        ),
        count('structures_attendues', 'Structures attendues', 'Nombre de structures à qui le chiffre est demandé.'),
        field('couverture', 'number', 'Couverture', 'Structures ayant répondu sur structures attendues, en pour cent.'),
        fictitiousField,
      ],
      primaryKey: ['indicateur', 'mois'],
      foreignKeys: toIndicators,
      missingValues,
    },
    rows: years.flatMap(({ figures, fictitious }) =>
      figures.flatMap((figure) =>
        figure.months.map((one): CellText[] => [
          ...[figure.indicator, one.month, stateWord(one.state), one.value, one.numerator, one.denominator],
          ...[one.reported, one.expected, coverageOf(one), fictitious],
        ]),
      ),
    ),
  };
}

function yearTable(years: Figures[]): OpenTable {
  return {
    name: 'chiffres-annuels',
    title: 'Les chiffres de chaque année',
    description: 'Un indicateur et une année civile par ligne, jusqu’au dernier mois échu.',
    schema: {
      fields: [
        indicatorField,
        field('annee', 'year', 'Année', 'Année civile.', required),
        field('jusqu_a', 'yearmonth', 'Jusqu’à', 'Dernier mois compté.', required),
        stateField,
        field('valeur', 'number', 'Valeur', 'Dans l’unité de l’indicateur ; un taux est en pour cent.'),
        count('structures_completes', 'Structures complètes', 'Structures qui ont donné tous les mois demandés.'),
        count('structures_attendues', 'Structures attendues', 'Structures à qui le chiffre est demandé.'),
        field('couverture', 'number', 'Couverture', 'Structures complètes sur structures attendues, en pour cent.'),
        fictitiousField,
      ],
      primaryKey: ['indicateur', 'annee'],
      foreignKeys: toIndicators,
      missingValues,
    },
    rows: years.flatMap(({ year, figures, fictitious }) =>
      figures.map(({ indicator, through, state, value, coverage }): CellText[] => [
        ...[indicator, year, through, stateWord(state), value],
        ...[coverage.reported, coverage.expected, coverageOf(coverage), fictitious],
      ]),
    ),
  };
}

const flowColumns: Record<(typeof flowNames)[number], [string, string]> = {
  newlyIdentified: ['nouvellement_identifies', 'Jamais vus, ou plus vus depuis 24 mois.'],
  returnedFromHousing: ['revenus_du_logement', 'Revus dans les 24 mois qui suivent une sortie vers un logement.'],
  returnedFromInactive: ['revenus_inactifs', 'Revus après avoir été perdus de vue ou sortis autrement.'],
  housed: ['loges', 'Sortis vers un logement.'],
  otherExits: ['autres_sorties', 'Décès, départ du territoire, institution, hors périmètre.'],
  lostContact: ['perdus_de_vue', 'Sans contact depuis 90 jours ; ce n’est jamais un succès.'],
};

const shownCount = (value: PublishedCount): CellText => (value === 'hidden' ? MASKED : value);

function flowTable(ledgers: Ledger[], fictitious: boolean): OpenTable {
  const flows = flowNames.map((flow) => flowColumns[flow]);
  return {
    name: 'flux-sans-domicile',
    title: 'Personnes sans domicile : entrées, sorties, file active',
    description:
      'Un mois, une unité et un périmètre par ligne, sur le modèle du fichier « Toronto Shelter System Flow ». file_active = debut + entrees − sorties. « masqué » : secret statistique ; vide : inconnu.',
    schema: {
      fields: [
        field('mois', 'yearmonth', 'Mois', 'AAAA-MM.', required),
        field('unite', 'string', 'Unité', 'Ménages ou personnes ; les deux ne s’additionnent pas.', {
          required: true,
          enum: ['menages', 'personnes'],
        }),
        field(
          'perimetre',
          'string',
          'Périmètre',
          'insee : sans-domicile au sens de l’Insee ; convention : tout le périmètre de la convention.',
          { required: true, enum: ['insee', 'convention'] },
        ),
        count('debut', 'File active au début', 'File active à la fin du mois précédent.'),
        ...flows.map(([name, description]) => count(name, name.replaceAll('_', ' '), description)),
        count('entrees', 'Entrées', 'Somme des trois entrées.'),
        count('sorties', 'Sorties', 'Somme des trois sorties.'),
        count('file_active', 'File active à la fin', 'Ménages ou personnes sans domicile connus à la fin du mois.'),
        fictitiousField,
      ],
      primaryKey: ['mois', 'unite', 'perimetre'],
      missingValues,
    },
    rows: ledgers.flatMap(({ unit, perimeter, months }) =>
      months.map((one) => [
        ...[one.month, unit === 'households' ? 'menages' : 'personnes', perimeter, shownCount(one.start)],
        ...flowNames.map((flow) => shownCount(one.flows?.[flow] ?? null)),
        ...[shownCount(one.inflow), shownCount(one.outflow), shownCount(one.active), fictitious],
      ]),
    ),
  };
}

function dictionary(tables: OpenTable[]): OpenTable {
  return {
    name: 'dictionnaire',
    title: 'Dictionnaire des données',
    description: 'Une colonne par ligne : son fichier, son type, son sens.',
    schema: {
      fields: [
        field('fichier', 'string', 'Fichier', 'Le fichier qui porte la colonne.', required),
        field('colonne', 'string', 'Colonne', 'Le nom de la colonne.', required),
        field('titre', 'string', 'Titre', 'Son nom en clair.', required),
        field('type', 'string', 'Type', 'Son type Table Schema.', required),
        field('description', 'string', 'Description', 'Ce qu’elle contient.', required),
      ],
      primaryKey: ['fichier', 'colonne'],
      missingValues: [''],
    },
    rows: tables.flatMap(({ name, schema }) =>
      schema.fields.map((one) => [`${name}.csv`, one.name, one.title, one.type, one.description]),
    ),
  };
}

/** Every table of the open data, the dictionary last. */
export function openTables(
  catalogue: Catalogue,
  years: Figures[],
  ledgers: Ledger[],
  fictitious: boolean,
): OpenTable[] {
  const tables = [indicatorTable(catalogue), monthTable(years), yearTable(years), flowTable(ledgers, fictitious)];
  return [...tables, dictionary(tables)];
}
