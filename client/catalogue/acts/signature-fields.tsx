import type { Signature } from '../../../shared/schemas/catalogue/convention-act.ts';
import { TextArea } from '../../ui/form/text-area.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';

export interface TypedSignature {
  effectiveDate: string;
  reason: string;
  act: string;
  actDate: string;
}

export const unsigned = (today: string): TypedSignature => ({ effectiveDate: today, reason: '', act: '', actDate: '' });
export const isSigned = ({ act, actDate }: TypedSignature) => act.trim().length >= 3 && actDate !== '';

export function signatureOf({ effectiveDate, reason, act, actDate }: TypedSignature): Signature {
  const signed = isSigned({ effectiveDate, reason, act, actDate });
  return { effectiveDate, reason: reason.trim(), act: signed ? act.trim() : null, actDate: signed ? actDate : null };
}

interface Props {
  signature: TypedSignature;
  onChange: (signature: TypedSignature) => void;
}

/** When the act takes effect, why, and the signed act that it comes from. */
export function SignatureFields({ signature, onChange }: Props) {
  const set = (part: Partial<TypedSignature>) => onChange({ ...signature, ...part });
  return (
    <>
      <TextInput
        label="Prend effet le"
        hint="La convention se lit telle qu’elle était avant ce jour, et telle qu’elle est depuis."
        type="date"
        required
        width="medium"
        value={signature.effectiveDate}
        onChange={(event) => set({ effectiveDate: event.target.value })}
      />
      <TextArea
        label="Raison"
        required
        value={signature.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <TextInput
        label="Acte signé"
        hint={'Par exemple\u00a0: avenant n° 1. Nécessaire pour changer un montant ou une cible.'}
        value={signature.act}
        onChange={(event) => set({ act: event.target.value })}
      />
      <TextInput
        label="Date de l’acte signé"
        type="date"
        width="medium"
        value={signature.actDate}
        onChange={(event) => set({ actDate: event.target.value })}
      />
    </>
  );
}
