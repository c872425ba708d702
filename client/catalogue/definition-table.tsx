import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimeRule } from '../../shared/domain/indicator.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { DefineDialog, type Definition } from './definition-dialogs.tsx';
import { timeRuleWords } from './time-rule-demo.tsx';
import { TimeRuleDialog } from './time-rule-dialog.tsx';

function Versions({ versions }: Pick<Definition, 'versions'>) {
  const [current, ...former] = versions.toReversed();
  if (!current) return null;
  return (
    <>
      <p className="table-note">{current.definition}</p>
      <p className="field-hint">{`Formule\u00a0: ${current.formula}`}</p>
      {former.length > 0 && (
        <details>
          <summary>{`Version ${current.version} depuis ${frenchMonth(current.validFrom)}\u00a0: ${current.reason ?? ''}`}</summary>
          <ul className="plain-list">
            {former.map((one) => (
              <li
                key={one.version}
              >{`Version ${one.version}, depuis ${frenchMonth(one.validFrom)}\u00a0: ${one.definition}`}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Every indicator with its definition in force, those before it, and its time rule. */
export function DefinitionTable({ canAmend }: { canAmend: boolean }) {
  const trpc = useTRPC();
  const definitions = useQuery(trpc.catalogue.definitions.queryOptions());
  const [defined, setDefined] = useState<Definition | null>(null);
  const [ruled, setRuled] = useState<Definition | null>(null);
  if (definitions.isPending) return <Loading shape="table" label="Chargement des définitions" />;
  if (definitions.isError)
    return <ErrorState onRetry={() => definitions.refetch()}>{errorMessage(definitions.error)}</ErrorState>;
  return (
    <Section
      title="Indicateurs et définitions"
      lead="Une nouvelle définition garde l’ancienne, marque une rupture, et aucun total ne traverse la rupture."
    >
      <Table
        caption="Indicateurs, définitions et règles de temps"
        hideCaption
        cardsOnPhone
        rows={definitions.data}
        rowKey={(one) => one.code}
        columns={[
          {
            key: 'label',
            header: 'Indicateur',
            rowHeader: true,
            cell: (one) => (
              <>
                <Link href={`/indicateurs/${one.code}`}>{one.label}</Link>{' '}
                {one.stated ? <Tag variant="published">annexe</Tag> : <Tag variant="assumption">proposé</Tag>}
              </>
            ),
          },
          { key: 'definition', header: 'Définition en vigueur', cell: (one) => <Versions versions={one.versions} /> },
          {
            key: 'rule',
            header: 'Règle de temps',
            cell: (one) => timeRuleWords[one.timeRule as TimeRule].label,
          },
          ...(canAmend
            ? [
                {
                  key: 'change',
                  header: 'Changer',
                  cell: (one: Definition) => (
                    <>
                      <Button size="small" variant="quiet" icon="edit" onClick={() => setDefined(one)}>
                        {`Définition ${one.code}`}
                      </Button>
                      {one.computed === null && (
                        <Button size="small" variant="quiet" icon="calendar" onClick={() => setRuled(one)}>
                          {`Règle ${one.code}`}
                        </Button>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {defined && <DefineDialog indicator={defined} onClose={() => setDefined(null)} />}
      {ruled && <TimeRuleDialog indicator={ruled} onClose={() => setRuled(null)} />}
    </Section>
  );
}
