import { reportDueDate, statePaymentDate } from '../../shared/domain/deadline.ts';
import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import { amountWords, totalWords } from '../../shared/domain/finance/finance-words.ts';
import { funnelStages, stageLabels } from '../../shared/domain/ledger/funnel.ts';
import { knowledgeWords } from '../../shared/domain/ledger/stock-words.ts';
import type { Block, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { plainWords, type ReportText } from '../../shared/domain/report/report-text.ts';
import { figureOfToken } from '../../shared/domain/report/report-text-tokens.ts';
import { capitalised, frenchDate, frenchInteger, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import { balanceSentence, keyFigures, targetedOf } from './report-balance.ts';
import {
  bold,
  column,
  countCell,
  heading,
  knownCount,
  monthChart,
  numbers,
  para,
  table,
  targetTable,
} from './report-blocks.ts';
import type { ReportFigure } from './report-content.ts';
import { actionName, figuresOfAction, isWithout, type ReportAction, type ReportContent } from './report-content.ts';
import { ledgerChart, stockSentence } from './report-homelessness.ts';
import { withoutWords } from './report-method.ts';

/** The steering committee's four pages: where we stand, the targets, the actions, the territory and the money. */

/** So many letters of the global balance fit on the first page. */
const MOST_LETTERS = 1000;

/** The beginning of a text, cut between two words; the rest is in the report. */
function shortened(words: string, most: number): string {
  const whole = words.split(/\s+/u).join(' ').trim();
  if (whole.length <= most) return whole;
  const cut = whole.lastIndexOf(' ', most);
  return `${whole.slice(0, cut > 0 ? cut : most)}… (suite dans le rapport)`;
}

/** A word that nobody can read aloud (a pasted address, a formula) is cut rather than fill the page. */
const bearable = (words: string) => words.replace(/\S{60,}/gu, (word) => `${word.slice(0, 57)}…`);

function said(text: ReportText, { figures }: ReportContent): string {
  const words = figureOfToken(figures);
  return plainWords(text).replace(/\{\{([^}]*)\}\}/gu, (_, token: string) => words(token) ?? `[${token}]`);
}

function firstPage(content: ReportContent): Block[] {
  const { narratives, figures, year } = content;
  return [
    heading(1, 'ou-en-sommes-nous', `Où en sommes-nous\u202f? L’année ${year}`),
    balanceSentence(content),
    ...keyFigures(figures),
    ...(narratives.global ? [para(shortened(bearable(said(narratives.global, content)), MOST_LETTERS))] : []),
    ...figures.filter(({ computed }) => computed === 'active-people').flatMap(monthChart),
  ];
}

/** The verdicts that call for a word. */
const lagging: readonly ReportFigure['verdict'][] = [
  'behind',
  'going-backwards',
  'broken',
  'not-reached',
  'out-of-tolerance',
];

function targetsPage({ figures, year }: ReportContent): Block[] {
  const judged = targetedOf(figures);
  const behind = judged.filter(({ verdict, hidden }) => !hidden && lagging.includes(verdict));
  return [
    heading(1, 'cibles', 'Les cibles de l’année'),
    ...(judged.length > 0
      ? [targetTable(`Indicateurs ayant une cible en ${year}`, judged)]
      : [para(`Aucun indicateur n’a de cible chiffrée en ${year}.`)]),
    ...[...behind, ...judged.filter((one) => !behind.includes(one))].flatMap(monthChart).slice(0, 1),
  ];
}

/** One line an action: its judgement, and the first figure that speaks of it. */
function actionRow(action: ReportAction, content: ReportContent): string[] {
  const { figures, narratives } = content;
  const own = figuresOfAction(action, figures);
  const speaking =
    own.find(({ target, value }) => target !== null && value !== null) ??
    own.find(({ value }) => value !== null) ??
    own[0];
  const judgement = narratives.actions[action.key]?.judgement;
  return [
    actionName(action),
    ...(isWithout(content, 'texts') ? [] : [judgement ? capitalised(judgementWords[judgement]) : '–']),
    speaking ? `${speaking.label}\u00a0: ${valueWords(speaking)}` : 'aucun indicateur défini dans l’annexe',
  ];
}

function actionsPage(content: ReportContent): Block[] {
  return [
    heading(1, 'actions', 'Les actions, dans l’ordre de l’annexe'),
    ...table(
      `Les ${content.convention.actions.length} lignes de l’annexe en ${content.year}`,
      [
        column('Action', 42),
        ...(isWithout(content, 'texts') ? [] : [column('Appréciation', 20)]),
        column('Un chiffre', 38),
      ],
      content.convention.actions.map((action) => actionRow(action, content)),
    ),
  ];
}

function homelessLines({ homelessness }: ReportContent): Block {
  const { households, persons } = homelessness;
  const [now, people] = [households.months.at(-1)?.active ?? null, persons.months.at(-1)?.active ?? null];
  if (households.source.through === null) return para(bold('Sans domicile. '), 'Le registre n’est pas encore tenu.');
  const count = (value: number | null, one: string) =>
    value === null ? `un nombre de ${one} masqué ou inconnu` : `${frenchInteger(value)}\u00a0${one}`;
  const convention = `À la fin ${frenchOfMonth(households.source.through)}, périmètre de la convention\u00a0: ${count(knownCount(now), 'ménages')}, ${count(knownCount(people), 'personnes')}.`;
  return para(
    bold('Sans domicile. '),
    `${stockSentence(households) ?? convention} ${knowledgeWords(households.source.firstRow)} Sur douze mois, ménages relogés\u00a0: ${countCell(households.totals.housed ?? null)}\u202f; perdus de vue\u00a0: ${countCell(households.totals.lostContact ?? null)}.`,
  );
}

function funnelTable({ evictions, year }: ReportContent): Block[] {
  const { view } = evictions;
  if (!view) return [para(bold('Expulsions. '), `L’entonnoir de ${year} n’est pas encore publiable.`)];
  return table(
    `Prévention des expulsions\u00a0: étapes franchies en ${year}`,
    [column('Étape', 70), numbers('Procédures', 30)],
    funnelStages.map((stage, index) => [stageLabels[stage], countCell(view.flows[index] ?? null)]),
  );
}

function moneyLines({ finance, year, convention }: ReportContent): Block[] {
  if (!finance) return [];
  const { grant, sums, clawback } = finance;
  return [
    para(
      bold('Finances. '),
      `Soutien de l’État en ${year}\u00a0: ${amountWords(grant.amountCents, 'à fixer par avenant')}. Dépenses engagées connues\u00a0: ${totalWords(sums.committedCents)}\u202f; versées\u00a0: ${totalWords(sums.paidCents)}. `,
      `Montant exposé au reversement${convention.clawbackArticle ? ` (article ${convention.clawbackArticle})` : ''}\u00a0: ${clawback.text}`,
    ),
    para(
      bold('Échéances. '),
      `Versement de l’État au plus tard le ${frenchDate(statePaymentDate(year, convention))}\u202f; rapport d’exécution, après délibération, transmis au Préfet au plus tard le ${frenchDate(reportDueDate(year, convention))}, copie à la DIHAL et au comité de suivi.`,
    ),
  ];
}

function territoryPage(content: ReportContent): Block[] {
  return [
    heading(1, 'territoire', 'Le territoire et les moyens'),
    homelessLines(content),
    ...ledgerChart(content.homelessness.households),
    ...funnelTable(content),
    ...moneyLines(content),
    ...withoutWords(content),
    para(
      bold('Lecture. '),
      'Les effectifs de personnes ou de ménages de 1 à 10 sont masqués, avec ceux qui permettraient de les retrouver. Un mois non transmis n’est pas un zéro\u00a0: la couverture dit ce qui manque. Définitions, sources et méthode sont dans le rapport.',
    ),
  ];
}

export function synthesisOf(content: ReportContent): ReportDocument {
  const pages = [firstPage, targetsPage, actionsPage, territoryPage];
  return {
    meta: { ...content.meta, title: `Synthèse ${content.year} pour le comité de suivi`, cover: 'band' },
    body: pages.flatMap((page, rank): Block[] => [
      ...(rank === 0 ? [] : [{ kind: 'pageBreak' } as const]),
      ...page(content),
    ]),
  };
}
