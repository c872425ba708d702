import { useState } from 'react';
import { stateHeading } from '../../../shared/domain/figures/overview-words.ts';
import { synthesisAddress } from '../../../shared/domain/report/report-addresses.ts';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { ReadingLine } from '../../lib/publications/reading-line.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { Deferred } from '../../ui/layout/deferred.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { AnnexLines } from '../annex-lines.tsx';
import { type Overview, type OverviewSearch, withFilters } from '../overview-data.ts';
import { OverviewPeriod } from '../overview-period.tsx';
import { StandingCounts, StandingLines } from './standing-lines.tsx';
import { Expected, StateAside } from './state-aside.tsx';
import { StateReports } from './state-reports.tsx';
import { StockMonths } from './stock-months.tsx';
import '../overview.css';
import '../overview-print.css';
import './state-home.css';

/** The State's home is the publication: what of the convention is held, what is not, and what changed. */
export function StateHome({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    document.getElementById('lignes')?.scrollIntoView();
  };
  return (
    <div className="overview state-home">
      <ReadingLine />
      <PageHeader
        {...stateHeading(overview)}
        period={<OverviewPeriod overview={overview} />}
        actions={
          <>
            <LinkButton href={withFilters('/reunion', { annee: search.annee })} icon="eye">
              Vue de réunion
            </LinkButton>
            <LinkButton href={synthesisAddress(overview.year, 'pdf')} icon="download" variant="primary" download>
              Synthèse (PDF)
            </LinkButton>
          </>
        }
      />
      <StandingCounts overview={overview} />
      <div className="state-first">
        <div className="state-main">
          <StandingLines overview={overview} onOpen={open} />
          <Expected overview={overview} />
        </div>
        <StateAside />
      </div>
      <Deferred>
        <StockMonths />
        <StateReports overview={overview} />
        <details id="lignes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="state-lines">{`Les ${overview.lines.length}${S}lignes de la convention, indicateur par indicateur`}</summary>
          {isOpen && <AnnexLines overview={overview} search={{ annee: search.annee }} />}
        </details>
      </Deferred>
    </div>
  );
}
