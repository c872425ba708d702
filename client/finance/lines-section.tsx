import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { totalWords } from '../../shared/domain/finance/finance-words.ts';
import {
  type ActionMoney,
  type FinanceYear,
  type FunderLine,
  lineAmounts,
  lineAmountWords,
} from '../../shared/domain/finance/finance-year.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { amountCell, useWritten } from './finance-data.ts';
import { LineDialog } from './line-dialog.tsx';
import { RemovalDialog } from './removal-dialog.tsx';

/** A line of the table: an action with its sums, or one of its funders below it. */
interface Row {
  action: ActionMoney;
  funder: FunderLine | null;
}

type Asked = { kind: 'edit'; row: Row } | { kind: 'remove'; action: ActionMoney; funder: FunderLine };

const rowsOf = (lines: readonly ActionMoney[]): Row[] =>
  lines.flatMap((action) => [{ action, funder: null }, ...action.funders.map((funder) => ({ action, funder }))]);

function Name({ action, funder }: Row) {
  if (funder)
    return (
      <span className="finance-funder">
        {funder.funder} {funder.fictitious && <Tag variant="fictitious" />}
        {funder.document && <span className="finance-small">{funder.document}</span>}
      </span>
    );
  return (
    <>
      {action.annexNumber === null ? action.title : `${action.annexNumber}. ${action.title}`}{' '}
      {action.toConfirm && <Tag>à confirmer</Tag>}
      {action.share && <span className="finance-small">{action.share.text}</span>}
    </>
  );
}

function Acts({ row, ask }: { row: Row; ask: (asked: Asked) => void }) {
  const { action, funder } = row;
  if (!funder)
    return (
      <Button variant="quiet" size="small" icon="plus" iconOnly onClick={() => ask({ kind: 'edit', row })}>
        {`Ajouter un financeur\u00a0: ${action.title}`}
      </Button>
    );
  const of = `${funder.funder}, ${action.title}`;
  return (
    <>
      <Button variant="quiet" size="small" icon="edit" iconOnly onClick={() => ask({ kind: 'edit', row })}>
        {`Modifier\u00a0: ${of}`}
      </Button>
      <Button
        variant="quiet"
        size="small"
        icon="trash"
        iconOnly
        onClick={() => ask({ kind: 'remove', action, funder })}
      >
        {`Retirer\u00a0: ${of}`}
      </Button>
    </>
  );
}

function Removal({ funder, title, onClose }: { funder: FunderLine; title: string; onClose: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.finance.removeLine.mutationOptions(useWritten(onClose)));
  return (
    <RemovalDialog
      title={`Retirer ${funder.funder} de «\u00a0${title}\u00a0»`}
      mutation={remove}
      onConfirm={(reason) => remove.mutate({ id: funder.id, version: funder.version, reason })}
      onClose={onClose}
    />
  );
}

/** The money by line of the annex: the sums of each line, its funders below. */
export function LinesSection({ finance, canWrite }: { finance: FinanceYear; canWrite: boolean }) {
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  const { lines, sums, year } = finance;
  const funders = [...new Set(lines.flatMap((line) => line.funders.map(({ funder }) => funder)))];
  const columns: TableColumn<Row>[] = [
    { key: 'name', header: 'Action et financeurs', rowHeader: true, cell: (row) => <Name {...row} /> },
    ...lineAmounts.map(
      (one): TableColumn<Row> => ({
        key: one,
        header: lineAmountWords[one],
        align: 'number',
        cell: ({ action, funder }) => amountCell((funder ?? action)[one]),
      }),
    ),
    ...(canWrite
      ? [{ key: 'acts', header: 'Agir', nowrap: true, cell: (row: Row) => <Acts row={row} ask={ask} /> }]
      : []),
  ];
  const partial = lineAmounts.filter((one) => sums[one].missing > 0 && sums[one].known > 0);
  return (
    <Section
      title={`Par ligne de l’annexe en ${year}`}
      lead={
        'Un tiret est un montant non connu, ce qui n’est pas zéro. «\u00a0Accordé\u00a0» ne se lit par ligne que si un acte affecte une somme à cette ligne.'
      }
    >
      <Table
        caption={`Demandé, accordé, engagé, versé et cofinancé en ${year}`}
        hideCaption
        dense
        columns={columns}
        rows={rowsOf(lines)}
        rowKey={({ action, funder }) => `${action.key}/${funder?.id ?? ''}`}
        rowTone={({ funder }) => (funder ? 'muted' : undefined)}
        footer={{ name: 'Total', ...Object.fromEntries(lineAmounts.map((one) => [one, amountCell(sums[one].cents)])) }}
        cardsOnPhone
      />
      {partial.length > 0 && (
        <p className="finance-small">
          Totaux des seuls montants connus{'\u00a0'}:{' '}
          {partial.map((one) => `${lineAmountWords[one].toLowerCase()} ${totalWords(sums[one])}`).join(', ')}.
        </p>
      )}
      {asked?.kind === 'edit' && (
        <LineDialog year={year} action={asked.row.action} line={asked.row.funder} funders={funders} onClose={close} />
      )}
      {asked?.kind === 'remove' && <Removal funder={asked.funder} title={asked.action.title} onClose={close} />}
    </Section>
  );
}
