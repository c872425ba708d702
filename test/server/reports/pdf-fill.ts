import { readObjects } from './pdf-probe.ts';

/** How full the pages of a PDF are, from where its words are painted: what is between the margins, without header and footer. */

const TOP = 782;
const BOTTOM = 54;

/** The share of each page from its top to its lowest line of words, in order. */
export function pageFills(file: Buffer): number[] {
  const { objects, streams } = readObjects(file);
  const pages = [...objects].filter(([, text]) => /\/Type\s*\/Page\b(?!s)/.test(text)).sort(([a], [b]) => a - b);
  return pages.map(([, page]) => {
    const content = streams.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))?.toString('latin1') ?? '';
    const body = content.replace(/\/Artifact <<[^>]*\/Type \/Pagination[\s\S]*?\nEMC/g, '');
    const heights = [...body.matchAll(/^1 0 0 -1 [\d.]+ ([\d.]+) cm$/gm)].map(([, y]) => Number(y));
    const lowest = Math.min(TOP, ...heights.filter((y) => y >= BOTTOM));
    return (TOP - lowest) / (TOP - BOTTOM);
  });
}
