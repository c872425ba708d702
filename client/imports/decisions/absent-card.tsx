import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { AbsentChoice } from '../../../shared/schemas/import.ts';
import { useCommunes } from '../../lib/answers/use-communes.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { cellWords, filledColumns } from '../../lib/words/register-words.ts';
import { Select } from '../../ui/form/select.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table } from '../../ui/table/table.tsx';
import { importErrorMessage } from '../import-words.ts';

/** Known rows that a whole export no longer holds: kept, closed or taken out, by a choice that serves for the next files too. */
export function AbsentCard({
  importId,
  source,
  count,
  choice,
}: {
  importId: number;
  source: SourceName;
  count: number;
  choice: AbsentChoice;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const communes = useCommunes();
  const rows = useQuery(trpc.imports.absent.queryOptions({ id: importId }));
  const decide = useMutation(
    trpc.imports.decideAbsent.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.imports.preview.queryFilter({ id: importId }));
        await queries.invalidateQueries(trpc.imports.help.queryFilter());
      },
    }),
  );
  const found = rows.data ?? [];
  return (
    <Card title="Lignes connues que cet export ne contient plus" headingLevel={3} flush>
      <div className="receipt-choice">
        <p>
          {frenchCount(count, 'ligne manque', 'lignes manquent')} alors que le fichier paraît être l’export complet de
          ses mois. Votre choix sera repris pour les prochains fichiers de cette structure\u00a0; annuler l’import les
          remet.
        </p>
        <Select
          label="Ces lignes"
          disabled={decide.isPending}
          options={[
            { value: 'keep', label: 'Les garder' },
            ...(registerOf(source).closes ? [{ value: 'close', label: 'Les clore à la date de l’export' }] : []),
            { value: 'remove', label: 'Les retirer' },
          ]}
          value={choice}
          onChange={(value: string) => decide.mutate({ id: importId, choice: value as AbsentChoice })}
        />
        {decide.isError && (
          <Callout tone="danger" live="assertive" title="Le choix n’a pas été retenu">
            {importErrorMessage(decide.error)}
          </Callout>
        )}
      </div>
      {found.length > 0 && (
        <Table
          caption="Lignes connues absentes de l’export"
          hideCaption
          dense
          cardsOnPhone
          rows={found}
          rowKey={(_one, index) => index}
          columns={filledColumns(source, found)
            .slice(0, 8)
            .map((column, rank) => ({
              key: column.field,
              header: column.label,
              rowHeader: rank === 0,
              cell: ({ content }) => cellWords(content[column.field], column, communes),
            }))}
        />
      )}
    </Card>
  );
}
