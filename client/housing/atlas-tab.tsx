import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { frenchCount, frenchDecimal, frenchEuros, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { Terms } from '../lib/words/term.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { WaitingCallout } from '../ui/status/waiting-callout.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { largestPlaceTitle } from './prepare-dwellings.ts';

type Atlas = Answers['housing']['atlas'];
type Line = Atlas['lines'][number];

const orders = {
  loyer: { label: 'Loyer au m²', of: (line: Line) => line.rentCentsPerSquareMetre },
  plafonds: { label: 'Ménages sous 20 % des plafonds', of: (line: Line) => line.poorShare },
  monoparentales: { label: 'Familles monoparentales', of: (line: Line) => line.loneParentShare },
  rotation: { label: 'Rotation', of: (line: Line) => line.turnover },
  vacants: { label: 'Logements vacants', of: (line: Line) => line.vacant },
  logements: { label: 'Nombre de logements', of: (line: Line) => line.dwellings },
};
type Order = keyof typeof orders;
const isOrder = (text: string | undefined): text is Order => text !== undefined && text in orders;

/** Cheapest first; everything else from the highest. */
function sorted(lines: readonly Line[], order: Order): Line[] {
  const sign = order === 'loyer' ? 1 : -1;
  const value = (line: Line) => orders[order].of(line) ?? sign * Number.POSITIVE_INFINITY;
  return [...lines].sort((a, b) => sign * (value(a) - value(b)));
}

const percent = (value: number | null) => (value === null ? '–' : `${frenchDecimal(value)}\u202f%`);
const share = (value: number | null, { hidden }: Line) => (value === null && hidden ? 'masqué' : percent(value));
const euros = (cents: number | null) => (cents === null ? '–' : frenchEuros(Math.round(cents)));

/** The social-housing residences of the survey: a filter, where they are, a table. */
export function AtlasTab() {
  const trpc = useTRPC();
  const query = useQuery(trpc.housing.atlas.queryOptions());
  return (
    <AnswerState query={query} label="Chargement de l’atlas">
      {(atlas) =>
        atlas.lines.length === 0 ? (
          <EmptyState title="Aucune résidence n’est encore connue" headingLevel={2}>
            <Terms>L’atlas se fait avec le fichier de l’enquête d’occupation du parc social (OPS),</Terms> déposé sur la
            page des imports.
          </EmptyState>
        ) : (
          <>
            <ReadingLine isOwn={atlas.visibility === 'own'} />
            <Content atlas={atlas} />
          </>
        )
      }
    </AnswerState>
  );
}

/** « 314 logements au lieu de 300 »; where the totals are the same, that lines changed. */
function waitingWords({ waiting }: Atlas): string[] {
  if (!waiting) return [];
  const { before, now } = waiting;
  const words = `${frenchCount(now.residences, 'résidence', 'résidences')} et ${frenchCount(now.dwellings, 'logement', 'logements')}`;
  return [`${words}, au lieu de ${frenchInteger(before.residences)} et ${frenchInteger(before.dwellings)}`];
}

function Content({ atlas }: { atlas: Atlas }) {
  const columns = columnsWith(useCommuneGroups());
  const search = useSearch({ from: '/logement' });
  const navigate = useNavigate({ from: '/logement' });
  const onlyReachable = search.accessibles === 1;
  const order: Order = isOrder(search.tri) ? search.tri : 'loyer';
  const lines = sorted(
    atlas.lines.filter((line) => !onlyReachable || line.withinReach),
    order,
  );
  const residences = lines.reduce((sum, line) => sum + line.residences, 0);
  return (
    <>
      <WaitingCallout lines={waitingWords(atlas)} />
      <FilterBar
        summary={`${frenchCount(residences, 'résidence', 'résidences')} sur\u00a0${frenchInteger(atlas.totals.residences)}`}
      >
        <Checkbox
          label="Accessibles aux ménages les plus modestes"
          checked={onlyReachable}
          onChange={(checked) =>
            navigate({ search: { ...search, accessibles: checked ? 1 : undefined }, resetScroll: false })
          }
        />
        <Select
          label="Classer par"
          options={Object.entries(orders).map(([value, { label }]) => ({ value, label }))}
          value={order}
          onChange={(tri) => navigate({ search: { ...search, tri }, resetScroll: false })}
        />
      </FilterBar>
      <Callout title="Ce que veut dire « accessible aux ménages les plus modestes »">
        {`Le loyer moyen est dans le tiers le plus bas des résidences du fichier (au plus ${euros(atlas.limit)} par m²), et des logements s’y libèrent (au moins un logement vacant ou un taux de rotation non nul). Aucun document du territoire ne fixe de loyer\u00a0: un tiers de ce qui existe ne demande aucun seuil et suit les loyers.`}
      </Callout>
      <Places atlas={atlas} onlyReachable={onlyReachable} />
      <Section
        title="Les résidences une à une"
        lead={`${frenchInteger(atlas.totals.dwellings)} logements, dont ${atlas.vacant === null ? 'un nombre inconnu de' : frenchInteger(atlas.vacant)} vacants. Les résidences de moins de 11 logements sont regroupées sur une ligne.`}
      >
        <Table
          caption="Résidences du parc social"
          dense
          cardsOnPhone
          scrollRows
          rows={lines}
          rowKey={(line) => line.key}
          columns={columns}
        />
      </Section>
    </>
  );
}

const columnsWith = (groups: Readonly<Record<string, string>>): TableColumn<Line>[] => [
  {
    key: 'name',
    header: 'Résidence',
    rowHeader: true,
    cell: (line) =>
      line.key === 'small'
        ? `${frenchCount(line.residences, 'résidence', 'résidences')} de moins de 11 logements`
        : [line.landlord ?? 'Bailleur non précisé', groups[line.place] ?? line.place, line.builtYear]
            .filter(Boolean)
            .join(', '),
  },
  {
    key: 'district',
    header: 'Quartier prioritaire',
    cell: ({ priorityDistrict }) => (priorityDistrict === null ? '–' : priorityDistrict ? 'oui' : 'non'),
  },
  { key: 'dwellings', header: 'Logements', align: 'number', cell: (line) => frenchInteger(line.dwellings) },
  { key: 'rent', header: 'Loyer au m²', align: 'number', cell: (line) => euros(line.rentCentsPerSquareMetre) },
  {
    key: 'poor',
    header: 'Sous 20 % des plafonds',
    align: 'number',
    cell: (line) => share(line.poorShare, line),
  },
  {
    key: 'lone',
    header: 'Familles monoparentales',
    align: 'number',
    cell: (line) => share(line.loneParentShare, line),
  },
  { key: 'turnover', header: 'Rotation', align: 'number', cell: (line) => percent(line.turnover) },
  {
    key: 'vacant',
    header: 'Vacants',
    align: 'number',
    cell: ({ vacant }) => (vacant === null ? '–' : frenchInteger(vacant)),
  },
  { key: 'reach', header: 'Accessible', cell: ({ withinReach }) => (withinReach ? 'oui' : 'non') },
];

function Places({ atlas, onlyReachable }: { atlas: Atlas; onlyReachable: boolean }) {
  const groups = useCommuneGroups();
  const placeWords = (place: string) => groups[place] ?? place;
  const shares = atlas.places.map((one) => ({
    key: one.place,
    label: placeWords(one.place),
    value: onlyReachable ? one.withinReach : one.dwellings,
    hidden: false,
  }));
  const title = onlyReachable
    ? 'Logements sociaux des résidences accessibles aux plus modestes'
    : 'Logements sociaux des résidences de 11 logements et plus';
  return (
    <Section title={largestPlaceTitle(shares, onlyReachable ? 'logements accessibles' : 'logements sociaux')}>
      <SharesFigure shares={prepareShares({ title, unit: 'dwellings', shares, adds: true })} header="Commune" />
    </Section>
  );
}
