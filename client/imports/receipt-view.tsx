import type { ReactNode } from 'react';
import { frenchDecimal, frenchInteger, frenchMonth, frenchPercent } from '../../shared/domain/french-format.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Ratio } from '../../shared/registers/register.ts';
import type { CellRemark } from '../../shared/schemas/import.ts';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/key-figure.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import './receipt-view.css';

type Figure = number | Ratio;

export interface CellChangeRow {
  code: string;
  label: string;
  month: Month;
  before: Figure | null;
  after: Figure | null;
  locked: boolean;
}

export interface ReceiptContent {
  rows: number;
  accepted: number;
  changed: number;
  identical: number;
  duplicates: number;
  outOfTerritory: number;
  superseded: number;
  rejected: CellRemark[];
  suspicious: CellRemark[];
  droppedColumns: string[];
  changes?: CellChangeRow[];
}

function figureText(figure: Figure | null): string {
  if (figure === null) return 'non renseigné';
  if (typeof figure === 'number') return frenchDecimal(figure);
  const { numerator, denominator } = figure;
  const rate = denominator > 0 ? ` (${frenchPercent(numerator / denominator, 1)})` : '';
  return `${frenchDecimal(numerator)} / ${frenchDecimal(denominator)}${rate}`;
}

/** The counts of a file: they add up to the rows read. */
function Counts({ receipt }: { receipt: ReceiptContent }) {
  return (
    <KeyFigureGroup>
      <KeyFigure label="Lignes lues" value={frenchInteger(receipt.rows)} />
      <KeyFigure
        label="Nouvelles ou changées"
        value={frenchInteger(receipt.accepted)}
        note={receipt.changed > 0 ? `dont ${frenchInteger(receipt.changed)} changées` : undefined}
      />
      <KeyFigure label="Déjà connues" value={frenchInteger(receipt.identical)} />
      <KeyFigure
        label="Doublons"
        value={frenchInteger(receipt.duplicates + receipt.superseded)}
        note={
          receipt.superseded > 0
            ? `dont ${frenchInteger(receipt.superseded)} remplacés par une ligne suivante`
            : 'même numéro, même contenu'
        }
      />
      <KeyFigure label="Hors territoire" value={frenchInteger(receipt.outOfTerritory)} note="hors des 23 communes" />
      <KeyFigure label="Refusées" value={frenchInteger(receipt.rejected.length)} />
    </KeyFigureGroup>
  );
}

function Remarks({ title, caption, remarks }: { title: string; caption: string; remarks: CellRemark[] }) {
  if (remarks.length === 0) return null;
  return (
    <Card title={title} headingLevel={3} flush>
      <Table
        caption={caption}
        hideCaption
        cardsOnPhone
        rows={remarks}
        rowKey={(one, index) => `${one.row}-${index}`}
        columns={[
          {
            key: 'row',
            header: 'Ligne',
            rowHeader: true,
            nowrap: true,
            cell: (one) => (one.sheet ? `${one.sheet}, ${one.row}` : one.row),
          },
          { key: 'column', header: 'Colonne', cell: (one) => one.column },
          { key: 'value', header: 'Valeur', cell: (one) => (one.value ? `« ${one.value} »` : 'vide') },
          { key: 'reason', header: 'Raison', cell: (one) => one.reason },
        ]}
      />
    </Card>
  );
}

function Effect({ changes }: { changes: CellChangeRow[] }) {
  return (
    <Card title="Effet sur les indicateurs" headingLevel={3} flush>
      <Table
        caption="Effet de l’import, indicateur par indicateur et mois par mois"
        hideCaption
        dense
        scrollRows
        empty="Aucun chiffre ne change."
        rows={changes}
        rowKey={(one) => `${one.code} ${one.month}`}
        columns={[
          { key: 'code', header: 'Indicateur', rowHeader: true, cell: (one) => `${one.label} (${one.code})` },
          { key: 'month', header: 'Mois', nowrap: true, cell: (one) => frenchMonth(one.month) },
          { key: 'before', header: 'Avant', align: 'number', cell: (one) => figureText(one.before) },
          {
            key: 'after',
            header: 'Après',
            align: 'number',
            cell: (one) => (one.after === null ? 'retiré' : figureText(one.after)),
          },
          { key: 'locked', header: 'Remarque', cell: (one) => (one.locked ? <Tag>validé : conservé</Tag> : '') },
        ]}
      />
    </Card>
  );
}

/** A receipt, before or after the fact: counts, refusals, columns dropped, effect. */
export function ReceiptView({
  receipt,
  title,
  lead,
  controls,
  actions,
}: {
  receipt: ReceiptContent;
  title?: string;
  lead?: ReactNode;
  controls?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="receipt">
      {title && <h3>{title}</h3>}
      {lead && <p>{lead}</p>}
      {controls}
      <Counts receipt={receipt} />
      {receipt.droppedColumns.length > 0 && (
        <Callout title="Colonnes écartées avant tout enregistrement">{receipt.droppedColumns.join(', ')}</Callout>
      )}
      <Remarks
        title="Lignes refusées"
        caption="Lignes refusées, avec la raison et ce qu’il faut faire"
        remarks={receipt.rejected}
      />
      <Remarks
        title="Cellules douteuses"
        caption="Cellules laissées de côté, leur ligne étant prise"
        remarks={receipt.suspicious}
      />
      {receipt.changes && <Effect changes={receipt.changes} />}
      {actions && <div className="receipt-actions">{actions}</div>}
    </div>
  );
}
