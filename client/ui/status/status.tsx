import type { ReactNode } from 'react';
import { joinClasses } from '../text/join-classes.ts';
import './status.css';

export type StatusTone = 'good' | 'watch' | 'bad' | 'info' | 'neutral';

/** Each shape is told apart without colour, in print and by people who confuse red and green. */
export type StatusShape =
  | 'circle'
  | 'check'
  | 'triangle'
  | 'square'
  | 'arrow-down'
  | 'arrow-up'
  | 'ring'
  | 'dash'
  | 'dot'
  | 'clock'
  | 'return'
  | 'pencil'
  | 'lock';

const drawings: Record<StatusShape, ReactNode> = {
  circle: <circle cx="8" cy="8" r="5.5" />,
  check: (
    <path d="M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm-1 9.700L3.800 8l1.200-1.200 2 2 4-4L12.200 6 7 11.200Z" />
  ),
  triangle: <path d="M8 1.500 15 14H1Z" />,
  square: <path d="M2.500 2.500h11v11h-11Z" />,
  'arrow-down': <path d="M6 1.500h4V8h4L8 14.500 2 8h4Z" />,
  'arrow-up': <path d="M6 14.500h4V8h4L8 1.500 2 8h4Z" />,
  ring: <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2.200a3.800 3.800 0 1 1 0 7.600 3.800 3.800 0 0 1 0-7.600Z" />,
  dot: <circle cx="8" cy="8" r="1.8" />,
  dash: <path d="M2 6.700h12v2.600H2Z" />,
  clock: (
    <path d="M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm-.9 2.500h1.800v3.600l2.500 1.500-.9 1.500L7.100 8.700Z" />
  ),
  return: <path d="M6.500 2v3H9a4.500 4.500 0 0 1 0 9H4v-2.200h5a2.300 2.300 0 0 0 0-4.600H6.500v3L1.500 6Z" />,
  pencil: <path d="M2 11.200 10.700 2.500l2.800 2.800L4.800 14H2Z" />,
  lock: <path d="M4.500 7V5a3.500 3.500 0 0 1 7 0v2H13v7.500H3V7Zm2 0h3V5a1.500 1.500 0 0 0-3 0Z" />,
};

export interface StatusProps {
  tone: StatusTone;
  shape: StatusShape;
  /** The word: a status is never a colour alone. */
  children: ReactNode;
  /** `plain`: no frame, for a dense table. */
  variant?: 'badge' | 'plain';
  /** A second line or a doubt: « sur 9 structures sur 11 ». */
  note?: ReactNode;
}

/** A word, a shape and a colour, always the three. */
export function Status({ tone, shape, children, variant = 'badge', note }: StatusProps) {
  return (
    <span className={joinClasses('status', `status-${tone}`, `status-${variant}`)}>
      <svg className="status-shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {drawings[shape]}
      </svg>
      <span className="status-word">{children}</span>
      {note && <span className="status-note">{note}</span>}
    </span>
  );
}
