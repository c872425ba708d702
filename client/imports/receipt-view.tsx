import { useState } from 'react';
import { momentWords, sourceLabel } from '../lib/words/register-words.ts';
import { Button } from '../ui/form/button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Link } from '../ui/text/link.tsx';
import { EffectTables, OwnMeasures } from './decisions/effect-tables.tsx';
import { RemarksTable } from './decisions/remarks-table.tsx';
import { type ImportReceipt, kindWords, type PartReceipt, partsOf, receiptTitle, registersOf } from './import-words.ts';
import { ReceiptCounts } from './receipt-counts.tsx';
import { ToldByTheFile } from './told-by-file.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { WorkbookPart } from './workbook-part.tsx';
import './receipt.css';

/** Who, when, what exactly: enough to prove years later which file gave a figure. */
function Identity({ receipt }: { receipt: PartReceipt }) {
  const { organisation, source, kind, fileHash, mappingVersion, reason, droppedColumns } = receipt;
  const register = `/registres/${source}?organisation=${organisation.id}`;
  return (
    <DefinitionList
      items={[
        { term: 'Registre', description: <Link href={register}>{sourceLabel(source)}</Link> },
        { term: 'Structure', description: organisation.name },
        { term: 'Par', description: `${receipt.createdByName}, le ${momentWords(receipt.createdAt)}` },
        { term: 'Origine', description: kindWords[kind] ?? kind },
        ...(reason ? [{ term: 'Raison', description: reason }] : []),
        {
          term: 'Colonnes',
          description:
            mappingVersion === null
              ? 'reconnues d’elles-mêmes'
              : `comprises selon la version ${mappingVersion} retenue`,
        },
        ...(droppedColumns.length > 0
          ? [{ term: 'Colonnes écartées avant tout envoi', description: droppedColumns.join(', ') }]
          : []),
        {
          term: 'Empreinte du fichier (SHA-256)',
          description: <span className="receipt-fingerprint">{fileHash}</span>,
        },
      ]}
    />
  );
}

const remarkTables = [
  { kind: 'rejected', title: 'Lignes refusées', caption: 'Lignes refusées, avec la raison et ce qu’il faut faire' },
  {
    kind: 'remarks',
    title: 'Cellules mises de côté',
    caption: 'Cellules illisibles\u00a0: leur ligne est entrée sans elles',
  },
  { kind: 'suspicious', title: 'Cellules douteuses', caption: 'Cellules qui méritent un regard' },
] as const;

/** What one register of the file became. */
function PartOfReceipt({ part }: { part: PartReceipt }) {
  return (
    <div className="receipt">
      {part.status === 'undone' && part.undoneAt && (
        <Callout tone="warning" title={`Annulé le ${momentWords(part.undoneAt)} par ${part.undoneByName}`}>
          {part.undoReason}. Lignes et chiffres sont revenus à leur état d’avant.
        </Callout>
      )}
      <ReceiptCounts counts={part} />
      <Section title="Ce que ce reçu prouve">
        <Identity receipt={part} />
      </Section>
      <Section title="Effet sur les indicateurs">
        <div className="receipt">
          <EffectTables changes={part.changes} done />
          <OwnMeasures measures={part.indicators} />
        </div>
      </Section>
      <ToldByTheFile importId={part.id} told={part.told} />
      {remarkTables.map(({ kind, title, caption }) => (
        <RemarksTable
          key={kind}
          importId={part.id}
          source={part.source}
          title={title}
          caption={caption}
          remarks={part[kind]}
        />
      ))}
    </div>
  );
}

/** The receipt of an import that was written, undone or not, with the other registers of its workbook. */
export function ReceiptView({ receipt }: { receipt: ImportReceipt }) {
  const [undoing, setUndoing] = useState<PartReceipt | null>(null);
  const parts = partsOf(receipt).filter(({ status }) => status !== 'prepared');
  const alone = parts.length === 1;
  const canUndo = (part: PartReceipt) => part.status === 'done' && part.kind !== 'demonstration';
  return (
    <>
      <PageHeader
        title={receiptTitle(receipt)}
        tags={receipt.status === 'undone' ? <Tag>annulé</Tag> : <Tag variant="published">fait</Tag>}
        lead={`${registersOf(parts)}.`}
        breadcrumbs={[{ label: 'Imports', href: '/imports' }]}
        actions={
          alone &&
          canUndo(receipt) && (
            <Button icon="undo" onClick={() => setUndoing(receipt)}>
              Annuler cet import
            </Button>
          )
        }
      />
      <div className="receipt">
        {parts.map((part) => (
          <WorkbookPart key={part.id} part={part} alone={alone}>
            <PartOfReceipt part={part} />
            {!alone && canUndo(part) && (
              <p className="workbook-undo">
                <Button icon="undo" onClick={() => setUndoing(part)}>
                  Annuler cette partie
                </Button>
              </p>
            )}
          </WorkbookPart>
        ))}
      </div>
      {undoing && <UndoDialog receipt={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}
