import { useEffect, useRef } from 'react';
import { Callout } from '../../ui/status/callout.tsx';

/** A refusal that takes the focus when it appears, so that the keyboard and the screen reader start from it. */
export function Refusal({ title, message }: { title: string; message: string | null }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (message) frame.current?.focus();
  }, [message]);
  if (!message) return null;
  return (
    <div ref={frame} tabIndex={-1}>
      <Callout tone="danger" title={title} live="assertive">
        {message}
      </Callout>
    </div>
  );
}
