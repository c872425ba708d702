import { type FormEvent, useState } from 'react';
import { NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { PublishInput } from '../../shared/schemas/publication.ts';
import { type PublicationHead, publicationName } from '../lib/publications/publication-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Section } from '../ui/layout/section.tsx';

export type PublishAct = Pick<PublishInput, 'note' | 'withdraws'>;

const SHORTEST = 3;
const isShort = (text: string) => text.trim().length < SHORTEST;

/** The words of the act: what changed and why, and an earlier publication that this one withdraws. */
export function PublishForm({
  number,
  published,
  busy,
  onPublish,
}: {
  number: number;
  published: readonly PublicationHead[];
  busy: boolean;
  onPublish: (act: PublishAct) => void;
}) {
  const [note, setNote] = useState('');
  const [withdrawn, setWithdrawn] = useState('');
  const [why, setWhy] = useState('');
  const [asked, setAsked] = useState(false);
  const isFirst = published.length === 0;
  const lacksNote = !isFirst && isShort(note);
  const lacksWhy = withdrawn !== '' && isShort(why);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (lacksNote || lacksWhy) return;
    onPublish({
      note: isShort(note) ? null : note.trim(),
      withdraws: withdrawn === '' ? null : { number: Number(withdrawn), why: why.trim() },
    });
  };
  return (
    <Section
      title={`Publier la publication${S}${number}`}
      lead={
        'Datée, numérotée, avec une empreinte\u00a0: elle ne change plus et ne s’efface pas. Votre identité est confirmée avant.'
      }
    >
      <form className="publication-form" noValidate onSubmit={submit}>
        <TextArea
          label="Ce qui a changé et pourquoi"
          hint="Lu par l’État et le public. N’écrivez aucun nom de ménage."
          rows={3}
          maxLength={2000}
          required={!isFirst}
          value={note}
          error={asked && lacksNote && 'Dites en quelques mots ce qui a changé, et pourquoi.'}
          onChange={(event) => setNote(event.target.value)}
        />
        {!isFirst && (
          <Select
            label="Retirer une publication faite avant"
            hint={'Elle reste lisible, marquée «\u00a0Retirée\u00a0», avec la raison.'}
            placeholder="Aucune"
            options={published
              .filter(({ withdrawnBy }) => withdrawnBy === null)
              .map((one) => ({ value: String(one.number), label: publicationName(one) }))}
            value={withdrawn}
            onChange={setWithdrawn}
          />
        )}
        {withdrawn !== '' && (
          <TextArea
            label="Pourquoi elle est retirée"
            rows={2}
            maxLength={500}
            required
            value={why}
            error={asked && lacksWhy && 'Dites pourquoi, en quelques mots.'}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
        <div>
          <Button type="submit" variant="primary" icon="archive" busy={busy}>
            {`Publier la publication${S}${number}`}
          </Button>
        </div>
      </form>
    </Section>
  );
}
