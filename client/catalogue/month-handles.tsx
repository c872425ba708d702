import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { monthsOfYear } from '../../shared/domain/month.ts';
import { frenchDecimal, frenchMonthName, frenchMonthShort } from '../../shared/domain/words/french-format.ts';
import './month-handles.css';

const months = monthsOfYear(2000);

interface HandlesProps {
  /** What the twelve numbers are: « Poids des mois ». */
  label: string;
  values: readonly number[];
  /** The top of each handle's way. */
  max: number;
  step: number;
  onChange: (values: number[]) => void;
}

const moves: Record<string, number> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
};

function rounded(value: number, max: number, step: number): number {
  const kept = Math.round(Math.min(max, Math.max(0, value)) / step) * step;
  return Number(kept.toFixed(4));
}

/** Twelve numbers, one a month: by dragging or with the arrows, and by typing in the table under them. Both say the same. */
export function MonthHandles({ label, values, max, step, onChange }: HandlesProps) {
  const id = useId();
  const set = (index: number, value: number) =>
    onChange(values.map((one, rank) => (rank === index ? rounded(value, max, step) : one)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in Safari 15.
    <div role="group" aria-labelledby={id} className="month-handles">
      <p id={id} className="field-label">
        {label}
      </p>
      <div className="month-handles-bars">
        {months.map((month, index) => (
          <Handle
            key={month}
            name={frenchMonthName(month)}
            value={values[index] ?? 0}
            max={max}
            step={step}
            onValue={(value) => set(index, value)}
          />
        ))}
      </div>
      <table className="month-handles-table">
        <caption className="visually-hidden">{`${label}, en nombres`}</caption>
        <tbody>
          <tr>
            {months.map((month, index) => (
              <td key={month}>
                <label htmlFor={`${id}-${index}`} title={frenchMonthName(month)}>
                  {frenchMonthShort(month)}
                </label>
                <input
                  id={`${id}-${index}`}
                  type="number"
                  min={0}
                  max={max}
                  step={step}
                  value={values[index] ?? 0}
                  onChange={(event) => set(index, Number(event.target.value))}
                />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface HandleProps {
  name: string;
  value: number;
  max: number;
  step: number;
  onValue: (value: number) => void;
}

function Handle({ name, value, max, step, onValue }: HandleProps) {
  const onKey = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move) onValue(value + move * step);
    else if (event.key === 'Home') onValue(0);
    else if (event.key === 'End') onValue(max);
    else return;
    event.preventDefault();
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onValue(((box.bottom - event.clientY) / box.height) * max);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={frenchDecimal(value, 2)}
      className="month-handle"
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && follow(event)}
    >
      <span className="month-handle-bar" style={{ '--month-handle': max > 0 ? Math.min(1, value / max) : 0 }} />
    </span>
  );
}
