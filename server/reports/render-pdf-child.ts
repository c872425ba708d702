import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfChildAnswer } from './render-pdf.ts';

/** A short-lived process: one document in, one PDF out, then it is ended. Started by `render-pdf.ts`, by nothing else. */
const room = import.meta.dirname;

/** A warning is an error: an unknown font, for one, makes words disappear and says so only here. */
function refuse(compiler: NodeCompiler, diagnostics: NodeError | null): void {
  if (!diagnostics) return;
  const told = compiler.fetchDiagnostics(diagnostics) as { message?: string }[];
  if (told.length > 0) throw new Error(told.map((one) => one.message ?? JSON.stringify(one)).join(' ; '));
}

function compile(data: string): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: room, fontArgs: [{ fontPaths: [path.join(room, 'fonts')] }] });
  const main = path.join(room, 'main.typ');
  compiler.addSource(main, readFileSync(path.join(room, 'template.typ'), 'utf8'));
  compiler.mapShadow(path.join(room, 'document.json'), Buffer.from(data));
  const compiled = compiler.compile({ mainFilePath: main });
  refuse(compiler, compiled.takeError());
  refuse(compiler, compiled.takeWarnings());
  if (!compiled.result) throw new Error('no document');
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
}

function answer(data: string): PdfChildAnswer {
  try {
    return { pdf: compile(data) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

process.once('message', (data: string) => process.send?.(answer(data)));
