import { TextInput } from '../../ui/form/text-input.tsx';

interface CodeInputProps {
  value: string;
  onChange: (value: string) => void;
  hint: string;
}

/** A code of six digits, which telephones offer to fill in; a recovery code has letters, so the keyboard stays whole. */
export function CodeInput({ value, onChange, hint }: CodeInputProps) {
  return (
    <TextInput
      label="Code à usage unique"
      hint={hint}
      width="medium"
      required
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
