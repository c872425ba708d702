import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchList, frenchQuantity } from '../../../shared/domain/words/french-format.ts';

/** A commune where it is; every one is drawn, with a figure or not. */
export interface MapCommune {
  code: string;
  name: string;
  population: number;
  latitude: number;
  longitude: number;
}

/** A figure and the communes that it is about: one, or a publication group. */
export interface MapFigure {
  key: string;
  label: string;
  communes: readonly string[];
  value: number | null;
  hidden: boolean;
}

export interface MapSymbol {
  key: string;
  label: string;
  text: string;
  x: number;
  y: number;
  /** Area in proportion to the value; a hidden figure has the size of the smallest, hatched. */
  radius: number;
  mark: 'circle' | 'zero' | 'masked' | 'gap';
}

export interface PreparedMap {
  title: string;
  sentence: string;
  width: number;
  height: number;
  /** Every commune of the territory as a point; the largest are named. */
  places: { key: string; name: string | null; x: number; y: number; nameY: number }[];
  symbols: MapSymbol[];
  /** Every figure in words, those without a place too, the largest first. */
  rows: { key: string; label: string; text: string }[];
  /** Circles of the key, the larger first. */
  key: { radius: number; text: string }[];
}

const WIDTH = 640;
const MARGIN = 56;
const LARGEST = 46;
const SMALLEST = 7;
const NAMED = 8;
/** From this radius on, a name and a value fit in the circle. */
const ROOMY = 30;

type Spot = { latitude: number; longitude: number };

/** Degrees to the plane: a degree of longitude is shorter by the cosine of the latitude. */
function projection(communes: readonly Spot[]) {
  const middle = communes.reduce((sum, one) => sum + one.latitude, 0) / Math.max(1, communes.length);
  const squeeze = Math.cos((middle * Math.PI) / 180);
  const xs = communes.map((one) => one.longitude * squeeze);
  const ys = communes.map((one) => one.latitude);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1e-6, east - west);
  return {
    height: Math.round((north - south) * scale + 2 * MARGIN),
    at: (one: Spot) => ({
      x: Math.round((one.longitude * squeeze - west) * scale + MARGIN),
      y: Math.round((north - one.latitude) * scale + MARGIN),
    }),
  };
}

/** Where the people of some communes are: their centre, weighted by population. */
function centre(communes: readonly MapCommune[]): Spot {
  const people = communes.reduce((sum, one) => sum + one.population, 0) || 1;
  const mean = (of: (one: MapCommune) => number) =>
    communes.reduce((sum, one) => sum + of(one) * one.population, 0) / people;
  return { latitude: mean((one) => one.latitude), longitude: mean((one) => one.longitude) };
}

function markOf({ value, hidden }: MapFigure): MapSymbol['mark'] {
  if (hidden) return 'masked';
  if (value === null) return 'gap';
  return value === 0 ? 'zero' : 'circle';
}

const textOf = ({ value, hidden }: MapFigure, unit: Unit) => {
  if (hidden) return 'masqué (secret statistique)';
  return value === null ? 'non connu' : frenchQuantity(value, unit);
};

function keyOf(largest: number, unit: Unit, radiusOf: (value: number) => number): PreparedMap['key'] {
  if (largest <= 0) return [];
  const round = (value: number) => Math.max(1, Number(value.toPrecision(1)));
  const steps = [...new Set([round(largest), round(largest / 4)])].filter((value) => value <= largest);
  return (steps.length > 0 ? steps : [largest]).map((value) => ({
    radius: radiusOf(value),
    text: frenchQuantity(value, unit),
  }));
}

function sentenceOf(title: string, figures: readonly MapFigure[], unit: Unit): string {
  const known = figures
    .filter((one) => !one.hidden && one.value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const hidden = figures.filter((one) => one.hidden).length;
  const named = known.slice(0, 3).map((one) => `${one.label} (${textOf(one, unit)})`);
  return [
    `${title}\u00a0: ${named.length > 0 ? frenchList(named) : 'aucune valeur à montrer'}.`,
    hidden > 0 &&
      `${hidden > 1 ? `${hidden} valeurs sont masquées` : 'Une valeur est masquée'} par le secret statistique.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function rowsOf(figures: readonly MapFigure[], unit: Unit): PreparedMap['rows'] {
  const rank = (one: MapFigure) => (one.hidden ? -1 : (one.value ?? -1));
  return [...figures]
    .sort((a, b) => rank(b) - rank(a) || a.label.localeCompare(b.label, 'fr'))
    .map((one) => ({ key: one.key, label: one.label, text: textOf(one, unit) }));
}

/** A name stands above the circle of its commune, or within it when there is room for the name and the value. */
function nameAbove(x: number, y: number, symbols: readonly MapSymbol[]): number {
  const own = symbols.find((symbol) => symbol.x === x && symbol.y === y);
  return y - (own && own.radius < ROOMY ? own.radius : 0) - 5;
}

/**
 * Proportional symbols over the communes: the area of a circle follows its value, so the radius follows its square root.
 * Example: 40 and 10 have radii 46 and 23.
 */
export function prepareMap(
  title: string,
  communes: readonly MapCommune[],
  figures: readonly MapFigure[],
  unit: Unit,
): PreparedMap {
  const { at, height } = projection(communes);
  const largest = Math.max(0, ...figures.map((one) => (one.hidden ? 0 : (one.value ?? 0))));
  const radiusOf = (value: number) => Math.max(SMALLEST, LARGEST * Math.sqrt(value / Math.max(largest, 1e-9)));
  const named = new Set([...communes].sort((a, b) => b.population - a.population).slice(0, NAMED));
  const symbols = figures.flatMap((one): MapSymbol[] => {
    const own = communes.filter(({ code }) => one.communes.includes(code));
    if (own.length === 0) return [];
    const mark = markOf(one);
    const radius = mark === 'circle' ? radiusOf(one.value ?? 0) : SMALLEST;
    return [{ key: one.key, label: one.label, text: textOf(one, unit), ...at(centre(own)), radius, mark }];
  });
  return {
    title,
    sentence: sentenceOf(title, figures, unit),
    width: WIDTH,
    height,
    places: communes.map((one) => {
      const { x, y } = at(one);
      return { key: one.code, name: named.has(one) ? one.name : null, x, y, nameY: nameAbove(x, y, symbols) };
    }),
    symbols: symbols.sort((a, b) => b.radius - a.radius),
    rows: rowsOf(figures, unit),
    key: keyOf(largest, unit, radiusOf),
  };
}
