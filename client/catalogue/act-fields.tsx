import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';

export interface Act {
  act: string;
  actDate: string;
  reason: string;
}

export const noAct: Act = { act: '', actDate: '', reason: '' };

/** The signed act, its date and the reason: what any amendment is known by. */
export function ActFields({ act, onChange }: { act: Act; onChange: (act: Act) => void }) {
  return (
    <>
      <TextInput
        label="Acte signé"
        hint={'Par exemple\u00a0: avenant n° 1'}
        required
        minLength={3}
        value={act.act}
        onChange={(event) => onChange({ ...act, act: event.target.value })}
      />
      <TextInput
        label="Date de l’acte"
        type="date"
        required
        width="medium"
        value={act.actDate}
        onChange={(event) => onChange({ ...act, actDate: event.target.value })}
      />
      <TextArea
        label="Raison"
        required
        value={act.reason}
        onChange={(event) => onChange({ ...act, reason: event.target.value })}
      />
    </>
  );
}
