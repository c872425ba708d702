import { TextInput } from '../ui/form/text-input.tsx';

export interface AddressInputProps {
  value: string;
  onChange: (address: string) => void;
  /** Known already, and only shown. */
  readOnly?: boolean;
}

/** The address that one signs in with. */
export function AddressInput({ value, onChange, readOnly = false }: AddressInputProps) {
  return (
    <TextInput
      label="Adresse électronique"
      type="email"
      autoComplete="username"
      required={!readOnly}
      readOnly={readOnly}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
