import { BorderStyle, type IRunOptions, LineRuleType, ShadingType, TextRun } from 'docx';
import type { Tone } from '../../shared/domain/report/report-document.ts';

/** What the Word file looks like. A style is never named "Figure": LibreOffice would then lose every alternative text. */

export const FONT = 'Calibri';
/** Letters of the same width, where a machine does not have that font; then what every machine has. */
const STAND_INS = ['Carlito', 'Liberation Sans', 'Arial'];

/** The fonts of the file, each with what may stand in for it: a machine without them keeps lines and pages. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="${FONT}"><w:altName w:val="${STAND_INS.join(',')}"/><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

export const NAVY = '123A6B';
export const INK = '1D2733';
export const SOFT = '4A5663';
export const RULE = 'C5CED8';
export const TONES: Record<Tone, string> = {
  reached: '0F6B3C',
  good: '0F6B3C',
  watch: '8A5300',
  bad: 'A4161A',
  neutral: '4A5663',
};

/** A text as runs, one a line: what the author cut in lines stays so. */
export const linesOf = (text: string, style: IRunOptions = {}): TextRun[] =>
  text.split('\n').map((words, rank) => new TextRun({ ...style, text: words, ...(rank > 0 && { break: 1 }) }));

// Without the rule, LibreOffice cuts every image to the height of one line.
const line = (height: number) => ({ line: height, lineRule: LineRuleType.AUTO });

const boxed = (fill: string, color: string) => ({
  spacing: { before: 120, after: 160, ...line(276) },
  indent: { left: 160, right: 160 },
  shading: { type: ShadingType.CLEAR, fill, color: 'auto' },
  border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color } },
});

export const paragraphStyles = [
  {
    id: 'Caption',
    name: 'caption',
    basedOn: 'Normal',
    next: 'Normal',
    run: { size: 18, color: SOFT },
    paragraph: { spacing: { before: 120, after: 80, ...line(252) }, keepNext: true },
  },
  {
    id: 'ChartCaption',
    name: 'Légende de graphique',
    basedOn: 'Caption',
    paragraph: { spacing: { before: 40, after: 200, ...line(252) }, keepNext: false },
  },
  {
    id: 'TableText',
    name: 'Texte de tableau',
    basedOn: 'Normal',
    run: { size: 18 },
    paragraph: { spacing: { after: 0, ...line(240) } },
  },
  {
    id: 'TableHead',
    name: 'En-tête de tableau',
    basedOn: 'TableText',
    run: { bold: true, color: 'FFFFFF' },
    paragraph: { keepNext: true },
  },
  ...(['Small', 'Tiny'] as const).flatMap((size) => [
    {
      id: `Table${size}`,
      name: size === 'Small' ? 'Texte de tableau serré' : 'Texte de tableau large',
      basedOn: 'TableText',
      run: { size: size === 'Small' ? 16 : 13 },
      paragraph: { spacing: { after: 0, ...line(228) } },
    },
    {
      id: `Table${size}Head`,
      name: size === 'Small' ? 'En-tête de tableau serré' : 'En-tête de tableau large',
      basedOn: 'TableHead',
      run: { size: size === 'Small' ? 16 : 13, bold: true, color: 'FFFFFF' },
      paragraph: { keepNext: true, spacing: { after: 0, ...line(228) } },
    },
  ]),
  {
    id: 'Drawing',
    name: 'Graphique',
    basedOn: 'Normal',
    paragraph: { spacing: { before: 120, after: 40, ...line(240) }, keepNext: true },
  },
  {
    id: 'KeyValue',
    name: 'Chiffre clé',
    basedOn: 'Normal',
    run: { size: 36, bold: true, color: NAVY },
    paragraph: { spacing: { after: 0, ...line(240) } },
  },
  {
    id: 'Quotation',
    name: 'Citation',
    basedOn: 'Normal',
    run: { italics: true, color: '33475B' },
    paragraph: {
      spacing: { before: 80, after: 120, ...line(264) },
      indent: { left: 300, right: 300 },
      border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: RULE } },
    },
  },
  { id: 'Boxed', name: 'Encadré', basedOn: 'Normal', paragraph: boxed('EEF4FB', '1F5FA8') },
  { id: 'Warning', name: 'Encadré d’alerte', basedOn: 'Normal', paragraph: boxed('FDF4E7', TONES.watch) },
  // The lines of the contents: close together, so that a long report's fits on a page or little more.
  {
    id: 'TOC1',
    name: 'toc 1',
    basedOn: 'Normal',
    next: 'Normal',
    run: { bold: true, color: NAVY },
    paragraph: { spacing: { before: 80, after: 20, ...line(276) } },
  },
  {
    id: 'TOC2',
    name: 'toc 2',
    basedOn: 'Normal',
    next: 'Normal',
    paragraph: { spacing: { before: 0, after: 20, ...line(240) }, indent: { left: 210 } },
  },
  {
    id: 'Spacer',
    name: 'Espace après un tableau',
    basedOn: 'Normal',
    run: { size: 8 },
    paragraph: { spacing: { after: 60, ...line(276) } },
  },
  {
    id: 'CoverLine',
    name: 'Ligne de couverture',
    basedOn: 'Normal',
    paragraph: { spacing: { after: 60, ...line(276) } },
  },
  {
    id: 'TOCHeading',
    name: 'TOC Heading',
    basedOn: 'Normal',
    next: 'Normal',
    run: { size: 38, bold: true, color: NAVY },
  },
];
