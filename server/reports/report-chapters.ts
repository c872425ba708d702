import { clawbackExposure } from '../../shared/domain/clawback.ts';
import { valueWords } from '../../shared/domain/figure-words.ts';
import { knownTotal } from '../../shared/domain/finance-cents.ts';
import { amountWords, totalWords } from '../../shared/domain/finance-words.ts';
import {
  frenchDecimal,
  frenchEuros,
  frenchPercent,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/french-format.ts';
import type { Block, KeyFigure } from '../../shared/domain/report-document.ts';
import { draftSentence, figureTable, heading, monthChart, para, quoted, text } from './report-blocks.ts';
import { figuresOfAction, type ReportAction, type ReportContent, type ReportFigure } from './report-content.ts';

function keyFigureOf(figure: ReportFigure): KeyFigure {
  const known = figure.value !== null && !figure.hidden;
  return {
    value:
      known && figure.value !== null
        ? frenchValue(figure.value, figure.unit) + (figure.unit === 'percent' ? '\u202f%' : '')
        : figure.hidden
          ? '< 11'
          : '–',
    label: figure.label,
    detail: known ? (figure.unit === 'percent' ? '' : frenchUnit(figure.unit, figure.value ?? 2)) : valueWords(figure),
  };
}

/** Title, key figures, and every indicator that has a target. */
export function balanceChapter({ year, figures }: ReportContent): Block[] {
  const judged = figures.filter((figure) => figure.target !== null);
  const assessable = judged.filter((figure) => figure.progress.kind === 'rate' && !figure.hidden);
  const reached = assessable.filter((figure) => figure.pace === 'reached');
  const keys = figures.filter((figure) => figure.keyFigure).slice(0, 5);
  return [
    heading(1, 'bilan-global', 'Bilan global'),
    para(
      `Ce rapport présente l’exécution de la convention en ${year}, ligne par ligne dans l’ordre de l’annexe. Sur les ${judged.length} indicateurs qui ont une cible chiffrée pour l’année, ${assessable.length} peuvent être évalués, et ${reached.length} ont atteint leur cible.`,
    ),
    ...(keys.length >= 3 ? [{ kind: 'keyFigures', figures: keys.map(keyFigureOf) } as const] : []),
    ...(judged.length > 0 ? [figureTable(`Indicateurs ayant une cible en ${year}`, judged)] : []),
  ];
}

function actionBlocks(action: ReportAction, figures: ReportFigure[]): Block[] {
  const own = figuresOfAction(action, figures);
  const number = action.annexNumber === null ? '' : `${action.annexNumber}. `;
  const charts = own.filter((figure) => figure.target !== null || figure.keyFigure).flatMap(monthChart);
  return [
    heading(2, `action-${action.key.toLowerCase()}`, `${number}${action.title}`),
    ...(action.objectiveText ? [quoted(action.objectiveText, 'annexe 1, objectif')] : []),
    ...(action.expectedText ? [quoted(action.expectedText, 'annexe 1, résultats attendus')] : []),
    para(
      text('Financement demandé la première année\u00a0: '),
      text(amountWords(action.requestedCents, 'à fixer par avenant'), { bold: true }),
    ),
    ...(own.length === 0
      ? [para(text('Aucun indicateur défini dans l’annexe.', { italic: true }))]
      : [
          figureTable(`Indicateurs de l’action « ${action.title} »`, own),
          { kind: 'list', ordered: false, items: own.map((figure) => [text(draftSentence(figure))]) } as const,
        ]),
    ...charts,
  ];
}

/** A sheet for each line of the annex, in its order and its words. */
export function actionsChapter({ convention, figures }: ReportContent): Block[] {
  return [
    heading(1, 'actions', 'Les actions, dans l’ordre de l’annexe'),
    para(`Les numéros sont ceux de l’annexe\u00a0: certains manquent, un est double, deux lignes n’en ont pas.`),
    ...convention.actions.flatMap((action) => actionBlocks(action, figures)),
  ];
}

/** What was asked and granted, and what the convention lets the Préfet take back. */
export function financeChapter({ year, convention }: ReportContent): Block[] {
  const total = totalWords(
    knownTotal(convention.actions.map((action) => action.requestedCents)),
    'à fixer par avenant',
  );
  const grant = convention.grants.find((one) => one.year === year);
  const paid = grant?.amountCents ?? null;
  const euros = (cents: number | null) => (cents === null ? 'non précisé' : frenchEuros(cents));
  return [
    heading(1, 'finances', 'Finances'),
    {
      kind: 'table',
      caption: 'Financement demandé la première année, par ligne de l’annexe',
      rowHeader: true,
      totalRow: true,
      columns: [
        { label: 'N°', width: 8 },
        { label: 'Action', width: 70 },
        { label: 'Demandé', width: 22, align: 'right' },
      ],
      rows: [
        ...convention.actions.map((action) => [
          String(action.annexNumber ?? '–'),
          action.title,
          amountWords(action.requestedCents, 'à fixer par avenant'),
        ]),
        ['', 'Total', total],
      ],
    },
    heading(2, 'trois-totaux', 'Trois totaux, et pourquoi ils diffèrent'),
    {
      kind: 'table',
      caption: 'Demandé, éligible, maximal et accordé',
      rowHeader: true,
      columns: [
        { label: 'Montant', width: 66 },
        { label: 'Euros', width: 34, align: 'right' },
      ],
      rows: [
        ['Demandé dans l’annexe (17 lignes)', total],
        ['Coût éligible de la convention', euros(convention.eligibleCostCents)],
        ['Soutien annuel maximal de l’État', euros(convention.maximumAnnualCents)],
        [
          `Soutien de l’État en ${year}`,
          grant ? (paid === null ? 'à fixer par avenant' : frenchEuros(paid)) : 'non précisé',
        ],
      ],
    },
    para(
      'L’annexe liste ce qui a été demandé la première année ; la convention fixe un coût éligible et un maximum ; l’État arrête chaque année un montant. Aucun sous-ensemble des lignes ne donne l’un de ces totaux : la subvention n’est donc pas répartie par action.',
    ),
    ...(grant ? [quoted(grant.quote, grant.document)] : []),
    ...(paid !== null && convention.clawbackPercent
      ? [
          heading(2, 'reversement', 'Montant exposé au reversement'),
          para(
            `L’article 5 permet au Préfet de demander le reversement d’au maximum ${convention.clawbackPercent}\u202f% des crédits versés l’année précédente. Sur ${frenchEuros(paid)}, le montant exposé est de `,
            text(frenchEuros(clawbackExposure(paid, convention.clawbackPercent)), { bold: true }),
            `. Ce montant est un maximum, non une prévision.`,
          ),
        ]
      : []),
  ];
}

/** How figures are made, how complete they are, what is hidden and why. */
export function methodChapter({ figures }: ReportContent): Block[] {
  const expected = figures.reduce((sum, one) => sum + one.coverage.cells.expected, 0);
  const reported = figures.reduce((sum, one) => sum + one.coverage.cells.reported, 0);
  const hidden = figures.filter((one) => one.hidden || one.months.some((month) => month.hidden));
  const assumed = figures.filter((one) => one.target?.reading === 'assumed');
  return [
    heading(1, 'methode', 'Méthode et fiabilité'),
    para(
      `Les figures de ce rapport sont celles de l’observatoire au jour de son édition. ${frenchDecimal(reported)} valeurs mensuelles ont été reçues sur ${frenchDecimal(expected)} attendues${expected > 0 ? ` (${frenchPercent(reported / expected)})` : ''}. Un mois non transmis n’est jamais compté comme zéro\u00a0: il n’entre dans aucune somme et abaisse la couverture.`.replace(
        'Les figures',
        'Les chiffres',
      ),
    ),
    heading(2, 'secret', 'Petits nombres'),
    para(
      `Les effectifs de personnes ou de ménages de 1 à 10 ne sont pas publiés, ni ceux qui permettraient de les retrouver par différence. ${hidden.length === 0 ? 'Aucun chiffre de ce rapport n’est concerné.' : `Indicateurs concernés\u00a0: ${hidden.map((one) => one.label).join(' ; ')}.`}`,
    ),
    ...(assumed.length > 0
      ? [
          heading(2, 'lectures', 'Lectures retenues quand la convention est ambiguë'),
          {
            kind: 'list',
            ordered: false,
            items: assumed.map((one) => [
              text(`${one.label}\u00a0: `, { bold: true }),
              text(
                `« ${one.target?.quote.replace(/^«\s*|\s*»$/gu, '')} » (${one.target?.document}). ${one.target?.note ?? ''}`,
              ),
            ]),
          } as const,
        ]
      : []),
    heading(2, 'sources', 'Définitions et sources'),
    {
      kind: 'table',
      caption: 'Définition, calcul et source de chaque indicateur',
      rowHeader: true,
      columns: [
        { label: 'Indicateur', width: 28 },
        { label: 'Définition et calcul', width: 47 },
        { label: 'Source', width: 25 },
      ],
      rows: figures.map((one) => [one.label, `${one.definition} ${one.formula}`.trim(), one.sourceText]),
    },
  ];
}
