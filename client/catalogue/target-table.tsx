import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { AmendDialog, type TargetRow } from './amend-dialog.tsx';
import type { Convention } from './convention.ts';
import { TargetHistory } from './target-history.tsx';
import { TargetsToConfirm } from './targets-to-confirm.tsx';

/** Targets in force, the sentence that sets each, and the reading made of it. */
export function TargetTable({ conventions, canAmend }: { conventions: readonly Convention[]; canAmend: boolean }) {
  const trpc = useTRPC();
  const targets = useQuery(trpc.catalogue.targetsInForce.queryOptions());
  const [amended, setAmended] = useState<TargetRow | null>(null);
  const [history, setHistory] = useState<TargetRow | null>(null);
  if (targets.isPending) return <Loading shape="table" label="Chargement des cibles" />;
  if (targets.isError) return <ErrorState onRetry={() => targets.refetch()}>{errorMessage(targets.error)}</ErrorState>;
  return (
    <>
      <TargetsToConfirm conventions={conventions} targets={targets.data} onFix={canAmend ? setAmended : null} />
      <Section
        title="Cibles en vigueur"
        lead={
          'Quand la convention est muette ou ambiguë, la lecture retenue est une hypothèse\u00a0: la coordination peut la changer par un avenant daté.'
        }
      >
        <Table
          caption="Cibles par indicateur et par année"
          hideCaption
          cardsOnPhone
          rows={targets.data}
          rowKey={(target) => `${target.code}-${target.year}`}
          columns={[
            {
              key: 'label',
              header: 'Indicateur',
              rowHeader: true,
              cell: (target) => <Link href={`/indicateurs/${target.code}`}>{target.label}</Link>,
            },
            { key: 'year', header: 'Année', align: 'number', cell: (target) => target.year },
            { key: 'value', header: 'Cible', align: 'number', nowrap: true, cell: (target) => target.text },
            {
              key: 'reading',
              header: 'Lecture',
              cell: (target) =>
                target.reading === 'stated' ? <Tag variant="published">écrite</Tag> : <Tag variant="assumption" />,
            },
            {
              key: 'quote',
              header: 'Phrase de la convention',
              cell: (target) => (
                <>
                  <q>{target.quote.replace(/^«\s*|\s*»$/gu, '')}</q>
                  {target.note && <p>{target.note}</p>}
                  {target.act && (
                    <p>
                      {`Modifiée par ${target.act}\u00a0: ${target.reason ?? ''}`}{' '}
                      <Button size="small" variant="quiet" icon="list" onClick={() => setHistory(target)}>
                        {`Cibles successives ${target.year}`}
                      </Button>
                    </p>
                  )}
                </>
              ),
            },
            ...(canAmend
              ? [
                  {
                    key: 'amend',
                    header: 'Avenant',
                    cell: (target: TargetRow) => (
                      <Button size="small" variant="quiet" icon="edit" onClick={() => setAmended(target)}>
                        {`Modifier la cible ${target.year}`}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {history && <TargetHistory {...history} onClose={() => setHistory(null)} />}
      {amended && <AmendDialog target={amended} onClose={() => setAmended(null)} />}
    </>
  );
}
