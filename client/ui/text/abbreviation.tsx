import { useEffect, useId, useRef, useState } from 'react';
import './abbreviation.css';

/** Where the words go: under the term, pushed back inside the window. */
function placeUnder(element: HTMLElement) {
  const { left, bottom } = element.getBoundingClientRect();
  const width = Math.min(320, window.innerWidth - 16);
  return { left: Math.max(8, Math.min(left, window.innerWidth - width - 8)), top: bottom, maxWidth: width };
}

/**
 * An acronym with its words, on hover and on focus alike. They stay while the pointer is on them, and Escape takes them away
 * without moving anything (WCAG 1.4.13); a screen reader hears them as the description of the term.
 */
export function Abbreviation({ children, meaning }: { children: string; meaning: string }) {
  const id = useId();
  const term = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<ReturnType<typeof placeUnder> | null>(null);
  const show = () => term.current && setPlace(placeUnder(term.current));
  const hide = () => setPlace(null);
  const shown = place !== null;
  useEffect(() => {
    if (!shown) return;
    const dismiss = (event: KeyboardEvent) => event.key === 'Escape' && setPlace(null);
    const gone = () => setPlace(null);
    document.addEventListener('keydown', dismiss);
    window.addEventListener('scroll', gone, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', dismiss);
      window.removeEventListener('scroll', gone, { capture: true });
    };
  }, [shown]);
  return (
    <span className="abbreviation-anchor" onPointerEnter={show} onPointerLeave={hide}>
      <button
        ref={term}
        type="button"
        className="abbreviation"
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onClick={show}
      >
        <abbr>{children}</abbr>
      </button>
      <span id={id} role="tooltip" className="abbreviation-words" hidden={!shown} style={place ?? undefined}>
        {meaning}
      </span>
    </span>
  );
}
