import type { RgaaCriterion, RgaaState, RgaaTheme } from '../../shared/domain/site/rgaa.ts';
import { Section } from '../ui/layout/section.tsx';
import { Status, type StatusShape, type StatusTone } from '../ui/status/status.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';

const looks: Record<RgaaState, { tone: StatusTone; shape: StatusShape }> = {
  conforme: { tone: 'good', shape: 'check' },
  'non conforme': { tone: 'bad', shape: 'square' },
  'non applicable': { tone: 'neutral', shape: 'dash' },
};

const columns: TableColumn<RgaaCriterion>[] = [
  {
    key: 'title',
    header: 'Critère',
    rowHeader: true,
    cell: ({ number, title }) => (
      <>
        <span className="criterion-number">{number}</span> {title}
      </>
    ),
  },
  {
    key: 'state',
    header: 'État',
    nowrap: true,
    cell: ({ state }) => <Status {...looks[state]}>{state}</Status>,
  },
  { key: 'proof', header: 'Preuve', cell: ({ proof }) => <span className="criterion-proof">{proof}</span> },
];

/** The criteria, a table for each theme of the RGAA. */
export function CriteriaTables({ themes }: { themes: readonly RgaaTheme[] }) {
  return themes.map(({ name, criteria }, index) => (
    <Section key={name} title={`${index + 1}. ${name}`} headingLevel={3}>
      <Table
        caption={`Critères du thème ${name}`}
        hideCaption
        columns={columns}
        rows={criteria}
        rowKey={({ number }) => number}
        cardsOnPhone
      />
    </Section>
  ));
}
