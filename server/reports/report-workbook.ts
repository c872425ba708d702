import { quantityValue } from '../../shared/domain/figure.ts';
import { coverageWords, paceWords, progressWords } from '../../shared/domain/figure-words.ts';
import { frenchMonthShort, frenchUnit } from '../../shared/domain/french-format.ts';
import { monthsOfYear } from '../../shared/domain/month.ts';
import type { Workbook, WorkbookSheet } from './render-workbook.ts';
import type { ReportContent, ReportFigure } from './report-content.ts';

function remarkOf(figure: ReportFigure): string {
  if (figure.hidden) return 'masqué (secret statistique)';
  if (figure.origin === 'published') return 'publié';
  return figure.value === null ? 'non renseigné' : '';
}

function indicatorSheet(figures: ReportFigure[], year: number): WorkbookSheet {
  return {
    name: 'Indicateurs',
    columns: [
      { label: 'Code', width: 10, kind: 'text' },
      { label: 'Indicateur', width: 46, kind: 'text' },
      { label: 'Action', width: 40, kind: 'text' },
      { label: 'Unité', width: 14, kind: 'text' },
      { label: `Valeur ${year}`, width: 14, kind: 'number' },
      { label: 'Cible', width: 12, kind: 'number' },
      { label: 'Avancement', width: 24, kind: 'text' },
      { label: 'Rythme', width: 18, kind: 'text' },
      { label: 'Couverture', width: 24, kind: 'text' },
      { label: 'Remarque', width: 30, kind: 'text' },
      { label: 'Phrase de la convention', width: 60, kind: 'text' },
    ],
    rows: figures.map((one) => [
      one.code,
      one.label,
      one.actions[0]?.title ?? '',
      frenchUnit(one.unit),
      one.value,
      one.target?.value ?? null,
      one.hidden ? '' : progressWords(one),
      one.target && !one.hidden ? paceWords[one.pace] : '',
      coverageWords(one),
      remarkOf(one),
      one.target?.quote ?? '',
    ]),
  };
}

function monthSheet(figures: ReportFigure[], year: number): WorkbookSheet {
  return {
    name: 'Mois',
    columns: [
      { label: 'Code', width: 10, kind: 'text' },
      { label: 'Indicateur', width: 46, kind: 'text' },
      ...monthsOfYear(year).map((month) => ({
        label: `${frenchMonthShort(month)} ${year}`,
        width: 11,
        kind: 'number' as const,
      })),
    ],
    rows: figures.map((one) => [
      one.code,
      one.label,
      ...one.months.map((month) => (month.month > one.through ? null : quantityValue(month.quantity))),
    ]),
  };
}

/** The figures of the report as sheets: one line an indicator, then its months. */
export function workbookOf({ meta, figures, year }: ReportContent): Workbook {
  return {
    title: `${meta.title} – données`,
    fictitious: meta.fictitious,
    sheets: [indicatorSheet(figures, year), monthSheet(figures, year)],
  };
}
