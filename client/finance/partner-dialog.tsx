import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentKind } from '../../shared/domain/finance/finance-alerts.ts';
import type { ActionMoney, PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { AmountField, type TypedAmount } from './amount-field.tsx';
import { useWritten } from './finance-data.ts';
import { FormDialog } from './form-dialog.tsx';
import { DocumentList, InstalmentList, type TypedDocument, type TypedInstalment } from './partner-parts.tsx';

const orNull = (text: string) => (text === '' ? null : text);
const cents = (amount: TypedAmount) => (amount === 'wrong' ? null : amount);

function typedParts(partner: PartnerMoney | null): { instalments: TypedInstalment[]; documents: TypedDocument[] } {
  return {
    instalments: (partner?.instalments ?? []).map((one, rank) => ({
      ...{ rank, label: one.label, dueDate: one.dueDate, amountCents: one.amountCents },
      ...{ paidOn: one.paidOn ?? '', paidCents: one.paidCents, reference: one.reference ?? '' },
    })),
    documents: (partner?.documents ?? []).map((one, rank) => ({
      ...{ rank, kind: one.kind as DocumentKind, reference: one.reference ?? '' },
      ...{ expectedOn: one.expectedOn ?? '', receivedOn: one.receivedOn ?? '' },
    })),
  };
}

/** A convention with a partner: a new one, or one that is there. */
export function PartnerDialog({
  year,
  lines,
  partner,
  onClose,
}: {
  year: number;
  lines: readonly ActionMoney[];
  partner: PartnerMoney | null;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const organisations = useQuery(trpc.finance.possiblePartners.queryOptions());
  const save = useMutation(trpc.finance.savePartner.mutationOptions(useWritten(onClose)));
  const [organisationId, setOrganisationId] = useState(partner ? String(partner.organisation.id) : '');
  const [text, setText] = useState({
    object: partner?.object ?? '',
    document: partner?.document ?? '',
    note: partner?.note ?? '',
    startDate: partner?.startDate ?? '',
    endDate: partner?.endDate ?? '',
  });
  const [amount, setAmount] = useState<TypedAmount>(partner?.amountCents ?? null);
  const [actions, setActions] = useState<string[]>(partner?.actions.map(({ key }) => key) ?? []);
  const [parts, setParts] = useState(() => typedParts(partner));
  const wrong = parts.instalments.some(
    (one) => typeof one.amountCents !== 'number' || one.paidCents === 'wrong' || one.dueDate === '' || one.label === '',
  );
  const field = (name: keyof typeof text) => ({
    value: text[name],
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  const submit = () => {
    if (typeof amount !== 'number') return;
    save.mutate({
      ...{ id: partner?.id ?? null, version: partner?.version ?? null, year, actions, amountCents: amount },
      ...{ organisationId: Number(organisationId), object: text.object, document: text.document, note: text.note },
      ...{ startDate: orNull(text.startDate), endDate: orNull(text.endDate) },
      instalments: parts.instalments.map(({ rank: _, ...one }) => ({
        ...{ ...one, paidOn: orNull(one.paidOn), paidCents: cents(one.paidCents) },
        amountCents: cents(one.amountCents) ?? 0,
      })),
      documents: parts.documents.map(({ rank: _, ...one }) => ({
        ...{ ...one, expectedOn: orNull(one.expectedOn), receivedOn: orNull(one.receivedOn) },
      })),
    });
  };
  return (
    <FormDialog
      title={partner ? `Modifier la convention avec ${partner.organisation.name}` : 'Ajouter une convention'}
      description={`Année ${year}.`}
      submitLabel="Enregistrer"
      size="large"
      mutation={save}
      ready={organisationId !== '' && typeof amount === 'number' && !wrong}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label="Partenaire"
        required
        placeholder="Choisir"
        disabled={partner !== null}
        options={(organisations.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={organisationId}
        onChange={setOrganisationId}
      />
      <TextInput label="Objet" required minLength={3} {...field('object')} />
      <div className="finance-amounts">
        <AmountField label="Montant de l’année" required value={amount} onChange={setAmount} />
        <TextInput label="Début" type="date" width="medium" {...field('startDate')} />
        <TextInput label="Fin" type="date" width="medium" {...field('endDate')} />
      </div>
      <TextInput label="Acte" hint="Délibération ou convention signée." required minLength={3} {...field('document')} />
      <fieldset className="finance-checks">
        <legend>Lignes de l’annexe qu’elle met en œuvre</legend>
        {lines.map(({ key, annexNumber, title }) => (
          <Checkbox
            key={key}
            label={annexNumber === null ? title : `${annexNumber}. ${title}`}
            checked={actions.includes(key)}
            onChange={(ticked) => setActions(ticked ? [...actions, key] : actions.filter((one) => one !== key))}
          />
        ))}
      </fieldset>
      <InstalmentList value={parts.instalments} onChange={(instalments) => setParts({ ...parts, instalments })} />
      <DocumentList value={parts.documents} onChange={(documents) => setParts({ ...parts, documents })} />
      <TextArea label="Note" rows={2} {...field('note')} />
    </FormDialog>
  );
}
