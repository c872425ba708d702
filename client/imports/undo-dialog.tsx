import { useMutation, useQueryClient } from '@tanstack/react-query';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorFacts } from '../lib/words/error-messages.ts';
import { effectSentence, figureWords } from '../lib/words/figure-changes.ts';
import { ReasonedDialog } from '../ui/overlay/reasoned-dialog.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { importErrorMessage, type PartReceipt } from './import-words.ts';

/** What must be undone or reopened first, as links where there is a page. */
function BuiltUpon({ error }: { error: unknown }) {
  const built = errorFacts(error, 'BUILT_UPON');
  if (!built) return null;
  const { imports = [], cells = [] } = built;
  const later = [...imports].reverse();
  return (
    <>
      {later.length > 0 && (
        <ul>
          {later.map((id) => (
            <li key={id}>
              <Link href={`/imports/${id}`}>Import n° {id}</Link>, à annuler d’abord
            </li>
          ))}
        </ul>
      )}
      {cells.length > 0 && (
        <ul>
          {cells.map((cell) => {
            const [code = '', month = ''] = cell.split(' ');
            return (
              <li key={cell}>
                <Link href={`/indicateurs/${code}`}>{code}</Link>, {frenchMonth(month)} : validée, questionnée ou saisie
                depuis
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

/** Asks why, and shows which figures come back: to the state before the import, exactly. */
export function UndoDialog({ receipt, onClose }: { receipt: PartReceipt; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const undo = useMutation(
    trpc.imports.undo.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const { changes } = receipt;
  return (
    <ReasonedDialog
      size="large"
      title={`Annuler l’import n°\u00a0${receipt.id}\u202f?`}
      description="Les lignes et les chiffres reviennent exactement à leur état d’avant. Le reçu reste, avec la raison."
      act="Annuler l’import"
      icon="undo"
      keep="Garder l’import"
      busy={undo.isPending}
      refusal={
        undo.error && {
          title: 'L’import n’a pas été annulé',
          words: (
            <>
              {importErrorMessage(undo.error)}
              <BuiltUpon error={undo.error} />
            </>
          ),
        }
      }
      onAct={(reason) => undo.mutate({ id: receipt.id, reason })}
      onClose={onClose}
    >
      <p className="receipt-restored">
        Chiffres rétablis{'\u00a0'}: {effectSentence(changes)}
      </p>
      {changes.length > 0 && (
        <Table
          caption="Chiffres rétablis"
          hideCaption
          dense
          scrollRows
          rows={changes}
          rowKey={(one) => `${one.code} ${one.month}`}
          columns={[
            { key: 'code', header: 'Indicateur', rowHeader: true, cell: (one) => `${one.label} (${one.code})` },
            { key: 'month', header: 'Mois', nowrap: true, cell: (one) => frenchMonth(one.month) },
            { key: 'now', header: 'De', align: 'number', cell: (one) => figureWords(one.after) },
            { key: 'then', header: 'À', align: 'number', cell: (one) => <strong>{figureWords(one.before)}</strong> },
          ]}
        />
      )}
    </ReasonedDialog>
  );
}
