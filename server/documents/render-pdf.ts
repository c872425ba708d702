import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import * as z from 'zod';
import { type Block, markOf, type ReportDocument, TONE_MARKS } from '../../shared/domain/report/report-document.ts';
import { chartSvg } from './chart-svg.ts';
import { withObjectStreams } from './pdf-object-streams.ts';
import { rowHeaders } from './pdf-row-headers.ts';
import { frenchDate, printableDocument } from './printable-document.ts';
import { RenderError } from './render-error.ts';

/**
 * Runs in the process of `render-child.ts`, and nowhere else: the compiler keeps megabytes of each render. The
 * template and the fonts are where the process is told.
 */
const room = process.env.RENDER_ROOM ?? import.meta.dirname;
const main = path.join(room, 'main.typ');
/** What was laid out so many files ago is forgotten; what a file has in common with the latest ones is laid out once. */
const KEPT_LAYOUTS = 2;

let ready: NodeCompiler | null = null;
function compilerWithFonts(): NodeCompiler {
  if (ready) return ready;
  ready = NodeCompiler.create({ workspace: room, fontArgs: [{ fontPaths: [path.join(room, 'fonts')] }] });
  ready.addSource(main, readFileSync(path.join(room, 'template.typ'), 'utf8'));
  return ready;
}

/** Tables and charts with their numbers, which the compiler would find by laying every one of them out twice. */
function numbered(blocks: readonly Block[]) {
  const numbers = { table: 0, chart: 0 };
  return blocks.map((block) => {
    if (block.kind !== 'table' && block.kind !== 'chart') return block;
    numbers[block.kind] += 1;
    const label = `${block.kind === 'table' ? 'Tableau' : 'Graphique'}\u00a0${numbers[block.kind]} – `;
    return block.kind === 'chart' ? { ...block, label, svg: chartSvg(block.spec, block.caption) } : { ...block, label };
  });
}

const words = new Intl.Segmenter('fr');
/** A word that no line can hold (an address, a pasted formula) may break anywhere rather than leave its column. */
const breakable = (text: string) =>
  text.replace(/[^\s\u200B]{26,}/g, (word) => [...words.segment(word)].map(({ segment }) => segment).join('\u200B'));
/** What is not printed as words. */
const UNPRINTED = new Set(['svg', 'href', 'alt', 'id']);

/** What the template reads: data only, so that nothing that a user wrote is ever source of a program. */
function templateData(document: ReportDocument) {
  return {
    meta: { ...document.meta, frenchDate: frenchDate(document.meta.date) },
    mark: markOf(document.meta),
    toneMarks: TONE_MARKS,
    body: numbered(document.body),
  };
}

const diagnosticList = z.array(z.looseObject({ message: z.string().optional() }));

/** A warning is an error: an unknown font, for one, makes words disappear and says so only here. */
function refuse(compiler: NodeCompiler, diagnostics: NodeError | null): void {
  if (!diagnostics) return;
  const told = diagnosticList.parse(compiler.fetchDiagnostics(diagnostics));
  if (told.length > 0)
    throw new RenderError('COMPILATION', told.map((one) => one.message ?? JSON.stringify(one)).join(' ; '));
}

/**
 * The document as an accessible PDF (PDF/UA-1: tagged, in French, alternative texts, bookmarks). The same document gives
 * the same bytes.
 */
export function renderPdf(asked: ReportDocument): Uint8Array {
  const document = printableDocument(asked);
  const data = JSON.stringify(templateData(document), (key, value) =>
    typeof value === 'string' && !UNPRINTED.has(key) ? breakable(value) : value,
  );
  const compiler = compilerWithFonts();
  compiler.mapShadow(path.join(room, 'document.json'), Buffer.from(data));
  const compiled = compiler.compile({ mainFilePath: main });
  refuse(compiler, compiled.takeError());
  refuse(compiler, compiled.takeWarnings());
  if (!compiled.result) throw new RenderError('COMPILATION', 'no document');
  const bytes = compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
  compiler.evictCache(KEPT_LAYOUTS);
  const named = document.body.flatMap((block) => (block.kind === 'table' ? [block.rowHeader === true] : []));
  return withObjectStreams(bytes, (objects) => rowHeaders(objects, named));
}
