import { stateWords } from '../../../shared/domain/words/state-words.ts';
import type { GapKind } from './month-series.ts';
import type { Scale } from './scale-ticks.ts';

/**
 * A prepared chart: everything is decided, a drawing only draws. Ranks are places along the horizontal axis, values are in
 * the unit of the vertical one, and whatever must not be shown is already out.
 */
export interface Plot {
  /** What the chart shows, in words: « Cumul depuis janvier, attendu à date ». */
  title: string;
  /** The same content in words, made from the data. */
  sentence: string;
  /** « ménages », « % »: above the vertical axis. */
  unit: string;
  places: PlotPlace[];
  layers: PlotLayer[];
  breaks: PlotBreak[];
  gaps: PlotGap[];
  scale: Scale;
  table: PlotTable;
  /** What the main chart of a page writes beside its lines, where it has the whole width. */
  lead?: PlotLead;
}

export interface PlotLabel {
  rank: number;
  value: number;
  text: string;
  tone: PlotTone;
  /** Above and before its point, below and after it, or in the margin at the end of its line. */
  place: 'above' | 'below' | 'end';
}

export interface PlotLead {
  labels: PlotLabel[];
  /** The last place of which something is known; what follows is shaded. */
  knownUntil: number;
}

export interface PlotPlace {
  key: string;
  /** Under the axis. */
  label: string;
  /** Below, for the first place and for each January. */
  year: string | null;
  /** In full, for the tooltip. */
  name: string;
}

export interface PlotPoint {
  rank: number;
  value: number;
}

/** Lines are told apart by their dashes and by the shape of their points, before their colour. */
export type PlotShape = 'circle' | 'square' | 'ring' | 'none';
export type PlotDash = 'solid' | 'dashed' | 'dotted';
export type PlotTone = 'value' | 'target' | 'soft' | 'signal';

export type PlotLayer =
  | { kind: 'bars'; name: string; pattern: 'solid' | 'hatched'; points: PlotPoint[] }
  /** Each run is drawn alone: nothing bridges a gap nor a break. */
  | { kind: 'line'; name: string; tone: PlotTone; dash: PlotDash; shape: PlotShape; runs: PlotPoint[][] }
  | { kind: 'band'; name: string; points: { rank: number; low: number; high: number }[] }
  /** A level over the places `from` to `to`. */
  | { kind: 'rule'; name: string; tone: PlotTone; dash: PlotDash; value: number; from: number; to: number }
  | { kind: 'marks'; name: string; tone: PlotTone; shape: PlotShape; points: PlotPoint[] };

export interface PlotBreak {
  rank: number;
  label: string;
  /** A series break is dashed and lines stop there; a note (a law, a new post) is dotted and they go on. */
  kind: 'break' | 'note';
}

export interface PlotGap {
  rank: number;
  kind: GapKind | 'masked';
}

/** The figures of the drawing, as words that can be read and copied; the first column names the row. */
export interface PlotTable {
  headers: string[];
  rows: PlotRow[];
}

export interface PlotRow {
  key: string;
  cells: string[];
}

/** The numbers that a scale must hold. */
export function numbersOf(layers: readonly PlotLayer[]): number[] {
  return layers.flatMap((layer) => {
    if (layer.kind === 'rule') return [layer.value];
    if (layer.kind === 'band') return layer.points.flatMap(({ low, high }) => [low, high]);
    if (layer.kind === 'line') return layer.runs.flat().map(({ value }) => value);
    return layer.points.map(({ value }) => value);
  });
}

const dashWords: Record<PlotDash, string> = { solid: 'trait plein', dashed: 'tirets', dotted: 'pointillés' };
const shapeWords: Record<PlotShape, string> = { circle: 'ronds', square: 'carrés', ring: 'anneau', none: '' };

function strokeWords(layer: PlotLayer): string {
  if (layer.kind === 'bars') return layer.pattern === 'solid' ? 'barres pleines' : 'barres hachurées';
  if (layer.kind === 'band') return 'zone hachurée';
  if (layer.kind === 'rule') return dashWords[layer.dash];
  if (layer.kind === 'marks') return shapeWords[layer.shape];
  return [dashWords[layer.dash], shapeWords[layer.shape]].filter(Boolean).join(', ');
}

const gapWords: Record<PlotGap['kind'], string> = {
  missing: `? (${stateWords.notReceived})`,
  'not-published': `? (${stateWords.notPublished})`,
  unavailable: `? (${stateWords.unknown})`,
  masked: `s (${stateWords.hidden})`,
};

/** The key in one sentence, for a file that leaves its page. Example: « attendu à date (tirets) ». */
export function keyWords({ layers, gaps }: Pick<Plot, 'layers' | 'gaps'>): string {
  const named = [...new Map(layers.map((layer) => [layer.name, `${layer.name} (${strokeWords(layer)})`])).values()];
  const marks = new Set(gaps.map(({ kind }) => gapWords[kind]));
  return [...named, ...marks].join('\u202f; ');
}
