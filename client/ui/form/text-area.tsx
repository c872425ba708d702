import type { Ref, TextareaHTMLAttributes } from 'react';
import { Field, type FieldText } from './field.tsx';
import './text-input.css';

export interface TextAreaProps
  extends FieldText,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'required' | 'children'> {
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hint, error, required, hideLabel, id, rows = 4, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} id={id}>
      {(control) => <textarea {...rest} {...control} rows={rows} className="text-input text-input-area" />}
    </Field>
  );
}
