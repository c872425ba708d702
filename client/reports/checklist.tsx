import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Status } from '../ui/status/status.tsx';
import { Link } from '../ui/text/link.tsx';
import './workspace.css';

type StepName = 'figures' | 'coverage' | 'texts' | 'finance' | 'council';

export type StepShown = Answers['reports']['workspace']['steps'][number];

export type PersonShown = Answers['reports']['workspace']['people'][number];

const titles: Record<StepName, string> = {
  figures: 'Chiffres validés',
  coverage: 'Couverture des indicateurs',
  texts: 'Textes écrits',
  finance: 'Comptes arrêtés',
  council: 'Vote du conseil',
};

const placeOf = ({ role, organisation }: PersonShown) =>
  organisation ?? (role === 'coordinator' ? 'coordination' : 'lecture');

const SHOWN = 6;

function Missing({ missing }: Pick<StepShown, 'missing'>) {
  const lines = missing.map((one) => (
    <li key={`${one.label} ${one.detail}`}>
      <Link href={one.href}>{one.label}</Link> {one.detail}
    </li>
  ));
  if (lines.length <= SHOWN) return lines.length > 0 && <ul className="checklist-missing">{lines}</ul>;
  return (
    <details className="checklist-more">
      <summary>{`Voir les ${lines.length} à compléter`}</summary>
      <ul className="checklist-missing">{lines}</ul>
    </details>
  );
}

interface StepCardProps {
  one: StepShown;
  people: PersonShown[];
  onChange: (step: { step: StepName; ownerId?: string | null; date?: string | null; done?: boolean }) => void;
}

function StepCard({ one, people, onChange }: StepCardProps) {
  const persons = people.map((person) => ({ value: person.id, label: `${person.name} (${placeOf(person)})` }));
  return (
    <li className="checklist-step">
      <div className="checklist-head">
        <h3>{titles[one.step]}</h3>
        {one.done ? (
          <Status variant="plain" tone="good" shape="check">
            fait
          </Status>
        ) : (
          <Status variant="plain" tone="watch" shape="ring">
            à faire
          </Status>
        )}
      </div>
      <p className="checklist-detail">{one.detail}</p>
      <Missing missing={one.missing} />
      <div className="checklist-fields">
        <Select
          label={`Responsable\u00a0: ${titles[one.step]}`}
          hideLabel
          placeholder="Responsable…"
          options={persons}
          value={one.owner?.id ?? ''}
          onChange={(id) => onChange({ step: one.step, ownerId: id || null })}
        />
        {one.step === 'council' && (
          <TextInput
            type="date"
            width="medium"
            label="Date du vote"
            defaultValue={one.date ?? ''}
            onChange={(event) => onChange({ step: 'council', date: event.target.value || null })}
          />
        )}
        {one.step === 'finance' && !one.computed && (
          <Checkbox
            label="Les comptes de l’année sont arrêtés"
            checked={one.done}
            onChange={(done) => onChange({ step: 'finance', done })}
          />
        )}
      </div>
    </li>
  );
}

/** The steps of the report in their order: what the data say, who answers for it, what only a person can say. */
export function Checklist({ year, steps, people }: { year: number; steps: StepShown[]; people: PersonShown[] }) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const change = useMutation(
    trpc.reportTexts.changeStep.mutationOptions({
      onSettled: () => cache.invalidateQueries(trpc.reports.workspace.queryFilter({ year })),
    }),
  );
  return (
    <>
      <ol className="checklist">
        {steps.map((one) => (
          <StepCard key={one.step} one={one} people={people} onChange={(step) => change.mutate({ year, ...step })} />
        ))}
      </ol>
      {change.isError && (
        <p className="form-error" role="alert">
          {errorMessage(change.error)}
        </p>
      )}
    </>
  );
}
