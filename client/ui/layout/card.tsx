import { type ReactNode, useId } from 'react';
import { joinClasses } from '../text/join-classes.ts';
import './card.css';

export interface CardProps {
  children: ReactNode;
  /** Names the card as a region; without it the card is only a frame. */
  title?: ReactNode;
  headingLevel?: 2 | 3 | 4;
  /** At the right of the title: a tag, a small button. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Without inner padding, for a table that fills the frame. */
  flush?: boolean;
}

export function Card({ children, title, headingLevel = 2, actions, footer, flush = false }: CardProps) {
  const id = useId();
  const Heading = `h${headingLevel}` as const;
  const Frame = title ? 'section' : 'div';
  return (
    <Frame className={joinClasses('card', flush && 'card-flush')} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <div className="card-head">
          {title && (
            <Heading id={id} className="card-title">
              {title}
            </Heading>
          )}
          {actions && <div className="card-actions">{actions}</div>}
        </div>
      )}
      <div className="card-body">{children}</div>
      {footer && <div className="card-footer">{footer}</div>}
    </Frame>
  );
}

/** Cards side by side, as many as fit at `minimum` width each; one column on a phone. */
export function CardGrid({
  children,
  minimum = 'medium',
}: {
  children: ReactNode;
  minimum?: 'small' | 'medium' | 'large';
}) {
  return <div className={`card-grid card-grid-${minimum}`}>{children}</div>;
}
