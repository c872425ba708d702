import { type ChartSpec, hasMissingMonth, isMasked, isMissing } from '../../shared/domain/report/chart-spec.ts';

/** The colours of the documents: dark enough for a grey print, told apart by a pattern or a shape beside. */
export const CHART_COLOURS = {
  bar: '#1f4e8c',
  secondBar: '#5f8fc4',
  line: '#b45309',
  grid: '#dfe4ea',
  axis: '#5b6673',
  ink: '#1d2733',
} as const;

const WIDTH = 680;
const HEIGHT = { whole: 240, low: 160 } as const;
const heightOf = ({ height }: ChartSpec) => HEIGHT[height ?? 'whole'];
const PLOT = { left: 50, right: 12, top: 46, bottom: 28 };
const FONT = 'Source Sans 3';

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
const at = (value: number) => String(Math.round(value * 10) / 10);

/** Round steps of the value axis, from 0 to just above the maximum; whole steps for counts. Example: 23 → 0, 5, … 25. */
export function axisTicks(maximum: number, wanted = 5): number[] {
  const rough = Math.max(maximum, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough, 1);
  return Array.from({ length: Math.ceil(Math.max(maximum, 1) / step) + 1 }, (_, index) => index * step);
}

type Frame = { spec: ChartSpec; ticks: number[]; band: number; barWidth: number; y: (value: number) => number };

function frameOf(spec: ChartSpec): Frame {
  const values = [...spec.bars, ...(spec.line ? [spec.line] : [])].flatMap((series) => series.values);
  const ticks = axisTicks(Math.max(1, ...values.filter((value) => value !== null)), spec.height === 'low' ? 3 : 5);
  const plotHeight = heightOf(spec) - PLOT.top - PLOT.bottom;
  const band = (WIDTH - PLOT.left - PLOT.right) / spec.labels.length;
  const highest = ticks.at(-1) ?? 1;
  const barWidth = Math.min(34, (band * 0.68) / spec.bars.length);
  return { spec, ticks, band, barWidth, y: (value) => PLOT.top + plotHeight * (1 - value / highest) };
}

const text = (x: number, y: number, anchor: string, words: string, more = '') =>
  `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${CHART_COLOURS.axis}"${more}>${escaped(words)}</text>`;

function grid({ ticks, y }: Frame): string {
  return ticks
    .map((tick) => {
      const colour = tick === 0 ? CHART_COLOURS.axis : CHART_COLOURS.grid;
      const rule = `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="${colour}"/>`;
      return rule + text(PLOT.left - 8, y(tick) + 4, 'end', number.format(tick));
    })
    .join('');
}

const centre = ({ band }: Frame, index: number) => PLOT.left + band * (index + 0.5);

/** A long series names one label in two, or fewer, rather than let them run into each other. */
function labels(frame: Frame): string {
  const longest = Math.max(...frame.spec.labels.map((label) => label.length)) * 6.4 + 8;
  const every = Math.max(1, Math.ceil(longest / frame.band));
  return frame.spec.labels
    .map((label, index) =>
      index % every === 0 ? text(centre(frame, index), heightOf(frame.spec) - 10, 'middle', label) : '',
    )
    .join('');
}

/** The value above its bar, with a white halo so that the line of what is expected never crosses a figure. */
function valueLabel(frame: Frame, x: number, value: number): string {
  const words = number.format(value);
  const room = frame.spec.bars.length === 1 ? frame.band : frame.barWidth + 3;
  if (words.length * 5.6 > room) return '';
  const halo = ' stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round" font-size="11"';
  return text(x, frame.y(value) - 5, 'middle', words, halo).replace(CHART_COLOURS.axis, CHART_COLOURS.ink);
}

/** A missing month is a hatched sketch; a real zero is a dot on the axis: neither can be taken for the other. */
function bar(frame: Frame, rank: number, index: number): string {
  const value = frame.spec.bars[rank]?.values[index] ?? null;
  const left = centre(frame, index) + (rank - frame.spec.bars.length / 2) * frame.barWidth;
  const middle = left + frame.barWidth / 2;
  if (value === null) return '';
  const fill = rank === 0 ? CHART_COLOURS.bar : 'url(#hatched)';
  if (value === 0) return `<circle cx="${at(middle)}" cy="${at(frame.y(0))}" r="3.2" fill="${CHART_COLOURS.bar}"/>`;
  const height = frame.y(0) - frame.y(value);
  const stroke = rank === 0 ? '' : ` stroke="${CHART_COLOURS.secondBar}"`;
  return `<rect x="${at(left + 1)}" y="${at(frame.y(value))}" width="${at(frame.barWidth - 2)}" height="${at(height)}" fill="${fill}"${stroke}/>`;
}

/** A masked number has a mark of its own, crossed both ways, above the axis: it is there, and is not said. */
function gap(frame: Frame, index: number): string {
  const width = Math.min(34, frame.band * 0.6);
  const x = at(centre(frame, index) - width / 2);
  if (isMasked(frame.spec, index))
    return frame.spec.bars.every((bar) => bar.values[index] == null)
      ? `<rect x="${x}" y="${at(frame.y(0) - 16)}" width="${at(width)}" height="16" fill="url(#masked)" stroke="${CHART_COLOURS.axis}"/>`
      : '';
  if (!isMissing(frame.spec, index)) return '';
  return `<rect x="${x}" y="${at(frame.y(0) - 34)}" width="${at(width)}" height="34" fill="url(#missing)" stroke="#c3cad3" stroke-dasharray="3 3"/>`;
}

function valueLabels(frame: Frame): string {
  return frame.spec.bars
    .flatMap((series, rank) =>
      series.values.map((value, index) => {
        const offset = (rank - frame.spec.bars.length / 2 + 0.5) * frame.barWidth;
        return value === null ? '' : valueLabel(frame, centre(frame, index) + offset, value);
      }),
    )
    .join('');
}

/** The runs of known points of the line: it is not drawn across a month that nobody knows. */
function expectedLine(frame: Frame): string {
  const runs: string[][] = [[]];
  frame.spec.line?.values.forEach((value, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${at(centre(frame, index))},${at(frame.y(value))}`);
  });
  const style = `fill="none" stroke="${CHART_COLOURS.line}" stroke-width="2" stroke-dasharray="6 4"`;
  const alone = (point = '') =>
    `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="2.5" fill="${CHART_COLOURS.line}"/>`;
  return runs
    .filter((run) => run.length > 0)
    .map((run) => (run.length === 1 ? alone(run[0]) : `<polyline points="${run.join(' ')}" ${style}/>`))
    .join('');
}

function legend(spec: ChartSpec): string {
  const box = (fill: string, stroke = '') => `<rect x="0" y="-10" width="14" height="11" fill="${fill}"${stroke}/>`;
  const dashes = `<line x1="0" x2="22" y1="-4.5" y2="-4.5" stroke="${CHART_COLOURS.line}" stroke-width="2" stroke-dasharray="6 4"/>`;
  const entries = spec.bars.map((series, rank) => ({
    wide: 20,
    mark: rank === 0 ? box(CHART_COLOURS.bar) : box('url(#hatched)', ` stroke="${CHART_COLOURS.secondBar}"`),
    name: series.name,
  }));
  if (spec.line) entries.push({ wide: 28, mark: dashes, name: spec.line.name });
  if (hasMissingMonth(spec))
    entries.push({ wide: 20, mark: box('url(#missing)', ' stroke="#c3cad3"'), name: 'sans valeur' });
  if (spec.masked && spec.masked.length > 0)
    entries.push({
      wide: 20,
      mark: box('url(#masked)', ` stroke="${CHART_COLOURS.axis}"`),
      name: 'masqué (secret statistique)',
    });
  let x = 0;
  return entries
    .map(({ wide, mark, name }) => {
      const drawn = `<g transform="translate(${at(x)} 14)">${mark}${text(wide, 0, 'start', name)}</g>`;
      x += wide + name.length * 5.7 + 20;
      return drawn;
    })
    .join('');
}

const PATTERNS = `<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/><rect width="2.6" height="5" fill="${CHART_COLOURS.secondBar}"/></pattern><pattern id="missing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/><rect width="1" height="6" fill="#c3cad3"/></pattern><pattern id="masked" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/><rect width="1.2" height="6" fill="${CHART_COLOURS.axis}"/><rect width="6" height="1.2" fill="${CHART_COLOURS.axis}"/></pattern></defs>`;

/**
 * A chart as an SVG that stands alone: the same bytes for the same specification, no clock, no measure of the screen.
 * The unit is written above the axis, the numbers are French, and every series has a shape besides its colour.
 */
export function chartSvg(spec: ChartSpec, title: string): string {
  const frame = frameOf(spec);
  const bars = spec.labels.flatMap((_, index) => [
    gap(frame, index),
    ...spec.bars.map((_, rank) => bar(frame, rank, index)),
  ]);
  const drawing = [grid(frame), labels(frame), bars.join(''), expectedLine(frame), valueLabels(frame), legend(spec)];
  const unit = text(0, PLOT.top - 11, 'start', spec.unit);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${heightOf(spec)}" viewBox="0 0 ${WIDTH} ${heightOf(spec)}" role="img" font-family="${FONT}" font-size="12.5"><title>${escaped(title)}</title>${PATTERNS}${drawing.join('')}${unit}</svg>`;
}
