import type { ReactNode } from 'react';
import { Button } from '../form/button.tsx';
import './filter-bar.css';

export interface FilterBarProps {
  /** Selects, month pickers, segmented choices. */
  children: ReactNode;
  /** Names the region; « Filtres » by default. */
  label?: string;
  /** Shown as « Effacer les filtres » when given: pass it only while a filter is set. */
  onReset?: () => void;
  /** What the filters leave: « 12 indicateurs sur 17 », announced when it changes. */
  summary?: ReactNode;
}

export function FilterBar({ children, label = 'Filtres', onReset, summary }: FilterBarProps) {
  return (
    <search className="filter-bar" aria-label={label}>
      <div className="filter-bar-controls">{children}</div>
      <div className="filter-bar-end">
        <p className="filter-bar-summary" role="status">
          {summary}
        </p>
        {onReset && (
          <Button variant="quiet" size="small" icon="close" onClick={onReset}>
            Effacer les filtres
          </Button>
        )}
      </div>
    </search>
  );
}
