import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hasSpoken } from '../../shared/domain/report/report-narratives.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Card } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';

type OwnLines = Answers['reportTexts']['ownLines'];
type OwnLine = OwnLines['lines'][number];

/** What somebody else of the structure wrote meanwhile: shown beside what is typed here, which stays. */
const othersWords = ({ updatedByName, difficulties, nextSteps }: OwnLine) =>
  ` ${updatedByName ?? 'Une autre personne'} a écrit\u00a0: «\u00a0${[difficulties, nextSteps].filter(Boolean).join(' ')}\u00a0». Enregistrez de nouveau pour remplacer ce texte.`;

function LineAnswer({ asked, kept }: { asked: Pick<OwnLines, 'year' | 'organisationId'>; kept: OwnLine }) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [difficulties, setDifficulties] = useState(kept.difficulties);
  const [nextSteps, setNextSteps] = useState(kept.nextSteps);
  const again = () => cache.invalidateQueries(trpc.reportTexts.ownLines.queryFilter());
  const save = useMutation(
    trpc.reportTexts.answerLine.mutationOptions({
      onSuccess: again,
      onError: (error) => errorCode(error) === 'CONFLICT' && again(),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...asked, actionKey: kept.key, difficulties, nextSteps, base: kept.revision });
  };
  const changed = difficulties.trim() !== kept.difficulties || nextSteps.trim() !== kept.nextSteps;
  const title = kept.annexNumber === null ? kept.title : `${kept.annexNumber}. ${kept.title}`;
  return (
    <Card title={title} headingLevel={3}>
      <form className="line-answer" onSubmit={submit}>
        <TextArea
          label={`Difficultés rencontrées en ${asked.year}`}
          rows={3}
          maxLength={1000}
          value={difficulties}
          onChange={(event) => setDifficulties(event.target.value)}
        />
        <TextArea
          label="Suite prévue"
          hint="Ce qui sera fait, par qui (une fonction, pas un nom), avant quand."
          rows={3}
          maxLength={1000}
          value={nextSteps}
          onChange={(event) => setNextSteps(event.target.value)}
        />
        {save.isError && (
          <p className="line-answer-error" role="alert">
            {errorMessage(save.error)}
            {errorCode(save.error) === 'CONFLICT' && othersWords(kept)}
          </p>
        )}
        <Button type="submit" busy={save.isPending} disabled={!changed}>
          Enregistrer
        </Button>
        <p role="status">{save.isSuccess && !changed && 'Enregistré. La coordination le lit.'}</p>
      </form>
    </Card>
  );
}

/** What the report of a year asks of the structure that holds a line: what was hard, what comes next. */
export function LineAnswers({ year, organisationId }: { year: number; organisationId: number }) {
  const query = useQuery(useTRPC().reportTexts.ownLines.queryOptions({ year, organisationId }));
  if (!query.data || query.data.lines.length === 0) return null;
  const { lines, ...asked } = query.data;
  const waiting = lines.filter((one) => !hasSpoken(one)).length;
  return (
    <Section
      id="lignes-du-rapport"
      title={
        waiting === 0
          ? `Le rapport ${year} a vos textes`
          : `Le rapport ${year} attend vos textes\u00a0: ${waiting} sur ${lines.length}`
      }
      lead="Pour chaque ligne de la convention que vous portez. La coordination vous lit, puis le rapport imprime ces mots sous le nom de votre structure. N’y écrivez le nom de personne."
    >
      {lines.map((one) => (
        <LineAnswer key={`${year}/${one.key}`} asked={asked} kept={one} />
      ))}
    </Section>
  );
}
