import { flowCell, togetherOf, togetherWords } from '../../../shared/domain/ledger/flow-words.ts';
import type { FlowName } from '../../../shared/domain/ledger/ledger-tally.ts';
import { qualityNames, qualitySaid } from '../../../shared/domain/ledger/quality-words.ts';
import type { Block } from '../../../shared/domain/report/report-document.ts';
import type { PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import {
  frenchDecimal,
  frenchInteger,
  frenchMonth,
  frenchPercent,
} from '../../../shared/domain/words/french-format.ts';
import { column, countCell, heading, numbers, para, table } from '../report-blocks.ts';
import type { ReportContent } from '../report-content.ts';
import { nouns } from '../report-homelessness.ts';
import type { HomelessnessPart, LedgerView } from '../report-rooms.ts';

/** The ledger of people without a home, month by month in both units, and how far it can be trusted. */

const isTogether = ({ months }: LedgerView) => months.some((month) => togetherOf(month, 'otherExits') !== null);

function ledgerTable({ months, totals, unit }: LedgerView): Block[] {
  const total = (name: FlowName) => countCell(totals[name] ?? null);
  return table(
    `Registre en ${nouns[unit]}, mois par mois`,
    [
      column('Mois', 17),
      numbers('Actifs au début', 11),
      numbers('Nouveaux', 11),
      numbers('Revenus', 11),
      numbers('Relogés', 11),
      numbers('Autres sorties', 11),
      numbers('Perdus de vue', 11),
      numbers('Actifs à la fin', 12),
    ],
    [
      ...months.map((one) => [
        frenchMonth(one.month),
        countCell(one.start),
        flowCell(one, 'newlyIdentified'),
        returnedIn(one),
        flowCell(one, 'housed'),
        flowCell(one, 'otherExits'),
        flowCell(one, 'lostContact'),
        countCell(one.active),
      ]),
      [
        'Sur la période',
        '',
        total('newlyIdentified'),
        returned(totals.returnedFromHousing ?? null, totals.returnedFromInactive ?? null),
        total('housed'),
        total('otherExits'),
        total('lostContact'),
        '',
      ],
    ],
    { totalRow: true, compact: true },
  );
}

/** Those who came back in a month: said as a sum, or made of the two that are said apart. */
function returnedIn(month: LedgerView['months'][number]): string {
  const together = togetherOf(month, 'returnedFromHousing');
  if (together !== null) return frenchInteger(together);
  return returned(month.flows?.returnedFromHousing ?? null, month.flows?.returnedFromInactive ?? null);
}

/** Their sum is said only when both are. */
function returned(fromHousing: PublishedCount, fromInactive: PublishedCount): string {
  if (typeof fromHousing === 'number' && typeof fromInactive === 'number')
    return frenchInteger(fromHousing + fromInactive);
  return fromHousing === 'hidden' || fromInactive === 'hidden' ? 'masqué' : '–';
}

const tested = (reliable: boolean | null) => (reliable === null ? 'non testable' : reliable ? 'oui' : 'non');

function reliabilityBlocks({ reliability: part }: HomelessnessPart): Block[] {
  const { tests, coverage, threshold } = part;
  const said = qualitySaid(part);
  const isSteady =
    tests.length > 0 &&
    tests.every(({ reliable }) => reliable === true) &&
    coverage.every(({ percent }) => percent === 100);
  const months = tests.map(({ month, reliable }) => {
    const one = coverage.find((line) => line.month === month);
    return [
      frenchMonth(month),
      tested(reliable),
      one ? `${one.reported} sur\u00a0${one.expected}` : '–',
      one?.percent == null ? '–' : frenchPercent(one.percent / 100),
    ];
  });
  return [
    heading(3, 'fiabilite-registre', 'La fiabilité du registre'),
    para(
      `Un mois est concordant quand un comptage fait à part ne s’écarte pas de plus de ${frenchDecimal(threshold)}\u202f% de ce que disent les flux. Le test porte sur les personnes sans domicile au sens de l’Insee. ${qualityNames[said.state]}\u00a0: ${said.words}. La couverture est un test à part, avec un objectif de 90\u202f% des structures.`,
    ),
    ...(isSteady
      ? [para('Chaque mois de l’année est concordant, et toutes les structures y ont répondu.')]
      : table(
          'Concordance et couverture, mois par mois',
          [
            column('Mois', 34),
            column('Flux et comptage concordants', 26),
            numbers('Structures', 20),
            numbers('Couverture', 20),
          ],
          months,
          { compact: true },
        )),
  ];
}

export function ledgerChapter({ homelessness }: ReportContent): Block[] {
  const { households, persons } = homelessness;
  if (households.months.length === 0 || households.source.through === null) return [];
  return [
    heading(2, 'registre', 'Le registre des personnes sans domicile'),
    ...ledgerTable(households),
    ...ledgerTable(persons),
    ...(isTogether(households) || isTogether(persons) ? [para(togetherWords)] : []),
    ...reliabilityBlocks(homelessness),
  ];
}
