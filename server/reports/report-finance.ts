import { clawbackExposure } from '../../shared/domain/clawback.ts';
import { knownTotal } from '../../shared/domain/finance-cents.ts';
import { amountWords, totalWords } from '../../shared/domain/finance-words.ts';
import { frenchEuros } from '../../shared/domain/french-format.ts';
import type { Block } from '../../shared/domain/report-document.ts';
import { heading, para, quoted, text } from './report-blocks.ts';
import type { ReportContent } from './report-content.ts';

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
