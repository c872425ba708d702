import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

function read(bytes: Uint8Array, answers: Record<string, string> = {}): ReadFile {
  const file = readPartnerFile(bytes, 'fichier', { today: '2026-06-15', communes, indicators, answers });
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}
const csv = (table: Table, answers?: Record<string, string>) => read(encode(toCsv(table), 'utf-8'), answers);
const asked = (file: ReadFile) => file.questions.map(({ column, proposed, answer }) => [column, proposed, answer]);

describe('one question for a column', () => {
  const dates = ['01/05/2024', '01/15/2024', '02/20/2024', '03/03/2024'];
  const monthFirst: Table = [['N° dossier', 'Commandement de payer'], ...dates.map((date, at) => [`E${at}`, date])];

  it('the order of day and month, when every date that tells says month first: the others wait', () => {
    const file = csv(monthFirst);
    expect(asked(file)).toEqual([['Commandement de payer', 'mois-jour', undefined]]);
    expect(file.measures['IND-09']).toEqual({ '2024-01': 1, '2024-02': 1, '2024-03': 1 });
    expect(file.rejected.map(({ value, code }) => [value, code])).toEqual([['01/05/2024', 'waits-for-answer']]);
  });

  it.each([
    ['mois-jour', { '2024-01': 2, '2024-02': 1, '2024-03': 1 }, 0],
    ['jour-mois', { '2024-03': 1, '2024-05': 1 }, 2],
  ])('answered %s, by the column or by its field', (choice, months, unanswered) => {
    for (const name of ['Commandement de payer', 'commandementDate']) {
      const file = csv(monthFirst, { [name]: choice });
      expect(file.measures['IND-09']).toEqual(months);
      expect(file.rejected).toHaveLength(unanswered);
      expect(asked(file)).toEqual([['Commandement de payer', 'mois-jour', choice]]);
    }
  });

  it('real dates that never pass the twelfth beside texts that all do: day and month changed places', () => {
    const table: Table = [
      ['Date', 'Thème', 'Participants'],
      [{ iso: '2024-03-04' }, 'Budget', 4],
      [{ iso: '2024-05-12' }, 'Budget', 5],
      ['25/03/2024', 'Budget', 6],
    ];
    const bytes = toXlsx([{ name: 'export', table }]);
    expect(read(bytes).measures['IND-17']).toEqual({ '2024-03': 6 });
    expect(read(bytes, { Date: 'inverser' }).measures['IND-17']).toEqual({ '2024-03': 6, '2024-04': 4, '2024-12': 5 });
    expect(read(bytes, { Date: 'garder' }).measures['IND-17']).toEqual({ '2024-03': 10, '2024-05': 5 });
  });

  it('a mark of doubt where an export lost its spaces: the row goes in, the amount waits', () => {
    const table: Table = [
      ['N° dossier', 'Commandement de payer', 'Dette'],
      ['E1', '08/01/2024', '7?637,03'],
      ['E2', '08/01/2024', '845,20'],
    ];
    const waiting = csv(table);
    expect(waiting.accepted.map(({ content }) => content.debtCents)).toEqual([null, 84_520]);
    expect(waiting.remarks).toMatchObject([{ row: 2, code: 'waits-for-answer' }]);
    expect(csv(table, { Dette: 'espace' }).accepted[0]?.content.debtCents).toBe(763_703);
  });

  it.each([
    ['a title', 'Relevé 2024, chiffres cumulés depuis le 1er janvier', 'ACOR', [12, 26, 37]],
    ['a label', 'Relevé 2024', 'ACOR (cumul)', [12, 26, 37]],
    ['series that never fall', 'Relevé 2024', 'ACOR', [12, 26, 37, 46, 56, 69]],
  ])(
    'values that add up since January, as %s says: nothing is taken before an answer',
    (_name, title, label, values) => {
      const names = ['Janvier', 'Février', 'Mars', 'Avril', 'Mai', 'Juin'].slice(0, values.length);
      const rising = values.map((value) => Math.round(value / 4));
      const table: Table = [
        [title],
        ['Indicateur', ...names],
        [label, ...values],
        ['Formations : sessions', ...rising],
      ];
      expect(csv(table).accepted).toEqual([]);
      expect(csv(table, { Valeurs: 'mensuel' }).measures['ACO-01']?.['2024-02']).toBe(26);
      expect(csv(table, { Valeurs: 'cumul' }).measures['ACO-01']).toMatchObject({
        '2024-01': 12,
        '2024-02': 14,
        '2024-03': 11,
      });
    },
  );

  it('nothing is asked of dates that are all day first, or of a stock that stands still', () => {
    expect(
      csv([
        ['N° dossier', 'Commandement de payer'],
        ['E1', '03/04/2024'],
        ['E2', '25/04/2024'],
      ]).questions,
    ).toEqual([]);
    const months = ['Janvier', 'Février', 'Mars', 'Avril', 'Mai', 'Juin'];
    expect(
      csv([
        ['Relevé 2024'],
        ['Indicateur', ...months],
        ['ACOR', 8, 8, 9, 9, 10, 10],
        ['Formations : sessions', 2, 1, 2, 0, 2, 2],
      ]).questions,
    ).toEqual([]);
  });
});

describe('what is read without a question', () => {
  it('an instant of universal time is read where the partners live', () => {
    const instants = [
      '2024-06-30T22:00:00Z',
      '2024-12-31T23:00:00.000Z',
      '2024-05-31T21:30:00Z',
      '2024-05-31T23:30:00+02:00',
    ];
    const file = csv([['N° dossier', 'Commandement de payer'], ...instants.map((one, at) => [`E${at}`, one])]);
    expect(file.accepted.map(({ content }) => content.commandementDate)).toEqual([
      '2024-07-01',
      '2025-01-01',
      '2024-05-31',
      '2024-05-31',
    ]);
  });

  it('a date followed by a note is that date, and casts no doubt on its column; two dates are none', () => {
    const dates = ['06/06/2024 (reçu le 10)', '07/06/2024 report', 'le 08/06/2024', '28/03/2024 et 29/03/2024'];
    const file = csv([['N° dossier', 'Commandement de payer'], ...dates.map((one, at) => [`E${at}`, one])]);
    expect(file.accepted.map(({ content }) => content.commandementDate)).toEqual([
      '2024-06-06',
      '2024-06-07',
      '2024-06-08',
    ]);
    expect(file.rejected).toMatchObject([{ code: 'date-several' }]);
    expect(file.questions).toEqual([]);
  });
});

describe('a count that something qualifies', () => {
  const cells = [
    '12 ménages',
    'env. 12',
    '12 (dont 3 enfants)',
    '5*',
    '12 ?',
    'douze',
    '85 %',
    '8 €',
    '06 12 34 56 78',
    '1,5',
    '<11',
    '12 + 2',
  ];
  const months = [
    'Janvier',
    'Février',
    'Mars',
    'Avril',
    'Mai',
    'Juin',
    'Juillet',
    'Août',
    'Septembre',
    'Octobre',
    'Novembre',
    'Décembre',
  ];
  const file = csv([
    ['Relevé 2024'],
    ['Indicateur', ...months],
    ['ACOR : ménages accompagnés', ...cells],
    ['Formations : sessions', 1],
  ]);

  it('is taken when its number is plain, with a word where there was a doubt', () => {
    expect(file.measures['ACO-01']).toEqual({ '2024-01': 12, '2024-02': 12, '2024-03': 12 });
    expect(file.suspicious.map(({ value, code }) => [value, code])).toEqual([
      ['env. 12', 'number-about'],
      ['12 (dont 3 enfants)', 'number-note'],
    ]);
  });

  it('waits when its author doubts it, and is refused when it is no count, each with its own reason', () => {
    expect(file.rejected.map(({ value, code, question }) => [value, code, question?.read])).toEqual([
      ['5*', 'number-marked', '5'],
      ['12 ?', 'number-marked', '12'],
      ['douze', 'number-words', '12'],
      ['85 %', 'number-percent', undefined],
      ['8 €', 'number-unit', undefined],
      ['06 12 34 56 78', 'number-several', undefined],
      ['1,5', 'number-whole', undefined],
      ['<11', 'number-masked', undefined],
      ['12 + 2', 'number-several', undefined],
    ]);
  });

  it('a part that passes its whole is refused', () => {
    const places = csv([
      ['Relevé 2024'],
      ['Indicateur', 'Janvier', 'Février'],
      ['Lieu de répit : places disponibles', 8, 8],
      ['Lieu de répit : places occupées', 12, 7.5],
    ]);
    expect(places.measures['IND-05']).toEqual({ '2024-02': { numerator: 7.5, denominator: 8 } });
    expect(places.rejected).toMatchObject([{ code: 'part-over-whole' }]);
  });
});
