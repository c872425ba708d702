import type { Month } from '../month.ts';
import { frenchCount, frenchMonth, NO_BREAK_SPACE } from '../words/french-format.ts';
import type { Figure } from './figure.ts';
import { standingLines, standingOfFigure } from './line-standing.ts';

interface Judged {
  year: number;
  convention: { name: string };
  through: Month;
  figures: readonly Pick<Figure, 'verdict' | 'target'>[];
}

/** What the targets of a year say together: those that are watched, to come or not assessable are in neither count. */
function targetsWords({ year, figures }: Judged): string {
  const found = figures.map(standingOfFigure).filter((standing) => standing !== 'no-target');
  const well = found.filter((standing) => standing === 'held').length;
  const badly = found.filter((standing) => standing === 'not-held').length;
  if (found.length === 0) return `Vue d’ensemble ${year}`;
  if (well + badly === 0) return 'Aucune cible n’est encore jugée';
  const all = `Sur ${frenchCount(found.length, 'cible', 'cibles')}`;
  const many = (count: number, verb: string) => `${count}${NO_BREAK_SPACE}${verb}`;
  if (well === 0)
    return `${all}, ${many(badly, badly < 2 ? 'n’est pas tenue' : 'ne sont pas tenues')}, aucune n’est dans le rythme`;
  const first = many(well, well < 2 ? 'est tenue ou dans le rythme' : 'sont tenues ou dans le rythme');
  const second = many(badly, badly < 2 ? 'ne l’est pas' : 'ne le sont pas');
  return badly === 0 ? `${all}, ${first}` : `${all}, ${first}, ${second}`;
}

/**
 * The title of the overview, which is its finding, and the sentence under it. The server writes them in the page that it sends, the
 * screen when it draws. Example: `Sur 9 cibles, 2 sont tenues ou dans le rythme, 3 ne le sont pas` and
 * `Vue d’ensemble 2025, Convention 2023-2025, chiffres jusqu’à octobre 2025.`; where nothing has a target, `Vue d’ensemble 2025`.
 */
export function overviewHeading(overview: Judged): { title: string; lead: string } {
  const { convention, through, year } = overview;
  const title = targetsWords(overview);
  const page = title.startsWith('Vue d’ensemble') ? '' : `Vue d’ensemble ${year}, `;
  return { title, lead: `${page}${convention.name}, chiffres jusqu’à ${frenchMonth(through)}.` };
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
