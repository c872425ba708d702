/**
 * A drawing of the page as a file of its own: the same SVG, its colours and letters written in, and around it what it shows,
 * with which filters, from where, of which day. PNG is that same file painted by the browser.
 */

/** What a drawing says once it has left its page. */
export interface DrawingNote {
  /** The indicator, and what the chart shows. */
  title: string;
  /** Filters, source, date; the mark of a demonstration first. One line each. */
  lines: readonly string[];
}

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 16;
const LINE = 17;
const LETTERS = 96;

/** What the style sheets decide and a file must carry. */
const carried = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-size',
  'font-weight',
  'font-family',
] as const;

/** Copies the computed look of each element into the copy; a hatching of the page stays a hatching. */
function writeStylesIn(from: Element, to: Element): void {
  const look = getComputedStyle(from);
  for (const name of carried) {
    const value = look.getPropertyValue(name);
    if (value && !(name === 'fill' && value.startsWith('url'))) to.setAttribute(name, value);
  }
  to.removeAttribute('class');
  for (const [index, child] of [...from.children].entries()) {
    const twin = to.children[index];
    if (twin) writeStylesIn(child, twin);
  }
}

/** Words on lines that fit the width of a drawing. Example: 200 letters make three lines of 96 at most. */
export function wrapWords(text: string, letters = LETTERS): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function textLine(words: string, y: number, bold: boolean, ink: string): SVGTextElement {
  const text = document.createElementNS(SVG, 'text');
  const looks = { x: PAD, y, 'font-size': bold ? 16 : 12, 'font-weight': bold ? 700 : 400, fill: ink };
  for (const [name, value] of Object.entries(looks)) text.setAttribute(name, String(value));
  text.setAttribute('font-family', "'Source Sans 3', Arial, sans-serif");
  text.textContent = words;
  return text;
}

/** The paper and the ink of the page, in the light and in the dark: the drawing was made for them. */
function tokenOf(element: Element, token: string, otherwise: string): string {
  return getComputedStyle(element).getPropertyValue(token).trim() || otherwise;
}

/** The drawing as an SVG that stands alone. */
export function standaloneSvg(drawing: SVGSVGElement, { title, lines }: DrawingNote): string {
  const { width, height } = drawing.viewBox.baseVal;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  writeStylesIn(drawing, copy);
  const head = wrapWords(title, 72);
  const foot = lines.flatMap((line) => wrapWords(line));
  const top = PAD + head.length * 22 + 6;
  const ink = tokenOf(drawing, '--ink', '#1d2733');
  const full = top + height + PAD + foot.length * LINE + PAD;
  const file = document.createElementNS(SVG, 'svg');
  file.setAttribute('xmlns', SVG);
  file.setAttribute('viewBox', `0 0 ${width + 2 * PAD} ${full}`);
  file.setAttribute('width', String(width + 2 * PAD));
  file.setAttribute('height', String(full));
  const name = document.createElementNS(SVG, 'title');
  name.textContent = title;
  const paper = document.createElementNS(SVG, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', tokenOf(drawing, '--surface', '#ffffff'));
  for (const [key, value] of Object.entries({ x: PAD, y: top, width, height })) copy.setAttribute(key, String(value));
  copy.removeAttribute('aria-labelledby');
  file.append(name, paper);
  for (const [index, words] of head.entries()) file.append(textLine(words, PAD + 12 + index * 22, true, ink));
  file.append(copy);
  for (const [index, words] of foot.entries())
    file.append(textLine(words, top + height + PAD + 8 + index * LINE, false, ink));
  return new XMLSerializer().serializeToString(file);
}

function save(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

const PIXELS = 2;

/** The SVG painted on a canvas, twice its size, for a slide or a message. */
async function paint(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PIXELS;
    canvas.height = image.naturalHeight * PIXELS;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no image'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Offers the drawing as a file. */
export async function saveDrawing(
  drawing: SVGSVGElement,
  note: DrawingNote,
  format: 'svg' | 'png',
  baseName: string,
): Promise<void> {
  const svg = standaloneSvg(drawing, note);
  const blob = format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await paint(svg);
  save(blob, `${baseName}.${format}`);
}
