import { type Figure, quantityValue } from '../figures/figure.ts';
import { coverageWords, targetWords, valueWords } from '../figures/figure-words.ts';
import type { Month } from '../month.ts';
import { frenchEuros, frenchMonth, frenchQuantity } from '../words/french-format.ts';
import { stateWords } from '../words/state-words.ts';
import { canonicalJson } from './edition-sealing.ts';
import { judgementWords } from './report-judgement.ts';
import { type Narratives, textsOf } from './report-narratives.ts';
import { plainWords } from './report-text.ts';

/** What two editions of a year, or an edition and the figures of the day, do not say alike. */

/** What is compared of a figure: what may be published of it. */
export interface ComparedFigure
  extends Pick<
    Figure,
    'code' | 'label' | 'unit' | 'value' | 'hidden' | 'months' | 'target' | 'coverage' | 'origin' | 'threshold'
  > {
  definition: string;
  formula: string;
  version: number;
}

interface ComparedConvention {
  grants: readonly { year: number; amountCents: number | null }[];
  actions: readonly { key: string; annexNumber: string | null; title: string; requestedCents: number | null }[];
}

export interface ComparedContent {
  figures: readonly ComparedFigure[];
  narratives: Narratives;
  convention: ComparedConvention;
  settings: Readonly<Record<string, unknown>>;
}

const changeAreas = ['figure', 'target', 'definition', 'text', 'judgement', 'amount', 'setting'] as const;
type ChangeArea = (typeof changeAreas)[number];

export const areaWords: Record<ChangeArea, string> = {
  figure: 'Chiffre',
  target: 'Cible',
  definition: 'Définition',
  text: 'Texte',
  judgement: 'Appréciation',
  amount: 'Montant',
  setting: 'Réglage',
};

export interface EditionChange {
  area: ChangeArea;
  /** Code of the indicator, place of the text, key of the line, name of the setting. */
  key: string;
  label: string;
  from: string;
  to: string;
  /** Months that changed, of a figure. */
  months: { month: Month; from: string; to: string }[];
}

const change = (area: ChangeArea, key: string, label: string, from: string, to: string): EditionChange[] =>
  from === to ? [] : [{ area, key, label, from, to, months: [] }];

type Months = ComparedFigure['months'];
const hiddenMonths = (months: Months) =>
  months
    .filter(({ hidden }) => hidden)
    .map(({ month }) => month)
    .join(' ');

function monthWords({ unit }: ComparedFigure, one: Months[number] | undefined): string {
  if (one?.hidden) return stateWords.hiddenFully;
  const value = quantityValue(one?.quantity ?? null);
  return value === null ? stateWords.notReceived : frenchQuantity(value, unit);
}

/**
 * The months that say something else. None when other months are hidden than before: each edition protects its small
 * numbers with months of its own, and the two lists side by side would give one of them back by subtraction (§9).
 */
function changedMonths(before: ComparedFigure, after: ComparedFigure): EditionChange['months'] {
  if (hiddenMonths(before.months) !== hiddenMonths(after.months)) return [];
  return after.months.flatMap((one) => {
    const from = monthWords(
      before,
      before.months.find(({ month }) => month === one.month),
    );
    const to = monthWords(after, one);
    return from === to ? [] : [{ month: one.month, from, to }];
  });
}

function figureChanges(before: ComparedFigure, after: ComparedFigure): EditionChange[] {
  const said = (figure: ComparedFigure) => `${valueWords(figure)} (${coverageWords(figure)})`;
  const { code, label } = after;
  const months = changedMonths(before, after);
  const value = { area: 'figure' as const, key: code, label, from: said(before), to: said(after), months };
  const target = ({ target: one, ...figure }: ComparedFigure) =>
    one?.start == null
      ? targetWords({ target: one, unit: figure.unit })
      : `${targetWords({ target: one, unit: figure.unit })}, au départ ${frenchQuantity(one.start, figure.unit)}`;
  const definition = (figure: ComparedFigure) => `${figure.definition} ${figure.formula}`.trim();
  return [
    ...(value.from === value.to && months.length === 0 ? [] : [value]),
    ...change('target', code, label, target(before), target(after)),
    ...change('definition', code, label, definition(before), definition(after)),
  ];
}

function indicatorChanges(before: readonly ComparedFigure[], after: readonly ComparedFigure[]): EditionChange[] {
  const gone = before.filter(({ code }) => !after.some((one) => one.code === code));
  return [
    ...after.flatMap((figure) => {
      const former = before.find(({ code }) => code === figure.code);
      return former
        ? figureChanges(former, figure)
        : change('figure', figure.code, figure.label, 'n’existait pas', valueWords(figure));
    }),
    ...gone.flatMap((figure) => change('figure', figure.code, figure.label, valueWords(figure), 'n’existe plus')),
  ];
}

const EXTRACT = 160;
const extract = (words: string) =>
  words === ''
    ? 'aucun texte'
    : `«\u00a0${words.length > EXTRACT ? `${words.slice(0, EXTRACT).trim()}…` : words}\u00a0»`;

/** Where two texts part: their first words are often the same. */
function extracts(from: string, to: string): [string, string] {
  let same = 0;
  while (same < from.length && from[same] === to[same]) same += 1;
  const start = same > 60 ? from.lastIndexOf(' ', same - 30) + 1 : 0;
  const cut = (words: string) => extract(words.slice(start));
  return from === '' || to === '' ? [extract(from), extract(to)] : [cut(from), cut(to)];
}

function narrativeChanges(before: ComparedContent, after: ComparedContent): EditionChange[] {
  const written = (content: ComparedContent) =>
    new Map<string, string>(textsOf(content.narratives).map(({ place, text }) => [place, plainWords(text)]));
  const [was, is] = [written(before), written(after)];
  const lines = [...after.convention.actions, ...before.convention.actions];
  const titleOf = (key: string) => lines.find((one) => one.key === key)?.title ?? key;
  const labelOf = (place: string) => {
    const [kind, key = ''] = place.split(':');
    if (kind === 'global') return 'Bilan global';
    return kind === 'action' ? titleOf(key) : (after.narratives.objectiveTitles?.[key] ?? key);
  };
  const places = [...new Set([...is.keys(), ...was.keys()])];
  const texts = places.flatMap((place) => {
    const [from, to] = [was.get(place) ?? '', is.get(place) ?? ''];
    return from === to ? [] : change('text', place, labelOf(place), ...extracts(from, to));
  });
  const judged = ({ narratives }: ComparedContent, key: string) => {
    const one = narratives.actions[key];
    return one?.judgement ? `${judgementWords[one.judgement]}\u00a0: ${one.reason}` : 'pas encore appréciés';
  };
  const keys = [...new Set([...Object.keys(after.narratives.actions), ...Object.keys(before.narratives.actions)])];
  return [
    ...texts,
    ...keys.flatMap((key) => change('judgement', key, titleOf(key), judged(before, key), judged(after, key))),
  ];
}

const euros = (cents: number | null | undefined) => (cents == null ? 'non défini' : frenchEuros(cents));

function amountChanges(before: ComparedConvention, after: ComparedConvention): EditionChange[] {
  return [
    ...after.grants.flatMap(({ year, amountCents }) => {
      const former = before.grants.find((one) => one.year === year)?.amountCents;
      return change('amount', `grant/${year}`, `Subvention ${year}`, euros(former), euros(amountCents));
    }),
    ...after.actions.flatMap(({ key, title, requestedCents }) => {
      const former = before.actions.find((one) => one.key === key)?.requestedCents;
      return change('amount', key, title, euros(former), euros(requestedCents));
    }),
  ];
}

function settingChanges(before: ComparedContent['settings'], after: ComparedContent['settings']): EditionChange[] {
  const said = (value: unknown) => (typeof value === 'string' ? value : canonicalJson(value ?? null));
  return Object.keys(after).flatMap((name) => change('setting', name, name, said(before[name]), said(after[name])));
}

/**
 * What changed from one content to another: figures (year and months), targets, definitions, texts, judgements, amounts and
 * settings, each from → to in words. Nothing changed: an empty list. Example: 154 demandes sealed, 151 today, gives one
 * change of area `figure`, « 154 demandes (…) » → « 151 demandes (…) ».
 */
export function compareEditions(before: ComparedContent, after: ComparedContent): EditionChange[] {
  return [
    ...indicatorChanges(before.figures, after.figures),
    ...narrativeChanges(before, after),
    ...amountChanges(before.convention, after.convention),
    ...settingChanges(before.settings, after.settings),
  ];
}

/** The months of a change in words, for a line of a table. Example: `juin 2023 : 12 demandes → 9 demandes`. */
export function changedMonthsWords({ months }: Pick<EditionChange, 'months'>): string {
  return months.map(({ month, from, to }) => `${frenchMonth(month)}\u00a0: ${from} → ${to}`).join(' · ');
}
