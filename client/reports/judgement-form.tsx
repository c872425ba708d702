import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Judgement, judgements, judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Card } from '../ui/layout/card.tsx';
import { JudgementStatus } from './judgement-status.tsx';

export interface JudgementFormProps {
  year: number;
  actionKey: string;
  kept: {
    judgement: Judgement | null;
    reason: string;
    difficulties: string;
    nextSteps: string;
    revision: number;
  };
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What the coordinator says of an action's objectives: one of four judgements with its reason, what is hard, what comes next. */
export function JudgementForm({ year, actionKey, kept }: JudgementFormProps) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [judgement, setJudgement] = useState<Judgement | null>(kept.judgement);
  const [reason, setReason] = useState(kept.reason);
  const [difficulties, setDifficulties] = useState(kept.difficulties);
  const [nextSteps, setNextSteps] = useState(kept.nextSteps);
  const save = useMutation(
    trpc.reportTexts.judge.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year }));
        await cache.invalidateQueries(trpc.reports.workspace.queryFilter({ year }));
      },
      // The screen then shows what the other person said, beside what is typed here.
      onError: (error) =>
        errorCode(error) === 'CONFLICT' && cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year })),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ year, actionKey, judgement, reason, difficulties, nextSteps, base: kept.revision });
  };
  const changed =
    judgement !== kept.judgement ||
    reason.trim() !== kept.reason ||
    difficulties.trim() !== kept.difficulties ||
    nextSteps.trim() !== kept.nextSteps;
  return (
    <Card title="Appréciation de l’action" headingLevel={2} actions={<JudgementStatus judgement={kept.judgement} />}>
      <form className="judgement-form" onSubmit={submit}>
        <fieldset>
          <legend>Les objectifs de l’action sont</legend>
          {judgements.map((one) => (
            <label key={one} className="judgement-choice">
              <input type="radio" name="jugement" checked={judgement === one} onChange={() => setJudgement(one)} />
              {capitalised(judgementWords[one])}
            </label>
          ))}
          <label className="judgement-choice">
            <input type="radio" name="jugement" checked={judgement === null} onChange={() => setJudgement(null)} />
            Pas encore appréciés
          </label>
        </fieldset>
        {judgement !== null && (
          <TextArea
            label="Pourquoi"
            hint="Imprimé dans le rapport, à côté de l’appréciation."
            required
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <TextArea
          label="Difficultés rencontrées"
          hint="Vues par la coordination, à côté de ce qu’en disent les structures. Imprimé dans la fiche de la ligne."
          rows={2}
          maxLength={1000}
          value={difficulties}
          onChange={(event) => setDifficulties(event.target.value)}
        />
        <TextArea
          label="Suite prévue"
          hint="Ce qui sera fait, par qui, avant quand. Imprimé dans la fiche de la ligne et dans les décisions demandées."
          rows={2}
          maxLength={1000}
          value={nextSteps}
          onChange={(event) => setNextSteps(event.target.value)}
        />
        {save.isError && (
          <p className="form-error" role="alert">
            {errorMessage(save.error)}
            {errorCode(save.error) === 'CONFLICT' &&
              kept.judgement !== null &&
              ` L’autre personne a écrit\u00a0: «\u00a0${judgementWords[kept.judgement]}\u00a0», ${kept.reason}`}
          </p>
        )}
        <Button type="submit" busy={save.isPending} disabled={!changed}>
          Enregistrer l’appréciation
        </Button>
        <p role="status" className="form-saved">
          {save.isSuccess && !changed && 'Appréciation enregistrée.'}
        </p>
      </form>
    </Card>
  );
}
