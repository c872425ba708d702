import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remindOrganisations } from '../../../server/collection/reminders.ts';
import { catalogueContent } from '../../../server/conventions/catalogue-content.ts';
import { buildReportContent, documentOf } from '../../../server/reports/service.ts';
import type { ConventionEdit, Signature } from '../../../shared/schemas/catalogue/convention-act.ts';
import { partnersWorkbook } from '../../fixtures/partners-workbook.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/**
 * The partners of the demonstration, in November 2025: one is replaced in July, an amendment adds an indicator in September, two
 * merge in October, one stops giving in June and begins again. By the acts of the screen, then by the workbook alone.
 */
let world: ImportWorld;
const coordinator = { role: 'coordinator' } as const;

beforeEach(async () => {
  world = await importWorld();
  // What was sent of the months that go is validated before they do; here it goes back to those who typed it.
  await world.db.observation.updateMany({
    where: { stage: 'submitted', organisation: { code: { in: ['ADEFO', 'HH', 'SOLIHA'] } } },
    data: { stage: 'draft' },
  });
});
afterEach(() => world.close());

const signed = (effectiveDate: string): Signature => ({
  ...{ effectiveDate, reason: 'Décision du comité', act: 'Avenant n° 3', actDate: '2025-06-20' },
});
async function act(edit: ConventionEdit, effectiveDate: string) {
  const { conventionActs } = world.as(coordinator);
  const shown = await conventionActs.preview({ edit, signed: true });
  expect(shown.changes.filter(({ nature }) => nature === 'refused')).toEqual([]);
  await conventionActs.sign({ edit, signature: signed(effectiveDate), print: shown.print });
  return shown;
}

const partner = (code: string, name: string) => ({ code, name, kind: 'association', role: null });
const avenant = [
  {
    kind: 'indicator' as const,
    value: {
      ...{ code: 'AV-01', label: 'Ménages relogés par bail glissant', unit: 'households', timeRule: 'flow' },
      ...{ direction: 'increase', sensitive: true, frequency: 'monthly', sourceText: 'Habitat et Humanisme' },
    },
  },
  {
    kind: 'version' as const,
    value: {
      ...{ indicator: 'AV-01', version: 1, definition: 'Ménages entrés dans le mois.' },
      ...{ formula: 'nombre de ménages', validFrom: '2025-09' },
    },
  },
];
const given = (organisation: string, indicator: string, fromMonth: string, toMonth: string | null = null) => ({
  ...{ kind: 'assignment' as const, value: { organisation, indicator, fromMonth, toMonth } },
});

/** Who gives what, in which months, by the names that the catalogue has. */
const whoGives = async () =>
  (await catalogueContent({ db: world.db })).organisations
    .flatMap(({ code, assignments }) =>
      assignments.map((one) => `${code} ${one.indicator} ${one.fromMonth} ${one.toMonth ?? '…'}`),
    )
    .sort();

/** What everybody gives once all that is done. */
function wantedAfter(before: readonly string[]): string[] {
  const last: Record<string, string> = { ADEFO: '2025-06', HH: '2025-09', SOLIHA: '2025-09' };
  const parts = before.map((one) => one.split(' '));
  const taken = (codes: string[]) => [
    ...new Set(parts.filter(([code = '']) => codes.includes(code)).map(([, indicator]) => indicator)),
  ];
  return [
    ...parts.map(([code = '', indicator, from]) => {
      const stops = code === 'CCAS' && indicator === 'IND-16';
      return `${code} ${indicator} ${from} ${stops ? '2025-06' : (last[code] ?? '…')}`;
    }),
    ...['HH AV-01 2025-09 2025-09', 'UNION AV-01 2025-10 …', 'CCAS IND-16 2025-10 …'],
    ...taken(['ADEFO']).map((indicator) => `RELAIS ${indicator} 2025-07 …`),
    ...taken(['HH', 'SOLIHA']).map((indicator) => `UNION ${indicator} 2025-10 …`),
  ].sort();
}

async function byActs() {
  await act(
    { edit: 'take-over', from: ['ADEFO'], into: partner('RELAIS', 'Relais Logement'), fromMonth: '2025-07' },
    '2025-07-01',
  );
  await act({ edit: 'entries', entries: [...avenant, given('HH', 'AV-01', '2025-09')] }, '2025-09-01');
  await act(
    { edit: 'take-over', from: ['HH', 'SOLIHA'], into: partner('UNION', 'Union Habitat'), fromMonth: '2025-10' },
    '2025-10-01',
  );
  await act({ edit: 'entries', entries: [given('CCAS', 'IND-16', '2024-01', '2025-06')] }, '2025-07-01');
  return act({ edit: 'entries', entries: [given('CCAS', 'IND-16', '2025-10')] }, '2025-10-01');
}

/** The months in which the collection expects something of an organisation. */
async function expectedMonths(code: string) {
  const { organisations, months } = await world.as(coordinator).collection.matrix({ from: '2025-01', to: '2025-11' });
  const cells = organisations.find((one) => one.code === code)?.cells ?? [];
  return months.filter((month) => (cells.find((cell) => cell.month === month)?.expected ?? 0) > 0);
}
const months = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, rank) => `2025-${String(first + rank).padStart(2, '0')}`);

/** Each is asked for its own months, and a stop leaves a hole. */
async function asked() {
  expect(await expectedMonths('ADEFO')).toEqual(months(1, 6));
  expect(await expectedMonths('RELAIS')).toEqual(months(7, 11));
  expect(await expectedMonths('HH')).toEqual(months(1, 9));
  expect(await expectedMonths('UNION')).toEqual(months(10, 11));
}

/** The report says it, once each, in their order. */
async function reported() {
  const content = await buildReportContent(world.platform, 'working', 2025);
  const [begun, since] = [content.changes?.slice(0, 4), content.changes?.slice(4)];
  expect(new Set(begun?.map(({ month }) => month))).toEqual(new Set(['2025-01']));
  expect(since?.map(({ text }) => text.replaceAll(/\s/gu, ' '))).toEqual([
    expect.stringMatching(/^À partir de juillet 2025, Relais Logement répond de ce que donnait .*ADEFO/u),
    expect.stringMatching(/^CCAS.* ne transmet plus « .* » à partir de juillet 2025\.$/u),
    'L’indicateur « Ménages relogés par bail glissant » est suivi à partir de septembre 2025.',
    expect.stringMatching(/^À partir d’octobre 2025, Union Habitat répond de ce que donnaient .* et .*\.$/u),
    expect.stringMatching(/^CCAS.* transmet à nouveau « .* » à partir d’octobre 2025\.$/u),
  ]);
  expect(JSON.stringify(documentOf(content))).toContain('Ce qui a changé dans l’année');
}

describe('partners come and go', () => {
  it('and history, expectations, reminders, coverage and the report follow', async () => {
    const june = async (code: string) =>
      (await world.as(coordinator).indicators.byCode({ code, year: 2025, month: 6 })).figure;
    const wanted = wantedAfter(await whoGives());
    const before = { half: await june('DIR-01'), sixteen: await june('IND-16') };
    const stopped = { month: { gte: '2025-07', lte: '2025-09' }, indicator: { code: 'IND-16' } };
    await world.db.observation.deleteMany({ where: { ...stopped, organisation: { code: 'CCAS' } } });
    const again = await byActs();
    expect(await whoGives()).toEqual(wanted);
    expect(again.changes).toMatchObject([{ kind: 'assignment', nature: 'added' }]);
    expect(again.effects.join('\n')).toMatch(/lui est demandé à partir d’octobre 2025, soit 2/u);

    await asked();
    const ccas = world.idOf('CCAS');
    const { rows } = await world
      .as({ role: 'contributor', organisation: 'CCAS' })
      .monthlyEntry.grid({ organisationId: ccas, month: '2025-11', span: 12 });
    expect(rows.find(({ code }) => code === 'IND-16')?.assigned).toEqual([
      ...['2024-12', ...months(1, 6)],
      ...months(10, 11),
    ]);
    const { id: indicatorId } = await world.db.indicator.findUniqueOrThrow({ where: { code: 'IND-16' } });
    const key = { organisationId: ccas, indicatorId, month: '2025-08' };
    await expect(
      world.as({ role: 'contributor', organisation: 'CCAS' }).monthlyEntry.saveCell({
        ...key,
        ...{ revision: (await world.cell('CCAS', 'IND-16', '2025-08'))?.revision ?? 0, state: 'value', value: 2 },
      }),
    ).rejects.toMatchObject({ cause: { code: 'NOT_EXPECTED' } });

    // History: what was given until June counts as it did; coverage counts whoever was asked for the month.
    const half = await june('DIR-01');
    expect([half.value, half.coverage]).toEqual([before.half.value, before.half.coverage]);
    const sixteen = await june('IND-16');
    expect(sixteen.value).toBe(before.sixteen.value);
    const { figure: page } = await world.as(coordinator).indicators.byCode({ code: 'IND-16', year: 2025 });
    const expected = new Map(page.months.map((one) => [one.month, one.expected]));
    expect([expected.get('2025-06'), expected.get('2025-08'), expected.get('2025-10')]).toEqual([3, 2, 3]);

    // Reminders: nobody writes to those who left about the months that are no longer theirs.
    await world.db.mail.deleteMany();
    await remindOrganisations({ ...world.platform, siteAddress: 'http://127.0.0.1' });
    const mails = await world.db.mail.findMany({ where: { kind: 'reminder' } });
    const toThem = mails.filter(({ key: name }) => name.includes(`/${world.idOf('ADEFO')}/`));
    expect(toThem.filter(({ text }) => /juillet|août|septembre|octobre 2025/u.test(text))).toEqual([]);

    await reported();
    // As it was on a day: each span is undone with its act.
    const file = await world.as(coordinator).conventionActs.asOf({ date: '2025-08-15' });
    const then = file.organisations.find(({ code }) => code === 'CCAS')?.assignments;
    expect(then?.filter(({ indicator }) => indicator === 'IND-16')).toMatchObject([{ toMonth: '2025-06' }]);
  });

  it('the same by the workbook alone, the difference being shown', async () => {
    const wanted = wantedAfter(await whoGives());
    const fresh = world.as(coordinator).conventionActs;
    const bytes = await partnersWorkbook(Buffer.from(await fresh.exportWorkbook(), 'base64'));
    const file = { name: 'catalogue.xlsx', content: Buffer.from(bytes).toString('base64'), isWorkbook: true };
    const shown = await fresh.previewImport({ file, signed: true });
    expect(shown.changes.filter(({ nature }) => nature === 'refused')).toEqual([]);
    const natures = (kind: string) => shown.changes.filter((one) => one.kind === kind).map(({ nature }) => nature);
    expect(natures('partner').sort()).toEqual(['added', 'added', 'ended', 'ended', 'ended']);
    expect(natures('succession')).toEqual(['added', 'added', 'added']);
    const ccas = shown.changes.filter(({ kind, title }) => kind === 'assignment' && title.includes('CCAS'));
    expect(ccas.map(({ nature }) => nature).sort()).toEqual(['added', 'ended']);
    for (const kind of ['indicator', 'version', 'target']) expect([kind, natures(kind)]).toEqual([kind, ['added']]);
    expect(shown.changes.find(({ kind }) => kind === 'line')).toMatchObject({ nature: 'changed' });
    expect(shown.effects.join('\n')).toMatch(/Relais Logement.* à partir de juillet 2025, soit 20/u);
    await fresh.importFile({ file, signature: signed('2025-07-01'), print: shown.print });
    expect(await whoGives()).toEqual(wanted);
    await asked();
    await reported();

    // A catalogue of two spans is a file like any other: it comes back as it went, in both forms.
    const back = await fresh.previewImport({
      file: { name: 'x.xlsx', content: await fresh.exportWorkbook(), isWorkbook: true },
      signed: false,
    });
    expect(back.changes).toEqual([]);
    const json = JSON.stringify(await catalogueContent({ db: world.db }));
    const same = await fresh.previewImport({
      file: { name: 'x.json', content: json, isWorkbook: false },
      signed: false,
    });
    expect(same.changes).toEqual([]);
  });
});
