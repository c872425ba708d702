import { useId } from 'react';
import { addMonths, type Month, monthRank, monthsOfYear, yearOf } from '../../../shared/domain/month.ts';
import { frenchMonth, frenchMonthName } from '../../../shared/domain/words/french-format.ts';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import { Button } from './button.tsx';
import { Select } from './select.tsx';
import './month-picker.css';

export interface MonthPickerProps {
  /** The question: « Mois », « Début de la période ». */
  label: string;
  value: Month;
  onChange: (month: Month) => void;
  /** First and last month that may be chosen, both included. */
  min: Month;
  max: Month;
  hideLabel?: boolean;
}

function clampMonth(month: Month, min: Month, max: Month): Month {
  if (month < min) return min;
  return month > max ? max : month;
}

/** Two native lists and two arrows: `<input type="month">` follows the browser's language, not the page's. */
export function MonthPicker({ label, value, onChange, min, max, hideLabel = false }: MonthPickerProps) {
  const id = useId();
  const year = yearOf(value);
  const years = Array.from({ length: yearOf(max) - yearOf(min) + 1 }, (_, index) => String(yearOf(min) + index));
  const months = monthsOfYear(year).map((month) => ({
    value: month,
    label: frenchMonthName(month),
    disabled: month < min || month > max,
  }));
  const choose = (month: Month) => onChange(clampMonth(month, min, max));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line of a filter bar in Safari 15.
    <div role="group" aria-labelledby={id} className="month-picker">
      <span id={id} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </span>
      <div className="month-picker-line">
        <Button icon="chevron-left" iconOnly disabled={value <= min} onClick={() => choose(addMonths(value, -1))}>
          Mois précédent
        </Button>
        <Select label="Mois" hideLabel options={months} value={value} onChange={choose} />
        <Select
          label="Année"
          hideLabel
          options={years.map((text) => ({ value: text, label: text }))}
          value={String(year)}
          onChange={(text) => choose(addMonths(`${text}-01`, monthRank(value) - 1))}
        />
        <Button icon="chevron-right" iconOnly disabled={value >= max} onClick={() => choose(addMonths(value, 1))}>
          Mois suivant
        </Button>
      </div>
      <VisuallyHidden>
        <span role="status">{frenchMonth(value)}</span>
      </VisuallyHidden>
    </div>
  );
}
