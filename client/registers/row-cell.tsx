import type { RegisterColumn } from '../../shared/registers/register.ts';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';

const hints: Partial<Record<RegisterColumn['kind'], string>> = {
  date: 'jour/mois/année',
  key: 'Transformé en empreinte avant tout enregistrement.',
};
const units: Partial<Record<RegisterColumn['kind'], string>> = { euros: '€', percent: '%' };

/** One cell of a row, typed as in a partner's file: the same rules read it. */
export function RowCell({
  column,
  value,
  error,
  required,
  onChange,
}: {
  column: RegisterColumn;
  value: string;
  error: string | undefined;
  required: boolean;
  onChange: (text: string) => void;
}) {
  const { kind, label, choices } = column;
  const known = kind === 'yes-no' ? ['oui', 'non'] : kind === 'choice' && choices ? Object.keys(choices) : null;
  if (known) {
    const all = value === '' || known.includes(value) ? known : [value, ...known];
    return (
      <Select
        label={label}
        error={error}
        required={required}
        placeholder="Non connu"
        options={all.map((one) => ({ value: one, label: one }))}
        value={value}
        onChange={(chosen: string) => onChange(chosen)}
      />
    );
  }
  return (
    <TextInput
      label={label}
      hint={hints[kind]}
      error={error}
      required={required}
      suffix={units[kind]}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
