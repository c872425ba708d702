import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { IndicatorFigure, Page } from './indicator-data.ts';

interface YearTotalProps {
  figure: IndicatorFigure;
  waiting: Page['waitingYearTotal'];
  /** The organisation whose own figure is shown; none: the whole territory. */
  organisation: string | undefined;
}

/** The number of different people of a year is typed: the same person may be counted in several months, and by several organisations. */
export function YearTotal({ figure, waiting, organisation }: YearTotalProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [value, setValue] = useState(figure.value === null ? '' : String(figure.value));
  const [method, setMethod] = useState('');
  const onSuccess = () => cache.invalidateQueries(trpc.indicators.byCode.pathFilter());
  const type = useMutation(trpc.indicators.typeYearTotal.mutationOptions({ onSuccess }));
  const validate = useMutation(trpc.indicators.validateYearTotal.mutationOptions({ onSettled: onSuccess }));
  const failure = type.error ?? validate.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    type.mutate({ code: figure.code, year: figure.year, organisation, value: Number(value), method });
  };
  return (
    <Section
      title={`Personnes différentes en ${figure.year}`}
      lead={`Les mois et les structures ne s’additionnent pas\u00a0: une même personne y est comptée plusieurs fois. Le total de l’année est saisi ici, pour ${organisation === undefined ? 'tout le territoire' : `la seule structure ${organisation}`}.`}
    >
      {waiting && (
        <Callout
          tone="warning"
          title={`${frenchQuantity(waiting.value, figure.unit)}, ${stateWords.awaiting}`}
          actions={
            <Button
              size="small"
              icon="check"
              busy={validate.isPending}
              onClick={() => validate.mutate({ code: figure.code, year: figure.year, organisation, id: waiting.id })}
            >
              Valider ce total
            </Button>
          }
        >
          {waiting.read === null
            ? 'Les lecteurs ne lisent encore aucun total.'
            : `Les lecteurs lisent ${frenchQuantity(waiting.read, figure.unit)} en attendant.`}
        </Callout>
      )}
      <form onSubmit={submit}>
        <TextInput
          label="Total de l’année"
          required
          inputMode="numeric"
          pattern="[0-9]+"
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <TextInput
          label="Comment elles ont été comptées"
          required
          minLength={3}
          maxLength={300}
          value={method}
          onChange={(event) => setMethod(event.target.value)}
        />
        <Button type="submit" variant="primary" busy={type.isPending}>
          Enregistrer le total
        </Button>
      </form>
      {failure && <Callout tone="danger">{errorMessage(failure)}</Callout>}
    </Section>
  );
}
