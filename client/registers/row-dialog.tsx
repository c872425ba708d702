import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { frenchList, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { RegisterColumn, SourceName } from '../../shared/registers/register.ts';
import { useCommunes } from '../lib/answers/use-communes.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorFacts, errorMessage } from '../lib/words/error-messages.ts';
import { type CommuneNames, cellTyped, keptColumns } from '../lib/words/register-words.ts';
import { Button } from '../ui/form/button.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { FiguresToMove, type MovedReceipt } from './moved-figures.tsx';
import type { StoredRow } from './register-table.tsx';
import { RowCell } from './row-cell.tsx';

type Cells = Record<string, string>;

/** The number of a file is asked once: it is not kept, so that nobody can read it again to correct it. */
function columnsFor(source: SourceName, isNew: boolean): RegisterColumn[] {
  const key = registerOf(source).columns.filter(({ kind }) => kind === 'key');
  return isNew ? [...key, ...keptColumns(source)] : keptColumns(source);
}

function cellsOf(columns: readonly RegisterColumn[], row: StoredRow | null, communes: CommuneNames): Cells {
  return Object.fromEntries(
    columns.map((column) => [column.field, cellTyped(row?.content[column.field], column, communes)]),
  );
}

/** Only what someone wrote over: the rest of the row is not read again. */
function changedCells(before: Cells, after: Cells): Cells {
  return Object.fromEntries(Object.entries(after).filter(([field, text]) => text.trim() !== before[field]));
}

const faultsOf = (error: unknown): Cells => errorFacts(error, 'INVALID')?.cells ?? {};

/** A row typed by hand, or corrected with a reason. */
export function RowDialog({
  source,
  organisationId,
  row,
  onDone,
  onClose,
}: {
  source: SourceName;
  organisationId: number;
  row: StoredRow | null;
  onDone: (receipt: MovedReceipt) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const communes = useCommunes();
  const register = registerOf(source);
  const columns = columnsFor(source, row === null);
  const [before] = useState(() => cellsOf(columns, row, communes));
  const [cells, setCells] = useState(before);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [toMove, setToMove] = useState<MovedReceipt | null>(null);
  const onSuccess = async (receipt: MovedReceipt, { dryRun }: { dryRun?: boolean | undefined }) => {
    if (dryRun) return setToMove(receipt);
    onDone(receipt);
    await queries.invalidateQueries();
  };
  const add = useMutation(trpc.registers.add.mutationOptions({ onSuccess }));
  const correct = useMutation(trpc.registers.correct.mutationOptions({ onSuccess }));
  const error = add.error ?? correct.error;
  const [empty, setEmpty] = useState<Cells>({});
  const required = (column: RegisterColumn) => column.required === true || column.field === register.monthField;
  const faults = { ...faultsOf(error), ...empty };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changed = changedCells(before, cells);
    setAsked(null);
    if (row && Object.keys(changed).length === 0) return setAsked('Rien n’a changé dans cette ligne.');
    const blank = columns.filter((column) => !row && required(column) && (cells[column.field] ?? '').trim() === '');
    setEmpty(Object.fromEntries(blank.map(({ field }) => [field, 'Cette valeur est nécessaire.'])));
    if (blank.length > 0) return setAsked(`Il manque${S}: ${frenchList(blank.map(({ label }) => label))}.`);
    const dryRun = toMove === null;
    if (!row) return add.mutate({ source, organisationId, cells: changed, dryRun });
    if (reason.trim().length < 3) return setAsked('Dites pourquoi la ligne est corrigée, en quelques mots.');
    correct.mutate({ source, organisationId, key: row.key, cells: changed, reason, dryRun });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={row ? 'Corriger la ligne' : 'Saisir une ligne'}
      description={`${register.label}. Les mêmes règles que pour un fichier\u202f; les mois concernés sont recalculés.`}
      footer={
        <>
          <Button onClick={onClose}>Annuler</Button>
          <Button variant="primary" type="submit" form={form} busy={add.isPending || correct.isPending}>
            {toMove ? 'Confirmer et enregistrer' : 'Voir ce qui change'}
          </Button>
        </>
      }
    >
      <form id={form} className="register-form" noValidate onSubmit={submit}>
        {(error || asked) && (
          <div className="register-form-wide">
            <Callout tone="danger" live="assertive" title="La ligne n’est pas enregistrée">
              {asked ?? (Object.keys(faults).length > 0 ? 'Corrigez les cellules signalées.' : errorMessage(error))}
            </Callout>
          </div>
        )}
        {columns.map((column) => (
          <RowCell
            key={column.field}
            column={column}
            value={cells[column.field] ?? ''}
            error={faults[column.field]}
            required={required(column)}
            onChange={(text) => {
              setToMove(null);
              setCells((former) => ({ ...former, [column.field]: text }));
            }}
          />
        ))}
        {toMove && (
          <div className="register-form-wide">
            <FiguresToMove receipt={toMove} />
          </div>
        )}
        {row && (
          <div className="register-form-wide">
            <TextArea
              label="Raison de la correction"
              required
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
      </form>
    </Dialog>
  );
}
