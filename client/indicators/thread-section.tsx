import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import './thread-section.css';

function Write({ code, year }: { code: string; year: number }) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [text, setText] = useState('');
  const say = useMutation(
    trpc.indicators.say.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.indicators.thread.pathFilter());
        setText('');
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say.mutate({ code, year, text });
  };
  return (
    <form className="thread-form" onSubmit={submit}>
      <TextArea
        label="Votre question ou votre réponse"
        hint="Lue par toutes les personnes connectées, et gardée. N’écrivez aucun nom de ménage."
        required
        minLength={3}
        maxLength={2000}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={say.isError ? errorMessage(say.error) : undefined}
      />
      <Button type="submit" icon="comment" busy={say.isPending}>
        Envoyer
      </Button>
    </form>
  );
}

/** Questions and answers about the indicator, between all those who read it. */
export function ThreadSection({ code, year }: { code: string; year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.indicators.thread.queryOptions({ code }));
  return (
    <Section
      title="Questions et réponses"
      {...(query.data?.length === 0 && { folded: 'Personne n’a encore posé de question sur cet indicateur.' })}
    >
      {query.isPending && <Loading label="Chargement des questions" lines={3} />}
      {query.isError && (
        <ErrorState headingLevel={3} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
          {errorMessage(query.error)}
        </ErrorState>
      )}
      {query.data && query.data.length > 0 && (
        <ol className="thread">
          {query.data.map((one) => (
            <li key={one.id}>
              <p className="thread-author">
                <strong>{one.authorName}</strong>
                {` (${one.authorPlace}), le ${frenchShortDate(one.createdAt.slice(0, 10))}, à propos de ${one.year}`}
              </p>
              <p className="thread-text">{one.text}</p>
            </li>
          ))}
        </ol>
      )}
      <Write code={code} year={year} />
    </Section>
  );
}
