import type { ReturnStanding } from '../../shared/domain/entry/return-standing.ts';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { frenchMonthShort, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { Button } from '../ui/form/button.tsx';
import { ReturnStatusBadge } from '../ui/status/return-status-badge.tsx';
import { Status } from '../ui/status/status.tsx';
import type { TableColumn } from '../ui/table/table.tsx';
import type { ReviewLine } from './prepare-review.ts';

function statusOf(line: ReviewLine): ReturnStanding {
  if (line.stage === 'validated') return 'validated';
  if (line.review === 'returned') return 'returned';
  if (line.stage === 'submitted') return 'submitted';
  return line.state === 'missing' ? 'missing' : 'in-progress';
}

function Remarks({ line }: { line: ReviewLine }) {
  if (line.remarks.length === 0 && line.words.length === 0 && line.messages.length === 0) return null;
  return (
    <ul className="review-words">
      {line.remarks.map((remark) => (
        <li key={remark}>
          <Status tone="watch" shape="triangle" variant="plain">
            {remark}
          </Status>
        </li>
      ))}
      {line.words.map((words) => (
        <li key={words}>{words}</li>
      ))}
      {line.messages.map((message) => (
        <li key={message.at + message.text}>
          {message.kind === 'question' ? 'Question' : 'Réponse'} de {message.authorName}
          {S}: {message.text}
        </li>
      ))}
    </ul>
  );
}

interface ReviewActs {
  month: Month;
  onValidate: (line: ReviewLine) => void;
  onReturn: (line: ReviewLine) => void;
  onUnlock: (line: ReviewLine) => void;
}

function Acts({ line, onValidate, onReturn, onUnlock }: { line: ReviewLine } & ReviewActs) {
  if (line.stage === 'submitted' && line.review !== 'returned') {
    return (
      <span className="review-acts">
        <Button size="small" icon="check" onClick={() => onValidate(line)}>
          Valider<span className="visually-hidden"> {line.label}</span>
        </Button>
        <Button size="small" icon="comment" onClick={() => onReturn(line)}>
          Renvoyer<span className="visually-hidden"> {line.label}</span>
        </Button>
      </span>
    );
  }
  if (line.stage !== 'validated') return null;
  return (
    <Button size="small" icon="key" onClick={() => onUnlock(line)}>
      Déverrouiller<span className="visually-hidden"> {line.label}</span>
    </Button>
  );
}

const short = (month: Month) => `${frenchMonthShort(month)} ${yearOf(month)}`;

export function reviewColumns(acts: ReviewActs): Array<TableColumn<ReviewLine>> {
  return [
    {
      key: 'indicator',
      header: 'Indicateur',
      rowHeader: true,
      cell: (line) => (
        <>
          {line.label} <span className="review-facts">{line.code}</span>
        </>
      ),
    },
    {
      key: 'now',
      header: short(acts.month),
      align: 'number',
      cell: (line) => (
        <>
          {line.now}
          {line.published && (
            <span className="review-facts">
              publié{S}: {line.published}
            </span>
          )}
          {line.before && line.published === null && (
            <span className="review-facts review-former">
              validé avant{S}: {line.before}
            </span>
          )}
          {line.changed && (
            <span className="review-facts review-former">
              avant{S}: {line.changed}
            </span>
          )}
        </>
      ),
    },
    { key: 'previous', header: short(addMonths(acts.month, -1)), align: 'number', cell: (line) => line.previousMonth },
    { key: 'year', header: short(addMonths(acts.month, -12)), align: 'number', cell: (line) => line.lastYear },
    {
      key: 'status',
      header: 'État',
      cell: (line) => (
        <ReturnStatusBadge
          status={statusOf(line)}
          variant="plain"
          note={line.review === 'answered' && line.stage === 'submitted' && 'réponse reçue'}
        />
      ),
    },
    { key: 'words', header: 'À savoir', cell: (line) => <Remarks line={line} /> },
    { key: 'acts', header: 'Agir', cell: (line) => <Acts line={line} {...acts} /> },
  ];
}
