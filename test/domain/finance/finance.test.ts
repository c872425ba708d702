import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualDays } from '../../../shared/domain/deadline.ts';
import { partnerAlerts } from '../../../shared/domain/finance/finance-alerts.ts';
import { amountOfNumber, knownTotal, readAmount, writtenAmount } from '../../../shared/domain/finance/finance-cents.ts';
import { actionMoney, lineAlerts } from '../../../shared/domain/finance/finance-lines.ts';
import {
  clawbackCalendar,
  exposureOf,
  isTitleTooEarly,
  statePaymentStanding,
  stateShare,
} from '../../../shared/domain/finance/finance-rules.ts';
import { someLinesAddUpTo, totalGaps } from '../../../shared/domain/finance/finance-totals.ts';
import {
  gapWords,
  paymentWords,
  shareWords,
  totalNames,
  totalsWords,
} from '../../../shared/domain/finance/finance-words.ts';
import { asCents } from '../../../shared/domain/finance/money.ts';

const euros = (amount: number) => asCents(amount * 100);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an amount', () => {
  it.each([
    ['1 234,56 €', 123_456],
    ['27\u202f430\u00a0€', 2_743_000],
    ['27.430', 2_743_000],
    ['1.234,50', 123_450],
    ['1,234.50 EUR', 123_450],
    ['0', 0],
    ['NC', null],
    ['–', null],
  ])('written « %s » is read as digits', (text, cents) => {
    expect(readAmount(text)).toEqual({ cents });
  });

  it.each(['-12', '12,345', 'douze', '99999999999'])('written « %s » is refused in words', (text) => {
    expect(readAmount(text)).toMatchObject({ problem: expect.stringMatching(/\.$/) });
  });

  it('written and read again is the same, to the cent, by hand or by a workbook', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (cents) => {
        expect(readAmount(writtenAmount(asCents(cents)))).toEqual({ cents });
        expect(amountOfNumber(cents / 100)).toEqual({ cents });
      }),
      { seed: 5 },
    );
    expect(amountOfNumber(0.125)).toHaveProperty('problem');
  });

  it('that is missing is counted as missing, never as zero', () => {
    expect(knownTotal([euros(24_000), null])).toEqual({ cents: 2_400_000, known: 1, missing: 1 });
    expect(knownTotal([null]).cents).toBeNull();
  });
});

describe('the rules of the money', () => {
  it('the State funds at most half of the coordinator’s post; what is unknown is not verifiable', () => {
    expect(stateShare(euros(24_000), euros(24_000), 50)).toMatchObject({ kind: 'held', statePercent: 50 });
    expect(stateShare(euros(24_001), euros(23_999), 50).kind).toBe('exceeded');
    expect(stateShare(euros(24_000), null, 50)).toEqual({ kind: 'unknown', missing: 'others' });
    expect(plain(shareWords(stateShare(euros(24_000), null, 50), 50))).toContain('Règle non vérifiable');
  });

  it('the State pays a year by 30 November', () => {
    const due = statePaymentStanding(2025, euros(406_614), [], usualDays, '2025-11-14');
    expect(due).toMatchObject({ kind: 'due', daysLeft: 16 });
    expect(plain(paymentWords(due))).toContain('30 novembre 2025, dans 16 jours : 406 614 €');
    expect(statePaymentStanding(2025, euros(406_614), [], usualDays, '2025-12-01').kind).toBe('late');
    const paid = [{ amountCents: euros(406_614) }];
    expect(statePaymentStanding(2025, euros(406_614), paid, usualDays, '2025-12-01').kind).toBe('paid');
  });

  it('a notice is answered within a month; what is asked is paid six months after the titre, counted from nothing else', () => {
    const noticed = { noticeDate: '2025-01-31', titleIssuedOn: null };
    expect(clawbackCalendar(noticed, '2025-02-01')).toMatchObject({
      answerBy: '2025-02-28',
      payBy: null,
      payDaysLeft: null,
    });
    const { payBy, payDaysLeft } = clawbackCalendar({ ...noticed, titleIssuedOn: '2025-03-31' }, '2025-09-29');
    expect([payBy, payDaysLeft]).toEqual(['2025-09-30', 1]);
    expect([null, '2025-02-27', '2025-02-28'].map((day) => isTitleTooEarly('2025-01-31', day))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('at most 20 % of what was paid is exposed, of what was granted while nothing is recorded as paid', () => {
    expect(exposureOf(20, euros(406_614), null)).toMatchObject({ basis: 'paid', exposureCents: 8_132_280 });
    expect(exposureOf(20, euros(0), euros(406_614))).toMatchObject({ basis: 'granted', exposureCents: 8_132_280 });
    expect(exposureOf(null, euros(1), null)).toBeNull();
  });
});

describe('the totals of the convention', () => {
  const amounts = {
    requestedCents: euros(700_761),
    eligibleCostCents: euros(571_000),
    maximumAnnualCents: euros(494_000),
    grantedCents: null,
  };

  it('differ by gaps that are said where both are known', () => {
    expect(totalGaps(amounts).map(({ gapCents }) => gapCents)).toEqual([12_976_100, 20_676_100]);
    const [gap] = totalGaps(amounts);
    if (gap) expect(plain(gapWords(gap))).toBe('Entre le demandé de l’annexe et le coût éligible : 129 761 €.');
    expect(totalNames.requestedCents).toBe('Demandé dans l’annexe');
  });

  it('are no sum of some of the lines unless they really are', () => {
    const lines = [24_000, 3_500, 33_900].map(euros);
    expect(someLinesAddUpTo(lines, euros(27_500))).toBe(true);
    expect(someLinesAddUpTo(lines, euros(30_000))).toBe(false);
    expect(totalsWords(3, false).join(' ')).toContain('Aucune combinaison des 3 lignes');
  });

  it('agree with every subset of a few lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
        fc.nat(200),
        (some, total) => {
          const sums = Array.from({ length: 2 ** some.length }, (_, mask) =>
            some.reduce((sum, one, index) => sum + ((mask >> index) & 1 ? one : 0), 0),
          );
          expect(someLinesAddUpTo(some.map(asCents), asCents(total))).toBe(sums.includes(total));
        },
      ),
      { seed: 9 },
    );
  });
});

describe('a line of the annex', () => {
  const line = {
    key: 'A01a',
    annexNumber: 1,
    title: 'Poste',
    toConfirm: false,
    requestedCents: euros(24_000),
    maxStatePercent: 50,
  };
  const funder = (name: string, more: object) => ({
    ...{ id: 1, version: 1, funder: name, document: null, note: null, fictitious: false, askedCents: null },
    ...{ grantedCents: null, committedCents: null, paidCents: null, cofinancedCents: null, ...more },
  });

  it('asks what the annex says in the first year only, and knows nothing else by itself', () => {
    expect(actionMoney(line, [], true)).toMatchObject({ askedCents: 2_400_000, askedOrigin: 'annex', paidCents: null });
    expect(actionMoney(line, [], false)).toMatchObject({ askedCents: null, askedOrigin: null });
  });

  it('judges the State’s share on what it granted, never on what was asked', () => {
    const asked = [
      funder('État', { askedCents: euros(24_000) }),
      funder('Dijon métropole', { cofinancedCents: euros(24_000) }),
    ];
    const { share } = actionMoney(line, asked, true);
    expect(share?.verdict).toEqual({ kind: 'unknown', missing: 'state' });
    expect(plain(share?.text ?? '')).toContain('ce que l’État accorde à cette ligne n’est pas connu');
  });

  it('adds its funders by kind of amount, and tells when a rule is broken', () => {
    const funders = [
      funder('État', { grantedCents: euros(30_000) }),
      funder('Dijon métropole', { cofinancedCents: euros(10_000) }),
    ];
    const money = actionMoney(line, funders, false);
    expect(money).toMatchObject({ grantedCents: 3_000_000, cofinancedCents: 1_000_000 });
    expect(lineAlerts([money], euros(20_000)).map(({ kind }) => kind)).toEqual(['share-exceeded', 'grant-exceeded']);
  });
});

describe('a partner’s convention', () => {
  it('tells what is late, missing, ending, or does not add up, the nearest day first', () => {
    const instalment = (label: string, dueDate: string, paidOn: string | null) => ({
      ...{ label, dueDate, paidOn, amountCents: euros(10_000) },
    });
    const alerts = partnerAlerts(
      {
        name: 'ADEFO',
        amountCents: euros(30_000),
        endDate: '2025-12-31',
        instalments: [instalment('premier', '2025-10-31', null), instalment('paid', '2025-06-30', '2025-06-15')],
        documents: [{ kind: 'activity-report', expectedOn: '2025-09-30', receivedOn: null }],
      },
      '2025-11-14',
    );
    expect(alerts.map(({ kind }) => kind)).toEqual([
      'document-missing',
      'instalment-late',
      'end-near',
      'schedule-differs',
    ]);
    expect(plain(alerts[1]?.text ?? '')).toContain('aurait dû être versé le 31 octobre 2025');
  });
});
