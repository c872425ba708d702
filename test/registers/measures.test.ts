import { describe, expect, it } from 'vitest';
import { allRegisters } from '../../shared/registers/all-registers.ts';
import { type Content, sourceNames } from '../../shared/registers/register.ts';
import { measureRows } from '../fixtures/measure-rows.ts';

const rows = (contents: Content[]) => contents.map((content) => ({ content }));

describe('every register', () => {
  it('is listed once, under its own name, with distinct fields and labels', () => {
    expect(allRegisters.map(({ source }) => source)).toEqual([...sourceNames]);
    for (const { columns } of allRegisters)
      expect(new Set(columns.map(({ field }) => field)).size).toBe(columns.length);
  });

  it('gives nothing for no row', () => {
    for (const { source } of allRegisters) expect(measureRows(source, [])).toEqual({});
  });
});

describe('the dwellings under management', () => {
  const dwellings = rows([
    { captureDate: '2022-11-03', entryDate: '2022-12-10', exitDate: '2023-12-09' },
    { captureDate: '2022-11-28', entryDate: '2022-12-20', exitDate: null },
    { captureDate: '2023-02-01', entryDate: null, exitDate: '2023-02-28' },
  ]);

  it('the stock is read on the last day: a dwelling given back that month is no longer in it', () => {
    const stock = measureRows('captured-dwelling', dwellings)['IND-03'] ?? {};
    expect(Object.keys(stock)).toHaveLength(14);
    expect([stock['2022-11'], stock['2023-02'], stock['2023-11'], stock['2023-12']]).toEqual([2, 2, 2, 1]);
  });

  it('kept at twelve months: in place on the anniversary ÷ moved in twelve months earlier', () => {
    expect(measureRows('captured-dwelling', dwellings)['IND-03b']).toEqual({
      '2023-12': { numerator: 1, denominator: 2 },
    });
  });

  it('a stock says nothing of months that are not over', () => {
    const stock = measureRows('captured-dwelling', dwellings, '2023-06-14')['IND-03'] ?? {};
    expect(Object.keys(stock).at(-1)).toBe('2023-05');
  });
});

describe('the eviction procedures', () => {
  const file = (more: Content) => ({
    commandementDate: '2024-01-10',
    stock: 'Privé',
    surveyResult: null,
    diagnosticResult: null,
    ...more,
  });

  it('a diagnostic counts for the target before the order to leave and in the private stock only', () => {
    const measures = measureRows(
      'eviction-procedure',
      rows([
        file({ diagnosticDate: '2024-03-01', leaveOrderDate: '2024-04-01' }),
        file({ diagnosticDate: '2024-03-02', leaveOrderDate: null }),
        file({ diagnosticDate: '2024-04-02', leaveOrderDate: '2024-04-01' }),
        file({ diagnosticDate: '2024-03-03', stock: 'Public' }),
      ]),
    );
    expect(measures['IND-08']).toEqual({ '2024-03': 2 });
  });

  it('the met-rate is over the commandements, the non-response over the assignations, each in its own month', () => {
    const measures = measureRows(
      'eviction-procedure',
      rows([
        file({ surveyResult: 'Rencontré', assignationDate: '2024-03-05', diagnosticResult: 'Sans réponse' }),
        file({ surveyResult: 'Absent', assignationDate: '2024-03-09', diagnosticResult: 'Réalisé' }),
        file({}),
      ]),
    );
    expect(measures['IND-10']).toEqual({ '2024-01': { numerator: 1, denominator: 3 } });
    expect(measures['IND-11']).toEqual({ '2024-03': { numerator: 1, denominator: 2 } });
  });

  it('a file without the column of surveys gives no met-rate, rather than zero', () => {
    expect(measureRows('eviction-procedure', rows([{ commandementDate: '2024-01-10' }]))).toEqual({
      'IND-09': { '2024-01': 1 },
    });
  });
});

describe('the commission', () => {
  it('meetings are distinct dates, and the delay is the median from request to meeting', () => {
    const request = (requestDate: string | null, meetingDate: string) => ({
      requestDate,
      meetingDate,
      month: meetingDate.slice(0, 7),
    });
    const measures = measureRows(
      'cca-request',
      rows([
        request('2024-01-01', '2024-01-11'),
        request('2024-01-01', '2024-01-31'),
        request(null, '2024-01-31'),
        request('2024-02-01', '2024-02-08'),
      ]),
    );
    expect(measures).toEqual({
      'IND-22': { '2024-01': 2, '2024-02': 1 },
      'IND-23': { '2024-01': 3, '2024-02': 1 },
      'IND-25': { '2024-01': 20, '2024-02': 7 },
    });
  });
});

describe('the workshops', () => {
  it('a session whose attendance is not known counts as a session and adds no participant', () => {
    const measures = measureRows(
      'workshop',
      rows([
        { month: '2024-01', participants: null },
        { month: '2024-02', participants: 0 },
      ]),
    );
    expect(measures).toEqual({ 'IND-17': { '2024-02': 0 }, 'IND-18': { '2024-01': 1, '2024-02': 1 } });
  });
});
