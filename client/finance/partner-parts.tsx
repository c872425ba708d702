import { type DocumentKind, documentKinds } from '../../shared/domain/finance/finance-alerts.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { AmountField, type TypedAmount } from './amount-field.tsx';

/** An instalment while it is typed. `rank` names it before it has a number. */
export interface TypedInstalment {
  rank: number;
  label: string;
  dueDate: string;
  amountCents: TypedAmount;
  paidOn: string;
  paidCents: TypedAmount;
  reference: string;
}

/** A supporting document while it is typed. */
export interface TypedDocument {
  rank: number;
  kind: DocumentKind;
  reference: string;
  expectedOn: string;
  receivedOn: string;
}

const nextRank = (all: readonly { rank: number }[]) => Math.max(0, ...all.map(({ rank }) => rank)) + 1;

function changed<Part extends { rank: number }>(all: readonly Part[], rank: number, change: Partial<Part>): Part[] {
  return all.map((one) => (one.rank === rank ? { ...one, ...change } : one));
}

function InstalmentFields({
  one,
  set,
  remove,
}: {
  one: TypedInstalment;
  set: (change: Partial<TypedInstalment>) => void;
  remove: () => void;
}) {
  return (
    <fieldset className="finance-part">
      <legend>{one.label || 'Versement'}</legend>
      <TextInput label="Libellé" required value={one.label} onChange={(event) => set({ label: event.target.value })} />
      <TextInput
        label="Échéance"
        type="date"
        required
        width="medium"
        value={one.dueDate}
        onChange={(event) => set({ dueDate: event.target.value })}
      />
      <AmountField label="Prévu" required value={one.amountCents} onChange={(amountCents) => set({ amountCents })} />
      <TextInput
        label="Versé le"
        type="date"
        width="medium"
        value={one.paidOn}
        onChange={(event) => set({ paidOn: event.target.value })}
      />
      <AmountField
        label="Versé"
        hint={'Vide\u00a0: le montant prévu, s’il y a une date.'}
        value={one.paidCents}
        onChange={(paidCents) => set({ paidCents })}
      />
      <TextInput label="Mandat" value={one.reference} onChange={(event) => set({ reference: event.target.value })} />
      <Button variant="quiet" size="small" icon="trash" onClick={remove}>
        Retirer ce versement
      </Button>
    </fieldset>
  );
}

/** The instalments of a convention, one after the other. */
export function InstalmentList({
  value,
  onChange,
}: {
  value: TypedInstalment[];
  onChange: (value: TypedInstalment[]) => void;
}) {
  const add = () =>
    onChange([
      ...value,
      {
        ...{ rank: nextRank(value), label: '', dueDate: '', amountCents: null },
        ...{ paidOn: '', paidCents: null, reference: '' },
      },
    ]);
  return (
    <section aria-label="Versements" className="finance-parts">
      {value.map((one) => (
        <InstalmentFields
          key={one.rank}
          one={one}
          set={(change) => onChange(changed(value, one.rank, change))}
          remove={() => onChange(value.filter(({ rank }) => rank !== one.rank))}
        />
      ))}
      <Button variant="secondary" size="small" icon="plus" onClick={add}>
        Ajouter un versement
      </Button>
    </section>
  );
}

/** The supporting documents of a convention: their references, never their files. */
export function DocumentList({
  value,
  onChange,
}: {
  value: TypedDocument[];
  onChange: (value: TypedDocument[]) => void;
}) {
  const set = (rank: number, change: Partial<TypedDocument>) => onChange(changed(value, rank, change));
  return (
    <section aria-label="Pièces" className="finance-parts">
      {value.map((one) => (
        <fieldset key={one.rank} className="finance-part">
          <legend className="finance-capital">{documentKinds[one.kind]}</legend>
          <Select
            label="Pièce"
            options={(Object.keys(documentKinds) as DocumentKind[]).map((kind) => ({
              value: kind,
              label: documentKinds[kind],
            }))}
            value={one.kind}
            onChange={(kind) => set(one.rank, { kind })}
          />
          <TextInput
            label="Attendue le"
            type="date"
            width="medium"
            value={one.expectedOn}
            onChange={(event) => set(one.rank, { expectedOn: event.target.value })}
          />
          <TextInput
            label="Reçue le"
            type="date"
            width="medium"
            value={one.receivedOn}
            onChange={(event) => set(one.rank, { receivedOn: event.target.value })}
          />
          <TextInput
            label="Référence"
            value={one.reference}
            onChange={(event) => set(one.rank, { reference: event.target.value })}
          />
          <Button
            variant="quiet"
            size="small"
            icon="trash"
            onClick={() => onChange(value.filter(({ rank }) => rank !== one.rank))}
          >
            Retirer cette pièce
          </Button>
        </fieldset>
      ))}
      <Button
        variant="secondary"
        size="small"
        icon="plus"
        onClick={() =>
          onChange([
            ...value,
            { rank: nextRank(value), kind: 'activity-report', reference: '', expectedOn: '', receivedOn: '' },
          ])
        }
      >
        Ajouter une pièce
      </Button>
    </section>
  );
}
