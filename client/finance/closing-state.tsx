import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FinanceYear } from '../../shared/domain/finance/finance-year.ts';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { ConfirmDialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { useWritten } from './finance-data.ts';
import { FormDialog } from './form-dialog.tsx';
import { refusalWords } from './refusal-words.ts';

const parisDay = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });
const day = (instant: string) => frenchDate(parisDay.format(new Date(instant)));

function Reopening({ year, onClose }: { year: number; onClose: () => void }) {
  const trpc = useTRPC();
  const [reason, setReason] = useState('');
  const reopen = useMutation(trpc.finance.reopen.mutationOptions(useWritten(onClose)));
  return (
    <FormDialog
      title={`Rouvrir les comptes de ${year}`}
      description="Les montants pourront de nouveau changer. Une édition déjà figée du rapport ne change pas."
      submitLabel="Rouvrir les comptes"
      mutation={reopen}
      ready={reason.trim().length >= 3}
      onSubmit={() => reopen.mutate({ year, reason: reason.trim() })}
      onClose={onClose}
    >
      <TextArea label="Raison" required rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}

/** Whether the money of the year may still change, and who decided so. */
export function ClosingState({
  finance: { year, closed, reopened },
  canWrite,
}: {
  finance: FinanceYear;
  canWrite: boolean;
}) {
  const trpc = useTRPC();
  const [asked, ask] = useState<'close' | 'reopen' | null>(null);
  const close = useMutation(trpc.finance.close.mutationOptions(useWritten(() => ask(null))));
  return (
    <>
      <Callout
        tone={closed ? 'success' : 'info'}
        title={
          closed
            ? `Comptes de ${year} arrêtés le ${day(closed.at)} par ${closed.by}`
            : `Comptes de ${year} ouverts\u00a0: ces montants peuvent encore changer`
        }
        actions={
          canWrite && (
            <Button size="small" icon={closed ? 'undo' : 'lock'} onClick={() => ask(closed ? 'reopen' : 'close')}>
              {closed ? 'Rouvrir les comptes' : 'Arrêter les comptes'}
            </Button>
          )
        }
      >
        {!closed && reopened && `Rouverts le ${day(reopened.at)} par ${reopened.by}\u00a0: ${reopened.reason}`}
        {closed && 'Plus aucun montant de l’année ne s’écrit tant que les comptes ne sont pas rouverts.'}
      </Callout>
      {close.isError && (
        <Callout tone="danger" live="assertive">
          {refusalWords(close.error)}
        </Callout>
      )}
      <ConfirmDialog
        open={asked === 'close'}
        onOpenChange={(open) => !open && ask(null)}
        title={`Arrêter les comptes de ${year}\u202f?`}
        confirmLabel="Arrêter les comptes"
        busy={close.isPending}
        onConfirm={() => close.mutate({ year })}
      >
        Les montants de l’année ne pourront plus changer. Vous pourrez rouvrir les comptes en donnant une raison.
        L’étape «{'\u00a0'}finances{'\u00a0'}» du rapport sera faite.
      </ConfirmDialog>
      {asked === 'reopen' && <Reopening year={year} onClose={() => ask(null)} />}
    </>
  );
}
