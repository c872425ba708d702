import type { LedgerUnit } from '../../shared/domain/ledger/ledger-filters.ts';
import { knowledgeWords, stockIn } from '../../shared/domain/ledger/stock-words.ts';
import type { Block } from '../../shared/domain/report/report-document.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import {
  frenchCount,
  frenchInteger,
  frenchMonth,
  frenchMonthShort,
  frenchOfMonth,
} from '../../shared/domain/words/french-format.ts';
import { heading, knownCount, para } from './report-blocks.ts';
import type { ReportContent } from './report-content.ts';
import { delaysBlocks, needsBlocks, situationsBlocks } from './report-ledger-details.ts';
import type { HomelessnessPart, LedgerView } from './report-rooms.ts';

/** The ledger of people without a home, as anyone may read it: who comes in, who goes out, who is still waiting. */

const active: Record<LedgerUnit, string> = { households: 'ménages actifs', persons: 'personnes actives' };
export const nouns: Record<LedgerUnit, string> = { households: 'ménages', persons: 'personnes' };

export function ledgerChart({ months, unit }: LedgerView): Block[] {
  const bars = (of: (one: LedgerView['months'][number]) => PublishedCount) => months.map((one) => knownCount(of(one)));
  const [incoming, outgoing] = [bars((one) => one.inflow), bars((one) => one.outflow)];
  if (incoming.filter((value) => value !== null).length < 3) return [];
  const masked = months.flatMap(({ inflow, outflow }, rank) =>
    inflow === 'hidden' || outflow === 'hidden' ? [rank] : [],
  );
  const first = months[0]?.month ?? '';
  const last = months.at(-1)?.month ?? '';
  return [
    {
      kind: 'chart',
      caption: `Entrées et sorties de chaque mois, en ${nouns[unit]}`,
      alt: `Entrées et sorties du registre en ${nouns[unit]}, ${frenchOfMonth(first)} à ${frenchMonth(last)}. Les valeurs sont en annexe, dans le tableau «\u00a0Registre en ${nouns[unit]}, mois par mois\u00a0».`,
      spec: {
        kind: 'months',
        labels: months.map(({ month }) => frenchMonthShort(month)),
        bars: [
          { name: 'entrées', values: incoming },
          { name: 'sorties', values: outgoing },
        ],
        ...(masked.length > 0 && { masked }),
        height: 'low',
        unit: nouns[unit],
      },
    },
  ];
}

/** The ledger's own figure, in both units, the convention's perimeter beside it, and how many are between the two. */
export function stockSentence({ stocks, source }: LedgerView): string | null {
  const [insee, convention] = [stockIn(stocks, 'insee'), stockIn(stocks, 'convention')];
  if (source.through === null || insee === null) return null;
  const of = (perimeter: 'insee' | 'convention') =>
    stocks.find((one) => one.unit === 'households' && one.perimeter === perimeter)?.count;
  const [inner, outer] = [of('insee'), of('convention')];
  const between =
    typeof inner === 'number' && typeof outer === 'number'
      ? ` Entre les deux\u00a0: ${frenchInteger(outer - inner)}\u00a0ménages en squat ou campement, hébergés chez un tiers, sortant d’institution, menacés d’expulsion, ou dont la situation n’est pas connue.`
      : '';
  return `À la fin ${frenchOfMonth(source.through)}, ${insee}, sont sans domicile au sens de l’Insee.${convention === null ? '' : ` Au périmètre de la convention\u00a0: ${convention}.${between}`}`;
}

function opening({ households, persons }: HomelessnessPart, year: number): Block[] {
  const { source, months } = households;
  if (source.through === null || months.length === 0)
    return [para(`Aucune demande d’insertion validée ne permet de tenir le registre de ${year}.`)];
  const now = months.at(-1)?.active ?? null;
  const people = persons.months.at(-1)?.active ?? null;
  const said = (count: PublishedCount, unit: LedgerUnit) =>
    count === 'hidden'
      ? 'un nombre masqué'
      : count === null
        ? 'un nombre inconnu'
        : `${frenchInteger(count)}\u00a0${active[unit]}`;
  const stock = stockSentence(households);
  return [
    ...(stock === null ? [] : [para(stock)]),
    para(
      `Le registre suit les demandes d’insertion reçues par le SIAO, au périmètre de la convention\u00a0: personnes sans domicile au sens de l’Insee, squats et campements, personnes hébergées chez un tiers ou menacées d’expulsion. À la fin ${frenchOfMonth(source.through)}, il compte ${said(now, 'households')} et ${said(people, 'persons')}. Sans contact depuis ${source.inactivityDays}\u00a0jours, un ménage est perdu de vue\u00a0: ce n’est pas un relogement.${source.contactByExport && source.extraction !== null ? ' Une demande ouverte dans le dernier export complet du SIAO est en contact.' : ''} ${knowledgeWords(source.firstRow)}`,
    ),
    para(rehousingSentence(households)),
  ];
}

function rehousingSentence({ rehousing }: LedgerView): string {
  if (rehousing === 'hidden')
    return 'Le nombre de mois de relogement nécessaires est masqué par le secret statistique.';
  if (rehousing === null || rehousing.months === null)
    return 'Le nombre de mois de relogement nécessaires n’est pas calculable.';
  return `Au rythme des relogements des six derniers mois, reloger tous les ménages actifs demanderait ${frenchCount(rehousing.months, 'mois', 'mois')}.`;
}

export function homelessnessChapter({ homelessness, groups, year }: ReportContent): Block[] {
  const { households } = homelessness;
  const isKept = households.months.length > 0 && households.source.through !== null;
  return [
    heading(1, 'sans-domicile', 'Les personnes sans domicile'),
    ...opening(homelessness, year),
    ...(isKept
      ? [
          ...ledgerChart(households),
          ...situationsBlocks(homelessness, groups),
          ...delaysBlocks(homelessness),
          ...needsBlocks(homelessness),
        ]
      : []),
  ];
}
