import type { Block } from '../../shared/domain/report/report-document.ts';
import { councilTitles } from '../../shared/domain/report/report-narratives.ts';
import { column, heading, para, table } from './report-blocks.ts';
import type { ReportBase } from './report-content.ts';
import { textBlocks } from './report-narrative.ts';

/** What the council votes on and what the steering committee said; the State's national indicators beside, judged by nobody. */

function written(place: 'deliberation' | 'committee', base: ReportBase): Block[] {
  const blocks = textBlocks(base.narratives.council?.[place], base, { idPrefix: `texte-${place}`, level: 3 });
  return blocks.length === 0 ? [] : [heading(2, place, councilTitles[place]), ...blocks];
}

function nationalBlocks({ narratives }: ReportBase): Block[] {
  const lines = narratives.national ?? [];
  if (lines.length === 0) return [];
  return [
    heading(2, 'contexte-national', 'Contexte\u00a0: indicateurs nationaux du programme 177'),
    para('Saisis avec leur source, pour situer le territoire\u00a0: aucun n’est un objectif de la convention.'),
    ...table(
      'Indicateurs nationaux',
      [column('Indicateur', 46), column('Valeur', 18), column('Source', 36)],
      lines.map(({ label, value, source }) => [label, value, source]),
      { compact: true },
    ),
  ];
}

/** Nothing where nobody wrote. */
export function councilChapter(base: ReportBase): Block[] {
  const blocks = [...written('committee', base), ...written('deliberation', base), ...nationalBlocks(base)];
  return blocks.length === 0 ? [] : [heading(1, 'conseil', 'Pour le conseil'), ...blocks];
}
