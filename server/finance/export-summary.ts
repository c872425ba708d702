import type { KnownTotal } from '../../shared/domain/finance/finance-cents.ts';
import {
  amountWords,
  gapWords,
  partnerPaidWords,
  totalNames,
  totalWords,
} from '../../shared/domain/finance/finance-words.ts';
import {
  type ClawbackMoney,
  type FinanceYear,
  lineAmounts,
  lineAmountWords,
  type TargetEvidence,
} from '../../shared/domain/finance/finance-year.ts';
import { keysOf } from '../../shared/domain/record-of.ts';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import type { WorkbookSheet } from '../documents/render-workbook.ts';
import { column, euros } from './export-tables.ts';

type Row = (string | number | null)[];

const totalRow = (label: string, total: KnownTotal): Row => [label, euros(total.cents), totalWords(total)];

/** The three totals and why they differ, what the lines add up to, the partners, and where the State's payment stands. */
export function totalsSheet({
  totals,
  sums,
  partnerSums,
  payment,
  payments,
  convention,
  year,
  closed,
}: FinanceYear): WorkbookSheet {
  const names = keysOf(totalNames);
  const said = (label: string, text: string): Row => [label, null, text];
  return {
    name: 'Totaux',
    columns: [column('Élément', 46), column('Montant', 18, 'euros'), column('En mots', 90)],
    rows: [
      said('Convention', `${convention.name}, année ${year}`),
      said('Comptes', closed ? `arrêtés le ${frenchShortDate(closed.at.slice(0, 10))} par ${closed.by}` : 'ouverts'),
      ...names.map(
        (name): Row =>
          name === 'requestedCents'
            ? totalRow(totalNames[name], totals.requested)
            : [totalNames[name], euros(totals[name]), amountWords(totals[name])],
      ),
      ...totals.gaps.map((gap): Row => ['Écart', euros(gap.gapCents), gapWords(gap)]),
      ...totals.words.map((text) => said('Pourquoi ils diffèrent', text)),
      ...lineAmounts.map((one) => totalRow(`${lineAmountWords[one]}, somme des lignes`, sums[one])),
      ['Conventions avec les partenaires', euros(partnerSums.amountCents), amountWords(partnerSums.amountCents)],
      ['Versé aux partenaires', euros(partnerSums.paidCents), partnerPaidWords(partnerSums)],
      ['Reste à verser aux partenaires', euros(partnerSums.leftCents), amountWords(partnerSums.leftCents)],
      ['Versé par l’État', payments.length === 0 ? null : euros(payment.paidCents), payment.text],
    ],
  };
}

const targetRow =
  (standing: string) =>
  ({ code, label, action, value, target, progress, pace, coverage }: TargetEvidence): Row => [
    standing,
    null,
    `${code} – ${label}${action ? ` (${action})` : ''}\u00a0: ${value} pour une cible de ${target}, avancement ${progress}, rythme ${pace}, ${coverage}`,
  ];

const titleWords = ({ titleIssuedOn, titleReference }: NonNullable<ClawbackMoney['notice']>) =>
  titleIssuedOn ? [`émis le ${frenchShortDate(titleIssuedOn)}`, titleReference].filter(Boolean).join(', ') : 'non émis';

function noticeRows({ notice, calendar }: ClawbackMoney): Row[] {
  if (!notice) return [['Courrier du Préfet', null, 'aucun']];
  const day = (date: string | null) => (date === null ? 'non' : frenchShortDate(date));
  return [
    ['Courrier du Préfet', euros(notice.claimedCents), `${notice.reference}, du ${frenchShortDate(notice.noticeDate)}`],
    ...(calendar
      ? [
          ['Réponse', null, `avant le ${frenchShortDate(calendar.answerBy)}, faite\u00a0: ${day(notice.answeredOn)}`],
          ['Titre de reversement', null, titleWords(notice)],
          [
            'Paiement',
            euros(notice.repaidCents),
            `${calendar.payBy === null ? 'échéance non connue' : `avant le ${frenchShortDate(calendar.payBy)}`}, fait\u00a0: ${day(notice.repaidOn)}`,
          ],
        ]
      : []),
    ...(notice.waived ? [['Suite', null, 'Le Préfet renonce au reversement.']] : []),
  ];
}

/** What is exposed, beside the facts: it predicts nothing. */
export function exposureSheet({ clawback, convention }: FinanceYear): WorkbookSheet {
  const { exposure, text, assessed, reached, missed, notAssessable, judgements, withoutJudgement } = clawback;
  return {
    name: 'Exposition',
    columns: [column('Élément', 36), column('Montant', 18, 'euros'), column('En mots', 110)],
    rows: [
      [
        `Montant exposé${convention.clawbackArticle ? ` (article ${convention.clawbackArticle})` : ''}`,
        euros(exposure?.exposureCents ?? null),
        text,
      ],
      ['Cibles chiffrées atteintes', null, `${reached} sur ${assessed} dont la valeur est connue`],
      ...missed.map(targetRow('Cible non atteinte')),
      ...notAssessable.map(targetRow('Cible non évaluable')),
      ...judgements.map(
        ({ key, title, judgement, reason }): Row => [
          ...['Jugement', null],
          `${key} – ${title}\u00a0: ${judgement}${reason ? `. ${reason}` : ''}`,
        ],
      ),
      ...(withoutJudgement === null ? [] : [['Actions sans jugement', null, String(withoutJudgement)]]),
      ...noticeRows(clawback),
    ],
  };
}

/** What needs somebody's eye, the nearest day first. */
export function alertsSheet({ alerts }: FinanceYear): WorkbookSheet {
  return {
    name: 'Alertes',
    columns: [column('Échéance', 13, 'date'), column('Alerte', 110)],
    rows: alerts.map(({ date, text }) => [date, text]),
  };
}
