import type { Ref, SelectHTMLAttributes } from 'react';
import { Icon } from '../text/icon.tsx';
import { Field, type FieldText } from './field.tsx';
import './select.css';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
  /** Options that follow one another under the same group are gathered. */
  group?: string;
}

export interface SelectProps<Value extends string = string>
  extends FieldText,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'required' | 'children' | 'onChange' | 'value'> {
  options: ReadonlyArray<SelectOption<Value>>;
  value: Value | '';
  onChange: (value: Value) => void;
  /** The first, empty choice: « Choisir… ». Without it the first option is the choice. */
  placeholder?: string;
  ref?: Ref<HTMLSelectElement>;
}

function groupsOf<Value extends string>(options: ReadonlyArray<SelectOption<Value>>) {
  const groups: Array<{ name: string | undefined; options: Array<SelectOption<Value>> }> = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.name === option.group) last.options.push(option);
    else groups.push({ name: option.group, options: [option] });
  }
  return groups;
}

function OptionList({ options }: { options: readonly SelectOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  ));
}

/** The browser's own list: it works with the keyboard, the phone and the screen reader that people already know. */
export function Select<Value extends string = string>(props: SelectProps<Value>) {
  const { label, hint, error, required, hideLabel, id, options, value, onChange, placeholder, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} required={required} hideLabel={hideLabel} id={id}>
      {(control) => (
        <span className="select">
          <select
            {...rest}
            {...control}
            className="select-control"
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {groupsOf(options).map((group) =>
              group.name ? (
                <optgroup key={group.name} label={group.name}>
                  <OptionList options={group.options} />
                </optgroup>
              ) : (
                <OptionList key={group.options[0]?.value} options={group.options} />
              ),
            )}
          </select>
          <Icon name="chevron-down" size="small" />
        </span>
      )}
    </Field>
  );
}
