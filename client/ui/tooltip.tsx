import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import './tooltip.css';

export interface TooltipProps {
  /** A short complement, never the only place where something is said: a phone has no hover. */
  content: ReactNode;
  /** Something focusable: a button, a link. */
  children: ReactElement;
}

export function Tooltip({ content, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Content className="tooltip" sideOffset={6} collisionPadding={8}>
          {content}
          <Radix.Arrow className="tooltip-arrow" />
        </Radix.Content>
      </Radix.Root>
    </Radix.Provider>
  );
}
