import type { Month } from '../month.ts';
import { frenchMonth, NO_BREAK_SPACE } from '../words/french-format.ts';
import type { Figure } from './figure.ts';
import { standingLines } from './line-standing.ts';

/**
 * The title of the overview and the sentence under it. The server writes them in the page that it sends, the screen when
 * it draws. Example: `overviewHeading({ year: 2025, convention: { name: 'Convention 2023-2025' }, through: '2025-10' })`
 * is `Vue d’ensemble 2025` and `Convention 2023-2025, chiffres jusqu’à octobre 2025.`
 */
export function overviewHeading(overview: { year: number; convention: { name: string }; through: Month }) {
  return {
    title: `Vue d’ensemble ${overview.year}`,
    lead: `${overview.convention.name}, chiffres jusqu’à ${frenchMonth(overview.through)}.`,
  };
}

interface Standings {
  convention: { name: string };
  through: Month;
  lines: readonly { codes: readonly string[] }[];
  figures: readonly (Pick<Figure, 'verdict' | 'target'> & { code: string })[];
}

const many = (count: number) => `${count}${NO_BREAK_SPACE}${count > 1 ? 'lignes' : 'ligne'} de la convention`;

/**
 * The same for the State: how many lines are held. Examples: `3 lignes de la convention sont tenues, 4 ne le sont pas`,
 * `1 ligne de la convention n’est pas tenue, aucune ne l’est`, `Aucune ligne de la convention n’est encore jugée`.
 */
export function stateHeading(overview: Standings): { title: string; lead: string } {
  const { convention, lines, through } = overview;
  const found = standingLines(overview).map(({ standing }) => standing);
  const held = found.filter((standing) => standing === 'held').length;
  const notHeld = found.filter((standing) => standing === 'not-held').length;
  const lead = `${convention.name}, ${lines.length}${NO_BREAK_SPACE}lignes, chiffres jusqu’à ${frenchMonth(through)}.`;
  if (held === 0 && notHeld === 0) return { title: 'Aucune ligne de la convention n’est encore jugée', lead };
  if (held === 0)
    return {
      title: `${many(notHeld)} ${notHeld > 1 ? 'ne sont pas tenues' : 'n’est pas tenue'}, aucune ne l’est`,
      lead,
    };
  const first = `${many(held)} ${held > 1 ? 'sont tenues' : 'est tenue'}`;
  const second = notHeld === 0 ? 'aucune n’est en défaut' : `${notHeld} ne ${notHeld > 1 ? 'le sont' : 'l’est'} pas`;
  return { title: `${first}, ${second}`, lead };
}
