import { useState } from 'react';
import { frenchInteger } from '../../../shared/domain/words/french-format.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { Verdict } from '../../../shared/schemas/import.ts';
import { Button } from '../../ui/form/button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { importErrorMessage } from '../import-words.ts';
import { RefusedDownload } from '../refused-download.tsx';
import { DecisionTable } from './decision-table.tsx';
import { presentVerdicts, wordsOf } from './prepare-decisions.ts';
import { useDecisions } from './use-decisions.ts';

function VerdictRows({
  importId,
  source,
  verdict,
  count,
}: {
  importId: number;
  source: SourceName;
  verdict: Verdict;
  count: number;
}) {
  const { rows, pages, decision, decideRow, decideAll } = useDecisions(importId, verdict);
  const words = wordsOf(verdict);
  if (pages.isPending) return <Loading shape="table" label="Chargement des lignes" />;
  const failure = decision.error ?? pages.error;
  return (
    <div className="decision-panel">
      <div className="decision-head">
        <p>{words.lead}</p>
        {verdict === 'moved' && (
          <span className="decision-bulk">
            <Button size="small" busy={decision.isPending} onClick={() => decideAll(true)}>
              Ce sont les mêmes, corrigées
            </Button>
            <Button size="small" busy={decision.isPending} onClick={() => decideAll(true, true)}>
              Ce sont d’autres lignes
            </Button>
            <Button size="small" busy={decision.isPending} onClick={() => decideAll(false)}>
              Tout laisser de côté
            </Button>
          </span>
        )}
        {words.decidable && verdict !== 'moved' && (
          <span className="decision-bulk">
            <Button size="small" busy={decision.isPending} onClick={() => decideAll(true)}>
              Tout prendre
            </Button>
            <Button size="small" busy={decision.isPending} onClick={() => decideAll(false)}>
              Tout laisser de côté
            </Button>
          </span>
        )}
        {verdict === 'unreadable' && <RefusedDownload importId={importId} />}
      </div>
      {failure && (
        <Callout tone="danger" live="assertive" title="La décision n’a pas été retenue">
          {importErrorMessage(failure)}
        </Callout>
      )}
      <DecisionTable importId={importId} source={source} rows={rows} onDecide={decideRow} />
      {pages.hasNextPage && (
        <p className="receipt-more">
          <Button size="small" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            Charger la suite
          </Button>{' '}
          {frenchInteger(rows.length)} sur {frenchInteger(count)}
        </p>
      )}
    </div>
  );
}

/** The decision table: what becomes of each row, verdict by verdict, what asks something first. */
export function Decisions({
  importId,
  source,
  verdicts,
}: {
  importId: number;
  source: SourceName;
  verdicts: Record<Verdict, number>;
}) {
  const present = presentVerdicts(verdicts);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = present.find(({ verdict }) => verdict === chosen) ?? present[0];
  if (!current) return null;
  return (
    <Section
      title="Ligne par ligne"
      lead={
        'Tout ce qui est bon est déjà coché. Décochez ce qui doit rester dehors\u00a0: les chiffres ci-dessus sont recalculés.'
      }
    >
      <Tabs
        label="Ce que deviennent les lignes"
        value={current.verdict}
        onChange={setChosen}
        tabs={present.map(({ verdict, label, count }) => ({
          key: verdict,
          label,
          count: frenchInteger(count),
          content: <VerdictRows importId={importId} source={source} verdict={verdict} count={count} />,
        }))}
      />
    </Section>
  );
}
