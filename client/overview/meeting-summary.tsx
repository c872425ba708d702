import { useEffect, useRef } from 'react';
import { targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { overviewHeading } from '../../shared/domain/figures/overview-words.ts';
import { verdictWords } from '../../shared/domain/words/state-words.ts';
import { lookOf } from '../ui/status/figure-status.tsx';
import { ProgressBar } from '../ui/status/progress-bar.tsx';
import { Status } from '../ui/status/status.tsx';
import { expectedShare, type Overview, type OverviewFigure } from './overview-data.ts';
import type { MeetingSummary } from './prepare-meeting.ts';

function SummaryLine({ figure, bar }: { figure: OverviewFigure; bar: boolean }) {
  return (
    <li>
      <p className="meeting-summary-name">{figure.label}</p>
      {figure.value !== null && (
        <p className="meeting-summary-value">
          <strong>{valueWords(figure)}</strong> <span>{`cible ${targetWords(figure)}`}</span>
        </p>
      )}
      <Status {...lookOf(figure)} variant="plain">
        {verdictWords[figure.verdict]}
      </Status>
      {bar && figure.progress !== null && (
        <ProgressBar bare label={figure.label} ratio={figure.progress / 100} expected={expectedShare(figure)} />
      )}
    </li>
  );
}

function Part({ title, figures, tone, bar }: { title: string; figures: OverviewFigure[]; tone: string; bar: boolean }) {
  if (figures.length === 0) return null;
  return (
    <section className={`meeting-part meeting-part-${tone}`}>
      <h2>{title}</h2>
      <ul>
        {figures.map((figure) => (
          <SummaryLine key={figure.code} figure={figure} bar={bar} />
        ))}
      </ul>
    </section>
  );
}

/** The first slide: what the committee has to decide, largest; then what holds, and what is not judged yet. */
export function MeetingSummarySlide({ overview, summary }: { overview: Overview; summary: MeetingSummary }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className="meeting-slide" aria-labelledby="meeting-title">
      <h1 id="meeting-title" ref={heading} tabIndex={-1}>
        {overviewHeading(overview).title}
      </h1>
      <div className="meeting-summary">
        <Part title="À décider" figures={summary.toDecide} tone="bad" bar />
        <div className="meeting-beside">
          <Part title="Ce qui tient" figures={summary.held} tone="good" bar={false} />
          <Part title="Pas encore évalué" figures={summary.notJudged} tone="neutral" bar={false} />
        </div>
      </div>
    </section>
  );
}
