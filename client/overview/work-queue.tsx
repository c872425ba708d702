import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isFar, queueWords, type Task } from '../../shared/domain/site/work-queue.ts';
import { frenchCount, frenchDate, frenchRelativeDays } from '../../shared/domain/words/french-format.ts';
import { RemindDialog } from '../lib/reminders/remind-dialog.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Status } from '../ui/status/status.tsx';
import { Link } from '../ui/text/link.tsx';
import type { Overview } from './overview-data.ts';
import { type PreparedTask, prepareTask } from './prepare-queue.ts';
import './work-queue.css';

type Far = Overview['deadlines'];

const deadlineWords = {
  'state-payment': (year: number) => `Versement de l’État ${year}`,
  'execution-report': (year: number) => `Rapport d’exécution ${year} au Préfet`,
};

/** What the convention asks for later: no work of the day. */
export function LaterDeadlines({ deadlines }: { deadlines: Far }) {
  return (
    <ul className="queue-later-list">
      {deadlines.map(({ kind, year, date, daysLeft }) => (
        <li key={date + kind}>
          {deadlineWords[kind](year)}, <strong>{frenchRelativeDays(daysLeft)}</strong>, le {frenchDate(date)}
        </li>
      ))}
    </ul>
  );
}

function TaskRow({ task, onRemind }: { task: PreparedTask; onRemind: (organisationIds: number[]) => void }) {
  const { act } = task;
  const variant = task.isLate ? 'primary' : 'secondary';
  return (
    <tr className={task.isLate ? 'queue-late' : undefined}>
      <td className="queue-due">
        <Status {...task.look} variant="plain">
          {task.due}
        </Status>
      </td>
      <th scope="row">
        <Link href={task.href}>{task.title}</Link> <span className="queue-detail">{task.detail}</span>
      </th>
      <td className="queue-holder">{task.holder}</td>
      <td className="queue-act">
        {'href' in act ? (
          <LinkButton href={act.href} size="small" variant={variant}>
            {act.label}
          </LinkButton>
        ) : (
          <Button size="small" variant={variant} onClick={() => onRemind(act.reminds)}>
            {act.label}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** What waits for the coordination: late first, one number a question, each line done in place. */
export function WorkQueue({ deadlines }: { deadlines: Far }) {
  const query = useQuery(useTRPC().workQueue.list.queryOptions());
  const [asked, setAsked] = useState<number[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const tasks: Task[] = query.data ?? [];
  const near = tasks.filter((one) => !isFar(one));
  const far = deadlines.filter(isFar);
  return (
    <section aria-labelledby="a-faire" className={query.isPending ? 'work-queue queue-awaited' : 'work-queue'}>
      <div className="overview-section-head">
        <h2 id="a-faire">À faire</h2>
        {query.data && <p>{queueWords(tasks)}</p>}
      </div>
      {query.isPending && <Loading label="Chargement de ce qui attend" />}
      {query.isError && <Callout tone="danger">{errorMessage(query.error)}</Callout>}
      {near.length > 0 && (
        <table className="queue">
          <caption className="visually-hidden">Ce qui attend la coordination, le plus ancien d’abord</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Quand</th>
              <th scope="col">Quoi</th>
              <th scope="col">Qui</th>
              <th scope="col">Agir</th>
            </tr>
          </thead>
          <tbody>
            {near.map((task) => {
              const prepared = prepareTask(task);
              return <TaskRow key={prepared.key} task={prepared} onRemind={setAsked} />;
            })}
          </tbody>
        </table>
      )}
      <p role="status" className="queue-said">
        {said}
      </p>
      {far.length > 0 && (
        <details className="queue-later">
          <summary>
            Plus tard{'\u00a0'}: {frenchCount(far.length, 'échéance', 'échéances')}
          </summary>
          <LaterDeadlines deadlines={far} />
        </details>
      )}
      {asked && (
        <RemindDialog
          organisationIds={asked}
          onClose={(words) => {
            setAsked(null);
            if (words) setSaid(words);
          }}
        />
      )}
    </section>
  );
}
