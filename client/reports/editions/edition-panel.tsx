import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchDate, frenchRelativeDays } from '../../../shared/domain/words/french-format.ts';
import { useSession } from '../../lib/session.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage, errorReference } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { EditionCard } from './edition-card.tsx';
import { EditionComparison } from './edition-comparison.tsx';
import { EditionFreezeDialog } from './edition-freeze-dialog.tsx';
import { EditionVoteDialog } from './edition-vote-dialog.tsx';
import { SendingDialog } from './sending-dialog.tsx';

type Asked = { act: 'freeze' | 'vote' | 'send' | 'compare'; id: number } | null;

function useOpenEdition(year: number) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  return useMutation(
    trpc.editions.open.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.editions.forYear.queryFilter({ year })),
    }),
  );
}

const deadlineWords = ({ date, daysLeft, met }: { date: string; daysLeft: number; met: boolean }) =>
  met
    ? `Transmis. L’échéance était le ${frenchDate(date)}.`
    : daysLeft < 0
      ? `Échéance dépassée\u00a0: à transmettre au Préfet, après délibération, depuis le ${frenchDate(date)} (${frenchRelativeDays(daysLeft)}).`
      : `À transmettre au Préfet, après délibération, au plus tard le ${frenchDate(date)} (${frenchRelativeDays(daysLeft)}).`;

/** The editions of a year's report: what was frozen, voted, sent, and what may be done with each. */
export function EditionPanel({ year }: { year: number }) {
  const trpc = useTRPC();
  const writes = useSession().data?.viewer?.role === 'coordinator';
  const query = useQuery(trpc.editions.forYear.queryOptions({ year }, { staleTime: 0 }));
  const open = useOpenEdition(year);
  const [asked, setAsked] = useState<Asked>(null);
  if (query.isPending) return <Loading label="Chargement des éditions" lines={4} />;
  if (query.isError)
    return (
      <ErrorState reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  const { editions, deadline } = query.data;
  const close = () => setAsked(null);
  const subject = editions.find(({ id }) => id === asked?.id);
  const isOpen = (kind: string) => editions.some((one) => one.kind === kind && one.status === 'draft');
  const hasFrozen = editions.some(({ kind, status }) => kind === 'report' && status !== 'draft');
  return (
    <Section
      title="Les éditions"
      lead={deadlineWords(deadline)}
      actions={
        writes && (
          <>
            {!isOpen('report') && (
              <Button icon="plus" busy={open.isPending} onClick={() => open.mutate({ year, kind: 'report' })}>
                Préparer une édition
              </Button>
            )}
            {hasFrozen && !isOpen('addendum') && (
              <Button icon="plus" busy={open.isPending} onClick={() => open.mutate({ year, kind: 'addendum' })}>
                Préparer un addendum
              </Button>
            )}
          </>
        )
      }
    >
      {open.isError && <Callout tone="danger" live="assertive" title={errorMessage(open.error)} />}
      {editions.length === 0 && (
        <p>
          {writes
            ? 'Aucune édition pour cette année. Figer une édition garde ses chiffres, ses textes, ses définitions et ses fichiers, pour toujours.'
            : 'Aucune édition du rapport n’est encore disponible pour cette année.'}
        </p>
      )}
      <div className="editions">
        {editions.map((one) => (
          <EditionCard key={one.id} edition={one} year={year} onAct={(act) => setAsked({ act, id: one.id })} />
        ))}
      </div>
      {subject && asked?.act === 'freeze' && <EditionFreezeDialog edition={subject} year={year} onClose={close} />}
      {subject && asked?.act === 'vote' && <EditionVoteDialog edition={subject} year={year} onClose={close} />}
      {subject && asked?.act === 'send' && <SendingDialog edition={subject} year={year} onClose={close} />}
      {subject && asked?.act === 'compare' && (
        <EditionComparison edition={subject} editions={editions} onClose={close} />
      )}
    </Section>
  );
}
