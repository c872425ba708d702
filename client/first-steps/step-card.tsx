import type { ReactNode } from 'react';
import { Card } from '../ui/layout/card.tsx';
import { Status } from '../ui/status/status.tsx';

/** One step, with its state in a shape and a word. */
export function StepCard({
  rank,
  title,
  done,
  children,
}: {
  rank: number;
  title: string;
  done: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <Card
        title={`${rank}. ${title}`}
        actions={
          <Status tone={done ? 'good' : 'neutral'} shape={done ? 'check' : 'ring'}>
            {done ? 'fait' : 'à faire'}
          </Status>
        }
      >
        {children}
      </Card>
    </li>
  );
}
