import { type ReactNode, useEffect, useRef, useState } from 'react';
import { joinClasses } from '../text/join-classes.ts';
import './scroll-region.css';

/** A box that scrolls sideways. It takes the keyboard's focus only while something overflows, so Tab meets no empty stop. */
export function ScrollRegion({
  label,
  children,
  maxHeight,
  fromEnd = false,
}: {
  label: string;
  children: ReactNode;
  maxHeight?: boolean;
  /** Opens on what is last: the latest months. */
  fromEnd?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    if (fromEnd && box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, [fromEnd]);
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const measure = () =>
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  const focusable = overflows ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {};
  return (
    <div ref={box} className={joinClasses('scroll-region', maxHeight && 'scroll-region-capped')} {...focusable}>
      {children}
    </div>
  );
}
