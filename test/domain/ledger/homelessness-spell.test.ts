import { describe, expect, it } from 'vitest';
import { isWithin } from '../../../shared/domain/ledger/ethos.ts';
import { activeTimes, addDays, entryFlow, householdMoves, type Spell } from '../../../shared/domain/ledger/spell.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';

const spell = (more: Partial<Spell>): Spell => ({
  requested: '2023-01-10',
  contacts: [],
  admitted: null,
  exit: null,
  ...more,
});
const said = (one: Spell) => householdMoves([one]).map(({ date, flow }) => `${date} ${flow}`);

describe('a request in the ledger', () => {
  it('is lost of sight on the ninetieth day without a contact', () => {
    expect(addDays('2023-01-10', 90)).toBe('2023-04-10');
    expect(said(spell({}))).toEqual(['2023-01-10 newlyIdentified', '2023-04-10 lostContact']);
  });

  it('is kept by a contact on the ninetieth day, and comes back from inactive the day after', () => {
    expect(said(spell({ contacts: ['2023-04-10'] }))).toEqual(['2023-01-10 newlyIdentified', '2023-07-09 lostContact']);
    expect(said(spell({ contacts: ['2023-04-11'] }))).toEqual([
      '2023-01-10 newlyIdentified',
      '2023-04-10 lostContact',
      '2023-04-11 returnedFromInactive',
      '2023-07-10 lostContact',
    ]);
  });

  it('stays active in a structure until it is closed', () => {
    const admitted = { contacts: ['2023-02-01'], admitted: '2023-02-01' };
    expect(activeTimes(spell(admitted))).toEqual([{ from: '2023-01-10', to: null, kind: null, reason: '' }]);
    const housed = { date: '2024-06-01', kind: 'housed', reason: 'Relogement parc social' } as const;
    expect(said(spell({ ...admitted, exit: housed }))).toEqual(['2023-01-10 newlyIdentified', '2024-06-01 housed']);
  });

  it('housed long after it fell silent: it comes back that day and leaves', () => {
    const exit = { date: '2023-08-01', kind: 'housed', reason: 'Pension de famille' } as const;
    expect(said(spell({ exit }))).toEqual([
      '2023-01-10 newlyIdentified',
      '2023-04-10 lostContact',
      '2023-08-01 returnedFromInactive',
      '2023-08-01 housed',
    ]);
  });

  it('closed without news after it fell silent is lost once, never housed', () => {
    const exit = { date: '2023-08-01', kind: 'lost', reason: 'Sans nouvelles' } as const;
    expect(said(spell({ exit }))).toEqual(['2023-01-10 newlyIdentified', '2023-04-10 lostContact']);
  });

  it('closed before it was made is closed on its day', () => {
    const exit = { date: '2022-12-01', kind: 'other', reason: 'Retour en famille' } as const;
    expect(said(spell({ exit }))).toEqual(['2023-01-10 newlyIdentified', '2023-01-10 otherExits']);
  });
});

describe('an entry', () => {
  it('is a return from housing up to twenty-four months after a home, then newly identified', () => {
    const before = { date: '2023-01-10', kind: 'housed' } as const;
    expect(entryFlow(null, '2025-01-10')).toBe('newlyIdentified');
    expect(entryFlow(before, '2025-01-10')).toBe('returnedFromHousing');
    expect(entryFlow(before, '2025-01-11')).toBe('newlyIdentified');
    expect(entryFlow({ ...before, kind: 'lost' }, '2024-01-01')).toBe('returnedFromInactive');
  });

  it('of a second request while the first is active is no entry: the household is active once', () => {
    const second = spell({
      requested: '2023-02-01',
      exit: { date: '2023-03-01', kind: 'other', reason: 'Demande annulée' },
    });
    const moves = householdMoves([spell({}), second]);
    expect(moves.map(({ date, flow }) => `${date} ${flow}`)).toEqual([
      '2023-01-10 newlyIdentified',
      '2023-04-10 lostContact',
    ]);
  });

  it('is ended by a home, whatever other requests were left open; a request after it is a return', () => {
    const home = { date: '2023-03-01', kind: 'housed', reason: 'Pension de famille' } as const;
    const requests = [spell({}), spell({ requested: '2023-02-01', exit: home }), spell({ requested: '2023-09-02' })];
    for (const known of [requests, [...requests].reverse()]) {
      expect(householdMoves(known).map(({ date, flow }) => `${date} ${flow}`)).toEqual([
        '2023-01-10 newlyIdentified',
        '2023-03-01 housed',
        '2023-09-02 returnedFromHousing',
        '2023-12-01 lostContact',
      ]);
    }
  });

  it('is housed by its first home, in whatever order its requests come', () => {
    const home = (date: string) => ({ date, kind: 'housed' as const, reason: 'Pension de famille' });
    const long = spell({ admitted: '2023-01-10', exit: home('2023-12-01') });
    const short = spell({ requested: '2023-03-01', exit: home('2023-05-20') });
    for (const known of [
      [long, short],
      [short, long],
    ])
      expect(householdMoves(known).map(({ date, flow }) => `${date} ${flow}`)).toEqual([
        '2023-01-10 newlyIdentified',
        '2023-05-20 housed',
      ]);
  });
});

describe('a SIAO row', () => {
  const group = (commune: string) => (commune === '21231' ? 'DIJON' : undefined);
  const row = { requestDate: '2023-05-07', situation: 'Squat - bidonville', commune: '21231', persons: 3, minors: 2 };

  it('in a squat is of the convention and not of Insee; its own word is kept', () => {
    const one = siaoCase(row, group);
    expect(one?.profile).toMatchObject({
      ethos: 'E5',
      situation: 'Squat - bidonville',
      group: 'DIJON',
      persons: 3,
      size: 'T3',
    });
    expect(isWithin('insee', 'E5')).toBe(false);
    expect(isWithin('convention', 'E5')).toBe(true);
    expect([isWithin('insee', 'E3'), isWithin('insee', null)]).toEqual([true, false]);
  });

  it('closed by a reason that is not listed leaves otherwise, refused without a date leaves at its last contact', () => {
    expect(siaoCase({ ...row, closingDate: '2023-06-01', closingReason: 'Décès' }, group)?.spell.exit).toEqual({
      date: '2023-06-01',
      kind: 'other',
      reason: 'Décès',
    });
    const refused = siaoCase({ ...row, status: 'Refusée', orientationDate: '2023-05-20' }, group);
    expect(refused?.spell.exit).toEqual({ date: '2023-05-20', kind: 'other', reason: 'Demande refusée' });
  });

  it('counts the fewest persons of its composition when their number is not given', () => {
    const couple = siaoCase({ ...row, persons: null, minors: null, composition: 'Couple avec enfant(s)' }, group);
    expect([couple?.profile.persons, couple?.profile.size]).toEqual([3, 'T3']);
  });
});
