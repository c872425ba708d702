import { reserveWords, targetWords, valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { type Standing, standingLines } from '../../../shared/domain/figures/line-standing.ts';
import {
  capitalised,
  frenchList,
  frenchMonth,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import { standingWords, verdictWords } from '../../../shared/domain/words/state-words.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { lookOf } from '../../ui/status/figure-status.tsx';
import { ProgressBar } from '../../ui/status/progress-bar.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Link } from '../../ui/text/link.tsx';
import { expectedShare, indicatorHref, type Overview, type OverviewFigure } from '../overview-data.ts';

type StandingLine = ReturnType<typeof standingLines<Overview['lines'][number], OverviewFigure>>[number];

const linesOf = (overview: Overview): StandingLine[] => standingLines(overview);

/** What is judged for good first, then what is not yet. */
const inOrder = ['not-held', 'held', 'to-watch', 'to-come', 'not-assessable', 'no-target'] as const;

/** How many lines stand where. */
export function StandingCounts({ overview }: { overview: Overview }) {
  const lines = linesOf(overview);
  return (
    <ul className="standing-counts" aria-label="Lignes de la convention">
      {inOrder.map((standing) => {
        const count = lines.filter((line) => line.standing === standing).length;
        if (count === 0) return null;
        const { one, many } = standingWords[standing];
        return (
          <li key={standing} className={`standing-count standing-count-${standing}`} style={{ flexGrow: count }}>
            <strong>{count}</strong> {count > 1 ? many : one}
          </li>
        );
      })}
    </ul>
  );
}

const numberOf = ({ line }: StandingLine) => (line.annexNumber === null ? '' : String(line.annexNumber));

function LineRow({ one, overview }: { one: StandingLine; overview: Overview }) {
  const { line, telling: figure } = one;
  if (!figure) return null;
  const { expected, progress } = figure;
  const reserve = reserveWords(figure);
  return (
    <li className="standing-line">
      <span className="standing-number">{numberOf(one)}</span>
      <span className="standing-title">
        <Link href={indicatorHref(figure.code, overview, {})}>{line.title}</Link>
        <span className="standing-note">{figure.label}</span>
      </span>
      <span className="standing-value">
        <strong>{valueWords(figure)}</strong>
        <span className="standing-note">
          {`cible${S}: ${targetWords(figure)}`}
          {expected !== null && `\u202f; attendu${S}: ${frenchQuantity(round(expected), figure.unit)}`}
        </span>
        {reserve && <span className="standing-note">{reserve}</span>}
      </span>
      <span className="standing-bar">
        {progress !== null && (
          <ProgressBar label={figure.label} ratio={progress / 100} expected={expectedShare(figure)} />
        )}
      </span>
      <Status {...lookOf(figure)} variant="plain">
        {capitalised(verdictWords[figure.verdict])}
      </Status>
    </li>
  );
}

/** An expectation is a way, not a count: one decimal is enough. */
const round = (value: number) => Math.round(value * 10) / 10;

function Lines({ title, lines, overview }: { title: string; lines: readonly StandingLine[]; overview: Overview }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className="standing-heading">{title}</h3>
      <ul className="standing-lines">
        {lines.map((one) => (
          <LineRow key={one.line.key} one={one} overview={overview} />
        ))}
      </ul>
    </section>
  );
}

const others = ['to-watch', 'to-come', 'not-assessable', 'no-target'] as const;

/** « À surveiller : lignes 4 et 15. », the lines without a number by their title. */
function othersWords(lines: readonly StandingLine[], standing: Standing): string | null {
  const found = lines.filter((line) => line.standing === standing);
  if (found.length === 0) return null;
  const named = frenchList(found.map((one) => numberOf(one) || one.line.title));
  const noun = found.length > 1 ? 'lignes' : 'ligne';
  return `${capitalised(standingWords[standing].one)}${S}: ${noun} ${named}.`;
}

/** What is not held, what is, and where the other lines stand. */
export function StandingLines({ overview, onOpen }: { overview: Overview; onOpen: () => void }) {
  const lines = linesOf(overview);
  const of = (standing: Standing) => lines.filter((line) => line.standing === standing);
  const rest = others.map((standing) => othersWords(lines, standing)).filter((words) => words !== null);
  return (
    <Card
      title="Les lignes de la convention"
      actions={
        <span className="standing-key">
          <span className="standing-tick" aria-hidden="true" />
          {`attendu fin ${frenchMonth(overview.through)}`}
        </span>
      }
    >
      <Lines title="Ce qui n’est pas tenu" lines={of('not-held')} overview={overview} />
      <Lines title="Ce qui est tenu" lines={of('held')} overview={overview} />
      <p className="standing-rest">
        {rest.length > 0 && <strong>Les autres. </strong>}
        {rest.join(' ')}{' '}
        <Button variant="quiet" size="small" onClick={onOpen}>{`Voir les ${lines.length}${S}lignes`}</Button>
      </p>
    </Card>
  );
}
