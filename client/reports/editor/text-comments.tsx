import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { TextArea } from '../../ui/form/text-area.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Status } from '../../ui/status/status.tsx';
import { clockWords } from './clock-words.ts';

export type TextComment = Answers['reportTexts']['text']['comments'][number];

/** Remarks between those who write: open until somebody settles them, never part of a document. */
export function TextComments({ year, place, comments }: { year: number; place: string; comments: TextComment[] }) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [text, setText] = useState('');
  const refresh = async () => {
    await cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year, place }));
    await cache.invalidateQueries(trpc.reports.workspace.queryFilter({ year }));
  };
  const write = useMutation(
    trpc.reportTexts.comment.mutationOptions({
      onSuccess: async () => {
        setText('');
        await refresh();
      },
    }),
  );
  const settle = useMutation(trpc.reportTexts.settleComment.mutationOptions({ onSuccess: refresh }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ year, place, text });
  };
  const open = comments.filter((one) => one.resolvedAt === null).length;
  return (
    <Card title={`Remarques${open > 0 ? ` (${open} à régler)` : ''}`}>
      {comments.length > 0 && (
        <ol className="text-comments">
          {comments.map((one) => (
            <li key={one.id}>
              <p className="text-comment-author">
                <strong>{one.authorName}</strong> {clockWords(one.createdAt)}
              </p>
              <p className="text-comment-words">{one.text}</p>
              <p className="text-comment-state">
                {one.resolvedAt ? (
                  <Status variant="plain" tone="good" shape="check">{`réglée par ${one.resolvedByName}`}</Status>
                ) : (
                  <Status variant="plain" tone="watch" shape="ring">
                    à régler
                  </Status>
                )}
                <Button
                  size="small"
                  variant="quiet"
                  onClick={() => settle.mutate({ id: one.id, resolved: one.resolvedAt === null })}
                >
                  {one.resolvedAt ? 'Rouvrir' : 'Marquer comme réglée'}
                </Button>
              </p>
            </li>
          ))}
        </ol>
      )}
      <form className="text-comment-form" onSubmit={submit}>
        <TextArea
          label="Nouvelle remarque"
          hint="Lue par la coordination, jamais imprimée."
          rows={2}
          required
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={write.isError ? errorMessage(write.error) : undefined}
        />
        <Button type="submit" icon="comment" busy={write.isPending}>
          Ajouter la remarque
        </Button>
      </form>
    </Card>
  );
}
