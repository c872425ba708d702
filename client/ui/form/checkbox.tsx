import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import './checkbox.css';

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type' | 'onChange'> {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  hideLabel?: boolean;
  /** Some of what it commands is ticked, not all. */
  indeterminate?: boolean;
}

export function Checkbox({
  label,
  hint,
  checked,
  onChange,
  hideLabel,
  indeterminate = false,
  id,
  ...rest
}: CheckboxProps) {
  const generated = useId();
  const controlId = id ?? generated;
  return (
    <div className="checkbox">
      <input
        {...rest}
        id={controlId}
        type="checkbox"
        className="checkbox-box"
        checked={checked}
        aria-describedby={hint ? `${controlId}-aide` : undefined}
        ref={(box) => {
          if (box) box.indeterminate = indeterminate;
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={controlId} className={hideLabel ? 'visually-hidden' : 'checkbox-label'}>
          {label}
        </label>
        {hint && (
          <p id={`${controlId}-aide`} className="field-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
