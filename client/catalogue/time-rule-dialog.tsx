import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type TimeRule, timeRules } from '../../shared/domain/indicator.ts';
import { frenchList, frenchMonthName } from '../../shared/domain/words/french-format.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ActFields, noAct } from './act-fields.tsx';
import { type DialogProps, useDone } from './definition-dialogs.tsx';
import { TimeRuleDemo, timeRuleWords } from './time-rule-demo.tsx';

type Effect = Answers['catalogue']['timeRuleEffect'];

/** The years that would have no value any more. Example: `2024 et 2025 n’auraient plus de valeur : aucun total de l’année n’est saisi.` */
function lostSentence(years: Effect, rule: TimeRule): string | null {
  const lost = years.flatMap((one) => (one.lost ? [String(one.year)] : []));
  if (lost.length === 0) return null;
  const would = lost.length > 1 ? 'n’auraient plus de valeur' : 'n’aurait plus de valeur';
  const why = rule === 'unique' ? '\u00a0: aucun total de l’année n’est saisi' : '';
  return `${frenchList(lost)} ${would}${why}.`;
}

const yearWords = ({ year, through }: Effect[number]) =>
  through === `${year}-12` ? String(year) : `${year}, jusqu’à ${frenchMonthName(through)}`;

/** What each year that has data says today, and what it would say. */
function YearsUnderRules({ years, rule }: { years: Effect; rule: TimeRule }) {
  const lost = lostSentence(years, rule);
  return (
    <div role="status">
      {years.length > 0 && (
        <table className="table table-dense">
          <caption className="visually-hidden">Ce que la nouvelle règle fait de chaque année</caption>
          <thead>
            <tr>
              <th scope="col">Année</th>
              <th scope="col">Aujourd’hui</th>
              <th scope="col">Avec la nouvelle règle</th>
            </tr>
          </thead>
          <tbody>
            {years.map((one) => (
              <tr key={one.year}>
                <th scope="row">{yearWords(one)}</th>
                <td>{one.before}</td>
                <td>{one.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lost !== null && <Callout tone="warning">{lost}</Callout>}
    </div>
  );
}

/**
 * Another way to make a year of the months, chosen after seeing what each does to twelve numbers and what it makes of each
 * year that has data; a signed act decides it where there are some.
 */
export function TimeRuleDialog({ indicator, onClose }: DialogProps) {
  const form = useId();
  const trpc = useTRPC();
  const { code } = indicator;
  const current = indicator.timeRule as TimeRule;
  const [rule, setRule] = useState(current);
  const [act, setAct] = useState(noAct);
  const effect = useQuery(
    trpc.catalogue.timeRuleEffect.queryOptions({ code, timeRule: rule }, { enabled: rule !== current }),
  );
  const change = useMutation(trpc.catalogue.changeTimeRule.mutationOptions({ onSuccess: useDone(onClose) }));
  const years = effect.data ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { reason, ...signed } = act;
    change.mutate({ code, timeRule: rule, reason, ...(years.length > 0 && { act: signed }) });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Règle de temps de ${code}`}
      description={`${indicator.label}. La règle vaut pour toutes les années.`}
      footer={
        <DialogAct
          label="Changer la règle"
          onCancel={onClose}
          act={{ form }}
          busy={change.isPending}
          disabled={!effect.isSuccess || rule === current}
        />
      }
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <TimeRuleDemo current={current} />
        <Select
          label="Règle"
          options={timeRules.map((value) => ({ value, label: timeRuleWords[value].label }))}
          value={rule}
          onChange={setRule}
        />
        {effect.isError && <Callout tone="warning">{errorMessage(effect.error)}</Callout>}
        <YearsUnderRules years={years} rule={rule} />
        {years.length > 0 ? (
          <ActFields act={act} onChange={setAct} />
        ) : (
          <TextArea
            label="Raison"
            required
            value={act.reason}
            onChange={(event) => setAct({ ...act, reason: event.target.value })}
          />
        )}
        {change.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(change.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
