import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { choosePublication, chosenPublication, useReadsPublication } from '../lib/publications/publication-choice.ts';
import { ReadingBand } from '../lib/publications/reading-band.tsx';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { RouterLink } from '../lib/routing/router-link.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { LinkProvider } from '../ui/text/link.tsx';
import { MeetingFigure } from './meeting-figure.tsx';
import { MeetingSummarySlide } from './meeting-summary.tsx';
import { askedOf, type Overview, type OverviewSearch, withFilters } from './overview-data.ts';
import { figuresOfSlide, type MeetingLine, meetingSlides } from './prepare-meeting.ts';
import './meeting.css';

interface MeetingSearch extends OverviewSearch {
  ligne?: number | undefined;
}

/** A remote control for slides sends the page keys. */
const steps: Record<string, 1 | -1> = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
};

function useMeetingKeys(move: (to: (rank: number) => number) => void, leave: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const step = steps[event.key];
      if (event.key === 'Escape') leave();
      else if (event.key === 'Home') move(() => 0);
      else if (event.key === 'End') move(() => Number.POSITIVE_INFINITY);
      else if (step) move((rank) => rank + step);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [move, leave]);
}

/** For the steering committee: what there is to decide, then one line of the annex at a time, in large type, with the keyboard or a remote control. */
export function MeetingPage() {
  const search = useSearch({ from: '/reunion' });
  const trpc = useTRPC();
  const role = useSession().data?.viewer?.role;
  const isOwn = role === 'contributor' && search.organisation !== undefined;
  const shown = { ...search, ...askedOf(search, useReadsPublication(isOwn)) };
  const query = useQuery(
    trpc.overview.forYear.queryOptions({ year: shown.annee, month: shown.mois, organisation: shown.organisation }),
  );
  return (
    <LinkProvider component={RouterLink}>
      <main id="contenu" className="meeting" tabIndex={-1}>
        {!query.data && <PageState query={query} label="Chargement de la vue de réunion" />}
        {query.data && <Slides overview={query.data} search={shown} isOwn={isOwn} />}
      </main>
    </LinkProvider>
  );
}

function Slides({ overview, search, isOwn }: { overview: Overview; search: MeetingSearch; isOwn: boolean }) {
  const navigate = useNavigate({ from: '/reunion' });
  const slides = meetingSlides(overview, search);
  const last = Math.max(0, slides.length - 1);
  const rank = Math.min(Math.max(0, (search.ligne ?? 1) - 1), last);
  const home = withFilters('/', search);
  const move = (to: (rank: number) => number) => {
    const next = Math.min(last, Math.max(0, to(rank)));
    if (next !== rank)
      navigate({ to: '.', search: (former: MeetingSearch) => ({ ...former, ligne: next + 1 }), replace: true });
  };
  const leave = () => navigate({ to: '/', search: ({ ligne: _, ...filters }: MeetingSearch) => filters });
  useMeetingKeys(move, leave);
  const slide = slides[rank];
  if (!slide)
    return (
      <EmptyState
        title="Aucune ligne à montrer"
        headingLevel={1}
        actions={<LinkButton href={home}>Revenir</LinkButton>}
      >
        Les filtres choisis ne laissent aucune ligne de l’annexe.
      </EmptyState>
    );
  return (
    <>
      <MeetingHead overview={overview} home={home} isOwn={isOwn} />
      {slide.kind === 'summary' ? (
        <MeetingSummarySlide overview={overview} summary={slide.summary} />
      ) : (
        <Slide key={slide.shown.line.key} shown={slide.shown} overview={overview} />
      )}
      <nav className="meeting-foot" aria-label="Lignes de l’annexe">
        <Button icon="arrow-left" disabled={rank === 0} onClick={() => move((now) => now - 1)}>
          Précédent
        </Button>
        <div className="meeting-progress">
          <span role="status">{`${rank + 1}\u00a0/\u00a0${slides.length}`}</span>
          <span className="meeting-track" aria-hidden="true">
            <span style={{ '--meeting-share': (rank + 1) / slides.length }} />
          </span>
          <span className="meeting-keys">Flèches ou télécommande pour avancer, Échap pour revenir</span>
        </div>
        <Button icon="arrow-right" disabled={rank === last} onClick={() => move((now) => now + 1)}>
          Suivant
        </Button>
      </nav>
    </>
  );
}

function MeetingHead({ overview, home, isOwn }: { overview: Overview; home: string; isOwn: boolean }) {
  const session = useSession();
  const role = session.data?.viewer?.role;
  return (
    <header className="meeting-head">
      {role && <ReadingBand role={role} path="/reunion" address="/reunion" />}
      <div>
        <ReadingLine isOwn={isOwn} />
        <p className="meeting-said">
          {`${overview.convention.name}, chiffres ${overview.year} jusqu’à ${frenchMonth(overview.through)} `}
          {session.data?.demonstration && <Tag variant="fictitious">Démonstration : données fictives</Tag>}
        </p>
      </div>
      <span className="meeting-actions">
        {role === 'coordinator' && chosenPublication() === null && (
          <Button variant="quiet" icon="eye" onClick={() => choosePublication('latest', '/reunion')}>
            Ce que voit l’État
          </Button>
        )}
        {document.fullscreenEnabled && (
          <Button variant="quiet" icon="external" onClick={() => void toggleFullScreen()}>
            Plein écran
          </Button>
        )}
        <LinkButton href={home} variant="quiet" icon="close">
          Quitter la réunion
        </LinkButton>
      </span>
    </header>
  );
}

/** Refused by some browsers when they like: the view works as well in a window. */
async function toggleFullScreen(): Promise<void> {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  await done.catch(() => {});
}

function Slide({ shown, overview }: { shown: MeetingLine; overview: Overview }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Each line is a page of its own for a screen reader: the focus goes to its title.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { line } = shown;
  const { large: figures, beside } = figuresOfSlide(shown);
  return (
    <section className="meeting-slide" aria-labelledby="meeting-title">
      <h1 id="meeting-title" ref={heading} tabIndex={-1}>
        {line.annexNumber !== null && <span className="meeting-number">{line.annexNumber}</span>}
        {line.title}
      </h1>
      {line.expectedText && <q className="meeting-expected">{line.expectedText}</q>}
      <div className={`meeting-figures ${figures.length > 2 ? 'meeting-figures-many' : ''}`}>
        {figures.map((figure) => (
          <MeetingFigure key={figure.code} figure={figure} overview={overview} />
        ))}
      </div>
      {beside.length > 0 && (
        <dl className="meeting-others">
          {beside.map((figure) => (
            <div key={figure.code}>
              <dt>{figure.label}</dt>
              <dd>{valueWords(figure)}</dd>
            </div>
          ))}
        </dl>
      )}
      {figures.length === 0 && (
        <p className="meeting-none">Aucun indicateur n’est défini dans l’annexe pour cette ligne.</p>
      )}
    </section>
  );
}
