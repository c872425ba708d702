import { useEffect, useRef } from 'react';
import { changeLine, differenceSummary, natureWords } from '../../../shared/domain/words/catalogue-words.ts';
import type { Answers } from '../../lib/trpc.ts';
import { Callout } from '../../ui/status/callout.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Table } from '../../ui/table/table.tsx';

export type Outcome = Answers['conventionActs']['preview'];

const isRefused = ({ nature }: Outcome['changes'][number]) => nature === 'refused';
const tones = { added: 'good', changed: 'neutral', ended: 'watch', refused: 'bad' } as const;
const shapes = { added: 'check', changed: 'ring', ended: 'square', refused: 'triangle' } as const;

/** What an act or a file would change, line by line, and what it does to those who give figures. */
export function DifferenceView({ outcome, notes = [] }: { outcome: Outcome; notes?: readonly string[] }) {
  const { changes, effects, print } = outcome;
  const place = useRef<HTMLDivElement>(null);
  // What was asked for is brought into sight, once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another difference is another thing to see.
  useEffect(() => place.current?.scrollIntoView?.({ block: 'nearest' }), [print]);
  const words = (one: Outcome['changes'][number]) => changeLine(one).replace(/^[^:]+:\s/u, '');
  return (
    <div className="catalogue-difference" role="status" ref={place}>
      <p>
        <strong>{differenceSummary(outcome)}</strong>
      </p>
      {changes.length > 0 && (
        <Table
          caption="Ce qui change"
          hideCaption
          dense
          cardsOnPhone
          scrollRows={changes.length > 30}
          rows={[...changes.filter(isRefused), ...changes.filter((one) => !isRefused(one))]}
          rowKey={(one) => `${one.kind} ${one.key}`}
          columns={[
            {
              key: 'nature',
              header: 'Effet',
              nowrap: true,
              cell: ({ nature }) => (
                <Status tone={tones[nature]} shape={shapes[nature]}>
                  {natureWords[nature]}
                </Status>
              ),
            },
            { key: 'what', header: 'Ce qui change', rowHeader: true, cell: words },
          ]}
        />
      )}
      {effects.length > 0 && (
        <Callout title="Attendus, rappels et couverture">
          <ul>
            {effects.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Callout>
      )}
      {notes.length > 0 && (
        <Callout tone="warning" title="Ce qui n’est pas lu">
          <ul>
            {notes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

/** What a file does not speak of: it stays. */
export function UnmentionedList({ unmentioned }: Pick<Outcome, 'unmentioned'>) {
  if (unmentioned.length === 0) return null;
  return (
    <Callout title={'Laissé en place\u00a0: le fichier n’en parle pas'}>
      <ul>
        {unmentioned.map(({ words, keys }) => (
          <li
            key={words}
          >{`${words}\u00a0: ${keys.length > 8 ? `${keys.slice(0, 8).join(', ')} et ${keys.length - 8} autres` : keys.join(', ')}`}</li>
        ))}
      </ul>
      <p>Pour mettre fin à l’un d’eux, écrivez son dernier mois.</p>
    </Callout>
  );
}
