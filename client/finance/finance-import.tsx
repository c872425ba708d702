import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RowVerdict } from '../../shared/domain/finance/finance-workbook.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { FinanceFile } from '../../shared/reading/finance-file.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { DropZone } from '../ui/form/drop-zone.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { countWords, decisionKey, type ImportDecision, ImportTable, type Preview } from './import-table.tsx';
import './finance.css';

interface Shown extends Preview {
  file: FinanceFile;
  /** Rows that are not what they were when they were last shown. */
  moved: ReadonlySet<string>;
}

const verdicts: RowVerdict[] = ['new', 'changed', 'identical', 'refused'];
const sameDecision = (one: ImportDecision, other: ImportDecision | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);

/** The rows that are decided on otherwise than at the former look. */
function movedSince(before: readonly ImportDecision[], after: readonly ImportDecision[]): Set<string> {
  const former = new Map(before.map((one) => [decisionKey(one), one]));
  return new Set(after.filter((one) => !sameDecision(one, former.get(decisionKey(one)))).map(decisionKey));
}

/** A file that is looked at, and what comes of it: read here, judged by the server, written once it is confirmed. */
function useImport(onDone: (() => void) | undefined) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const preview = useMutation(trpc.financeImport.preview.mutationOptions());
  const commit = useMutation(trpc.financeImport.commit.mutationOptions());
  const look = async (file: FinanceFile, before: Shown | null) => {
    const found = await preview.mutateAsync({ sheets: file.sheets });
    setShown({ ...found, file, moved: before ? movedSince(before.decisions, found.decisions) : new Set() });
  };
  const open = async ([dropped]: File[]) => {
    if (!dropped) return;
    commit.reset();
    setRefusal(null);
    // The reader of workbooks comes only to those who drop one.
    const { readMoney } = await import('./import-reading.ts');
    const read = await readMoney(dropped);
    if (!read.ok) return setRefusal(read.why);
    await look(read.file, null).catch(() => {});
  };
  const write = async () => {
    if (!shown) return;
    try {
      await commit.mutateAsync({ sheets: shown.file.sheets, seal: shown.seal });
      setShown(null);
      await queries.invalidateQueries();
      onDone?.();
    } catch (error) {
      if (errorCode(error) === 'READ_AGAIN') await look(shown.file, shown).catch(() => {});
    }
  };
  return { shown, refusal, preview, commit, open, write, leave: () => setShown(null) };
}

function Decisions({
  shown,
  busy,
  onWrite,
  onLeave,
}: {
  shown: Shown;
  busy: boolean;
  onWrite: () => void;
  onLeave: () => void;
}) {
  const [all, setAll] = useState(false);
  const { counts, decisions, moved, file } = shown;
  const toWrite = counts.new + counts.changed;
  const rows = all ? decisions : decisions.filter(({ verdict }) => verdict !== 'identical');
  return (
    <div className="finance-parts">
      <p role="status">
        {verdicts
          .filter((one) => counts[one] > 0)
          .map((one) => countWords[one](counts[one]))
          .join(', ') || 'Aucune ligne remplie'}
        {file.ignored.length > 0 && `. Feuilles laissées de côté\u00a0: ${file.ignored.join(', ')}`}
        {'. Rien n’est encore écrit.'}
      </p>
      {counts.identical > 0 && (
        <Checkbox label="Afficher aussi les lignes identiques" checked={all} onChange={() => setAll(!all)} />
      )}
      <ImportTable decisions={rows} moved={moved} />
      <div className="finance-acts">
        <Button onClick={onLeave}>Abandonner</Button>
        <Button variant="primary" disabled={toWrite === 0} busy={busy} onClick={onWrite}>
          {toWrite === 0 ? 'Rien à écrire' : `Écrire ${frenchCount(toWrite, 'ligne', 'lignes')}`}
        </Button>
      </div>
    </div>
  );
}

/** The money of a year from a workbook: what each row would change is shown first, and nothing is written before one says so. */
export function FinanceImport({ year, onDone }: { year: number; onDone?: () => void }) {
  const { shown, refusal, preview, commit, open, write, leave } = useImport(onDone);
  const failure = commit.error ?? preview.error;
  const late = errorCode(commit.error) === 'READ_AGAIN' && shown;
  return (
    <Section
      title="Reprendre un classeur"
      lead="Lignes de l’annexe, conventions et versements. Une case vide ne change rien ; « NC » dit que le montant n’est pas connu."
      actions={
        <LinkButton href={`/documents/finances/modele-${year}.xlsx`} download icon="download">
          Télécharger le modèle
        </LinkButton>
      }
    >
      <div className="finance-parts">
        {commit.isSuccess && (
          <Callout tone="success" live="polite" title="Le classeur est repris">
            {`${countWords.new(commit.data.counts.new)}, ${countWords.changed(commit.data.counts.changed)}. Chaque montant écrit est au journal.`}
          </Callout>
        )}
        {late && (
          <Callout tone="warning" live="assertive" title="Quelqu’un a écrit entre-temps">
            {`Rien n’a été écrit. Le tableau est à jour\u00a0: relisez-le (${frenchCount(shown.moved.size, 'ligne a changé', 'lignes ont changé')}), puis confirmez de nouveau.`}
          </Callout>
        )}
        {failure && !late && (
          <Callout tone="danger" live="assertive">
            {errorMessage(failure)}
          </Callout>
        )}
        {shown ? (
          <Decisions shown={shown} busy={commit.isPending} onWrite={() => void write()} onLeave={leave} />
        ) : (
          <DropZone
            label="Déposez ici le classeur des finances"
            hint="XLSX, ODS ou CSV, 5 Mo au plus : le modèle rempli, ou le classeur téléchargé puis complété"
            accept=".xlsx,.ods,.csv"
            error={refusal}
            disabled={preview.isPending}
            onFiles={(files) => void open(files)}
          />
        )}
      </div>
    </Section>
  );
}
