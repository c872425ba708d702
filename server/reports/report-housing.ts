import type { Block } from '../../shared/domain/report/report-document.ts';
import {
  frenchCount,
  frenchDecimal,
  frenchEuros,
  frenchInteger,
  frenchMonth,
} from '../../shared/domain/words/french-format.ts';
import { bareQuote, bold, column, heading, list, numbers, para, table, text } from './report-blocks.ts';
import type { GroupNames, ReportContent } from './report-content.ts';
import { groupNamer } from './report-ledger-details.ts';
import type { HousingPart } from './report-rooms.ts';

/** Dwellings: those captured in the private stock, the social stock of the survey, and what deliberations publish. */

type Captured = HousingPart['captured'];

function monthTable({ months }: Captured): Block[] {
  return table(
    'Captés, loués, rendus, mois par mois',
    [
      column('Mois', 25),
      ...['Captés', 'Loués', 'Rendus'].map((label) => numbers(label, 13)),
      numbers('En gestion', 18),
      numbers('Avec un ménage', 18),
    ],
    months.map((one) => [
      frenchMonth(one.month),
      ...[one.captured, one.entered, one.left, one.managed, one.occupied].map(frenchInteger),
    ]),
    { compact: true },
  );
}

function sizeTable({ byTypology, measures, through }: Captured): Block[] {
  const day = (value: number | null | undefined) => (value == null ? '–' : `${frenchDecimal(value)}\u00a0j`);
  return table(
    `Logements captés par taille, fin ${frenchMonth(through)}`,
    [
      column('Taille', 16),
      numbers('Captés', 13),
      numbers('En gestion', 14),
      numbers('Avec un ménage', 15),
      numbers('Rendus', 13),
      numbers('Loyer médian', 14),
      numbers('Délai médian', 15),
    ],
    byTypology.map((line) => {
      const measure = measures.find(({ typology }) => typology === line.key);
      return [
        line.key || 'non précisée',
        ...[line.captured, line.managed, line.occupied, line.left].map(frenchInteger),
        measure?.rentCents == null ? '–' : frenchEuros(Math.round(measure.rentCents / 100) * 100),
        day(measure?.median),
      ];
    }),
    { compact: true },
  );
}

function keptTable({ kept }: Captured): Block[] {
  return table(
    'Ménages encore là douze mois après leur entrée',
    [column('Entrés en', 40), numbers('Part maintenue', 60)],
    kept.map(({ year, state, rate }) => [
      year,
      state === 'not-yet'
        ? 'pas encore calculable'
        : rate === null
          ? 'masqué (secret statistique)'
          : `${frenchDecimal(rate)}\u202f%`,
    ]),
    { compact: true },
  );
}

function capturedBlocks(captured: Captured): Block[] {
  if (captured.months.length === 0 && captured.byTypology.length === 0)
    return [para('Aucun logement capté n’est encore connu un par un.')];
  return [
    para(
      `Registre des logements tenu ligne à ligne, à la fin ${frenchMonth(captured.through)}. Le délai est celui de la captation à la location.`,
    ),
    ...monthTable(captured),
    ...sizeTable(captured),
    ...keptTable(captured),
  ];
}

function atlasBlocks({ atlas }: HousingPart, groups: GroupNames): Block[] {
  const { limit, totals, vacant, places } = atlas;
  if (totals.residences === 0) return [para('Aucune enquête d’occupation du parc social n’a été transmise.')];
  const empty =
    vacant === null
      ? 'un nombre inconnu de logements vacants'
      : frenchCount(vacant, 'logement vacant', 'logements vacants');
  return [
    para(
      `${frenchCount(totals.residences, 'résidence', 'résidences')}, ${frenchCount(totals.dwellings, 'logement', 'logements')}, dont ${empty}. Une résidence est dite accessible aux ménages les plus modestes quand son loyer est dans le tiers le plus bas${limit === null ? '' : ` (au plus ${frenchEuros(limit)} par m²)`} et que des logements s’y libèrent. Les résidences de moins de 11 logements ne sont pas comptées par lieu.`,
    ),
    ...table(
      'Logements sociaux des résidences de 11 logements et plus',
      [column('Communes', 46), numbers('Résidences', 16), numbers('Logements', 16), numbers('Dont accessibles', 22)],
      places.map(({ place, residences, dwellings, withinReach }) => [
        groupNamer(groups)(place),
        ...[residences, dwellings, withinReach].map(frenchInteger),
      ]),
      { compact: true },
    ),
  ];
}

function actionLogementBlocks({ actionLogement }: HousingPart): Block[] {
  const { lines, notes, years } = actionLogement;
  if (lines.length === 0 || !years) return [];
  return [
    heading(2, 'action-logement', `Action Logement, de ${years.from} à ${years.to}`),
    para(
      'Chiffres publiés par délibération, au total de ces années. Ces aides vont à des salariés\u00a0: un contexte, pas un résultat du plan.',
    ),
    ...table(
      `Aides et services d’Action Logement, ${years.from}-${years.to} (publié)`,
      [
        column('Aide ou service', 27),
        numbers('Nombre', 9),
        numbers('Montant', 15),
        column('Phrase de la délibération', 49),
      ],
      lines.map(({ label, value, amountCents, quote, document }) => [
        label,
        frenchInteger(value),
        amountCents === null ? 'non publié' : frenchEuros(amountCents),
        { kind: 'rich', content: [text(`«\u00a0${bareQuote(quote)}\u00a0» (${document})`)] },
      ]),
      { compact: true },
    ),
    ...list(notes.map((words) => [bold('Comment lire ces nombres'), `\u00a0: ${words}`])),
  ];
}

export function housingChapter({ housing, groups }: ReportContent): Block[] {
  return [
    heading(1, 'logement', 'Le logement'),
    heading(2, 'captation', 'Les logements captés'),
    ...capturedBlocks(housing.captured),
    heading(2, 'parc-social', 'Le parc social'),
    ...atlasBlocks(housing, groups),
    ...actionLogementBlocks(housing),
  ];
}
