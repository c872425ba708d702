import { clawbackExposure } from '../../shared/domain/clawback.ts';
import { paceWords, targetWords, valueWords } from '../../shared/domain/figure-words.ts';
import { knownTotal } from '../../shared/domain/finance-cents.ts';
import { amountWords, totalWords } from '../../shared/domain/finance-words.ts';
import { frenchCount, frenchEuros } from '../../shared/domain/french-format.ts';
import type { Block } from '../../shared/domain/report-document.ts';
import { capitalised, column, heading, list, numbers, para, quoted, table, text } from './report-blocks.ts';
import { actionName, type ReportContent } from './report-content.ts';

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
  ];
}

/** What the Préfet may take back, beside the facts of the year: it predicts nothing. */
export function clawbackChapter({ year, convention, figures, narratives }: ReportContent): Block[] {
  const paid = convention.grants.find((one) => one.year === year)?.amountCents ?? null;
  const judged = figures.filter(({ target, hidden, value }) => target !== null && !hidden && value !== null);
  const reached = judged.filter(({ pace }) => pace === 'reached');
  const missed = judged.filter(({ pace }) => pace !== 'reached');
  const compromised = convention.actions.filter(({ key }) => narratives.actions[key]?.judgement === 'compromised');
  return [
    heading(1, 'reversement', 'Montant exposé au reversement'),
    ...(paid !== null && convention.clawbackPercent
      ? [
          para(
            `L’article 5 permet au Préfet, s’il constate un manquement substantiel au vu de ce rapport, de demander le reversement d’au maximum ${convention.clawbackPercent}\u202f% des crédits versés l’année précédente. Sur ${frenchEuros(paid)}, le montant exposé est de `,
            text(frenchEuros(clawbackExposure(paid, convention.clawbackPercent)), { bold: true }),
            '. Ce montant est un maximum, non une prévision\u00a0: la décision appartient au Préfet. La procédure laisse un mois pour répondre et six mois pour payer.',
          ),
        ]
      : [
          para(
            `Le montant exposé ne peut pas être calculé\u00a0: le montant de ${year} ou le taux de l’article 5 n’est pas fixé.`,
          ),
        ]),
    para(
      `Les faits de l’année\u00a0: ${frenchCount(reached.length, 'cible chiffrée atteinte', 'cibles chiffrées atteintes')} sur ${judged.length} dont la valeur est connue, et ${frenchCount(compromised.length, 'action aux objectifs jugés compromis', 'actions aux objectifs jugés compromis')}.`,
    ),
    ...table(
      `Cibles de ${year} qui ne sont pas atteintes`,
      [column('Indicateur', 46), numbers('Valeur', 20), numbers('Cible', 17), column('Rythme', 17)],
      missed.map((one) => [one.label, valueWords(one), targetWords(one), capitalised(paceWords[one.pace])]),
    ),
    ...list(
      compromised.map((action) => [
        text(actionName(action), { bold: true }),
        `\u00a0: ${narratives.actions[action.key]?.reason.trim() || 'sans motif écrit'}`,
      ]),
    ),
  ];
}
