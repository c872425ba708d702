import { legalBreaksOf } from '../../shared/domain/figures/legal-break.ts';
import { evictionMeasures, measuring } from '../../shared/domain/indicator.ts';
import { funnelStages, stageLabels } from '../../shared/domain/ledger/funnel.ts';
import type { Block } from '../../shared/domain/report/report-document.ts';
import { frenchDate, frenchDecimal } from '../../shared/domain/words/french-format.ts';
import { callout, column, countCell, heading, knownCount, numbers, para, table } from './report-blocks.ts';
import type { GroupNames, ReportContent } from './report-content.ts';
import { groupNamer } from './report-ledger-details.ts';
import type { EvictionPart } from './report-rooms.ts';

/** The prevention of evictions: the funnel in its two readings, and the annex's indicators with their own denominators. */

type View = NonNullable<EvictionPart['view']>;

const shortStages = ['Comm. payer', 'Assignations', 'Jugements', 'CQL', 'CFP', 'Expulsions'];
const stockNames: Record<string, string> = { Privé: 'Parc privé', Public: 'Parc public', '': 'Parc non précisé' };

function stageTable({ flows, reached }: View, year: number): Block[] {
  return table(
    `Les étapes de la procédure en ${year}`,
    [
      column('Étape', 52),
      numbers(`Franchies en ${year}`, 24),
      numbers(`Procédures commencées en ${year}, à ce jour`, 24),
    ],
    funnelStages.map((stage, index) => [
      stageLabels[stage],
      countCell(flows[index] ?? null),
      countCell(reached[index] ?? null),
    ]),
    { compact: true },
  );
}

function stageChart({ flows, reached }: View, year: number): Block[] {
  const masked = funnelStages.flatMap((_, index) =>
    flows[index] === 'hidden' || reached[index] === 'hidden' ? [index] : [],
  );
  const values = (counts: View['flows']) => funnelStages.map((_, index) => knownCount(counts[index] ?? null));
  const bars = [
    { name: 'franchies dans l’année', values: values(flows) },
    { name: 'procédures commencées dans l’année', values: values(reached) },
  ].filter((one) => one.values.some((value) => value !== null));
  if (bars.length === 0) return [];
  return [
    {
      kind: 'chart',
      caption: `Les étapes de la procédure, ${year}`,
      alt: `Nombre d’étapes franchies en ${year} et devenir des procédures commencées en ${year}, du commandement de payer à l’expulsion. Les valeurs sont dans le tableau qui précède.`,
      spec: {
        kind: 'months',
        labels: shortStages,
        bars,
        ...(masked.length > 0 && { masked }),
        height: 'low',
        unit: 'procédures',
      },
    },
  ];
}

/** Seven columns: the stages of each part of the procedures. */
function partTable(caption: string, header: string, parts: View['byStock'], name: (key: string) => string): Block[] {
  return table(
    caption,
    [column(header, 28), ...shortStages.map((label) => numbers(label, 12))],
    parts.map(({ key, flows }) => [name(key), ...funnelStages.map((_, index) => countCell(flows[index] ?? null))]),
    { compact: true },
  );
}

const days = (value: number | null) => (value === null ? 'non calculable' : frenchDecimal(value));
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function delayTable({ delays }: View, year: number): Block[] {
  return table(
    `Jours entre deux étapes, procédures commencées en ${year}`,
    [
      column('D’une étape à la suivante', 52),
      numbers('Premier quartile', 16),
      numbers('Médiane', 16),
      numbers('Troisième quartile', 16),
    ],
    delays.flatMap(({ from, first, median, third }) => {
      const [before, after] = [funnelStages[from], funnelStages[from + 1]];
      if (!before || !after) return [];
      return [[`${stageLabels[before]} → ${lower(stageLabels[after])}`, days(first), days(median), days(third)]];
    }),
    { compact: true },
  );
}

function funnelBlocks({ view, hasRows, referenceDate }: EvictionPart, groups: GroupNames, year: number): Block[] {
  if (!hasRows)
    return [para('Aucune procédure n’a été transmise\u00a0: seuls les indicateurs de l’annexe sont connus.')];
  if (!view)
    return [
      para(
        `L’entonnoir des procédures se lit par année entière\u00a0: celui de ${year} n’est pas encore publiable, ou aucune procédure n’y est connue.`,
      ),
    ];
  return [
    para(
      `Deux lectures\u00a0: les étapes franchies dans l’année, qui ne sont pas celles des mêmes procédures, et le devenir au ${frenchDate(referenceDate)} des procédures dont le commandement de payer est de ${year}. Les nombres de 1 à 10 sont masqués, avec ceux qui permettraient de les retrouver.`,
    ),
    ...stageTable(view, year),
    ...stageChart(view, year),
    ...partTable(`Étapes franchies en ${year}, par parc`, 'Parc', view.byStock, (key) => stockNames[key] ?? key),
    ...partTable(`Étapes franchies en ${year}, par groupe de communes`, 'Communes', view.byGroup, groupNamer(groups)),
    ...delayTable(view, year),
  ];
}

export function evictionChapter({ evictions, figures, groups, year }: ReportContent): Block[] {
  const own = measuring(evictionMeasures, figures);
  const counts = (name: string) => own.some(({ measure }) => measure === name);
  const breaks = (own.length > 0 || evictions.hasRows ? legalBreaksOf('orders-to-pay') : []).filter(({ month }) =>
    month.startsWith(`${year}-`),
  );
  return [
    heading(1, 'expulsions', 'La prévention des expulsions'),
    ...breaks.map(({ text }) =>
      callout('Rupture de série', `${text} Les mois d’avant et d’après ne se comparent pas.`),
    ),
    ...(counts('households-met') && counts('summonses-without-diagnostic')
      ? [
          para(
            'La part des ménages rencontrés se rapporte aux commandements de payer, l’absence de réponse aux assignations\u00a0: ces deux taux n’ont pas le même dénominateur et ne se comparent pas.',
          ),
        ]
      : []),
    ...funnelBlocks(evictions, groups, year),
  ];
}
