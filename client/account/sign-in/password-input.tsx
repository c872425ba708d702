import { type ReactNode, type Ref, useState } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { VisuallyHidden } from '../../ui/text/visually-hidden.tsx';

interface PasswordInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A password that can be shown: people type long ones better when they see them. */
export function PasswordInput({ onChange, autoComplete, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      {...rest}
      required
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={128}
      onChange={(event) => onChange(event.target.value)}
      suffix={
        <Button size="small" variant="quiet" icon="eye" onClick={() => setShown(!shown)}>
          {shown ? 'Masquer' : 'Afficher'}
          <VisuallyHidden> le mot de passe</VisuallyHidden>
        </Button>
      }
    />
  );
}
