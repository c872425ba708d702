import { type ReactNode, useId } from 'react';
import { Icon } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import './field.css';

/** What the control must carry so that its label, hint and error reach a screen reader. */
export interface FieldControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: boolean | undefined;
}

/** The part that every form control of the kit shares. */
export interface FieldText {
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence that says what is wrong and the way out. */
  error?: ReactNode;
  required?: boolean;
  /** Keeps the label for screen readers only, when the place says it (a filter bar, a table cell). */
  hideLabel?: boolean;
}

export interface FieldProps extends FieldText {
  children: (control: FieldControlProps) => ReactNode;
  id?: string;
}

/** Label above, hint, control, error below, tied together by `aria-describedby`. */
export function Field({ label, hint, error, required = false, hideLabel = false, children, id }: FieldProps) {
  const generated = useId();
  const controlId = id ?? generated;
  const hintId = hint ? `${controlId}-aide` : undefined;
  const errorId = error ? `${controlId}-erreur` : undefined;
  return (
    <div className={joinClasses('field', Boolean(error) && 'field-invalid')}>
      <label htmlFor={controlId} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
        {required && <span className="field-required"> (obligatoire)</span>}
      </label>
      {hint && (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
      {children({
        id: controlId,
        'aria-describedby': [hintId, errorId].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
        required: required || undefined,
      })}
      {error && (
        <p id={errorId} className="field-error">
          <Icon name="alert" size="small" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
