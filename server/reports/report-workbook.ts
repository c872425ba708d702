import { reportDueDate } from '../../shared/domain/deadline.ts';
import { quantityValue } from '../../shared/domain/figures/figure.ts';
import {
  coverageWords,
  percentWords,
  readingWords,
  statusSentence,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import { funnelStages, stageLabels } from '../../shared/domain/ledger/funnel.ts';
import { monthsOfYear } from '../../shared/domain/month.ts';
import { markOf } from '../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../shared/domain/report/report-judgement.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchDate, frenchMonth, frenchMonthShort, frenchUnit } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { renderCsv } from '../documents/render-csv.ts';
import { sealedPackage } from '../documents/render-sealed-package.ts';
import { renderWorkbook, type Workbook, type WorkbookSheet } from '../documents/render-workbook.ts';
import { knownCount } from './report-blocks.ts';
import { isWithout, type ReportContent, type ReportFigure } from './report-content.ts';
import { financeSheets } from './report-workbook-finance.ts';

/** The data of the report: the same numbers, in cells that can be counted. */

const text = (label: string, width: number) => ({ label, width, kind: 'text' as const });
const number = (label: string, width: number) => ({ label, width, kind: 'number' as const });

function remarkOf(figure: ReportFigure): string {
  if (figure.hidden) return stateWords.hiddenFully;
  if (figure.origin === 'published') return 'publié';
  return figure.value === null ? stateWords.notReceived : '';
}

function indicatorSheet({ figures, year }: ReportContent): WorkbookSheet {
  return {
    name: 'Indicateurs',
    columns: [
      text('Code', 10),
      text('Indicateur', 46),
      text('Action', 40),
      text('Unité', 14),
      number(`Valeur ${year}`, 14),
      number('Cible', 12),
      text('Avancement', 24),
      text('Rythme', 44),
      text('Échéance et lecture', 40),
      text('Couverture', 24),
      text('Remarque', 30),
      text('Phrase de la convention', 60),
    ],
    rows: figures.map((one) => [
      one.code,
      one.label,
      one.actions[0]?.title ?? '',
      frenchUnit(one.unit),
      one.value,
      one.target?.value ?? null,
      one.progress === null ? '' : percentWords(one.progress),
      statusSentence(one),
      readingWords(one),
      coverageWords(one),
      remarkOf(one),
      one.target?.quote ?? '',
    ]),
  };
}

const monthsShown = (one: ReportFigure) =>
  one.months.map(({ month, quantity, hidden }) => ({
    month,
    value: month > one.through ? null : quantityValue(quantity),
    hidden: hidden === true && month <= one.through,
  }));

function monthSheet({ figures, year }: ReportContent): WorkbookSheet {
  return {
    name: 'Mois',
    columns: [
      text('Code', 10),
      text('Indicateur', 46),
      ...monthsOfYear(year).map((month) => number(`${frenchMonthShort(month)} ${year}`, 11)),
      text('Mois masqués', 30),
    ],
    rows: figures.map((one) => [
      one.code,
      one.label,
      ...monthsShown(one).map(({ value }) => value),
      monthsShown(one)
        .filter(({ hidden }) => hidden)
        .map(({ month }) => frenchMonthShort(month))
        .join(', '),
    ]),
  };
}

function ledgerSheet({ homelessness }: ReportContent): WorkbookSheet[] {
  const rows = [homelessness.households, homelessness.persons].flatMap(({ months, unit }) =>
    months.map((one) => {
      const { start, flows, active } = one;
      const counts: PublishedCount[] = [
        start,
        flows?.newlyIdentified ?? null,
        flows?.returnedFromHousing ?? null,
        flows?.returnedFromInactive ?? null,
        flows?.housed ?? null,
        flows?.otherExits ?? null,
        flows?.lostContact ?? null,
        active,
      ];
      const isMasked = counts.includes('hidden');
      return [
        frenchMonth(one.month),
        frenchUnit(unit),
        ...counts.map(knownCount),
        isMasked ? 'des cases masquées' : '',
      ];
    }),
  );
  const columns = [
    text('Mois', 18),
    text('Unité', 12),
    ...['Actifs au début', 'Nouvellement identifiés', 'Revenus après un logement', 'Revenus après un silence'].map(
      (one) => number(one, 15),
    ),
    ...['Relogés', 'Autres sorties', 'Perdus de vue', 'Actifs à la fin'].map((one) => number(one, 13)),
    text('Remarque', 22),
  ];
  return rows.length === 0 ? [] : [{ name: 'Sans domicile', columns, rows }];
}

function evictionSheet({ evictions, year }: ReportContent): WorkbookSheet[] {
  const { view } = evictions;
  if (!view) return [];
  const columns = [
    text('Étape', 46),
    number(`Franchies en ${year}`, 18),
    number(`Procédures de ${year}, à ce jour`, 20),
    text('Remarque', 24),
  ];
  const rows = funnelStages.map((stage, index) => {
    const counts = [view.flows[index] ?? null, view.reached[index] ?? null];
    return [stageLabels[stage], ...counts.map(knownCount), counts.includes('hidden') ? 'des cases masquées' : ''];
  });
  return [{ name: 'Expulsions', columns, rows }];
}

function housingSheet({ housing }: ReportContent): WorkbookSheet[] {
  const { months } = housing.captured;
  const columns = [
    text('Mois', 18),
    ...['Captés', 'Loués', 'Rendus', 'En gestion', 'Avec un ménage'].map((one) => number(one, 15)),
  ];
  const rows = months.map((one) => [
    frenchMonth(one.month),
    one.captured,
    one.entered,
    one.left,
    one.managed,
    one.occupied,
  ]);
  return rows.length === 0 ? [] : [{ name: 'Logements captés', columns, rows }];
}

function actionSheet(content: ReportContent): WorkbookSheet {
  const { convention, narratives } = content;
  const isJudged = !isWithout(content, 'texts');
  return {
    name: 'Actions',
    columns: [
      text('N° de l’annexe', 12),
      text('Action', 60),
      text('Description, mots de l’annexe', 60),
      text('Objectif, mots de l’annexe', 60),
      text('Résultats attendus, mots de l’annexe', 60),
      { label: 'Demandé la première année', width: 18, kind: 'euros' },
      ...(isJudged ? [text('Appréciation', 24), text('Motif', 60)] : []),
    ],
    rows: convention.actions.map((action) => {
      const own = narratives.actions[action.key];
      return [
        action.annexNumber === null ? '' : String(action.annexNumber),
        action.title,
        action.description ?? '',
        action.objectiveText ?? '',
        action.expectedText ?? '',
        action.requestedCents === null ? null : action.requestedCents / 100,
        ...(isJudged ? [own?.judgement ? judgementWords[own.judgement] : '', own?.reason ?? ''] : []),
      ];
    }),
  };
}

/** What the convention obliges to, article by article, in its own words where it has some. */
function obligationSheet({ convention, year, finance }: ReportContent): WorkbookSheet {
  const { reportArticle, paymentArticle, clawbackArticle, clawbackQuote } = convention;
  const due = frenchDate(reportDueDate(year, convention));
  const payment = finance ? `, dû au plus tard le ${frenchDate(finance.payment.deadline)}` : '';
  const rows = [
    [reportArticle, `Rapport d’exécution de ${year}, dû après délibération au plus tard le ${due}`, ''],
    [paymentArticle, `Versement de l’État${payment}`, ''],
    [clawbackArticle, 'Reversement de crédits à l’État', clawbackQuote ?? ''],
  ].filter(([article]) => article !== null);
  return {
    name: 'Obligations',
    columns: [text('Article', 10), text('Obligation', 60), text('Mots de la convention', 80)],
    rows: rows.map((row) => row.map((cell) => cell ?? '')),
  };
}

/** The figures of the report as sheets: one line an indicator, its months, then the tables of the rooms. */
export function workbookOf(content: ReportContent): Workbook {
  const { meta } = content;
  return {
    title: `${meta.title} – données`,
    fictitious: meta.fictitious,
    standing: meta.standing,
    version: meta.version,
    sheets: [
      indicatorSheet(content),
      monthSheet(content),
      actionSheet(content),
      obligationSheet(content),
      ...ledgerSheet(content),
      ...evictionSheet(content),
      ...housingSheet(content),
      ...financeSheets(content),
    ],
    properties: { creator: meta.author, subject: meta.subject, description: meta.version },
  };
}

/** The workbook as a file: the same content gives the same bytes. */
export async function reportWorkbook(content: ReportContent): Promise<Buffer> {
  return sealedPackage(await renderWorkbook(workbookOf(content)), content.meta.date);
}

/** Every indicator of the year and its months, a line a value, for whoever has no spreadsheet of the day. */
export function reportCsv({ figures, year, meta, convention }: ReportContent): Buffer {
  const columns = [
    'Code',
    'Indicateur',
    'Période',
    'Valeur',
    'Valeur affichée',
    'Unité',
    'Cible',
    'Remarque',
    'Origine',
  ];
  const origin = meta.fictitious ? 'fictif' : 'réel';
  const rows = figures.flatMap((one) => {
    const unit = frenchUnit(one.unit);
    const own = one.origin === 'published' ? 'publié' : origin;
    return [
      [
        one.code,
        one.label,
        String(year),
        one.value,
        valueWords(one),
        unit,
        one.target?.value ?? null,
        remarkOf(one),
        own,
      ],
      ...monthsShown(one)
        .filter(({ month }) => month <= one.through)
        .map(({ month, value, hidden }) => [
          one.code,
          one.label,
          month,
          value,
          valueWords({ value, unit: one.unit, hidden }),
          unit,
          null,
          hidden ? stateWords.hiddenFully : value === null ? stateWords.notReceived : '',
          origin,
        ]),
    ];
  });
  const source = [markOf(meta), meta.title, convention.name, meta.version, meta.date].filter(Boolean).join(', ');
  return renderCsv(
    columns.map((label) => ({ label })),
    [...rows, [source, ...columns.slice(1).map(() => null)]],
  );
}
