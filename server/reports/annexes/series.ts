import { quantityValue } from '../../../shared/domain/figures/figure.ts';
import { monthState } from '../../../shared/domain/figures/month-state.ts';
import { monthsBetween } from '../../../shared/domain/month.ts';
import type { Block } from '../../../shared/domain/report/report-document.ts';
import { frenchMonthShort, frenchValue } from '../../../shared/domain/words/french-format.ts';
import { column, heading, numbers, para, table } from '../report-blocks.ts';
import type { ReportBase, ReportFigure } from '../report-content.ts';

/** Every indicator, month by month, on a line: the numbers that the charts draw. */

/** What stands for a month without a number, told above the table. */
const marks = { masked: 's', missing: '–', unavailable: 'nc', 'not-applicable': 'so', 'not-expected': '' } as const;

function monthCell(month: ReportFigure['months'][number], unit: ReportFigure['unit']): string {
  const state = monthState(month);
  if (state !== 'value' && state !== 'estimated') return marks[state];
  const value = quantityValue(month.quantity);
  if (value === null) return 'nc';
  const mark = state === 'estimated' || month.reported < month.expected ? '*' : '';
  return `${unit === 'boolean' ? (value === 0 ? 'non' : 'oui') : frenchValue(value, unit)}${mark}`;
}

const unitMark = ({ unit }: ReportFigure) => (unit === 'percent' ? ' (%)' : '');

export function seriesChapter({ figures, year }: ReportBase): Block[] {
  const months = monthsBetween(`${year}-01`, `${year}-12`);
  const told = figures.filter((figure) => figure.months.some(({ quantity, hidden }) => quantity !== null || hidden));
  if (told.length === 0) return [];
  return [
    heading(2, 'series', 'Séries'),
    para(
      's\u00a0: secret statistique\u202f; –\u00a0: non reçu\u202f; nc\u00a0: non connu\u202f; so\u00a0: sans objet\u202f; case vide\u00a0: rien d’attendu\u202f; *\u00a0: partiel ou estimé.',
    ),
    ...table(
      `Les indicateurs de ${year}, mois par mois`,
      [column('Indicateur', 30), ...months.map((month) => numbers(frenchMonthShort(month), 6))],
      told.map((figure) => [
        `${figure.label}${unitMark(figure)}`,
        ...months.map((asked) => {
          const found = figure.months.find(({ month }) => month === asked && month <= figure.through);
          return found ? monthCell(found, figure.unit) : '';
        }),
      ]),
      { compact: true },
    ),
  ];
}
