import { type ComponentType, type RefObject, useEffect, useRef, useState } from 'react';

/**
 * The drawing that can be read point by point, once its place has been pointed at or reached by keyboard. Until then the
 * plain one is enough: a slow computer is spared 100 kB of script and their work for what nobody may ever point at. The
 * figure around stays mounted, so that its open table and the focus in it are not lost.
 */
export function useChartWhenPointedAt<Props>(
  importer: () => Promise<{ default: ComponentType<Props> }>,
): [RefObject<HTMLDivElement | null>, ComponentType<Props> | null] {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<{ Drawing: ComponentType<Props> } | null>(null);
  useEffect(() => {
    const element = place.current;
    const isOver = new AbortController();
    const bring = () =>
      importer().then(
        (module) => isOver.signal.aborted || setChart({ Drawing: module.default }),
        () => {}, // The plain drawing stays; the frame says that a part did not come.
      );
    const options = { once: true, signal: isOver.signal };
    element?.addEventListener('pointerenter', bring, options);
    element?.addEventListener('focusin', bring, options);
    return () => isOver.abort();
  }, [importer]);
  return [place, chart?.Drawing ?? null];
}
