import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ActionMoney,
  type FunderLine,
  type LineAmounts,
  lineAmounts,
  lineAmountWords,
  STATE_FUNDER,
} from '../../shared/domain/finance/finance-year.ts';
import { useTRPC } from '../lib/trpc.ts';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { AmountField, type TypedAmount } from './amount-field.tsx';
import { useWritten } from './finance-data.ts';
import { FormDialog } from './form-dialog.tsx';

type Typed = Record<keyof LineAmounts, TypedAmount>;

const blank: Typed = {
  askedCents: null,
  grantedCents: null,
  committedCents: null,
  paidCents: null,
  cofinancedCents: null,
};

const hints: Partial<Record<keyof LineAmounts, string>> = {
  grantedCents: 'Seulement si un acte affecte cette somme à cette ligne.',
  cofinancedCents: 'Ce que ce financeur apporte à côté de l’État.',
};

/** What a funder does for a line of the annex: a new line, or the one that is there. */
export function LineDialog({
  year,
  action,
  line,
  funders,
  onClose,
}: {
  year: number;
  action: Pick<ActionMoney, 'key' | 'title'>;
  line: FunderLine | null;
  /** Names already used this year, proposed so that they are written alike. */
  funders: readonly string[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const save = useMutation(trpc.finance.saveLine.mutationOptions(useWritten(onClose)));
  const [funder, setFunder] = useState(line?.funder ?? '');
  const [amounts, setAmounts] = useState<Typed>(line ?? blank);
  const [document, setDocument] = useState(line?.document ?? '');
  const [note, setNote] = useState(line?.note ?? '');
  const known = Object.fromEntries(
    lineAmounts.map((one) => [one, amounts[one] === 'wrong' ? null : amounts[one]]),
  ) as LineAmounts;
  return (
    <FormDialog
      title={line ? `${line.funder}\u00a0: modifier les montants` : 'Ajouter un financeur'}
      description={`${action.title}, ${year}. Laissez vide ce que vous ne connaissez pas\u00a0: vide n’est pas zéro.`}
      submitLabel="Enregistrer"
      mutation={save}
      ready={funder.trim().length >= 2 && !lineAmounts.some((one) => amounts[one] === 'wrong')}
      onSubmit={() =>
        save.mutate({
          ...{ year, action: action.key, funder: funder.trim(), ...known },
          ...{ document: document.trim(), note: note.trim(), version: line?.version ?? null },
        })
      }
      onClose={onClose}
    >
      <TextInput
        label="Financeur"
        required
        list="financeurs"
        disabled={line !== null}
        value={funder}
        onChange={(event) => setFunder(event.target.value)}
      />
      <datalist id="financeurs">
        {[STATE_FUNDER, ...funders.filter((one) => one !== STATE_FUNDER)].map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className="finance-amounts">
        {lineAmounts.map((one) => (
          <AmountField
            key={one}
            label={lineAmountWords[one]}
            hint={hints[one]}
            value={amounts[one]}
            onChange={(amount) => setAmounts((before) => ({ ...before, [one]: amount }))}
          />
        ))}
      </div>
      <TextInput
        label="Pièce"
        hint="Référence de l’acte, du mandat ou du justificatif. Le fichier reste chez vous."
        value={document}
        onChange={(event) => setDocument(event.target.value)}
      />
      <TextArea label="Note" rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
    </FormDialog>
  );
}
