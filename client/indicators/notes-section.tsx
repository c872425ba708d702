import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { monthOf } from '../../shared/domain/month.ts';
import { frenchMonth, frenchOfMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { MonthPicker } from '../ui/form/month-picker.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Table } from '../ui/table/table.tsx';
import type { Page } from './indicator-data.ts';

function useRefresh() {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  return () => cache.invalidateQueries(trpc.indicators.byCode.pathFilter());
}

function AddNote({ page, onClose }: { page: Page; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const latest = monthOf(page.referenceDate);
  const [month, setMonth] = useState(page.figure.through);
  const [text, setText] = useState('');
  const add = useMutation(
    trpc.indicators.annotate.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ code: page.figure.code, month, text });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Ajouter une note"
      description={
        'Ce qui explique un mois\u00a0: une loi, un poste pourvu, un changement de logiciel. Tout le monde la lit.'
      }
      footer={<DialogAct label="Ajouter la note" onCancel={onClose} act={{ form: 'note' }} busy={add.isPending} />}
    >
      <form id="note" onSubmit={submit}>
        <MonthPicker label="Mois expliqué" value={month} onChange={setMonth} min="2018-01" max={latest} />
        <TextInput
          label="Texte"
          required
          minLength={3}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={add.isError ? errorMessage(add.error) : undefined}
        />
      </form>
    </Dialog>
  );
}

function RemoveNote({ note, onClose }: { note: Page['notes'][number]; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const remove = useMutation(
    trpc.indicators.removeNote.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ id: note.id, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Retirer la note"
      description={`${frenchMonth(note.month)}\u00a0: ${note.text}. Le journal garde la note et la raison.`}
      footer={
        <DialogAct
          label="Retirer la note"
          onCancel={onClose}
          act={{ form: 'retrait' }}
          danger
          busy={remove.isPending}
        />
      }
    >
      <form id="retrait" onSubmit={submit}>
        <TextArea
          label="Raison"
          required
          minLength={3}
          maxLength={300}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={remove.isError ? errorMessage(remove.error) : undefined}
        />
      </form>
    </Dialog>
  );
}

interface Line {
  key: string;
  month: string;
  text: string;
  kind: string;
  note: Page['notes'][number] | null;
}

function linesOf({ breaks, notes }: Page): Line[] {
  return [
    ...breaks.map(({ month, text }) => ({
      key: `rupture ${month} ${text}`,
      month,
      text,
      kind: 'Rupture de série',
      note: null,
    })),
    ...notes.map((note) => ({
      key: String(note.id),
      month: note.month,
      text: note.text,
      kind: `Note de ${note.authorName}, le ${frenchShortDate(note.createdAt.slice(0, 10))}`,
      note,
    })),
  ].sort((a, b) => a.month.localeCompare(b.month));
}

/** What breaks or explains the series, month by month; the coordinator writes, everyone reads. */
export function NotesSection({ page, coordinator }: { page: Page; coordinator: boolean }) {
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Page['notes'][number] | null>(null);
  const lines = linesOf(page);
  if (lines.length === 0 && !coordinator) return null;
  return (
    <Section
      title="Notes sur les mois"
      lead={
        lines.length === 0 ? undefined : 'Lois, postes, changements de définition. Ils sont marqués sur les graphiques.'
      }
      actions={
        coordinator && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            Ajouter une note
          </Button>
        )
      }
    >
      {lines.length > 0 && (
        <Table
          caption="Notes et ruptures de série"
          hideCaption
          rows={lines}
          rowKey={(line) => line.key}
          columns={[
            { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (line) => frenchMonth(line.month) },
            { key: 'text', header: 'Ce qui s’est passé', cell: (line) => line.text },
            { key: 'kind', header: 'Origine', cell: (line) => line.kind },
            ...(coordinator
              ? [
                  {
                    key: 'remove',
                    header: 'Action',
                    cell: ({ note }: Line) =>
                      note && (
                        <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => setRemoved(note)}>
                          {`Retirer la note ${frenchOfMonth(note.month)}`}
                        </Button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {adding && <AddNote page={page} onClose={() => setAdding(false)} />}
      {removed && <RemoveNote note={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}
