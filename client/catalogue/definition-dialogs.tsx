import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type TimeRule, timeRules } from '../../shared/domain/indicator.ts';
import { addMonths } from '../../shared/domain/month.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { MonthPicker } from '../ui/form/month-picker.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { TimeRuleDemo, timeRuleWords } from './time-rule-demo.tsx';

export type Definition = Answers['catalogue']['definitions'][number];

interface DialogProps {
  indicator: Definition;
  onClose: () => void;
}

function useDone(onClose: () => void) {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries();
    onClose();
  };
}

/** Another definition from a month on: both series stay, a break is drawn, no total crosses it. */
export function DefineDialog({ indicator, onClose }: DialogProps) {
  const trpc = useTRPC();
  const session = useSession();
  const last = indicator.versions.at(-1);
  const first = addMonths(last?.validFrom ?? '2000-01', 1);
  const now = session.data?.referenceDate.slice(0, 7) ?? first;
  const proposed = [first, now].sort().at(-1) ?? first;
  const [definition, setDefinition] = useState(last?.definition ?? '');
  const [formula, setFormula] = useState(last?.formula ?? '');
  const [validFrom, setValidFrom] = useState(proposed);
  const [reason, setReason] = useState('');
  const define = useMutation(trpc.catalogue.define.mutationOptions({ onSuccess: useDone(onClose) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    define.mutate({ code: indicator.code, definition, formula, validFrom, reason });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Nouvelle définition de ${indicator.code}`}
      description={`${indicator.label}. Une rupture est marquée dans la série\u202f; aucun total ne la traverse.`}
    >
      <form onSubmit={submit} className="catalogue-form">
        <TextArea
          label="Définition"
          required
          value={definition}
          onChange={(event) => setDefinition(event.target.value)}
        />
        <TextArea label="Formule" required value={formula} onChange={(event) => setFormula(event.target.value)} />
        <MonthPicker
          label="À partir de"
          value={validFrom}
          min={first}
          max={addMonths(proposed, 24)}
          onChange={setValidFrom}
        />
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {define.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(define.error)}
          </Callout>
        )}
        <Button type="submit" variant="primary" busy={define.isPending}>
          {`Changer la définition en ${frenchMonth(validFrom)}`}
        </Button>
      </form>
    </Dialog>
  );
}

/** Another way to make a year of the months, chosen after seeing what each does to twelve numbers. */
export function TimeRuleDialog({ indicator, onClose }: DialogProps) {
  const trpc = useTRPC();
  const [rule, setRule] = useState(indicator.timeRule as TimeRule);
  const [reason, setReason] = useState('');
  const change = useMutation(trpc.catalogue.changeTimeRule.mutationOptions({ onSuccess: useDone(onClose) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ code: indicator.code, timeRule: rule, reason });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Règle de temps de ${indicator.code}`}
      description={`${indicator.label}. La règle vaut pour toutes les années.`}
    >
      <form onSubmit={submit} className="catalogue-form">
        <TimeRuleDemo current={indicator.timeRule as TimeRule} />
        <Select
          label="Règle"
          options={timeRules.map((value) => ({ value, label: timeRuleWords[value].label }))}
          value={rule}
          onChange={setRule}
        />
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {change.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(change.error)}
          </Callout>
        )}
        <Button type="submit" variant="primary" busy={change.isPending} disabled={rule === indicator.timeRule}>
          Changer la règle
        </Button>
      </form>
    </Dialog>
  );
}
