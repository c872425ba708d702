import { useNavigate } from '@tanstack/react-router';
import { verdicts } from '../../shared/domain/figures/judgement.ts';
import { capitalised } from '../../shared/domain/words/french-format.ts';
import { verdictWords } from '../../shared/domain/words/state-words.ts';
import { useSession } from '../lib/session.ts';
import type { Answers } from '../lib/trpc.ts';
import { Select } from '../ui/form/select.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { Freshness } from './freshness.tsx';
import type { Overview, OverviewSearch } from './overview-data.ts';

type Viewer = NonNullable<Answers['session']['me']['viewer']>;

const statuses = verdicts.map((value) => ({ value: value as string, label: capitalised(verdictWords[value]) }));

function axesOf(overview: Overview) {
  const axes = new Map(overview.lines.flatMap(({ axis }) => (axis ? [[axis.number, axis.label] as const] : [])));
  return [...axes].map(([number, label]) => ({ value: String(number), label: `${number}. ${label}` }));
}

/** The structures whose figures one may ask for alone: a publication has none of its own, and an association always has its own. */
export function structuresOf({ organisations }: Overview, viewer: Viewer | null | undefined) {
  if (organisations.length > 0 || !viewer?.organisationCode) return organisations;
  return [{ code: viewer.organisationCode, name: viewer.organisationName ?? viewer.organisationCode }];
}

/** What the page is narrowed to, in words, for paper: there the filters are not shown. */
export function filterWords(overview: Overview, search: OverviewSearch, viewer: Viewer | null | undefined): string {
  const structure = structuresOf(overview, viewer).find(({ code }) => code === search.organisation);
  const status = statuses.find(({ value }) => value === search.statut);
  const axis = axesOf(overview).find(({ value }) => value === String(search.axe));
  return [
    structure && `Structure\u00a0: ${structure.name}`,
    status && `Rythme\u00a0: ${status.label}`,
    axis && `Axe\u00a0: ${axis.label}`,
  ]
    .filter(Boolean)
    .join('. ');
}

/** Filters live in the URL: a link to the page is a link to what one sees. */
export function OverviewFilters({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const navigate = useNavigate({ from: '/' });
  const structures = structuresOf(overview, useSession().data?.viewer);
  const set = (change: Partial<OverviewSearch>) =>
    navigate({ to: '.', search: (former: OverviewSearch) => ({ ...former, ...change }) });
  const axes = axesOf(overview);
  const filtered = [search.organisation, search.axe, search.statut].some((value) => value !== undefined);
  return (
    <FilterBar
      onReset={filtered ? () => navigate({ search: {} }) : undefined}
      summary={<Freshness overview={overview} />}
    >
      {structures.length > 0 && (
        <Select
          label="Structure"
          placeholder="Toutes les structures"
          options={structures.map(({ code, name }) => ({ value: code, label: name }))}
          value={search.organisation ?? ''}
          onChange={(code) => set({ organisation: code || undefined })}
        />
      )}
      {axes.length > 0 && (
        <Select
          label="Axe"
          placeholder="Tous les axes"
          options={axes}
          value={search.axe ? String(search.axe) : ''}
          onChange={(axe) => set({ axe: axe ? Number(axe) : undefined })}
        />
      )}
    </FilterBar>
  );
}
