import { Link } from '@tanstack/react-router';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import {
  frenchCount,
  frenchDate,
  frenchMonth,
  frenchMonthName,
  frenchRelativeDays,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ReturnStatusBadge } from '../ui/status/return-status-badge.tsx';
import { joinClasses } from '../ui/text/join-classes.ts';
import type { CellContent } from './grid/cell-text.ts';
import type { CellMessage, EntryRow } from './grid/entry-model.ts';
import { MonthLink } from './month-link.tsx';
import { toDo } from './next-month.ts';
import { contentWords, frenchInstant } from './saving/save-words.ts';
import './month-head.css';

export type MonthLine = Answers['monthlyEntry']['myMonths']['months'][number];

/** Whose month it is, where it stands, and until when. */
export function MonthStanding({ name, line }: { name: string; line: MonthLine | undefined }) {
  if (!line) return name;
  const open = line.status !== 'returned' && toDo.includes(line.status);
  return (
    <span className="month-standing">
      <span>{name}</span>
      <ReturnStatusBadge status={line.status} variant="plain" />
      {open && (
        <span>{`à envoyer au plus tard le ${frenchDate(line.dueDate)} (${frenchRelativeDays(line.daysLeft)})`}</span>
      )}
      {open && line.minutes ? <span>{`environ ${line.minutes}${S}min`}</span> : null}
    </span>
  );
}

interface MonthStripProps {
  month: Month;
  /** The latest first, as they are listed. */
  lines: readonly MonthLine[];
  organisation: number | undefined;
}

/** The months around this one, each with its state, and the way to all of them. */
export function MonthStrip({ month, lines, organisation }: MonthStripProps) {
  const place = lines.findIndex((line) => line.month === month);
  const around = place < 0 ? lines.slice(0, 3) : lines.slice(Math.max(0, place - 1), place + 3);
  return (
    <nav aria-label="Mois voisins" className="month-strip">
      {[...around].reverse().map((line) => (
        <Link
          key={line.month}
          to="/mon-mois/$month"
          params={{ month: line.month }}
          search={{ organisation }}
          aria-current={line.month === month ? 'page' : undefined}
          className={joinClasses('month-strip-item', line.month === month && 'month-strip-current')}
        >
          <span className="month-strip-name">
            {frenchMonthName(line.month)}
            <span className="visually-hidden"> {yearOf(line.month)}</span>
          </span>{' '}
          <ReturnStatusBadge status={line.status} variant="plain" />
        </Link>
      ))}
      <Link to="/mon-mois" search={{ organisation }} className="month-strip-item">
        <span className="month-strip-name">Tous les mois</span>{' '}
        <span className="month-strip-note">{frenchCount(lines.length, 'mois', 'mois')}</span>
      </Link>
    </nav>
  );
}

/** The months beside this one in which a question waits. */
export function OtherQuestions({ month, lines, organisation }: MonthStripProps) {
  return lines
    .filter((line) => line.month !== month && line.returned > 0)
    .map((line) => (
      <Callout
        key={line.month}
        tone="warning"
        title={`${frenchCount(line.returned, 'question', 'questions')} sur ${frenchMonth(line.month)}`}
        actions={
          <MonthLink size="small" month={line.month} organisation={organisation}>
            {`Répondre sur ${frenchMonthName(line.month)}`}
          </MonthLink>
        }
      />
    ));
}

interface QuestionsProps {
  rows: readonly EntryRow[];
  messages: readonly CellMessage[];
  /** The cells of the month that were sent back: their line, and what they hold. */
  returned: ReadonlyArray<{ indicatorId: number; content: CellContent }>;
  onAnswer: (indicatorId: number, text: string) => void;
  onGoTo: (indicatorId: number) => void;
}

/** The questions of this month, where the eye falls first, each with its answers as buttons. */
export function Questions({ rows, messages, returned, onAnswer, onGoTo }: QuestionsProps) {
  return returned.flatMap(({ indicatorId, content }) => {
    const row = rows.find((one) => one.id === indicatorId);
    const asked = messages.findLast((one) => one.indicatorId === indicatorId && one.kind === 'question');
    if (!row || !asked) return [];
    const value = contentWords(content, row.unit, row.timeRule === 'ratio');
    return [
      <Callout
        key={indicatorId}
        tone="warning"
        title={`${row.label}${S}: ${value}`}
        actions={
          <>
            <Button size="small" icon="check" onClick={() => onAnswer(indicatorId, 'Le chiffre est exact.')}>
              C’est exact
            </Button>
            <Button size="small" onClick={() => onGoTo(indicatorId)}>
              Corriger ou expliquer
            </Button>
          </>
        }
      >
        {`«${S}${asked.text}${S}» ${asked.authorName}, le ${frenchInstant(asked.at)}.`}
      </Callout>,
    ];
  });
}
