import { cellText, type GridRow, isBlank } from '../grid.ts';
import { fold } from '../text.ts';

/** What is hoped for is no figure. */
const isPlanned = /^(.* )?(objectifs?|cibles?|previsions?|previsionnel(le)?s?|prevue?s?|budget previsionnel)( .*)?$/;

/** True for the name of what is hoped for. */
export const namesPlan = (name: string): boolean => {
  const said = fold(name);
  return isPlanned.test(said) && !/(^| )realisee?s?( |$)/.test(said);
};

const isCounted = /(^| )(realise|reel|constate|effectif|obtenu)/;

/**
 * Where the figures of a title are, when the line below parts what was hoped for from what was done: « Prévu », « Réalisé ».
 * Undefined: nothing tells which column it is. Without such a line, the title's own column.
 */
export function countedPosition(titles: GridRow, below: GridRow | undefined, at: number): number | undefined {
  const said = below?.cells ?? [];
  const next = titles.cells.findIndex((cell, position) => position > at && !isBlank(cell));
  const end = next < 0 ? Math.max(titles.cells.length, said.length) : next;
  const under = Array.from({ length: end - at }, (_, rank) => ({
    position: at + rank,
    text: cellText(said[at + rank]),
  }));
  if (!under.some(({ text }) => namesPlan(text))) return at;
  const others = under.filter(({ text }) => text !== '' && !namesPlan(text));
  return (others.find(({ text }) => isCounted.test(fold(text))) ?? (others.length === 1 ? others[0] : undefined))
    ?.position;
}
