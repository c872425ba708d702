import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerConventions } from '../../../prisma/seed/seed-partners.ts';
import { clearDemonstration } from '../../../prisma/seed.ts';
import { buildReportContent, documentOf } from '../../../server/reports/service.ts';
import { frenchEuros } from '../../../shared/domain/words/french-format.ts';
import { type EditionWorld, editionWorld } from '../reports/edition-world.ts';

let world: EditionWorld;
beforeAll(async () => {
  world = await editionWorld();
});
afterAll(() => world.close());

const coordinator = () => world.as('helene').finance;
const euros = (amount: number) => amount * 100;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const refused = (code: string) => ({ cause: { code } });

const line = {
  ...{ year: 2024, action: 'A16', funder: 'Région', document: null, note: null, version: null },
  ...{ askedCents: null, grantedCents: null, committedCents: euros(1200), paidCents: null, cofinancedCents: null },
};
const lineOf = async (year: number, action: string) =>
  (await coordinator().year({ year })).lines.find(({ key }) => key === action);

describe('the money of a year', () => {
  it('says what deliberations publish of the partners, and what the convention says of itself', async () => {
    const year = await coordinator().year({ year: 2023 });
    expect(year.partners.map((one) => [one.organisation.code, one.amountCents, one.quote !== null])).toEqual([
      ['ADEFO', euros(23_000), true],
      ['ACTION-TANK', euros(30_000), true],
      ['HH', euros(27_430), true],
      ['SOLIHA', euros(38_650), true],
    ]);
    expect(year.partners.at(-1)?.annexCents).toBe(euros(99_600));
    expect(year.totals).toMatchObject({
      requestedCents: euros(700_761),
      eligibleCostCents: euros(571_000),
      maximumAnnualCents: euros(494_000),
      grantedCents: euros(406_614),
    });
    expect(year.totals.words.join(' ')).toContain('Aucune combinaison des 17');
    expect(year.sums.askedCents).toEqual({ cents: euros(700_761), known: 17, missing: 0 });
    expect(year.clawback.exposure).toMatchObject({ basis: 'paid', exposureCents: 8_132_280 });
    expect(year.closed).not.toBeNull();
  });

  it('knows nothing of a grant that an act has still to fix, and exposes nothing', async () => {
    const year = await coordinator().year({ year: 2025 });
    expect(year.totals.grantedCents).toBeNull();
    expect(year.clawback.exposure).toBeNull();
    expect(year.sums.askedCents.cents).toBeNull();
    expect(year.alerts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['state-payment', 'instalment-late', 'document-missing', 'end-near']),
    );
  });

  it('sets the rates beside the exposure that the overview shows', async () => {
    const { clawback } = await coordinator().year({ year: 2023 });
    const { figures } = await world.as('helene').overview.forYear({ year: 2023 });
    const judged = figures.filter((one) => one.target !== null && one.computed === null && one.counted !== 'no');
    expect(clawback.assessed).toBe(judged.length);
    expect(clawback.reached).toBe(judged.filter(({ counted }) => counted === 'reached').length);
    expect(clawback.missed.map(({ code }) => code)).toEqual(
      judged.filter(({ counted }) => counted === 'missed').map(({ code }) => code),
    );
  });
});

describe('a line of the annex', () => {
  it('is written once: a second person who read the same is refused, and nothing of the first is lost', async () => {
    await coordinator().saveLine(line);
    const [written] = (await lineOf(2024, 'A16'))?.funders ?? [];
    expect(written).toMatchObject({ funder: 'Région', committedCents: euros(1200), version: 1 });
    await coordinator().saveLine({ ...line, committedCents: euros(1500), version: 1 });
    const late = coordinator().saveLine({ ...line, committedCents: euros(900), version: 1 });
    await expect(late).rejects.toMatchObject(refused('CONFLICT'));
    await expect(coordinator().saveLine(line)).rejects.toMatchObject(refused('CONFLICT'));
    expect((await lineOf(2024, 'A16'))?.committedCents).toBe(euros(1500));
  });

  it('without any amount says nothing, and the State affects money to it by an act only', async () => {
    const nothing = coordinator().saveLine({ ...line, funder: 'Personne', committedCents: null });
    await expect(nothing).rejects.toMatchObject(refused('INVALID'));
    const state = { ...line, funder: 'l’état', committedCents: null, grantedCents: euros(5000) };
    await expect(coordinator().saveLine(state)).rejects.toMatchObject(refused('NEEDS_REASON'));
    await coordinator().saveLine({ ...state, document: 'Arrêté du 3 juin 2024' });
    expect((await lineOf(2024, 'A16'))?.funders.map(({ funder }) => funder)).toContain('État');
  });

  it('of another convention’s years is refused', async () => {
    await expect(coordinator().saveLine({ ...line, year: 2031 })).rejects.toMatchObject(refused('INVALID'));
  });

  it('goes away with a reason that the journal keeps', async () => {
    const funder = (await lineOf(2024, 'A16'))?.funders.find((one) => one.funder === 'Région');
    if (!funder) throw new Error('the line is not there');
    const stale = coordinator().removeLine({ id: funder.id, version: 1, reason: 'double' });
    await expect(stale).rejects.toMatchObject(refused('CONFLICT'));
    await coordinator().removeLine({ id: funder.id, version: funder.version, reason: 'saisie en double' });
    const told = await world.db.auditEvent.findFirst({ where: { action: 'finance.remove-line' } });
    expect(told).toMatchObject({ reason: 'saisie en double', entityId: '2024/A16/Région' });
  });
});

const partner = {
  ...{ id: null, version: null, year: 2024, object: 'Étude', amountCents: euros(9000), document: 'Convention n° 12' },
  ...{ startDate: '2024-01-01', endDate: '2024-12-31', note: null, actions: ['A16'] },
  instalments: [
    {
      ...{ label: 'Acompte', dueDate: '2024-03-31', amountCents: euros(4000) },
      ...{ paidOn: '2024-04-02', paidCents: null, reference: 'Mandat 7' },
    },
    { label: 'Solde', dueDate: '2024-12-31', amountCents: euros(4000), paidOn: null, paidCents: null, reference: null },
  ],
  documents: [],
};

describe('a convention with a partner', () => {
  it('is written whole, counts what is paid, and tells when its instalments do not add up', async () => {
    const { id: organisationId } = await world.db.organisation.findFirstOrThrow({ where: { code: 'USH' } });
    await coordinator().savePartner({ ...partner, organisationId });
    const { partners } = await coordinator().year({ year: 2024 });
    const written = partners.find(({ organisation }) => organisation.code === 'USH');
    expect(written).toMatchObject({ code: 'USH-2024-1', paidCents: euros(4000), leftCents: euros(5000) });
    expect(written?.alerts.map(({ kind }) => kind)).toEqual(['instalment-late', 'schedule-differs']);
    const backwards = coordinator().savePartner({ ...partner, organisationId, startDate: '2025-01-01' });
    await expect(backwards).rejects.toMatchObject(refused('INVALID'));
    const stranger = coordinator().savePartner({ ...partner, organisationId, actions: ['NONE'] });
    await expect(stranger).rejects.toMatchObject(refused('INVALID'));
  });

  it('is seen by the partner, which sees those of nobody else', async () => {
    const own = await world.as('karim').finance.own({});
    expect(own.partners.length).toBeGreaterThan(0);
    expect(new Set(own.partners.map(({ organisation }) => organisation.code))).toEqual(new Set(['ADEFO']));
    await expect(world.as('karim').finance.year({ year: 2024 })).rejects.toMatchObject(refused('FORBIDDEN'));
  });
});

describe('closed accounts', () => {
  it('refuse every writing until they are opened again with a reason; the report’s step follows', async () => {
    const financeStep = async () =>
      (await world.as('helene').reports.workspace({ year: 2024 })).steps.find(({ step }) => step === 'finance')?.done;
    expect(await financeStep()).toBe(false);
    await coordinator().close({ year: 2024 });
    expect(await financeStep()).toBe(true);
    await expect(coordinator().close({ year: 2024 })).rejects.toMatchObject(refused('LOCKED'));
    await expect(coordinator().saveLine({ ...line, funder: 'CAF' })).rejects.toMatchObject(refused('LOCKED'));
    const payment = { id: null, version: null, year: 2024, amountCents: 100, paidOn: '2024-11-20', reference: 'P1' };
    await expect(coordinator().savePayment(payment)).rejects.toMatchObject(refused('LOCKED'));
    await coordinator().reopen({ year: 2024, reason: 'facture oubliée' });
    expect((await coordinator().year({ year: 2024 })).reopened?.reason).toBe('facture oubliée');
    await coordinator().savePayment(payment);
    await expect(coordinator().savePayment(payment)).rejects.toMatchObject(refused('INVALID'));
  });
});

describe('a notice of clawback', () => {
  it('starts the delays of article 5, and ends when it is waived', async () => {
    const notice = {
      ...{ version: null, year: 2023, noticeDate: '2025-10-31', reference: 'Courrier 12', claimedCents: euros(40_000) },
      ...{ titleIssuedOn: null, titleReference: null },
      ...{ answeredOn: null, answerReference: null, repaidOn: null, repaidCents: null, waived: false, note: null },
    };
    await coordinator().saveNotice(notice);
    const year = await coordinator().year({ year: 2023 });
    expect(year.clawback.calendar).toMatchObject({ answerBy: '2025-11-30', payBy: null });
    expect(year.alerts.map(({ kind }) => kind)).toEqual(['clawback-answer']);
    await expect(coordinator().saveNotice(notice)).rejects.toMatchObject(refused('CONFLICT'));
    const issued = { ...notice, version: 1, answeredOn: '2025-11-20', titleReference: 'Titre 7' };
    const early = coordinator().saveNotice({ ...issued, titleIssuedOn: '2025-11-29' });
    await expect(early).rejects.toMatchObject(refused('TITLE_TOO_EARLY'));
    await coordinator().saveNotice({ ...issued, titleIssuedOn: '2025-12-15' });
    const { clawback, alerts } = await coordinator().year({ year: 2023 });
    expect(clawback.calendar?.payBy).toBe('2026-06-15');
    expect(alerts.map(({ kind, date }) => [kind, date])).toEqual([['clawback-payment', '2026-06-15']]);
    await coordinator().saveNotice({ ...issued, titleIssuedOn: '2025-12-15', version: 2, waived: true });
    expect((await coordinator().year({ year: 2023 })).alerts).toEqual([]);
  });
});

describe('the report', () => {
  it('says of the money what the room says, to the euro', async () => {
    const content = await buildReportContent(world.contextOf('helene'), 'working', 2023);
    const words = plain(JSON.stringify(documentOf(content)));
    const year = await coordinator().year({ year: 2023 });
    const amounts = [
      ...year.lines.flatMap((one) => [one.askedCents, one.committedCents, one.paidCents, one.cofinancedCents]),
      ...year.partners.flatMap((one) => [one.amountCents, one.paidCents]),
      year.payment.paidCents,
      year.clawback.exposure?.exposureCents ?? null,
    ];
    for (const cents of amounts) if (cents !== null) expect(words).toContain(plain(frenchEuros(cents)));
    expect(words).not.toContain('dans 16 jours');
  });
});

describe('the demonstration’s money', () => {
  it('goes with the demonstration; the published conventions stay as they were published', async () => {
    await clearDemonstration(world.db);
    expect(await world.db.financeLine.count({ where: { demonstration: true } })).toBe(0);
    expect(await world.db.instalment.count()).toBe(0);
    expect(await world.db.statePayment.count({ where: { demonstration: true } })).toBe(0);
    const left = await world.db.partnerConvention.findMany({
      where: { quote: { not: null } },
      orderBy: { code: 'asc' },
    });
    expect(left.map(({ code, amountCents }) => [code, amountCents])).toEqual(
      partnerConventions.map(({ code, amountCents }) => [code, amountCents]).sort(),
    );
  });
});
