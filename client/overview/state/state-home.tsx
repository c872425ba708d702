import { useNavigate } from '@tanstack/react-router';
import { stateHeading } from '../../../shared/domain/figures/overview-words.ts';
import { ReadingLine } from '../../lib/publications/reading-line.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Deferred } from '../../ui/layout/deferred.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { AnnexLines } from '../annex-lines.tsx';
import { type Overview, type OverviewSearch, withFilters } from '../overview-data.ts';
import { StandingCounts, StandingLines } from './standing-lines.tsx';
import { StateAside } from './state-aside.tsx';
import { StateReports } from './state-reports.tsx';
import { StockMonths } from './stock-months.tsx';
import '../overview.css';
import '../overview-print.css';
import './state-home.css';

/** The State's home is the publication: what of the convention is held, what is not, and what changed. */
export function StateHome({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const navigate = useNavigate({ from: '/' });
  return (
    <div className="overview">
      <ReadingLine />
      <PageHeader
        {...stateHeading(overview)}
        actions={
          <>
            <Select
              label="Année"
              hideLabel
              options={overview.years.map((year) => ({ value: String(year), label: `Année ${year}` }))}
              value={String(overview.year)}
              onChange={(year) => navigate({ search: { annee: Number(year) } })}
            />
            <LinkButton href="/publications" icon="archive">
              Publications précédentes
            </LinkButton>
            <LinkButton href={withFilters('/reunion', { annee: search.annee })} icon="eye">
              Vue de réunion
            </LinkButton>
          </>
        }
      />
      <StandingCounts overview={overview} />
      <div className="state-first">
        <StandingLines overview={overview} />
        <StateAside overview={overview} />
      </div>
      <Deferred>
        <StockMonths />
        <StateReports overview={overview} />
        <div id="lignes">
          <AnnexLines overview={overview} search={{ annee: search.annee }} />
        </div>
      </Deferred>
    </div>
  );
}
