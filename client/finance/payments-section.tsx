import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FinanceYear, StatePaymentMoney } from '../../shared/domain/finance/finance-year.ts';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { AmountField, type TypedAmount } from './amount-field.tsx';
import { amountCell, useWritten } from './finance-data.ts';
import { FormDialog } from './form-dialog.tsx';
import { RemovalDialog } from './removal-dialog.tsx';

function PaymentDialog({
  year,
  payment,
  onClose,
}: {
  year: number;
  payment: StatePaymentMoney | null;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const save = useMutation(trpc.finance.savePayment.mutationOptions(useWritten(onClose)));
  const [amount, setAmount] = useState<TypedAmount>(payment?.amountCents ?? null);
  const [paidOn, setPaidOn] = useState(payment?.paidOn ?? '');
  const [reference, setReference] = useState(payment?.reference ?? '');
  return (
    <FormDialog
      title={payment ? 'Modifier un versement de l’État' : 'Enregistrer un versement de l’État'}
      description={`Au titre de l’année ${year}.`}
      submitLabel="Enregistrer"
      mutation={save}
      ready={typeof amount === 'number' && amount > 0 && paidOn !== '' && reference.trim().length >= 2}
      onSubmit={() => {
        if (typeof amount === 'number')
          save.mutate({
            ...{ id: payment?.id ?? null, version: payment?.version ?? null },
            ...{ year, amountCents: amount, paidOn, reference: reference.trim() },
          });
      }}
      onClose={onClose}
    >
      <AmountField label="Montant" required value={amount} onChange={setAmount} />
      <TextInput
        label="Versé le"
        type="date"
        required
        width="medium"
        value={paidOn}
        onChange={(event) => setPaidOn(event.target.value)}
      />
      <TextInput
        label="Référence"
        hint="Numéro du titre de recette ou de l’ordre de paiement."
        required
        minLength={2}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
    </FormDialog>
  );
}

function Removal({ payment, onClose }: { payment: StatePaymentMoney; onClose: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.finance.removePayment.mutationOptions(useWritten(onClose)));
  return (
    <RemovalDialog
      title={`Retirer le versement ${payment.reference}`}
      mutation={remove}
      onConfirm={(reason) => remove.mutate({ id: payment.id, version: payment.version, reason })}
      onClose={onClose}
    />
  );
}

type Asked = { kind: 'edit'; payment: StatePaymentMoney | null } | { kind: 'remove'; payment: StatePaymentMoney };

/** What the State paid for the year, and by when it has to. */
export function PaymentsSection({ finance, canWrite }: { finance: FinanceYear; canWrite: boolean }) {
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  const columns: TableColumn<StatePaymentMoney>[] = [
    {
      key: 'reference',
      header: 'Référence',
      rowHeader: true,
      cell: ({ reference, fictitious }) => (
        <>
          {reference} {fictitious && <Tag variant="fictitious" />}
        </>
      ),
    },
    { key: 'paidOn', header: 'Versé le', nowrap: true, cell: ({ paidOn }) => frenchShortDate(paidOn) },
    { key: 'amount', header: 'Montant', align: 'number', cell: ({ amountCents }) => amountCell(amountCents) },
    ...(canWrite
      ? [
          {
            key: 'acts',
            header: 'Agir',
            nowrap: true,
            cell: (payment: StatePaymentMoney) => (
              <>
                <Button
                  variant="quiet"
                  size="small"
                  icon="edit"
                  iconOnly
                  onClick={() => ask({ kind: 'edit', payment })}
                >
                  {`Modifier\u00a0: ${payment.reference}`}
                </Button>
                <Button
                  variant="quiet"
                  size="small"
                  icon="trash"
                  iconOnly
                  onClick={() => ask({ kind: 'remove', payment })}
                >
                  {`Retirer\u00a0: ${payment.reference}`}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title="Versement de l’État"
      lead={finance.payment.text}
      actions={
        canWrite && (
          <Button size="small" icon="plus" onClick={() => ask({ kind: 'edit', payment: null })}>
            Enregistrer un versement
          </Button>
        )
      }
    >
      <Table
        caption={`Versements de l’État au titre de ${finance.year}`}
        hideCaption
        columns={columns}
        rows={finance.payments}
        rowKey={({ id }) => id}
        empty="Aucun versement de l’État n’est enregistré."
        cardsOnPhone
      />
      {asked?.kind === 'edit' && <PaymentDialog year={finance.year} payment={asked.payment} onClose={close} />}
      {asked?.kind === 'remove' && <Removal payment={asked.payment} onClose={close} />}
    </Section>
  );
}
