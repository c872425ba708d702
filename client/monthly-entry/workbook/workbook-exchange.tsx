import { useState } from 'react';
import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { DropZone } from '../../ui/form/drop-zone.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table, type TableColumn } from '../../ui/table/table.tsx';
import { type Decision, type DecisionForm, type DecisionKind, decideLines } from './workbook-decisions.ts';

const kindWords: Record<DecisionKind, string> = {
  new: 'nouveau',
  changed: 'modifié',
  same: 'identique',
  locked: 'verrouillé',
  suspicious: 'douteux',
  unreadable: 'illisible',
};

const taken = (decision: Decision) => decision.kind === 'new' || decision.kind === 'changed';

function columnsFor(confirmed: ReadonlySet<number>, toggle: (row: number) => void): Array<TableColumn<Decision>> {
  return [
    { key: 'row', header: 'Ligne', align: 'number', cell: ({ line }) => line.row },
    { key: 'label', header: 'Indicateur', rowHeader: true, cell: ({ row }) => row?.label ?? 'inconnu' },
    { key: 'kind', header: 'Décision', cell: ({ kind }) => kindWords[kind] },
    { key: 'before', header: 'Saisi', cell: ({ before }) => before },
    { key: 'after', header: 'Classeur', cell: ({ after }) => after },
    {
      key: 'why',
      header: 'Remarque',
      cell: ({ why, kind, line, row }) => (
        <>
          {why}
          {kind === 'suspicious' && (
            <Checkbox
              label={`Écrire quand même${row ? `, ${row.label}` : ''}`}
              checked={confirmed.has(line.row)}
              onChange={() => toggle(line.row)}
            />
          )}
        </>
      ),
    },
  ];
}

export interface WorkbookExchangeProps extends DecisionForm {
  organisationId: number;
}

/** The month as a workbook: take it away, fill it offline, drop it back; each line is decided on before it is written. */
export function WorkbookExchange({ organisationId, ...form }: WorkbookExchangeProps) {
  const [decisions, setDecisions] = useState<readonly Decision[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState<ReadonlySet<number>>(new Set());
  const [done, setDone] = useState<number | null>(null);
  const open = async ([file]: File[]) => {
    if (!file) return;
    // The reader of workbooks comes only to those who drop one.
    const [{ readEntryWorkbook }, buffer] = await Promise.all([import('./workbook-in.ts'), file.arrayBuffer()]);
    const read = await readEntryWorkbook(new Uint8Array(buffer), { organisationId, month: form.month });
    setDone(null);
    setConfirmed(new Set());
    setRefusal(read.ok ? null : read.why);
    setDecisions(read.ok ? decideLines(form, read.lines) : null);
  };
  const toWrite = (decisions ?? []).filter(
    (one) => taken(one) || (one.kind === 'suspicious' && confirmed.has(one.line.row)),
  );
  const write = () => {
    form.store.edit(
      toWrite.flatMap(({ row, content }) =>
        row && content ? [{ indicatorId: row.id, month: form.month, content }] : [],
      ),
    );
    setDone(toWrite.length);
    setDecisions(null);
  };
  const toggle = (row: number) =>
    setConfirmed((before) => new Set(before.has(row) ? [...before].filter((one) => one !== row) : [...before, row]));
  return (
    <Section
      title="Remplir hors connexion"
      lead="Téléchargez le mois en classeur, remplissez les cases jaunes, puis redéposez-le ici. Rien n’est écrit avant votre accord."
      headingLevel={2}
      actions={
        <LinkButton
          href={`/documents/saisie/${form.month}.xlsx?organisation=${organisationId}`}
          download
          icon="download"
        >
          Télécharger le classeur
        </LinkButton>
      }
    >
      {done !== null && (
        <Callout
          tone="success"
          live="polite"
          title={`${frenchCount(done, 'cellule reprise', 'cellules reprises')} du classeur`}
        >
          Elles s’enregistrent comme si vous les aviez tapées{'\u202f'}; Ctrl+Z dans la grille les retire toutes.
        </Callout>
      )}
      {decisions ? (
        <>
          <Table
            caption={`Ce que le classeur changerait\u00a0: ${frenchCount(toWrite.length, 'cellule', 'cellules')} à écrire`}
            columns={columnsFor(confirmed, toggle)}
            rows={decisions}
            rowKey={({ line }) => line.row}
            rowTone={({ kind }) =>
              kind === 'suspicious' || kind === 'unreadable' ? 'warning' : kind === 'same' ? 'muted' : undefined
            }
            empty="Le classeur ne contient rien de rempli."
            cardsOnPhone
          />
          <div className="entry-actions">
            <Button onClick={() => setDecisions(null)}>Abandonner</Button>
            <Button variant="primary" disabled={toWrite.length === 0} onClick={write}>
              {`Écrire ${frenchCount(toWrite.length, 'cellule', 'cellules')}`}
            </Button>
          </div>
        </>
      ) : (
        <DropZone
          label="Déposez ici le classeur rempli"
          hint="Le classeur téléchargé ci-dessus, au format XLSX, 5 Mo au plus"
          accept=".xlsx,.ods"
          error={refusal}
          onFiles={(files) => void open(files)}
        />
      )}
    </Section>
  );
}
