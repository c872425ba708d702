import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addMonths, type Month, monthOf } from '../../shared/domain/month.ts';
import {
  frenchCount,
  frenchMonth,
  frenchOfMonth,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { useSession } from '../lib/session.ts';
import { useTRPCClient } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { MonthPicker } from '../ui/form/month-picker.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { lateStarts } from './late-starts.ts';

/** After every act: the convention as it stands. */
const LAST_DAY = '9999-12-31';

/** From which month figures are asked for: what began before begins then, so that nobody is late on arrival. */
export function FirstMonthStep({ firstMonth }: { firstMonth: Month | null }) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const today = monthOf(useSession().data?.referenceDate ?? '2025-01-01');
  const [month, setMonth] = useState(today);
  const moving = useMutation({
    mutationFn: async () => {
      const entries = lateStarts(await client.conventionActs.asOf.query({ date: LAST_DAY }), month);
      if (entries.length === 0) return 0;
      const edit = { edit: 'entries' as const, entries };
      const { print } = await client.conventionActs.preview.mutate({ edit, signed: false });
      const reason = 'Premier mois de collecte';
      const signature = { effectiveDate: `${month}-01`, reason, act: null, actDate: null };
      await client.conventionActs.sign.mutate({ edit, signature, print });
      return entries.length;
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  if (firstMonth === null)
    return <p>Rien n’est encore demandé à personne{S}: remplissez d’abord l’étape précédente.</p>;
  const isLate = firstMonth < today;
  return (
    <>
      <p>
        {isLate
          ? `Des chiffres sont demandés depuis ${frenchMonth(firstMonth)}${S}: les mois écoulés seraient en retard dès l’arrivée. Choisissez le premier mois que vous demanderez.`
          : `Les chiffres sont demandés à partir ${frenchOfMonth(firstMonth)}. Personne n’est en retard.`}
      </p>
      <MonthPicker
        label="Premier mois demandé"
        value={month}
        min={addMonths(today, -24)}
        max={addMonths(today, 12)}
        onChange={setMonth}
      />
      <div className="first-steps-actions">
        <Button busy={moving.isPending} onClick={() => moving.mutate()}>
          {`Ne rien demander avant ${frenchMonth(month)}`}
        </Button>
      </div>
      {moving.isError && <Callout tone="danger" live="assertive" title={errorMessage(moving.error)} />}
      {moving.isSuccess && (
        <Callout tone="success" live="polite">
          {moving.data === 0
            ? 'Rien n’était demandé avant ce mois.'
            : `${frenchCount(moving.data, 'demande commence', 'demandes commencent')} maintenant en ${frenchMonth(month)}.`}
        </Callout>
      )}
    </>
  );
}
