import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { joinClasses } from '../text/join-classes.ts';
import { Field, type FieldText } from './field.tsx';
import './text-input.css';

export interface TextInputProps
  extends FieldText,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'size' | 'required' | 'children'> {
  /** What the field is expected to hold, so that its width tells it. */
  width?: 'short' | 'medium' | 'full';
  /** After the control: a unit, « % », « € ». */
  suffix?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextInput({
  label,
  hint,
  error,
  required,
  hideLabel,
  width = 'full',
  suffix,
  id,
  type = 'text',
  ...rest
}: TextInputProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} id={id}>
      {(control) => (
        <span className={joinClasses('text-input-line', `text-input-${width}`)}>
          <input {...rest} {...control} type={type} className="text-input" />
          {suffix && <span className="text-input-suffix">{suffix}</span>}
        </span>
      )}
    </Field>
  );
}
