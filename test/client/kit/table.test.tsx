// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Table, type TableColumn, type TableSort } from '../../../client/ui/table/table.tsx';

afterEach(cleanup);

interface Partner {
  name: string;
  amount: string;
}

const partners: Partner[] = [
  { name: 'ADEFO', amount: '23\u202f000\u00a0€' },
  { name: 'Action Tank', amount: '30\u202f000\u00a0€' },
];

const columns: Array<TableColumn<Partner>> = [
  { key: 'name', header: 'Partenaire', rowHeader: true, cell: (row) => row.name },
  { key: 'amount', header: 'Montant', align: 'number', sortable: true, cell: (row) => row.amount },
];

describe('the data table', () => {
  it('has a name, column headers and a header for each row', () => {
    render(<Table caption="Conventions" columns={columns} rows={partners} rowKey={(row) => row.name} />);
    const table = screen.getByRole('table', { name: 'Conventions' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Partenaire', 'Montant']);
    expect(within(table).getByRole('rowheader', { name: 'ADEFO' }).getAttribute('scope')).toBe('row');
  });

  it('sets figures to the right and repeats the header on a phone card', () => {
    render(<Table caption="Conventions" columns={columns} rows={partners} rowKey={(row) => row.name} cardsOnPhone />);
    const cell = screen.getByRole('cell', { name: '23\u202f000\u00a0€' });
    expect(cell.className).toContain('table-cell-number');
    expect(cell.dataset.label).toBe('Montant');
  });

  it('says which column is sorted and asks for the other way', () => {
    const asked: TableSort[] = [];
    render(
      <Table
        caption="Conventions"
        columns={columns}
        rows={partners}
        rowKey={(row) => row.name}
        sort={{ key: 'amount', direction: 'ascending' }}
        onSort={(sort) => asked.push(sort)}
      />,
    );
    expect(screen.getByRole('columnheader', { name: 'Montant' }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(screen.getByRole('button', { name: 'Montant' }));
    expect(asked).toEqual([{ key: 'amount', direction: 'descending' }]);
  });

  it('says that there is no row instead of standing empty', () => {
    render(
      <Table caption="Conventions" columns={columns} rows={[]} rowKey={() => 0} empty="Aucune convention signée." />,
    );
    expect(screen.getByRole('cell', { name: 'Aucune convention signée.' }).getAttribute('colspan')).toBe('2');
  });
});
