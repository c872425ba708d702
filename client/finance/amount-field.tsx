import { useState } from 'react';
import { readAmount, writtenAmount } from '../../shared/domain/finance/finance-cents.ts';
import { TextInput } from '../ui/form/text-input.tsx';

/** What a field of money holds: cents, nothing, or a text that is no amount. */
export type TypedAmount = number | null | 'wrong';

/** A field of money: written as people write it, given as cents; what cannot be an amount says why beside it. */
export function AmountField({
  label,
  value,
  onChange,
  required = false,
  hint,
}: {
  label: string;
  value: TypedAmount;
  onChange: (amount: TypedAmount) => void;
  required?: boolean;
  hint?: string;
}) {
  const [text, setText] = useState(typeof value === 'number' ? writtenAmount(value) : '');
  const read = readAmount(text);
  return (
    <TextInput
      label={label}
      hint={hint}
      required={required}
      inputMode="decimal"
      width="medium"
      suffix="€"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const next = readAmount(event.target.value);
        onChange('problem' in next ? 'wrong' : next.cents);
      }}
      error={'problem' in read ? `${read.problem} Écrivez par exemple 27 430 ou 27 430,50.` : undefined}
    />
  );
}
