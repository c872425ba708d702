import type { ReactNode } from 'react';
import { joinClasses } from '../text/join-classes.ts';
import './key-figure.css';

export interface KeyFigureProps {
  label: ReactNode;
  /** Already written in French: « 1 234 », or the word for a missing value. */
  value: ReactNode;
  unit?: ReactNode;
  /** « sur 120 attendus », a delta, the coverage, the date. */
  note?: ReactNode;
  /** A sparkline, a progress bar. */
  chart?: ReactNode;
  /** A Status or a Tag, under the value. */
  status?: ReactNode;
  /** « Pourquoi ce chiffre ? » */
  action?: ReactNode;
  /** The value is a word (« non reçu »): smaller and muted, never mistaken for a number. */
  missing?: boolean;
}

export function KeyFigure({ label, value, unit, note, chart, status, action, missing = false }: KeyFigureProps) {
  return (
    <div className={missing ? 'key-figure key-figure-missing' : 'key-figure'}>
      <p className="key-figure-label">{label}</p>
      <div className="key-figure-line">
        <p>
          <span className="key-figure-value">{value}</span>
          {unit && <span className="key-figure-unit">{unit}</span>}
        </p>
        {action}
      </div>
      {status && <div>{status}</div>}
      {chart && <div className="key-figure-chart">{chart}</div>}
      {note && <div className="key-figure-note">{note}</div>}
    </div>
  );
}

/** Key figures in a frame, separated by hairlines; as many per line as fit. */
export function KeyFigureGroup({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={joinClasses('key-figure-group', className)}>{children}</div>;
}
