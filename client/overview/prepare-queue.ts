import { countOf, dueWords, holderWords, isLate, type Task, taskWords } from '../../shared/domain/site/work-queue.ts';
import type { StatusShape, StatusTone } from '../ui/status/status.tsx';

/** What a task offers in place: a page where it is done, or the reminders that it sends. */
export type TaskAct = { label: string; href: string } | { label: string; reminds: number[] };

export interface PreparedTask {
  key: string;
  due: string;
  look: { tone: StatusTone; shape: StatusShape };
  isLate: boolean;
  title: string;
  /** The page that says the same number. */
  href: string;
  detail: string;
  holder: string;
  act: TaskAct;
}

const reviewOf = ([first]: readonly { organisationId: number; month: string }[]) =>
  first ? `/collecte/${first.organisationId}/${first.month}` : '/collecte';

const pageOf = (task: Task): string => {
  if (task.kind === 'report') return `/rapport?annee=${task.year}`;
  if (task.kind === 'money') return `/finances?annee=${task.year}`;
  return '/collecte';
};

function actOf(task: Task): TaskAct {
  const count = countOf(task);
  switch (task.kind) {
    case 'report':
      return { label: 'Finir le rapport', href: pageOf(task) };
    case 'money':
      return { label: 'Voir les finances', href: pageOf(task) };
    case 'validation':
      return { label: count === 1 ? 'Valider' : `Valider les ${count}`, href: reviewOf(task.returns) };
    case 'answers':
      return { label: 'Voir la question', href: reviewOf(task.returns) };
    case 'returns': {
      const structures = [...new Set(task.returns.map(({ organisationId }) => organisationId))];
      return { label: structures.length === 1 ? 'Relancer' : `Relancer les ${structures.length}`, reminds: structures };
    }
  }
}

function lookOf(task: Task): PreparedTask['look'] {
  if (isLate(task)) return { tone: 'bad', shape: 'square' };
  return task.daysLeft === null ? { tone: 'neutral', shape: 'ring' } : { tone: 'info', shape: 'clock' };
}

const keyOf = (task: Task) => `${task.kind} ${'year' in task ? task.year : ''} ${task.due}`;

export function prepareTask(task: Task): PreparedTask {
  return {
    key: keyOf(task),
    due: dueWords(task),
    look: lookOf(task),
    isLate: isLate(task),
    ...taskWords(task),
    href: pageOf(task),
    holder: holderWords(task),
    act: actOf(task),
  };
}
