import { joinClasses } from '../text/join-classes.ts';
import './loading.css';

export interface LoadingProps {
  /** Said to screen readers: « Chargement des indicateurs ». */
  label?: string;
  /** The shape that is awaited, so that nothing jumps when it comes. */
  shape?: 'text' | 'figures' | 'table' | 'chart' | 'page';
  /** Lines of text or of table. */
  lines?: number;
}

function Lines({ count, tall = false }: { count: number; tall?: boolean }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the grey lines have no identity and never move.
    <span key={index} className={joinClasses('loading-block', tall ? 'loading-row' : 'loading-line')} />
  ));
}

/** Grey blocks that keep the place of what comes. */
export function Loading({ label = 'Chargement', shape = 'text', lines = 4 }: LoadingProps) {
  return (
    <div className={`loading loading-${shape}`} role="status" aria-busy="true">
      <span className="visually-hidden">{label}…</span>
      <div className="loading-blocks" aria-hidden="true">
        {shape === 'page' && <span className="loading-block loading-title" />}
        {(shape === 'chart' || shape === 'page') && <span className="loading-block loading-area" />}
        {shape !== 'chart' && <Lines count={lines} tall={shape !== 'text'} />}
      </div>
    </div>
  );
}
