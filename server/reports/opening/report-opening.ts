import { reportDueDate } from '../../../shared/domain/deadline.ts';
import { amountWords, partnerPaidWords, totalWords } from '../../../shared/domain/finance/finance-words.ts';
import { qualityNames, qualitySaid } from '../../../shared/domain/ledger/quality-words.ts';
import { knowledgeWords, stockIn } from '../../../shared/domain/ledger/stock-words.ts';
import { daysBetween } from '../../../shared/domain/month.ts';
import type { Block, ReportDocument } from '../../../shared/domain/report/report-document.ts';
import { frenchCount, frenchDate, frenchOfMonth } from '../../../shared/domain/words/french-format.ts';
import { withoutWords } from '../annexes/method.ts';
import { quotedWords } from '../lines/unmeasured.ts';
import {
  bold,
  column,
  countCell,
  heading,
  list,
  numbers,
  para,
  table,
  text,
  unvalidatedBlocks,
} from '../report-blocks.ts';
import { actionName, isWithout, type ReportContent } from '../report-content.ts';
import { textBlocks } from '../report-narrative.ts';
import { type AnsweredLine, answeredLines, answerSentence, linesTable, unmeasured } from './lines-answer.ts';

/** The two pages that answer: the lines of the annex, people without a home, the money, what is asked of the council. */

const perimeters = { insee: 'Sens de l’Insee', convention: 'Périmètre de la convention' } as const;

/** The article that an obligation comes from, where the catalogue says it. */
const articleOf = (article: string | null | undefined) => (article ? ` (article ${article})` : '');

/** How many they were when the twelve months began; nothing where the register does not go so far. */
function beforeWords({ households, persons }: ReportContent['homelessness']): string {
  const [homes, people] = [households, persons].map(({ months }) => months[0]?.start ?? null);
  if (homes === undefined || people === undefined || homes === null || people === null) return '';
  return ` Douze mois plus tôt, le périmètre de la convention comptait ${countCell(homes)} ménages et ${countCell(people)} personnes.`;
}

/** What was due and is not there on the day of the document, before anything else. */
function overdueBlocks({ meta, year, convention, finance }: ReportContent): Block[] {
  const due = reportDueDate(year, convention);
  const late = daysBetween(due, meta.date);
  const sentences = [
    ...(late > 0
      ? [
          `Ce rapport était dû, après délibération, au plus tard le ${frenchDate(due)}${articleOf(convention.reportArticle)}\u202f; il est établi ${frenchCount(late, 'jour', 'jours')} plus tard.`,
        ]
      : []),
    ...(finance && finance.payment.kind !== 'paid' && meta.date > finance.payment.deadline
      ? [
          `Le versement de l’État était dû au plus tard le ${frenchDate(finance.payment.deadline)}${articleOf(convention.paymentArticle)}\u202f; ${finance.payments.length === 0 ? 'aucun versement n’est enregistré' : `${amountWords(finance.payment.paidCents)} sont enregistrés`}.`,
        ]
      : []),
  ];
  if (sentences.length === 0) return [];
  const title = sentences.length > 1 ? 'Échéances dépassées' : 'Échéance dépassée';
  return [{ kind: 'callout', tone: 'warning', title, content: [text(sentences.join(' '))] }];
}

function homelessBlocks({ homelessness }: ReportContent): Block[] {
  const { households, reliability } = homelessness;
  const { source } = households;
  // Absent from the editions that were frozen before both perimeters were said.
  const stocks = households.stocks ?? [];
  if (source.through === null)
    return [heading(2, 'sans-domicile-reponse', 'Sans domicile'), para('Le registre n’est pas encore tenu.')];
  const insee = stockIn(stocks, 'insee');
  const end = `à la fin ${frenchOfMonth(source.through)}`;
  const quality = qualitySaid(reliability);
  const count = (unit: 'households' | 'persons', perimeter: keyof typeof perimeters) =>
    countCell(stocks.find((one) => one.unit === unit && one.perimeter === perimeter)?.count ?? null);
  const last = ({ months }: typeof households) => countCell(months.at(-1)?.active ?? null);
  const rows =
    stocks.length > 0
      ? (['insee', 'convention'] as const).map((one) => [
          perimeters[one],
          count('households', one),
          count('persons', one),
        ])
      : [[perimeters.convention, last(households), last(homelessness.persons)]];
  return [
    heading(2, 'sans-domicile-reponse', insee === null ? `Sans domicile ${end}` : `${insee}, sans domicile ${end}`),
    ...table(
      `Sans domicile ${end}`,
      [column('Périmètre', 50), numbers('Ménages', 25), numbers('Personnes', 25)],
      rows,
      {
        compact: true,
      },
    ),
    para(
      `Sur douze mois, ménages du périmètre de la convention relogés\u00a0: ${countCell(households.totals.housed ?? null)}\u202f; perdus de vue\u00a0: ${countCell(households.totals.lostContact ?? null)}. Fiabilité au sens de l’Insee\u00a0: ${qualityNames[quality.state].toLowerCase()} (${quality.words}). ${knowledgeWords(source.firstRow)}${beforeWords(homelessness)}`,
    ),
  ];
}

/** The money in the order in which it comes: asked, granted, paid by the State; committed and paid by the lines; partners. */
export function moneyBlocks({ finance, year, convention }: ReportContent): Block[] {
  if (!finance) return [];
  const { grant, sums, clawback, payments, payment, partners, partnerSums, lines } = finance;
  const shares = lines.flatMap((line) => (line.share ? [{ name: actionName(line), text: line.share.text }] : []));
  return [
    heading(2, 'argent-reponse', 'L’argent'),
    ...table(
      `L’argent de ${year}`,
      [column('Étape', 50), numbers('Montant', 50)],
      [
        ['Demandé par les lignes de l’annexe', totalWords(sums.askedCents)],
        ['Soutien accordé par l’État', amountWords(grant.amountCents, 'à fixer par avenant')],
        [
          'Soutien versé par l’État',
          payments.length === 0 ? 'aucun versement enregistré' : amountWords(payment.paidCents),
        ],
        ['Engagé sur les lignes, tous financeurs', totalWords(sums.committedCents)],
        ['Versé sur les lignes, tous financeurs', totalWords(sums.paidCents)],
        ...(partners.length > 0
          ? [
              ['Conventions avec les partenaires', amountWords(partnerSums.amountCents)],
              ['Versé aux partenaires', partnerPaidWords(partnerSums)],
            ]
          : []),
      ],
      { compact: true },
    ),
    para(
      bold(`Montant exposé au reversement${articleOf(convention.clawbackArticle)}.`),
      ` ${clawback.text} Les faits de l’année\u00a0: ${frenchCount(clawback.reached, 'cible atteinte', 'cibles atteintes')} sur\u00a0${clawback.assessed} dont l’échéance est passée et la valeur connue.`,
    ),
    ...shares.map(({ name, text: words }) => para(bold(`${name}.`), ` ${words}`)),
  ];
}

/** What is asked for a line whose judgement calls for it, where nobody wrote what comes next. */
const asks = {
  'support-needed': 'Décider de l’appui nécessaire',
  compromised: 'Se prononcer sur la suite\u00a0: les objectifs sont compromis',
};

/** The approval, then what the coordination asks in its own words; else the lines for which it asks something. */
export function decisionBlocks(lines: readonly AnsweredLine[], content: ReportContent): Block[] {
  const { narratives, year, convention } = content;
  if (isWithout(content, 'texts')) return [];
  const written = textBlocks(narratives.council?.decisions, content, { idPrefix: 'texte-decisions', level: 3 });
  const asked =
    written.length > 0
      ? []
      : lines.flatMap(({ line }) => {
          const own = narratives.actions[line.key];
          if (own?.judgement !== 'support-needed' && own?.judgement !== 'compromised') return [];
          const what = own.nextSteps || asks[own.judgement];
          return [[actionName(line), what, own.reason.trim()]];
        });
  return [
    heading(2, 'decisions-reponse', 'Ce qui est demandé au conseil'),
    ...table(
      'Décisions demandées',
      [column('Objet', 34), column('Demande', 26), column('Pourquoi', 40)],
      [
        [
          `Rapport d’exécution ${year}`,
          'L’approuver et le transmettre au Préfet',
          `Dû, après délibération, au plus tard le ${frenchDate(reportDueDate(year, convention))}${articleOf(convention.reportArticle)}`,
        ],
        ...asked,
      ],
      { compact: true },
    ),
    ...written,
  ];
}

function unmeasuredBlocks(lines: readonly AnsweredLine[]): Block[] {
  const silent = unmeasured(lines);
  if (silent.length === 0) return [];
  return [
    heading(2, 'non-mesure-reponse', 'Ce que l’annexe attend et que rien ne mesure'),
    ...list(
      silent.map(({ line, words }) => [bold(actionName(line)), `\u00a0: ${words.map(quotedWords).join('\u202f; ')}`]),
    ),
  ];
}

/** The first chapter of the report, and all of the synthesis. */
export function openingBlocks(content: ReportContent): Block[] {
  const lines = answeredLines(content);
  return [
    heading(1, 'reponse', `L’année ${content.year} en deux pages`),
    ...overdueBlocks(content),
    ...unvalidatedBlocks(content),
    answerSentence(lines),
    ...linesTable(lines, content),
    ...homelessBlocks(content),
    ...moneyBlocks(content),
    ...decisionBlocks(lines, content),
    ...unmeasuredBlocks(lines),
    ...withoutWords(content),
  ];
}

/** The synthesis for the steering committee: the two pages alone. */
export function synthesisOf(content: ReportContent): ReportDocument {
  return {
    meta: { ...content.meta, title: `Synthèse ${content.year} pour le comité de suivi`, cover: 'band' },
    body: openingBlocks(content),
  };
}
