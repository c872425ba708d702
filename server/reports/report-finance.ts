import { paymentReportWords } from '../../shared/domain/finance/finance-payment-words.ts';
import { amountWords, clawbackRule, gapWords, totalNames } from '../../shared/domain/finance/finance-words.ts';
import { lineAmounts, lineAmountWords, type PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import type { Block } from '../../shared/domain/report/report-document.ts';
import {
  capitalised,
  frenchCount,
  frenchDate,
  frenchEuros,
  frenchShortDate,
} from '../../shared/domain/words/french-format.ts';
import { parisDate } from '../platform/clock.ts';
import { column, heading, list, numbers, para, quoted, table, text } from './report-blocks.ts';
import { actionName, isWithout, type ReportContent } from './report-content.ts';
import type { ReportFinance } from './report-rooms.ts';

/** The money of the year, as the finance room knows it: nothing is added up here. */

const euros = (cents: number | null) => (cents === null ? '–' : frenchEuros(cents));
/** A total that lacks some amounts bears a mark, told below the table. */
const total = ({ cents, missing }: { cents: number | null; missing: number }) =>
  cents === null ? '–' : frenchEuros(cents) + (missing > 0 ? '\u00a0*' : '');

function standing({ closed, fictitious }: ReportFinance): Block {
  const state = closed
    ? `Les comptes de l’année ont été arrêtés le ${frenchDate(parisDate(new Date(closed.at)))} par ${closed.by}.`
    : 'Les comptes de l’année ne sont pas arrêtés\u00a0: ces montants peuvent encore changer.';
  return para(fictitious ? `${state} Une partie de ces montants sont ceux de la démonstration, fictifs.` : state);
}

function linesTable({ lines, sums }: ReportFinance): Block[] {
  const isPartial = lineAmounts.some((one) => sums[one].missing > 0 && sums[one].known > 0);
  return [
    ...table(
      'Demandé, accordé, engagé, versé et cofinancé, par ligne de l’annexe',
      [column('Action', 35), ...lineAmounts.map((one) => numbers(lineAmountWords[one], 13))],
      [
        ...lines.map((line) => [actionName(line), ...lineAmounts.map((one) => euros(line[one]))]),
        ['Total', ...lineAmounts.map((one) => total(sums[one]))],
      ],
      { totalRow: true, compact: true },
    ),
    para(
      `«\u00a0–\u00a0»\u00a0: montant non connu, ce qui n’est pas zéro.${isPartial ? ' * Total des seuls montants connus.' : ''} «\u00a0Accordé\u00a0» ne se lit par ligne que si un acte affecte une somme à cette ligne.`,
    ),
  ];
}

function totalsBlocks({ totals, grant }: ReportFinance): Block[] {
  const { words, gaps, requested } = totals;
  const rows = (['eligibleCostCents', 'maximumAnnualCents', 'grantedCents'] as const).map((one) => [
    totalNames[one],
    amountWords(totals[one], one === 'grantedCents' ? 'à fixer par avenant' : 'non précisé'),
  ]);
  return [
    heading(2, 'trois-totaux', 'Trois totaux, et pourquoi ils diffèrent'),
    ...table(
      'Demandé, éligible, maximal et accordé',
      [column('Montant', 66), numbers('Euros', 34)],
      [
        [
          `${totalNames.requestedCents} (${frenchCount(requested.known, 'ligne', 'lignes')})`,
          amountWords(requested.cents),
        ],
        ...rows,
      ],
      { compact: true },
    ),
    ...words.map((sentence) => para(sentence)),
    ...list(gaps.map((gap) => [gapWords(gap)])),
    ...(grant.quote && grant.document ? [quoted(grant.quote, grant.document)] : []),
  ];
}

function partnerNotes(partners: readonly PartnerPart[]): Block[] {
  return list(
    partners
      .filter(({ quote, note }) => quote !== null || note !== null)
      .map(({ organisation, quote, document, note }) => [
        text(organisation.name, { bold: true }),
        `\u00a0: ${[quote === null ? null : `«\u00a0${quote}\u00a0» (${document}).`, note].filter(Boolean).join(' ')}`,
      ]),
  );
}

type PartnerPart = Omit<PartnerMoney, 'alerts'>;

function instalmentsTable(partners: readonly PartnerPart[]): Block[] {
  return table(
    'Versements prévus et faits aux partenaires',
    [
      column('Partenaire', 24),
      column('Versement', 28),
      column('Échéance', 14),
      numbers('Montant', 17),
      column('Versé le', 17),
    ],
    partners.flatMap(({ organisation, instalments }) =>
      instalments.map((one) => [
        organisation.name,
        one.label,
        frenchShortDate(one.dueDate),
        euros(one.amountCents),
        one.paidOn === null ? '–' : frenchShortDate(one.paidOn),
      ]),
    ),
    { compact: true },
  );
}

/** `sums`: what they come to; null when they are not all here. */
function partnersBlocks(
  partners: readonly PartnerPart[],
  sums: ReportFinance['partnerSums'] | null,
  year: number,
): Block[] {
  if (partners.length === 0) return [para(`Aucune convention avec un partenaire n’est enregistrée pour ${year}.`)];
  return [
    ...table(
      sums ? `Conventions avec les partenaires en ${year}` : `Vos conventions en ${year}`,
      [
        column('Partenaire', 20),
        column('Objet', 29),
        column('Lignes', 12),
        ...['Montant', 'Versé', 'Reste'].map((one) => numbers(one, 13)),
      ],
      [
        ...partners.map((one) => [
          one.organisation.name,
          one.object,
          one.actions
            .map(({ annexNumber, title }) => (annexNumber === null ? title : `n°\u00a0${annexNumber}`))
            .join(', ') || '–',
          euros(one.amountCents),
          euros(one.paidCents),
          euros(one.leftCents),
        ]),
        ...(sums ? [['Total', '', '', ...[sums.amountCents, sums.paidCents, sums.leftCents].map(euros)]] : []),
      ],
      { totalRow: sums !== null, compact: true },
    ),
    ...partnerNotes(partners),
    ...instalmentsTable(partners),
  ];
}

function paymentBlocks({ payment, payments }: ReportFinance, article: string | null): Block[] {
  return [
    heading(2, 'versement-etat', 'Versement de l’État'),
    para(paymentReportWords(payment, article)),
    ...table(
      'Versements de l’État enregistrés',
      [column('Date', 24), column('Référence', 46), numbers('Montant', 30)],
      payments.map((one) => [frenchShortDate(one.paidOn), one.reference, euros(one.amountCents)]),
      { compact: true },
    ),
  ];
}

/** What was asked, granted, committed, paid and co-financed, with whom, and what the State paid. */
export function financeChapter(content: ReportContent): Block[] {
  const { year, finance, ownPartners } = content;
  const title = heading(1, 'finances', 'Finances');
  if (isWithout(content, 'money')) return ownPartners ? [title, ...partnersBlocks(ownPartners, null, year)] : [];
  if (!finance)
    return [title, para('Cette édition a été figée avant que les finances soient tenues dans l’observatoire.')];
  return [
    title,
    standing(finance),
    ...linesTable(finance),
    ...totalsBlocks(finance),
    heading(2, 'conventions-partenaires', 'Conventions avec les partenaires'),
    ...partnersBlocks(finance.partners, finance.partnerSums, year),
    ...paymentBlocks(finance, content.convention.paymentArticle),
  ];
}

const untold = ({ withoutJudgement }: ReportFinance['clawback']) =>
  !withoutJudgement
    ? ''
    : ` ${frenchCount(withoutJudgement, 'action n’est pas encore appréciée', 'actions ne sont pas encore appréciées')}.`;

/** What the Préfet may take back, beside the facts of the year: it predicts nothing. */
export function clawbackChapter(content: ReportContent): Block[] {
  const { year, finance, convention } = content;
  if (isWithout(content, 'money')) return [];
  const title = heading(1, 'reversement', 'Montant exposé au reversement');
  if (!finance) return [title, para('Voir les finances.')];
  const { clawback } = finance;
  const rule = clawbackRule(convention);
  return [
    title,
    ...(rule === null ? [] : [para(rule)]),
    para(text(clawback.text, { bold: true })),
    para(
      `Les faits de l’année\u00a0: ${frenchCount(clawback.reached, 'cible chiffrée atteinte', 'cibles chiffrées atteintes')} sur\u00a0${clawback.assessed} dont l’échéance est passée et la valeur connue.${untold(clawback)}`,
    ),
    ...table(
      `Cibles de ${year} qui ne sont pas atteintes`,
      [column('Indicateur', 46), numbers('Valeur', 20), numbers('Cible', 17), column('Rythme', 17)],
      clawback.missed.map((one) => [one.label, one.value, one.target, capitalised(one.pace)]),
      { compact: true },
    ),
    ...table(
      'Actions dont les objectifs sont compromis ou demandent un appui',
      [column('Action', 34), column('Appréciation', 22), column('Motif', 44)],
      clawback.judgements
        .filter(({ kind }) => kind === 'compromised' || kind === 'support-needed')
        .map((one) => [one.title, capitalised(one.judgement), one.reason || 'sans motif écrit']),
      { compact: true },
    ),
    ...noticeBlocks(clawback),
  ];
}

function noticeBlocks({ notice, calendar }: ReportFinance['clawback']): Block[] {
  if (!notice || !calendar) return [];
  const answered = notice.answeredOn
    ? `Réponse envoyée le ${frenchDate(notice.answeredOn)}.`
    : `Réponse à envoyer avant le ${frenchDate(calendar.answerBy)}.`;
  const claimed = notice.claimedCents === null ? '' : ` Montant demandé\u00a0: ${frenchEuros(notice.claimedCents)}.`;
  const ended = notice.waived
    ? ' Aucun reversement n’est finalement demandé.'
    : notice.repaidOn
      ? ` Reversement de ${amountWords(notice.repaidCents)} fait le ${frenchDate(notice.repaidOn)}.`
      : calendar.payBy === null
        ? ' Aucun titre de reversement n’est émis\u00a0: aucune échéance de paiement ne court.'
        : ` Paiement au plus tard le ${frenchDate(calendar.payBy)}${notice.titleIssuedOn ? `, six mois après le titre de reversement émis le ${frenchDate(notice.titleIssuedOn)}` : ''}.`;
  return [
    para(`Courrier du Préfet du ${frenchDate(notice.noticeDate)} (${notice.reference}).${claimed} ${answered}${ended}`),
  ];
}
