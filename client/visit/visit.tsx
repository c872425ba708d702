import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useId, useRef } from 'react';
import type { IsoDate } from '../../shared/domain/month.ts';
import { markVisited } from '../lib/newcomer.ts';
import { type Search, wholeIn } from '../lib/routing/search.ts';
import { Button } from '../ui/form/button.tsx';
import { joinClasses } from '../ui/text/join-classes.ts';
import { useTarget } from './use-target.ts';
import { type VisitStep, visitOf } from './visit-steps.ts';
import './visit.css';

interface VisitProps {
  viewer: { id: string; role: 'coordinator' | 'contributor' | 'reader' };
  referenceDate: IsoDate;
}

/**
 * Two minutes among the real pages. What a step points at is framed, its words stand in a corner, nothing is locked. The
 * address keeps the step, so that the back button is the step before.
 */
export function Visit({ viewer, referenceDate }: VisitProps) {
  const goTo = useGoTo();
  // Both from the place that is being gone to: while its page comes, the page that is left still has the step before.
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const step = useRouterState({ select: ({ location }) => wholeIn(location.search as Search, 'visite') });
  const steps = visitOf(viewer.role, referenceDate);
  const rank = Math.min(Math.max(step ?? 0, 0), steps.length);
  const stop = steps[rank - 1];
  const onPage = stop?.path === path;
  useEffect(() => {
    if (stop && !onPage) goTo(stop.path, rank, true);
  }, [stop, onPage, rank, goTo]);
  if (!stop) return null;

  const end = () => {
    markVisited(viewer.id);
    goTo(path, undefined);
    document.getElementById('contenu')?.focus({ preventScroll: true });
  };
  const go = (to: number) => (to > steps.length ? end() : goTo(steps[to - 1]?.path ?? path, to));
  return <Stop key={rank} stop={stop} onPage={onPage} rank={rank} count={steps.length} onGo={go} onEnd={end} />;
}

/** The page is not taken back to its top: the step itself brings what it points at into sight. */
function useGoTo() {
  const router = useRouter();
  return useCallback(
    (path: string, visite: number | undefined, replace = false) =>
      void router.navigate({ to: path as '/', search: { visite }, replace, resetScroll: false }),
    [router],
  );
}

interface StopProps {
  stop: VisitStep;
  onPage: boolean;
  rank: number;
  count: number;
  onGo: (to: number) => void;
  onEnd: () => void;
}

/** One step: made anew for each, so that a screen reader hears its title and its words when the focus comes. */
function Stop({ stop, onPage, rank, count, onGo, onEnd }: StopProps) {
  const id = useId();
  const words = useRef<HTMLDivElement>(null);
  const place = useTarget(stop.target, onPage);
  useEffect(() => words.current?.focus({ preventScroll: true }), []);
  useEscape(onEnd);
  const wide = window.innerWidth >= 720;
  const onRight = wide && place !== null && place.left + place.width / 2 > window.innerWidth / 2;
  const below = !wide && place !== null && place.top > window.innerHeight / 2;
  return (
    <>
      {place && <div className="visit-frame" style={{ ...place }} aria-hidden="true" />}
      <div
        ref={words}
        role="dialog"
        aria-modal="false"
        aria-labelledby={`${id}-titre`}
        aria-describedby={`${id}-texte`}
        tabIndex={-1}
        className={joinClasses('visit', onRight && 'visit-left', below && 'visit-top')}
      >
        <p className="visit-rank">{`Visite guidée, étape ${rank} sur ${count}`}</p>
        <h2 id={`${id}-titre`} className="visit-title">
          {stop.title}
        </h2>
        <p id={`${id}-texte`}>{stop.text}</p>
        <div className="visit-actions">
          <Button variant="quiet" size="small" onClick={onEnd}>
            Passer la visite
          </Button>
          {rank > 1 && (
            <Button size="small" onClick={() => onGo(rank - 1)}>
              Précédent
            </Button>
          )}
          <Button size="small" variant="primary" onClick={() => onGo(rank + 1)}>
            {rank === count ? 'Terminer' : 'Suivant'}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Escape ends the visit, unless something above it was waiting for it. */
function useEscape(onEnd: () => void): void {
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
