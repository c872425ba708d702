import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { frenchCount, frenchInteger } from '../../../shared/domain/words/french-format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorCode } from '../../lib/words/error-messages.ts';
import { momentWords } from '../../lib/words/register-words.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { ProgressSteps } from '../../ui/status/progress-steps.tsx';
import { Tag } from '../../ui/status/tag.tsx';
import { Link } from '../../ui/text/link.tsx';
import {
  type ImportReceipt,
  importErrorMessage,
  type PartReceipt,
  type Preview,
  partsOf,
  receiptTitle,
  registersOf,
} from '../import-words.ts';
import { askForReview, dropFile, heldFile } from '../reading/open-files.ts';
import { ReceiptCounts } from '../receipt-counts.tsx';
import { ToldByTheFile } from '../told-by-file.tsx';
import { WorkbookPart } from '../workbook-part.tsx';
import { AbsentCard } from './absent-card.tsx';
import { Decisions } from './decisions.tsx';
import { EffectTables, OwnMeasures } from './effect-tables.tsx';
import { PeriodCard } from './period-card.tsx';
import { rowsToWrite } from './prepare-decisions.ts';
import { RemarksTable } from './remarks-table.tsx';
import { useCommit } from './use-commit.ts';
import './decisions.css';
import '../receipt.css';

/** What is worth knowing before deciding: the same file is in, how its columns were understood, what was left on this computer. */
function Notices({ receipt }: { receipt: PartReceipt }) {
  const [file] = useState(() => heldFile(receipt.id));
  const dropped = file?.opened.droppedColumns ?? receipt.droppedColumns;
  return (
    <>
      {file?.sameFile && (
        <Callout tone="warning" title="Ce fichier est déjà entré, à l’octet près">
          C’était le {momentWords(file.sameFile.createdAt)} :{' '}
          <Link href={`/imports/${file.sameFile.id}`}>voir le reçu n° {file.sameFile.id}</Link>. L’écrire à nouveau ne
          changerait rien, sauf si des lignes ont été corrigées depuis.
        </Callout>
      )}
      {file?.mappingVersion != null && (
        <Callout title={`Colonnes comprises comme la dernière fois (version ${file.mappingVersion})`} />
      )}
      {dropped.length > 0 && (
        <Callout title={'Colonnes écartées\u00a0: elles n’ont pas quitté cet ordinateur'}>{dropped.join(', ')}</Callout>
      )}
    </>
  );
}

/** What leaves the page, besides writing: the columns seen again, or the whole given up. */
function useLeaving(receipt: ImportReceipt) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const discard = useMutation(trpc.imports.discard.mutationOptions());
  const [file] = useState(() => heldFile(receipt.id));
  const leave = (before: () => void) =>
    discard.mutate(
      { id: receipt.id },
      {
        onSuccess: async () => {
          before();
          await navigate({ to: '/imports' });
          await queries.invalidateQueries(trpc.imports.list.queryFilter());
        },
      },
    );
  return {
    file,
    error: discard.error,
    busy: discard.isPending,
    giveUp: () => leave(dropFile),
    // The columns of one part of a workbook are no matter of the others: it is dropped again.
    review: file && receipt.parts.length === 0 ? () => leave(() => askForReview(file)) : null,
  };
}

function DecideBar({ receipt, previews, stale }: { receipt: ImportReceipt; previews: Preview[]; stale: boolean }) {
  const commit = useCommit(receipt.id);
  const leaving = useLeaving(receipt);
  const rows = previews.reduce((sum, preview) => sum + rowsToWrite(preview), 0);
  if (commit.writing) {
    return (
      <div className="decide-bar">
        <ProgressSteps
          label="Écriture de l’import"
          ratio={commit.ratio}
          steps={[{ key: 'write', label: 'Écriture, en un seul bloc\u00a0: tout ou rien', state: 'running' }]}
          onCancel={commit.stop}
          cancelling={commit.stopping}
        />
      </div>
    );
  }
  const failure = commit.error ?? leaving.error;
  return (
    <div className="decide-bar">
      {failure && (
        <Callout tone="danger" live="assertive" title="Rien n’a été écrit">
          {importErrorMessage(failure)}
        </Callout>
      )}
      {commit.cancelled && (
        <Callout tone="info" live="polite" title="Écriture arrêtée">
          Rien n’a été gardé. L’import est encore prêt.
        </Callout>
      )}
      <div className="decide-bar-actions">
        <p>
          <strong>{frenchCount(rows, 'ligne serait écrite', 'lignes seraient écrites')}.</strong> Rien n’a été écrit
          pour l’instant.
        </p>
        <Button variant="quiet" busy={leaving.busy} onClick={leaving.giveUp}>
          Abandonner
        </Button>
        {leaving.review && (
          <Button busy={leaving.busy} onClick={leaving.review}>
            Revoir les colonnes
          </Button>
        )}
        <Button variant="primary" icon="check" busy={stale} disabled={rows === 0} onClick={commit.write}>
          Écrire {frenchInteger(rows)} {rows > 1 ? 'lignes' : 'ligne'}
        </Button>
      </div>
    </div>
  );
}

function Decide({ receipt, preview, stale }: { receipt: PartReceipt; preview: Preview; stale: boolean }) {
  return (
    <div className="receipt">
      <Notices receipt={receipt} />
      <ReceiptCounts counts={preview} />
      <Section title="Ce que dit le fichier">
        <div className="receipt">
          <ToldByTheFile importId={receipt.id} told={receipt.told} />
          <RemarksTable
            importId={receipt.id}
            source={receipt.source}
            title="Cellules mises de côté"
            caption="Cellules illisibles\u00a0: leur ligne entre sans elles"
            remarks={preview.remarks}
          />
          {preview.periodAsked && preview.period && <PeriodCard importId={receipt.id} period={preview.period} />}
          {preview.absent > 0 && (
            <AbsentCard
              importId={receipt.id}
              source={receipt.source}
              count={preview.absent}
              choice={preview.absentChoice ?? 'keep'}
            />
          )}
        </div>
      </Section>
      <Section title="Effet sur les indicateurs">
        <div aria-busy={stale} className="receipt">
          <EffectTables changes={preview.changes} done={false} />
          <OwnMeasures measures={preview.indicators} />
        </div>
      </Section>
      <Decisions importId={receipt.id} source={receipt.source} verdicts={preview.verdicts} />
    </div>
  );
}

/** An import that waits, or the parts of a workbook that do: what they would do. Nothing is written before one says so. */
export function PreparedView({ receipt }: { receipt: ImportReceipt }) {
  const trpc = useTRPC();
  const parts = partsOf(receipt).filter(({ status }) => status === 'prepared');
  const asked = useQueries({
    queries: parts.map(({ id }) =>
      trpc.imports.preview.queryOptions({ id }, { placeholderData: (former) => former, retry: false }),
    ),
  });
  const previews = asked.flatMap(({ data }) => data ?? []);
  const failed = asked.find(({ isError }) => isError);
  const stale = asked.some(({ isFetching }) => isFetching);
  let body: ReactNode = <Loading shape="page" label="Comparaison avec ce qui est déjà connu" />;
  if (previews.length === parts.length)
    body = (
      <div className="receipt">
        {parts.map((part, rank) => {
          const preview = previews[rank];
          return (
            preview && (
              <WorkbookPart key={part.id} part={part} alone={parts.length === 1}>
                <Decide receipt={part} preview={preview} stale={stale} />
              </WorkbookPart>
            )
          );
        })}
        <DecideBar receipt={receipt} previews={previews} stale={stale} />
      </div>
    );
  else if (failed) body = <Failed receipt={receipt} error={failed.error} onRetry={() => failed.refetch()} />;
  return (
    <>
      <PageHeader
        title={receiptTitle(receipt)}
        tags={<Tag variant="info">préparé</Tag>}
        lead={`${registersOf(parts)}. Préparé le ${momentWords(receipt.createdAt)} par ${receipt.createdByName}. Rien n’a été écrit.`}
        breadcrumbs={[{ label: 'Imports', href: '/imports' }]}
      />
      {body}
    </>
  );
}

/** The rows may be gone with a power cut: the import can only be given up, and the file dropped again. */
function Failed({ receipt, error, onRetry }: { receipt: ImportReceipt; error: unknown; onRetry: () => void }) {
  const leaving = useLeaving(receipt);
  if (errorCode(error) !== 'IMPORT_GONE') {
    return <ErrorState onRetry={onRetry}>{importErrorMessage(error)}</ErrorState>;
  }
  return (
    <Callout
      tone="warning"
      title="Cet import ne peut plus être écrit"
      actions={
        <Button busy={leaving.busy} onClick={leaving.giveUp}>
          Abandonner cet import
        </Button>
      }
    >
      {importErrorMessage(error)}
    </Callout>
  );
}
