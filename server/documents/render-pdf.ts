import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import * as z from 'zod';
import { type Block, markOf, type ReportDocument, TONE_MARKS } from '../../shared/domain/report/report-document.ts';
import { chartSvg } from './chart-svg.ts';
import { withObjectStreams } from './pdf-object-streams.ts';
import { frenchDate, printableDocument } from './printable-document.ts';
import { RenderError } from './render-error.ts';

/**
 * Runs in the short-lived process of `render-child.ts`, and nowhere else: the compiler keeps megabytes of each render. The
 * template and the fonts are where the process is told.
 */
const room = process.env.RENDER_ROOM ?? import.meta.dirname;

const withDrawing = (block: Block) =>
  block.kind === 'chart' ? { ...block, svg: chartSvg(block.spec, block.caption) } : block;

/** What the template reads: data only, so that nothing that a user wrote is ever source of a program. */
function templateData(document: ReportDocument) {
  return {
    meta: { ...document.meta, frenchDate: frenchDate(document.meta.date) },
    mark: markOf(document.meta),
    toneMarks: TONE_MARKS,
    body: document.body.map(withDrawing),
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
  const data = JSON.stringify(templateData(printableDocument(asked)));
  const compiler = NodeCompiler.create({ workspace: room, fontArgs: [{ fontPaths: [path.join(room, 'fonts')] }] });
  const main = path.join(room, 'main.typ');
  compiler.addSource(main, readFileSync(path.join(room, 'template.typ'), 'utf8'));
  compiler.mapShadow(path.join(room, 'document.json'), Buffer.from(data));
  const compiled = compiler.compile({ mainFilePath: main });
  refuse(compiler, compiled.takeError());
  refuse(compiler, compiled.takeWarnings());
  if (!compiled.result) throw new RenderError('COMPILATION', 'no document');
  return withObjectStreams(compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }));
}
