import { strFromU8, unzipSync } from 'fflate';
import { bare, pdfText } from './pdf-text.ts';

/** Every word of a file of the report, without spaces: what is searched in it. */
export function fileWords(bytes: Uint8Array, format: 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'csv'): string {
  if (format === 'csv') return bare(Buffer.from(bytes).toString('utf8'));
  if (format === 'pdf') return pdfText(Buffer.from(bytes)).join('');
  const parts = Object.entries(unzipSync(new Uint8Array(bytes))).filter(([name]) => name.endsWith('.xml'));
  return bare(parts.map(([, part]) => strFromU8(part).replace(/<[^>]*>/g, '')).join(' '));
}
