import { amountWords } from '../../../shared/domain/finance/finance-words.ts';
import {
  type ActionMoney,
  type LineAmounts,
  lineAmounts,
  lineAmountWords,
} from '../../../shared/domain/finance/finance-year.ts';
import type { Block, Cell } from '../../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../../shared/domain/report/report-judgement.ts';
import type { HolderWords } from '../../../shared/domain/report/report-narratives.ts';
import { capitalised, frenchEuros, frenchList } from '../../../shared/domain/words/french-format.ts';
import { periodWords } from '../partner-fiche.ts';
import { column, figureTable, heading, monthChart, para, table } from '../report-blocks.ts';
import {
  actionName,
  figuresOfAction,
  isWithout,
  type ReportAction,
  type ReportBase,
  type ReportContent,
} from '../report-content.ts';
import { textBlocks } from '../report-narrative.ts';
import type { ReportFinance } from '../report-rooms.ts';
import { quotedWords, unmeasuredOf } from './unmeasured.ts';

/** The sheet of a line of the annex: its words as they were signed, then what was done, why, what comes next, with what money. */

/** A blank of the annex stays a blank, and says so. */
const annexCell = (words: string | null) => (words === null ? 'case vide dans l’annexe' : quotedWords(words));

function annexRows({ description, objectiveText, expectedText }: ReportAction): Cell[][] {
  return [
    ['Description', annexCell(description)],
    ['Objectif', annexCell(objectiveText)],
    ['Résultats attendus', annexCell(expectedText)],
  ];
}

/** What a structure says of a line that it holds. */
export const holderWords = ({ difficulties, nextSteps }: HolderWords) =>
  [difficulties && `Difficultés\u00a0: ${difficulties}`, nextSteps && `Suite\u00a0: ${nextSteps}`]
    .filter(Boolean)
    .join('\n');

/** What people say of the line. What nobody wrote is said too. */
function saidRows(action: ReportAction, base: ReportBase): Cell[][] {
  if (isWithout(base, 'texts')) return [];
  const own = base.narratives.actions[action.key];
  const holders = own?.holders ?? [];
  const judgement = own?.judgement
    ? `${capitalised(judgementWords[own.judgement])}. ${own.reason.trim()}`.trim()
    : 'pas encore portée';
  return [
    [`Appréciation ${base.year}`, judgement],
    ...(own?.difficulties ? [['Difficultés', own.difficulties]] : []),
    ...(own?.nextSteps || holders.length === 0 ? [['Suite', own?.nextSteps || 'pas encore écrite']] : []),
    ...holders.map((one) => [`Dit par ${one.organisation}`, holderWords(one)]),
  ];
}

const amountsOf = (one: LineAmounts) =>
  lineAmounts
    .filter((name) => one[name] !== null)
    .map((name) => `${lineAmountWords[name].toLowerCase()} ${amountWords(one[name])}`)
    .join(', ');

/** What each funder does for the line, and the names of the amounts that nobody knows. */
function amountsWords(line: ActionMoney, year: number): string {
  const unknown = lineAmounts.filter((one) => line[one] === null).map((one) => lineAmountWords[one].toLowerCase());
  const said = line.funders.map((one) => `${one.funder}\u00a0: ${amountsOf(one) || 'montants non connus'}`);
  const lacking = unknown.length > 1 ? 'Montants non connus' : 'Montant non connu';
  return [said.join('\u202f; '), unknown.length > 0 ? `${lacking} pour ${year}\u00a0: ${frenchList(unknown)}` : '']
    .filter(Boolean)
    .join('. ');
}

const partnerWords = (one: ReportFinance['partners'][number]) =>
  `${one.organisation.name}\u00a0: ${frenchEuros(one.amountCents)}, ${periodWords(one)}`;

/** The money of the line, with whom, and the co-financing rule; the annex's request alone where the money is left out. */
function moneyRows(action: ReportAction, { finance, year }: Sheet): Cell[][] {
  const asked = `Demandé la première année\u00a0: ${amountWords(action.requestedCents, 'non précisé')}`;
  const line = finance?.lines.find(({ key }) => key === action.key);
  if (!finance || !line) return [['Argent', asked]];
  const partners = finance.partners.filter((one) => one.actions.some(({ key }) => key === action.key));
  return [
    [
      'Argent',
      `${[asked, amountsWords(line, year), line.share?.text].filter(Boolean).join('. ').replace(/\.$/u, '')}.`,
    ],
    ...(partners.length > 0
      ? [[partners.length > 1 ? 'Partenaires' : 'Partenaire', partners.map(partnerWords).join('\u202f; ')]]
      : []),
  ];
}

function unmeasuredRows(action: ReportAction, base: ReportBase): Cell[][] {
  const words = unmeasuredOf(action, figuresOfAction(action, base.figures));
  return words.length === 0 ? [] : [['Attendu et non mesuré', words.map(quotedWords).join('\u202f; ')]];
}

/** A remark that no indicator is set for the line stands below already. */
function framingRows({ objective, axis, note, indicators }: ReportAction): Cell[][] {
  const plan = [objective && `objectif «\u00a0${objective.label}\u00a0»`, axis && `axe ${axis.number}, ${axis.label}`];
  const said = plan.filter(Boolean).join('\u202f; ');
  return [
    ...(said ? [['Dans le plan', capitalised(said)]] : []),
    ...(note && indicators.length > 0 ? [['À noter', note]] : []),
  ];
}

type Sheet = ReportBase & Partial<Pick<ReportContent, 'finance'>>;

/** The chart of the first figure that a target is set for: its values are in the table of the months. */
function chartOf(action: ReportAction, base: ReportBase): Block[] {
  const [first] = figuresOfAction(action, base.figures).filter(({ target }) => target !== null);
  return first ? monthChart(first, 'low') : [];
}

/** What the sheet of a line says, under its title. */
export function lineBlocks(action: ReportAction, base: Sheet): Block[] {
  const own = figuresOfAction(action, base.figures);
  const rows = [
    ...annexRows(action),
    ...unmeasuredRows(action, base),
    ...saidRows(action, base),
    ...moneyRows(action, base),
    ...framingRows(action),
  ];
  return [
    ...table(
      `«\u00a0${action.title}\u00a0»\u00a0: l’annexe et l’année`,
      [column('Rubrique', 19), column('Contenu', 81)],
      rows,
      { compact: true },
    ),
    ...(own.length === 0
      ? [para('Aucun indicateur défini dans l’annexe.')]
      : [figureTable(`«\u00a0${action.title}\u00a0»\u00a0: promis et fait`, own)]),
    ...textBlocks(base.narratives.actions[action.key]?.text, base, {
      idPrefix: `texte-action-${action.position}`,
      level: 3,
    }),
    ...chartOf(action, base),
  ];
}

/** A sheet for each line of the annex, in its order and its words. */
export function linesChapter(content: ReportContent): Block[] {
  return [
    heading(1, 'actions', 'Les lignes, dans l’ordre de l’annexe'),
    para(
      'Les numéros et les mots entre guillemets sont ceux de l’annexe signée, lettre pour lettre. Les mois de chaque indicateur sont dans l’annexe «\u00a0Séries\u00a0».',
    ),
    ...content.convention.actions.flatMap((action): Block[] => [
      heading(2, `action-${action.position}`, actionName(action)),
      ...lineBlocks(action, content),
    ]),
  ];
}
