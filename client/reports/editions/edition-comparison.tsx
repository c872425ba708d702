import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { areaWords, changedMonthsWords } from '../../../shared/domain/report/edition-comparison.ts';
import { type SettingName, settingDefinitions } from '../../../shared/schemas/settings.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table } from '../../ui/table/table.tsx';
import type { EditionShown } from './edition-card.tsx';

const settingLabel = (name: string) => settingDefinitions[name as SettingName]?.label ?? name;

/** What an edition and another, or the figures of the day, do not say alike, and why. */
export function EditionComparison({
  edition,
  editions,
  onClose,
}: {
  edition: EditionShown;
  editions: EditionShown[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const [against, setAgainst] = useState('');
  const query = useQuery(
    trpc.editions.compare.queryOptions(
      { id: edition.id, against: against === '' ? null : Number(against) },
      { staleTime: 0 },
    ),
  );
  const others = editions.filter(
    ({ id, kind, status }) => id !== edition.id && kind === 'report' && status !== 'draft',
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title={`Comparer l’édition n°\u00a0${edition.number}`}
      description="Ce que l’une dit et que l’autre ne dit pas, de la plus ancienne à la plus récente, avec la raison quand elle est connue."
      footer={<Button onClick={onClose}>Fermer</Button>}
    >
      <div className="edition-form">
        <Select
          label="Avec"
          options={[
            { value: '', label: 'la dernière publication et les textes du jour' },
            ...others.map((one) => ({ value: String(one.id), label: one.words })),
          ]}
          value={against}
          onChange={setAgainst}
        />
        {query.isPending && <Loading label="Comparaison" lines={5} />}
        {query.isError && <Callout tone="danger" live="assertive" title={errorMessage(query.error)} />}
        {query.data && (
          <Table
            caption="Ce qui a changé"
            columns={[
              { key: 'area', header: 'Quoi', cell: (one) => areaWords[one.area] },
              {
                key: 'label',
                header: 'Où',
                rowHeader: true,
                cell: (one) => (one.area === 'setting' ? settingLabel(one.key) : one.label),
              },
              { key: 'from', header: 'Avant', cell: (one) => one.from },
              {
                key: 'to',
                header: 'Après',
                cell: (one) => (
                  <>
                    {one.to}
                    {one.months.length > 0 && <div className="edition-months">{changedMonthsWords(one)}</div>}
                  </>
                ),
              },
              { key: 'why', header: 'Pourquoi', cell: (one) => one.why.join(' ') || '–' },
            ]}
            rows={query.data.changes}
            rowKey={(one) => `${one.area} ${one.key}`}
            empty="Rien n’a changé."
            cardsOnPhone
          />
        )}
      </div>
    </Dialog>
  );
}
