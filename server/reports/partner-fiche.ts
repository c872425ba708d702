import { partnerAmountWords } from '../../shared/domain/finance/finance-words.ts';
import type { Block, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { capitalised, frenchDate, frenchList } from '../../shared/domain/words/french-format.ts';
import { bareQuote, column, figureTable, heading, para, table } from './report-blocks.ts';
import { actionName, figuresOfAction, isWithout, type ReportContent } from './report-content.ts';
import type { ReportFinance } from './report-rooms.ts';

/** A page for one partner: what was agreed with it, what came of the lines that it carries out, what is still awaited of it. */

type Partner = ReportFinance['partners'][number];

/** The conventions of an organisation that this content holds, whole or of the reader's own; none of a stranger. */
const partnersOf = ({ finance, ownPartners = [] }: ReportContent, code: string): Partner[] =>
  (finance?.partners ?? ownPartners).filter(({ organisation }) => organisation.code === code);

/** Example: `du 1er janvier 2024 au 31 décembre 2024`. */
export function periodWords({ startDate, endDate }: Pick<Partner, 'startDate' | 'endDate'>): string {
  const [from, to] = [startDate && frenchDate(startDate), endDate && frenchDate(endDate)];
  if (from && to) return `du ${from} au ${to}`;
  if (from) return `à partir du ${from}`;
  return to ? `jusqu’au ${to}` : 'dates non précisées dans l’acte';
}

function agreedBlocks(partners: readonly Partner[]): Block[] {
  return partners.flatMap((one) =>
    table(
      `Convention\u00a0: ${one.object}`,
      [column('Rubrique', 22), column('Contenu', 78)],
      [
        ['Objet', one.object],
        ['Montant', partnerAmountWords(one)],
        ['Durée', periodWords(one)],
        [
          'Lignes de l’annexe',
          one.actions.map((action) => actionName(action)).join('\u202f; ') || 'aucune n’est nommée',
        ],
        ['Acte', one.quote === null ? one.document : `«\u00a0${bareQuote(one.quote)}\u00a0» (${one.document})`],
      ],
      { compact: true },
    ),
  );
}

/** The figures of a line that it carries out, and what is said of the line. */
function lineBlocks(key: string, content: ReportContent): Block[] {
  const action = content.convention.actions.find((one) => one.key === key);
  if (!action) return [];
  const own = figuresOfAction(action, content.figures);
  const said = isWithout(content, 'texts') ? undefined : content.narratives.actions[key];
  return [
    heading(2, `ligne-${action.position}`, actionName(action)),
    ...(own.length === 0
      ? [para('Aucun indicateur défini dans l’annexe.')]
      : [figureTable(`«\u00a0${action.title}\u00a0»\u00a0: promis et fait`, own)]),
    ...(said?.judgement ? [para(`${capitalised(judgementWords[said.judgement])}. ${said.reason}`.trim())] : []),
    ...(said?.nextSteps ? [para(`Suite\u00a0: ${said.nextSteps}`)] : []),
  ];
}

function awaitedBlocks(name: string, { figures, year }: ReportContent): Block[] {
  const lacking = figures.filter(({ silent }) => silent.some((giver) => giver.name === name));
  return [
    heading(2, 'ce-qui-manque', 'Chiffres attendus'),
    para(
      lacking.length === 0
        ? `${name}\u00a0: aucun chiffre de ${year} ne manque.`
        : `Des mois de ${year} manquent encore de ${name}\u00a0: ${frenchList(lacking.map(({ label }) => label))}. Les totaux qui les attendent sont dits partiels dans le rapport.`,
    ),
  ];
}

/** The fiche of a partner; null where the year has no convention with it, or none that the reader may hold. */
export function partnerFiche(content: ReportContent, code: string): ReportDocument | null {
  const partners = partnersOf(content, code);
  const [first] = partners;
  if (!first) return null;
  const { name } = first.organisation;
  const keys = new Set(partners.flatMap(({ actions }) => actions.map(({ key }) => key)));
  return {
    meta: { ...content.meta, title: `Fiche partenaire ${content.year}\u00a0: ${name}`, cover: 'band' },
    body: [
      heading(1, 'partenaire', name),
      ...agreedBlocks(partners),
      ...[...keys].flatMap((key) => lineBlocks(key, content)),
      ...awaitedBlocks(name, content),
    ],
  };
}
