import { type Figure, quantityValue } from '../../shared/domain/figures/figure.ts';
import { pathOfFigure, projectionOfFigure } from '../../shared/domain/figures/figure-path.ts';
import {
  comparisonWords,
  coverageWords,
  readingWords,
  statusSentence,
  targetWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import { monthWords, pointWords } from '../../shared/domain/figures/month-state.ts';
import type { Part } from '../../shared/domain/figures/part.ts';
import { type DocumentStanding, FICTITIOUS_MARK, markOf } from '../../shared/domain/report/report-document.ts';
import { capitalised, frenchMonth, frenchQuantity, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import type { Breakdown } from './breakdown.ts';
import type { IndicatorPage } from './page.ts';

/** What the page of an indicator shows, as tables: the same figures in the same words, with their filters, source and date. */

export interface ExportTable {
  name: string;
  headers: string[];
  /** The first cell names the row; `value` is its number, `text` what the page says of it. */
  rows: { label: string; value: number | null; text: string; expected: number | null; note: string }[];
}

export interface IndicatorExport {
  title: string;
  /** Which figures they are: a publication's, or nobody's yet but their author's. */
  version: string;
  standing: DocumentStanding | undefined;
  /** Filters, source, date, and the mark of a demonstration first. */
  about: { label: string; text: string }[];
  tables: ExportTable[];
}

export interface ExportContext {
  page: IndicatorPage;
  breakdown: Breakdown | null;
  /** The organisation of the filter, in words; null: the territory. */
  organisation: string | null;
  version: string;
  standing: DocumentStanding | undefined;
  /** The day of the file. */
  date: string;
  fictitious: boolean;
}

function monthsTable(figure: Figure): ExportTable {
  const path = pathOfFigure(figure);
  return {
    name: 'Mois',
    headers: ['Mois', 'Valeur', 'Valeur affichée', 'Cumul attendu à date', 'Remarque'],
    rows: figure.months.map((month, rank) => ({
      label: frenchMonth(month.month),
      value: month.month > figure.through ? null : quantityValue(month.quantity),
      text: monthWords(figure, month),
      expected: path[rank]?.expected ?? null,
      note: '',
    })),
  };
}

function pathTable(figure: Figure): ExportTable | null {
  if (figure.timeRule === 'unique' || figure.timeRule === 'milestone') return null;
  return {
    name: 'Depuis le début',
    headers: ['Mois', 'Depuis le début', 'Valeur affichée', 'Attendu à date', 'Remarque'],
    rows: pathOfFigure(figure).map((point) => ({
      label: frenchMonth(point.month),
      value: point.value,
      text: pointWords(point, figure.unit),
      expected: point.expected,
      note: '',
    })),
  };
}

function projectionTable(figure: Figure): ExportTable | null {
  const ahead = projectionOfFigure(figure);
  if (ahead.kind === 'none') return null;
  return {
    name: 'Projection',
    headers: ['Rythme', capitalised(frenchMonth(ahead.end)), 'Valeur affichée', 'Cible', 'Remarque'],
    rows: ahead.rhythms.map(({ months, atEnd, reachedIn }) => ({
      label: `rythme des ${months} derniers mois`,
      value: atEnd,
      text: frenchQuantity(atEnd, figure.unit),
      expected: figure.target?.value ?? null,
      note: reachedIn ? `cible atteinte en ${frenchMonth(reachedIn)}` : '',
    })),
  };
}

function yearsTable({ figure, earlier }: IndicatorPage): ExportTable {
  return {
    name: 'Années',
    headers: ['Année', 'Valeur', 'Valeur affichée', 'Cible', 'Remarque'],
    rows: [figure, ...earlier].map((one) => ({
      label: String(one.year),
      value: one.value,
      text: valueWords(one),
      expected: one.target?.value ?? null,
      note: [
        statusSentence(one),
        coverageWords(one),
        ...(one === figure ? [] : [comparisonWords(figure, one.year)]),
      ].join(', '),
    })),
  };
}

function partsTable(name: string, header: string, parts: readonly Part[], figure: Figure): ExportTable {
  return {
    name,
    headers: [header, 'Valeur', 'Valeur affichée', 'Attendu', 'Remarque'],
    rows: parts.map(({ label, value, hidden }) => ({
      label,
      value,
      text: valueWords({ value, hidden, unit: figure.unit }),
      expected: null,
      note: '',
    })),
  };
}

function breakdownTables(breakdown: Breakdown | null, figure: Figure): ExportTable[] {
  if (!breakdown) return [];
  const { organisations, communes, dimensions } = breakdown;
  return [
    ...(organisations ? [partsTable('Structures', 'Structure', organisations, figure)] : []),
    ...(communes ? [partsTable('Communes', 'Commune', communes.parts, figure)] : []),
    ...dimensions.map(({ label, parts }) => partsTable(label, label, parts, figure)),
  ];
}

function sourcesTable({ figure, otherSource }: IndicatorPage): ExportTable | null {
  if (!otherSource) return null;
  const { gap, tolerancePercent } = otherSource;
  const within = gap && (gap.within ? 'dans la tolérance' : 'hors tolérance');
  return {
    name: 'Deux sources',
    headers: ['Source', 'Valeur', 'Valeur affichée', 'Tolérance (%)', 'Remarque'],
    rows: [figure, otherSource.figure].map((one) => ({
      label: `${one.code} ${one.label}`,
      value: one.value,
      text: valueWords(one),
      expected: tolerancePercent,
      note: within ?? 'non comparable',
    })),
  };
}

function notesTable({ notes, breaks }: IndicatorPage): ExportTable | null {
  const rows = [
    ...breaks.map(({ month, text }) => ({ month, text, note: 'rupture de série' })),
    ...notes.map(({ month, text, authorName }) => ({ month, text, note: `note de ${authorName}` })),
  ];
  if (rows.length === 0) return null;
  return {
    name: 'Notes et ruptures',
    headers: ['Mois', 'Valeur', 'Texte', 'Attendu', 'Remarque'],
    rows: rows.map(({ month, text, note }) => ({ label: frenchMonth(month), value: null, text, expected: null, note })),
  };
}

function aboutOf({ page, organisation, date, fictitious, version, standing }: ExportContext): IndicatorExport['about'] {
  const { figure } = page;
  const status =
    figure.origin === 'published' ? 'chiffre publié' : figure.origin === 'none' ? 'aucune valeur' : 'observé';
  return [
    ...(fictitious ? [{ label: 'Démonstration', text: FICTITIOUS_MARK }] : []),
    { label: 'Chiffres', text: [markOf({ standing, fictitious: false }), version].filter(Boolean).join(' · ') },
    { label: 'Indicateur', text: `${figure.code} – ${figure.label}` },
    { label: 'Valeur', text: valueWords(figure) },
    { label: 'Période', text: `de janvier ${figure.year} à ${frenchMonth(figure.through)}` },
    { label: 'Périmètre', text: organisation ?? 'tout le territoire' },
    { label: 'Cible', text: [targetWords(figure), readingWords(figure)].filter((one) => one !== '').join(', ') },
    { label: 'Rythme', text: statusSentence(figure) },
    { label: 'Couverture', text: coverageWords(figure) },
    { label: 'Statut', text: status },
    { label: 'Définition', text: `${figure.definition} (version ${figure.version})` },
    { label: 'Calcul', text: figure.formula },
    { label: 'Source', text: figure.sourceText },
    { label: 'Édité le', text: frenchShortDate(date) },
  ];
}

/** Everything that the page shows, in its order. */
export function exportOf(context: ExportContext): IndicatorExport {
  const { page, breakdown, organisation, version, standing } = context;
  const { figure } = page;
  const tables = [
    monthsTable(figure),
    pathTable(figure),
    projectionTable(figure),
    yearsTable(page),
    sourcesTable(page),
    ...(organisation === null ? breakdownTables(breakdown, figure) : []),
    notesTable(page),
  ];
  return {
    title: `${figure.code} – ${figure.label}, ${figure.year}`,
    version,
    standing,
    about: aboutOf(context),
    tables: tables.filter((table) => table !== null),
  };
}
