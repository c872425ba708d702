import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCatalogue } from '../../../server/catalogue/file.ts';
import { catalogueContent } from '../../../server/conventions/catalogue-content.ts';
import { financeOf } from '../../../server/finance/service.ts';
import { overviewFor } from '../../../server/overview/service.ts';
import { buildReportContent, documentOf, workbookOf } from '../../../server/reports/service.ts';
import { renewedCode, renewedYears, targetsToConfirm } from '../../../shared/domain/finance/renewal.ts';
import { canonicalJson } from '../../../shared/domain/report/edition-sealing.ts';
import { readCatalogueFile } from '../../../shared/schemas/catalogue/catalogue-reading.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { publishNow } from '../../setup/published.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

const FORMER = 'LDA-2023-2025';
const NEXT = 'LDA-2026-2028';
const renewal = {
  ...{ convention: FORMER, name: 'Convention pluriannuelle État–Dijon métropole 2026-2028' },
  ...{ startYear: 2026, endYear: 2028, reason: 'renouvellement préparé avec la DDETS' },
};
const signed = { act: 'avenant n° 1', actDate: '2026-02-01', reason: 'négociation avec l’État' };
const refused = (code: string) => ({ cause: { code } });

interface State {
  report: object;
  overview: object;
  money: object;
}

let world: ImportWorld;
let before: State;
beforeAll(async () => {
  world = await importWorld();
  before = await stateOf2023();
}, 120_000);
afterAll(() => world.close());

const coordinator = () => world.as({ role: 'coordinator' });
/** The product some months into the new convention. */
const in2026 = () => ({ ...world.platform, referenceDate: () => '2026-03-14' });
const reader = { role: 'coordinator', organisationId: null } as const;

/** Everything that 2023 says: the whole report, the overview, the money. */
async function stateOf2023() {
  const content = await buildReportContent(world.platform, 'validated', 2023);
  const report = { content, document: documentOf(content), workbook: workbookOf(content) };
  const overview = await coordinator().overview.forYear({ year: 2023 });
  const money = await financeOf(world.platform, 'working', 2023);
  return JSON.parse(canonicalJson({ report, overview, money })) as State;
}

/** Where two contents differ, as paths: whole reports would fill a screen. */
function differences(one: unknown, other: unknown, path = ''): string[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other ? [] : [`${path}: ${String(one).slice(0, 80)} → ${String(other).slice(0, 80)}`];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) =>
    differences((one as State)[name as never], (other as State)[name as never], `${path}/${name}`),
  );
}

async function conventionNamed(code: string) {
  const { conventions } = await coordinator().catalogue.read();
  const found = conventions.find((one) => one.code === code);
  if (!found) throw new Error(`no convention ${code}`);
  return found;
}

async function figure2026(code: string) {
  const { figures, convention } = await overviewFor(in2026(), reader, { year: 2026 });
  return { figure: figures.find((one) => one.code === code), convention };
}

describe('the convention that follows', () => {
  it('has as many years, and the code of the former with its own', () => {
    expect(renewedYears({ startYear: 2023, endYear: 2025 })).toEqual({ startYear: 2026, endYear: 2028 });
    const [former, next] = [
      { startYear: 2023, endYear: 2025 },
      { startYear: 2026, endYear: 2028 },
    ];
    expect(renewedCode(FORMER, former, next)).toBe(NEXT);
    expect(renewedCode('X'.repeat(40), former, next)).toHaveLength(40);
  });

  it('is to confirm the targets that the former had, for the years that have none', () => {
    const targets = [
      { code: 'IND-02', year: 2024, value: 40 },
      { code: 'IND-02', year: 2025, value: 42 },
      { code: 'IND-02', year: 2026, value: 45 },
      { code: 'IND-99', year: 2021, value: 1 },
    ];
    const spans = [
      { startYear: 2023, endYear: 2025 },
      { startYear: 2026, endYear: 2028 },
    ] as const;
    expect(targetsToConfirm(['IND-02', 'IND-99', 'IND-02'], targets, ...spans)).toEqual([
      { code: 'IND-02', years: [2027, 2028], former: targets[1] },
    ]);
  });
});

describe('a renewal by copy', () => {
  it('is refused for years that are not free, and for a convention that is not known', async () => {
    const { catalogue } = coordinator();
    for (const years of [
      { startYear: 2025, endYear: 2027 },
      { startYear: 2028, endYear: 2026 },
      { startYear: 2020, endYear: 2022 },
      { startYear: 2026, endYear: 2040 },
    ])
      await expect(catalogue.renewConvention({ ...renewal, ...years })).rejects.toMatchObject(refused('INVALID'));
    await expect(catalogue.renewConvention({ ...renewal, convention: 'NONE' })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
  });

  it('is made once, even by two people at the same time', async () => {
    const both = await Promise.allSettled([1, 2].map(() => coordinator().catalogue.renewConvention(renewal)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const again = coordinator().catalogue.renewConvention({ ...renewal, startYear: 2029, endYear: 2031 });
    await expect(again).rejects.toMatchObject({ cause: { code: 'CONFLICT', facts: { renewedAs: NEXT } } });
    const told = await world.db.auditEvent.findMany({ where: { action: 'convention.renew' } });
    expect(told).toMatchObject([{ entityId: NEXT, after: { predecessor: FORMER, lines: 17 }, reason: renewal.reason }]);
  });

  it('copies the lines, their keys, words, rules and indicators; amounts are left to an amendment', async () => {
    const [former, next] = [await conventionNamed(FORMER), await conventionNamed(NEXT)];
    const copied = ({ actions }: typeof former) =>
      actions.map(({ requestedCents: _, toConfirm: _t, requests: _r, ...line }) => line);
    expect(next.actions).toHaveLength(17);
    expect(copied(next)).toEqual(copied(former));
    expect(next.actions.find(({ key }) => key === 'A01a')?.maxStatePercent).toBe(50);
    expect(next.actions.every(({ requestedCents, toConfirm }) => requestedCents === null && toConfirm)).toBe(true);
    expect(next).toMatchObject({ maximumAnnualCents: null, eligibleCostCents: null, clawbackPercent: 20 });
    expect(next.grants.map(({ year, amountCents, quote }) => [year, amountCents, quote])).toEqual(
      [2026, 2027, 2028].map((year) => [year, null, 'sera défini par avenant']),
    );
    expect([next.predecessor?.code, former.successor?.code]).toEqual([FORMER, NEXT]);
    expect(former.actions.some(({ toConfirm }) => toConfirm)).toBe(false);
  });

  it('changes nothing of 2023: the report to the letter, the overview, the money', async () => {
    expect(differences(before, await stateOf2023())).toEqual([]);
  });

  it('gives 2026 the new convention and its lines, and no target', async () => {
    const { figure, convention } = await figure2026('IND-02');
    expect(convention.code).toBe(NEXT);
    expect(figure).toMatchObject({ target: null, actions: [{ key: 'A02' }] });
    const { figures } = await overviewFor(in2026(), reader, { year: 2026 });
    expect(figures.filter(({ target }) => target !== null)).toEqual([]);
    const money = await financeOf(in2026(), 'working', 2026);
    expect(money.totals).toMatchObject({ requestedCents: null, eligibleCostCents: null, grantedCents: null });
    expect(money.lines.every(({ toConfirm, askedCents }) => toConfirm && askedCents === null)).toBe(true);
  });

  itAtLength('leaves the report of 2025 among the deadlines of 2026, and every year in the open data', async () => {
    const { deadlines } = await overviewFor(in2026(), reader, { year: 2026 });
    expect(deadlines.slice(0, 2).map(({ kind, year }) => [kind, year])).toEqual([
      ['execution-report', 2025],
      ['state-payment', 2026],
    ]);
    await publishNow(in2026());
    const files = await openDataFiles(in2026());
    const rows = files.get('chiffres-annuels.csv')?.bytes.toString() ?? '';
    expect([2023, 2024, 2025, 2026].filter((year) => !rows.includes(`,${year},`))).toEqual([]);
  });
});

describe('what is then set by amendment', () => {
  it('is every amount of the new convention, with its act and its date', async () => {
    const amend = (field: 'grant' | 'maximum' | 'eligible-cost', year: number | null, cents: number) =>
      coordinator().catalogue.amendAmount({ convention: NEXT, field, year, cents, ...signed });
    await amend('grant', 2026, 42_000_000);
    await amend('maximum', null, 50_000_000);
    await amend('eligible-cost', null, 60_000_000);
    await coordinator().catalogue.amendAmount({
      ...{ convention: NEXT, field: 'requested', year: null, action: 'A02', cents: 3_500_000 },
      ...signed,
    });
    const next = await conventionNamed(NEXT);
    expect(next).toMatchObject({ maximumAnnualCents: 50_000_000, eligibleCostCents: 60_000_000 });
    expect(next.grants[0]?.amountCents).toBe(42_000_000);
    expect(next.actions.find(({ key }) => key === 'A02')).toMatchObject({
      ...{ requestedCents: 3_500_000, toConfirm: false },
      requests: [{ beforeCents: null, afterCents: 3_500_000, act: signed.act, actDate: signed.actDate }],
    });
    const { totals, grant } = await financeOf(in2026(), 'working', 2026);
    expect(totals).toMatchObject({ requestedCents: 3_500_000, maximumAnnualCents: 50_000_000 });
    expect(grant.amendments).toMatchObject([{ beforeCents: null, afterCents: 42_000_000, act: signed.act }]);
    const unknown = coordinator().catalogue.amendAmount({
      ...{ convention: NEXT, field: 'requested', year: null, action: 'A99', cents: 1 },
      ...signed,
    });
    await expect(unknown).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('is each line, kept as it is by an act, once', async () => {
    const keys = ['A01a', 'A01b'];
    await coordinator().catalogue.confirmLines({ convention: NEXT, keys, ...signed });
    const { actions } = await conventionNamed(NEXT);
    expect(actions.filter(({ toConfirm }) => !toConfirm).map(({ key }) => key)).toEqual(['A01a', 'A01b', 'A02']);
    const again = coordinator().catalogue.confirmLines({ convention: NEXT, keys: ['A01a', 'A05'], ...signed });
    await expect(again).rejects.toMatchObject(refused('CONFLICT'));
    expect((await conventionNamed(NEXT)).actions.find(({ key }) => key === 'A05')?.toConfirm).toBe(true);
  });

  it('is a first target for a year that has none, seen before it is signed; only where a convention covers it', async () => {
    const draft = { code: 'IND-02', year: 2026, value: 45 };
    const preview = await coordinator().catalogue.previewAmendment(draft);
    expect(preview).toMatchObject({ before: { target: 'aucune cible' }, after: { target: '45\u00a0logements' } });
    expect((await figure2026('IND-02')).figure?.target).toBeNull();
    await coordinator().catalogue.amendTarget({ ...draft, ...signed });
    expect((await figure2026('IND-02')).figure?.target).toMatchObject({
      ...{ value: 45, startMonth: '2026-01', endMonth: '2026-12', reading: 'stated', document: signed.act },
    });
    expect(
      (await overviewFor(in2026(), reader, { year: 2025 })).figures.find(({ code }) => code === 'IND-02')?.target
        ?.value,
    ).toBe(40);
    const beyond = coordinator().catalogue.amendTarget({ ...draft, year: 2035, ...signed });
    await expect(beyond).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('goes out with the catalogue file, and comes back as it was', async () => {
    const { catalogue, faults } = readCatalogueFile(await exportCatalogue(world.platform));
    expect(faults).toBeNull();
    const next = catalogue?.conventions.find(({ code }) => code === NEXT);
    expect(next).toMatchObject({ predecessor: FORMER, startYear: 2026 });
    expect(next?.actions.find(({ key }) => key === 'A05')).toMatchObject({ toConfirm: true, requestedEuros: null });
    expect(next?.amendments.find(({ field }) => field === 'requested')).toMatchObject({
      action: 'A02',
      afterEuros: 35_000,
    });
    expect(differences(catalogue, await catalogueContent(world.platform))).toEqual([]);
  });

  it('leaves 2023 as it was, to the letter', async () => {
    expect(differences(before, await stateOf2023())).toEqual([]);
  });
});
