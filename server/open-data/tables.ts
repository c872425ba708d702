import { type Coverage, coveragePercent } from '../../shared/domain/figures/coverage.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { frenchUnit } from '../../shared/domain/words/french-format.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { PublishedCatalogue, PublishedFigures, ShownState } from '../../shared/schemas/api.ts';
import { fieldTypeWords } from '../../shared/schemas/open-data.ts';
import { flowTable, type PublishedLedger } from './flow-table.ts';
import { type CellText, countField, fictitiousField, field, type OpenTable, required } from './table-fields.ts';

/** The tables of the open data: their columns, and their rows made from what a publication keeps. */

/** What a publication keeps, as far as the files say it. */
export interface Published {
  catalogue: PublishedCatalogue;
  /** Each year that it speaks of, the first one first. */
  years: PublishedFigures[];
  ledgers: PublishedLedger[];
  fictitious: boolean;
}

/** The words of each state, the same as on screen. */
const states: Record<ShownState, string> = {
  known: 'connu',
  estimated: stateWords.estimated,
  hidden: stateWords.hiddenFully,
  missing: stateWords.notReceived,
  unavailable: stateWords.unknown,
  'not-applicable': stateWords.notApplicable,
  'not-expected': stateWords.notAsked,
};
/** A rate of nothing is known, and has no value. */
const stateWord = (state: ShownState, value: number | null) =>
  state === 'known' && value === null ? stateWords.nothingCounted : states[state];

const stateField = field(
  'etat',
  'string',
  'État',
  [
    `${states.known} : la valeur est donnée`,
    `${states.estimated} : la dernière valeur d’une structure tient lieu de celle qu’elle n’a pas envoyée`,
    `${states.hidden} : un effectif de 1 à 10, ou ce qui le ferait retrouver, n’est pas diffusé`,
    `${states.missing} : une structure au moins n’a pas encore répondu ; ce n’est pas zéro`,
    `${states.unavailable} : la structure ne connaît pas la valeur`,
    `${states['not-applicable']} : la période ne la concerne pas`,
    `${states['not-expected']} : aucune période ne finit ce mois-là, ou personne n’est interrogé`,
    `${stateWords.nothingCounted} : un taux dont le dénominateur est nul.`,
  ].join(' ; '),
  { required: true, enum: [...Object.values(states), stateWords.nothingCounted] },
);
const indicatorFields = [
  field('indicateur', 'string', 'Indicateur', 'Code de l’indicateur, décrit dans indicateurs.csv.', required),
  field('libelle', 'string', 'Libellé', 'Nom de l’indicateur.', required),
];
const unitField = field('unite', 'string', 'Unité', 'Ce qui est compté.', required);
const valueField = field('valeur', 'number', 'Valeur', 'Dans l’unité de l’indicateur ; un taux est en pour cent.');
const toIndicators = [{ fields: 'indicateur', reference: { resource: 'indicateurs', fields: 'code' } }];
/** What an indicator counts, in words that stand alone. */
function unitWord(unit: Unit): string {
  if (unit === 'percent') return 'pour cent';
  if (unit === 'euros') return 'euros';
  if (unit === 'fte') return 'équivalents temps plein';
  return unit === 'boolean' ? 'oui (1) ou non (0)' : frenchUnit(unit);
}

type Described = PublishedCatalogue['indicators'][number];

/** The words of an indicator beside its code. */
function namesOf({ indicators }: PublishedCatalogue): (code: string) => { label: string; unit: string } {
  const known = new Map(indicators.map((one): [string, Described] => [one.code, one]));
  return (code) => {
    const found = known.get(code);
    return { label: found?.label ?? code, unit: found ? unitWord(found.unit) : stateWords.unknown };
  };
}

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

function indicatorTable({ indicators }: PublishedCatalogue): OpenTable {
  return {
    name: 'indicateurs',
    title: 'Les indicateurs',
    description: 'Un indicateur par ligne, avec la définition en vigueur.',
    schema: {
      fields: [
        field('code', 'string', 'Code', 'Identifiant stable de l’indicateur.', { required: true, unique: true }),
        field('libelle', 'string', 'Libellé', 'Nom de l’indicateur.', required),
        unitField,
        field(
          'regle_temps',
          'string',
          'Règle de temps',
          'Comment les mois font l’année : un flux s’additionne, un stock est le dernier connu.',
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
          'Vrai : l’indicateur compte des personnes ou des ménages, et les petits nombres sont masqués.',
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
      unitWord(one.unit),
      timeRules[one.timeRule],
      directions[one.direction],
      one.sensitive,
      one.definition,
    ]),
  };
}

function monthTable({ catalogue, years }: Published): OpenTable {
  const named = namesOf(catalogue);
  return {
    name: 'chiffres-mensuels',
    title: 'Les chiffres de chaque mois',
    description: frenchSpacing(
      'Un indicateur et un mois par ligne : ce que la coordination a validé et publié, petits nombres masqués.',
    ),
    schema: {
      fields: [
        ...indicatorFields,
        field('mois', 'yearmonth', 'Mois', 'Année et mois (AAAA-MM).', required),
        stateField,
        valueField,
        unitField,
        field('numerateur', 'number', 'Numérateur', 'Pour les taux seulement.'),
        field('denominateur', 'number', 'Dénominateur', 'Pour les taux seulement.'),
        countField(
          'structures_ayant_repondu',
          'Structures ayant répondu',
          'Nombre de structures dont la valeur est comptée.',
        ),
        countField(
          'structures_attendues',
          'Structures attendues',
          'Nombre de structures à qui le chiffre est demandé.',
        ),
        field('couverture', 'number', 'Couverture', 'Structures ayant répondu sur structures attendues, en pour cent.'),
        fictitiousField,
      ],
      primaryKey: ['indicateur', 'mois'],
      foreignKeys: toIndicators,
      missingValues: [''],
    },
    rows: years.flatMap(({ figures, fictitious }) =>
      figures.flatMap(({ indicator, months }) => {
        const { label, unit } = named(indicator);
        return months.map((one): CellText[] => [
          ...[indicator, label, one.month, stateWord(one.state, one.value), one.value, unit],
          ...[one.numerator, one.denominator, one.reported, one.expected, coverageOf(one), fictitious],
        ]);
      }),
    ),
  };
}

function yearTable({ catalogue, years }: Published): OpenTable {
  const named = namesOf(catalogue);
  return {
    name: 'chiffres-annuels',
    title: 'Les chiffres de chaque année',
    description: 'Un indicateur et une année civile par ligne, jusqu’au dernier mois de la publication.',
    schema: {
      fields: [
        ...indicatorFields,
        field('annee', 'year', 'Année', 'Année civile.', required),
        field('jusqu_a', 'yearmonth', 'Jusqu’à', 'Dernier mois compté (AAAA-MM).', required),
        stateField,
        valueField,
        unitField,
        countField('structures_completes', 'Structures complètes', 'Structures qui ont donné tous les mois demandés.'),
        countField('structures_attendues', 'Structures attendues', 'Structures à qui le chiffre est demandé.'),
        field('couverture', 'number', 'Couverture', 'Structures complètes sur structures attendues, en pour cent.'),
        fictitiousField,
      ],
      primaryKey: ['indicateur', 'annee'],
      foreignKeys: toIndicators,
      missingValues: [''],
    },
    rows: years.flatMap(({ year, figures, fictitious }) =>
      figures.map(({ indicator, through, state, value, coverage }): CellText[] => {
        const { label, unit } = named(indicator);
        return [
          ...[indicator, label, year, through, stateWord(state, value), value, unit],
          ...[coverage.reported, coverage.expected, coverageOf(coverage), fictitious],
        ];
      }),
    ),
  };
}

function dictionary(tables: OpenTable[]): OpenTable {
  return {
    name: 'dictionnaire',
    title: 'Dictionnaire des données',
    description: frenchSpacing('Une colonne par ligne : son fichier, son type, son sens.'),
    schema: {
      fields: [
        field('fichier', 'string', 'Fichier', 'Le fichier qui porte la colonne.', required),
        field('colonne', 'string', 'Colonne', 'Le nom de la colonne.', required),
        field('titre', 'string', 'Titre', 'Son nom en clair.', required),
        field('type', 'string', 'Type', 'Ce que la colonne contient : texte, nombre, mois…', required),
        field('description', 'string', 'Description', 'Ce qu’elle contient.', required),
      ],
      primaryKey: ['fichier', 'colonne'],
      missingValues: [''],
    },
    rows: tables.flatMap(({ name, schema }) =>
      schema.fields.map((one) => [`${name}.csv`, one.name, one.title, fieldTypeWords[one.type], one.description]),
    ),
  };
}

/** Every table of the open data, the dictionary last. */
export function openTables(published: Published): OpenTable[] {
  const tables = [
    indicatorTable(published.catalogue),
    monthTable(published),
    yearTable(published),
    flowTable(published.ledgers, published.fictitious),
  ];
  return [...tables, dictionary(tables)];
}
