import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClawbackNoticeMoney } from '../../shared/domain/finance/finance-year.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { AmountField, type TypedAmount } from './amount-field.tsx';
import { useWritten } from './finance-data.ts';
import { FormDialog } from './form-dialog.tsx';

const orNull = (text: string) => (text === '' ? null : text);
const cents = (amount: TypedAmount) => (amount === 'wrong' ? null : amount);

/** Where the Préfet's notice stands: when it came, what it asks, the answer, the end. */
export function NoticeDialog({
  year,
  notice,
  onClose,
}: {
  year: number;
  notice: ClawbackNoticeMoney | null;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const save = useMutation(trpc.finance.saveNotice.mutationOptions(useWritten(onClose)));
  const [text, setText] = useState({
    noticeDate: notice?.noticeDate ?? '',
    reference: notice?.reference ?? '',
    answeredOn: notice?.answeredOn ?? '',
    answerReference: notice?.answerReference ?? '',
    titleIssuedOn: notice?.titleIssuedOn ?? '',
    titleReference: notice?.titleReference ?? '',
    repaidOn: notice?.repaidOn ?? '',
    note: notice?.note ?? '',
  });
  const [claimed, setClaimed] = useState<TypedAmount>(notice?.claimedCents ?? null);
  const [repaid, setRepaid] = useState<TypedAmount>(notice?.repaidCents ?? null);
  const [waived, setWaived] = useState(notice?.waived ?? false);
  const field = (name: keyof typeof text) => ({
    value: text[name],
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  return (
    <FormDialog
      title="Courrier du Préfet sur le reversement"
      description={`Crédits de ${year}. Un mois pour répondre au courrier\u202f; puis six mois pour payer, à compter de l’émission du titre de reversement.`}
      submitLabel="Enregistrer"
      mutation={save}
      ready={text.noticeDate !== '' && text.reference.trim().length >= 2 && claimed !== 'wrong' && repaid !== 'wrong'}
      onSubmit={() =>
        save.mutate({
          ...{ version: notice?.version ?? null, year, noticeDate: text.noticeDate, reference: text.reference },
          ...{ claimedCents: cents(claimed), answeredOn: orNull(text.answeredOn) },
          ...{ answerReference: text.answerReference, repaidOn: orNull(text.repaidOn), repaidCents: cents(repaid) },
          ...{ titleIssuedOn: orNull(text.titleIssuedOn), titleReference: text.titleReference },
          ...{ waived, note: text.note },
        })
      }
      onClose={onClose}
    >
      <div className="finance-amounts">
        <TextInput label="Date du courrier" type="date" required width="medium" {...field('noticeDate')} />
        <AmountField label="Montant demandé" value={claimed} onChange={setClaimed} />
      </div>
      <TextInput label="Référence du courrier" required minLength={2} {...field('reference')} />
      <div className="finance-amounts">
        <TextInput label="Réponse envoyée le" type="date" width="medium" {...field('answeredOn')} />
        <TextInput label="Référence de la réponse" {...field('answerReference')} />
      </div>
      <div className="finance-amounts">
        <TextInput label="Titre de reversement émis le" type="date" width="medium" {...field('titleIssuedOn')} />
        <TextInput label="Référence du titre" {...field('titleReference')} />
      </div>
      <div className="finance-amounts">
        <TextInput label="Reversé le" type="date" width="medium" {...field('repaidOn')} />
        <AmountField label="Montant reversé" value={repaid} onChange={setRepaid} />
      </div>
      <Checkbox label="Aucun reversement n’est finalement demandé" checked={waived} onChange={setWaived} />
      <TextArea label="Note" rows={2} {...field('note')} />
    </FormDialog>
  );
}
