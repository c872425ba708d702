import { reportDueDate } from '../../../shared/domain/deadline.ts';
import { amountWords, totalWords } from '../../../shared/domain/finance/finance-words.ts';
import { qualityNames, qualitySaid } from '../../../shared/domain/ledger/quality-words.ts';
import { knowledgeWords, stockIn } from '../../../shared/domain/ledger/stock-words.ts';
import type { Block, ReportDocument } from '../../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../../shared/domain/report/report-judgement.ts';
import { capitalised, frenchDate, frenchOfMonth } from '../../../shared/domain/words/french-format.ts';
import { bold, column, countCell, heading, list, numbers, para, table } from '../report-blocks.ts';
import { actionName, isWithout, type ReportContent } from '../report-content.ts';
import { withoutWords } from '../report-method.ts';
import {
  type AnsweredLine,
  answeredLines,
  answerSentence,
  expectedWords,
  linesTable,
  unmeasured,
} from './lines-answer.ts';

/** The two pages that answer: the lines of the annex, people without a home, the money, what is asked of the council. */

const perimeters = { insee: 'Sens de l’Insee', convention: 'Périmètre de la convention' } as const;

function homelessBlocks({ homelessness }: ReportContent): Block[] {
  const { households, reliability } = homelessness;
  const { stocks, source } = households;
  if (source.through === null)
    return [heading(2, 'sans-domicile-reponse', 'Sans domicile'), para('Le registre n’est pas encore tenu.')];
  const insee = stockIn(stocks, 'insee');
  const end = `à la fin ${frenchOfMonth(source.through)}`;
  const quality = qualitySaid(reliability);
  const count = (unit: 'households' | 'persons', perimeter: keyof typeof perimeters) =>
    countCell(stocks.find((one) => one.unit === unit && one.perimeter === perimeter)?.count ?? null);
  // A draft is no publication: only the convention's perimeter, whose ledger is printed, may be said.
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
    ...table(`Sans domicile ${end}`, [column('Périmètre', 50), numbers('Ménages', 25), numbers('Personnes', 25)], rows),
    para(
      `Sur douze mois, ménages du périmètre de la convention relogés\u00a0: ${countCell(households.totals.housed ?? null)}\u202f; perdus de vue\u00a0: ${countCell(households.totals.lostContact ?? null)}. Fiabilité au sens de l’Insee\u00a0: ${qualityNames[quality.state].toLowerCase()} (${quality.words}). ${knowledgeWords(source.firstRow)}`,
    ),
  ];
}

function moneyBlocks({ finance, year, convention }: ReportContent): Block[] {
  if (!finance) return [];
  const { grant, sums, clawback } = finance;
  const article = convention.clawbackArticle ? ` (article ${convention.clawbackArticle})` : '';
  return [
    heading(2, 'argent-reponse', 'L’argent'),
    ...table(
      `L’argent de ${year}`,
      [column('Étape', 60), numbers('Montant', 40)],
      [
        ['Demandé par les lignes de l’annexe', totalWords(sums.askedCents)],
        ['Soutien de l’État', amountWords(grant.amountCents, 'à fixer par avenant')],
        ['Engagé', totalWords(sums.committedCents)],
        ['Versé', totalWords(sums.paidCents)],
      ],
    ),
    para(`Montant exposé au reversement${article}\u00a0: `, clawback.text),
  ];
}

/** The approval, then the lines for which the coordinator asks something. */
function decisionBlocks(lines: readonly AnsweredLine[], content: ReportContent): Block[] {
  const { narratives, year, convention } = content;
  if (isWithout(content, 'texts')) return [];
  const asked = lines.flatMap(({ line }) => {
    const own = narratives.actions[line.key];
    if (own?.judgement !== 'support-needed' && own?.judgement !== 'compromised') return [];
    return [[actionName(line), capitalised(judgementWords[own.judgement]), own.reason.trim()]];
  });
  return [
    heading(2, 'decisions-reponse', 'Ce qui est demandé'),
    ...table(
      'Décisions demandées',
      [column('Objet', 34), column('Demande', 26), column('Pourquoi', 40)],
      [
        [
          `Rapport d’exécution ${year}`,
          'L’approuver et le transmettre au Préfet',
          `Dû, après délibération, au plus tard le ${frenchDate(reportDueDate(year, convention))}`,
        ],
        ...asked,
      ],
    ),
  ];
}

function unmeasuredBlocks(lines: readonly AnsweredLine[]): Block[] {
  const silent = unmeasured(lines);
  if (silent.length === 0) return [];
  return [
    heading(2, 'non-mesure-reponse', 'Ce que l’annexe attend et que rien ne mesure cette année'),
    ...list(silent.map((one) => [bold(actionName(one.line)), `\u00a0: ${expectedWords(one)}`])),
  ];
}

/** The first chapter of the report, and all of the synthesis. */
export function openingBlocks(content: ReportContent): Block[] {
  const lines = answeredLines(content);
  return [
    heading(1, 'reponse', `L’année ${content.year} en deux pages`),
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
