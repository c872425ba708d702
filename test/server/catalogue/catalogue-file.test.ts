import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstCatalogue } from '../../../prisma/seed/seed-catalogue.ts';
import { exportCatalogue } from '../../../server/catalogue/file.ts';
import { importCatalogue as bringCatalogue } from '../../../server/convention-acts/first-fill.ts';
import { catalogueContent } from '../../../server/conventions/catalogue-content.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { renderReport } from '../../../server/reports/service.ts';
import { appRouter } from '../../../server/router.ts';
import { readCatalogueFile } from '../../../shared/schemas/catalogue/catalogue-reading.ts';
import { testDatabase } from '../../setup/test-database.ts';

const secondTerritory = readFileSync(path.resolve(import.meta.dirname, '../../fixtures/second-territory.json'), 'utf8');
const actor = { id: null, name: 'essai' };
const importCatalogue = (base: { db: Context['db'] }, by: typeof actor, source: string) =>
  bringCatalogue(
    { db: base.db, clock: { now: () => new Date('2026-04-15T08:00:00Z') }, referenceDate: () => '2026-04-15' },
    by,
    source,
  );

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

function as(role: Viewer['role'], organisationId: number | null = null) {
  const context: Context = {
    db: database.db,
    readers: database.readers,
    bulk: bulkLoader(database.pool),
    clock: { now: () => new Date('2026-04-15T08:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2026-04-15',
    demonstration: () => false,
    requestId: 'test',
    viewer: { id: role, name: 'Essai', email: `${role}@exemple.fr`, role, organisationId },
  };
  return { context, call: createCaller(appRouter)(context) };
}

describe('the catalogue as one file', () => {
  it('comes back the same from an export and an import in an empty database', async () => {
    await importCatalogue(database, actor, JSON.stringify(firstCatalogue()));
    const text = await exportCatalogue(database);
    const other = await testDatabase();
    try {
      await importCatalogue(other, actor, text);
      expect(await catalogueContent(other)).toEqual(await catalogueContent(database));
      expect(await exportCatalogue(other)).toBe(text);
    } finally {
      await other.close();
    }
  });

  it('can be read by a person: each part has its comment, amounts are in euros', async () => {
    await importCatalogue(database, actor, JSON.stringify(firstCatalogue()));
    const text = await exportCatalogue(database);
    expect(text.split('\n').slice(0, 3).join('\n')).toContain('Catalogue de l’observatoire Logement d’abord');
    expect(text).toContain('"amountEuros": 406614');
    expect(Object.keys(JSON.parse(text)).filter((name) => name.startsWith('_'))).toHaveLength(9);
  });

  it('says what it changes back of what was changed since, then has nothing to change', async () => {
    await importCatalogue(database, actor, secondTerritory);
    await database.db.organisation.updateMany({ where: { code: 'AGENCE' }, data: { name: 'Agence renommée' } });
    const { changes } = await importCatalogue(database, actor, secondTerritory);
    expect(changes).toMatchObject([{ nature: 'changed', kind: 'partner', key: 'AGENCE', fields: [{ field: 'name' }] }]);
    expect((await importCatalogue(database, actor, secondTerritory)).changes).toEqual([]);
  });

  const broken = (change: (file: ReturnType<typeof JSON.parse>) => void) => {
    const file = JSON.parse(secondTerritory);
    change(file);
    return readCatalogueFile(JSON.stringify(file)).faults;
  };

  it('says each fault in French, with its place', () => {
    expect(broken((file) => delete file.indicators[0].label)).toEqual([
      'indicators › B-LOG › label\u00a0: il manque un texte.',
    ]);
    expect(broken((file) => (file.indicators[1].unit = 'chats'))?.[0]).toMatch(
      /^indicators › B-MEN › unit\u00a0: il faut une de ces valeurs\u00a0: persons, households/u,
    );
    expect(broken((file) => file.conventions[0].actions[1].indicators.push('B-RIEN'))).toEqual([
      'conventions › BRUMES-2026 › actions › B2 › indicators\u00a0: l’indicateur « B-RIEN » n’est pas défini.',
    ]);
    expect(broken((file) => (file.indicators[0].targets[0].startMonth = '2025-13'))).toEqual([
      'indicators › B-LOG › targets › 2026 › startMonth\u00a0: il faut un mois comme « 2026-03 ».',
    ]);
    expect(broken((file) => (file.organisations[0].couleur = 'bleu'))).toEqual([
      'organisations › AGENCE\u00a0: rubrique inconnue\u00a0: couleur (un commentaire commence par « _ »).',
    ]);
    expect(broken((file) => file.indicators.push(file.indicators[0]))).toEqual([
      'indicators › B-LOG\u00a0: « B-LOG » y est deux fois.',
    ]);
    expect(readCatalogueFile('{ "format": ').faults?.[0]).toContain('n’est pas du JSON lisible');
  });

  it('takes nothing from a file with a fault', async () => {
    const file = JSON.parse(secondTerritory);
    file.settings = { 'suppression.threshold': 2 };
    await expect(importCatalogue(database, actor, JSON.stringify(file))).rejects.toMatchObject({ code: 'INVALID' });
    expect(await database.db.convention.count()).toBe(0);
  });
});

describe('another territory, from its file alone', () => {
  it('is entered, looked at and reported without a word of the first one', async () => {
    await importCatalogue(database, actor, secondTerritory);
    const { id: organisationId } = await database.db.organisation.findUniqueOrThrow({ where: { code: 'AGENCE' } });
    const agency = as('contributor', organisationId).call;
    const { call: coordinator, context } = as('coordinator');
    expect(await coordinator.session.me()).toMatchObject({ territory: 'Pays de Brumes', demonstration: false });

    for (const [month, value] of [
      ['2026-01', 2],
      ['2026-02', 3],
      ['2026-03', 4],
    ] as const) {
      const { id: indicatorId } = await database.db.indicator.findUniqueOrThrow({ where: { code: 'B-LOG' } });
      await agency.monthlyEntry.saveCell({ organisationId, indicatorId, month, revision: 0, state: 'value', value });
      await agency.monthlyEntry.submit({ organisationId, month });
    }
    const overview = await coordinator.overview.forYear({});
    expect(overview).toMatchObject({ year: 2026, through: '2026-03', convention: { code: 'BRUMES-2026' } });
    expect(overview.lines.map(({ title, codes }) => [title, codes])).toEqual([
      ['Mobiliser des logements', ['B-LOG']],
      ['Accompagner les ménages', ['B-MEN', 'B-PART']],
    ]);
    const of = (code: string) => overview.figures.find((one) => one.code === code);
    expect(of('B-LOG')).toMatchObject({ value: 9, pace: 'on-pace', progress: 37.5 });
    // Its only target is due in December: there is nothing to share yet.
    expect(of('B-PART')).toMatchObject({ quantity: null, value: null });
    const owed = (await coordinator.workQueue.list()).flatMap((task) => (task.kind === 'returns' ? task.returns : []));
    expect(owed.map(({ organisation }) => organisation)).toContain('Service social de Brumes');
    expect(of('B-MEN')?.threshold).toBe(5);

    const page = await coordinator.indicators.byCode({ code: 'B-LOG' });
    expect(page.figure.value).toBe(9);
    const documents = await renderReport(context, 2026);
    const word = documents.find(({ name }) => name.endsWith('.docx'));
    const text = strFromU8(unzipSync(word?.bytes ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array());
    expect(text).toContain('Pays de Brumes');
    const everything = JSON.stringify([overview, page, await coordinator.catalogue.read(), text]);
    expect(everything).not.toMatch(/Dijon|SOLIHA|ADEFO|Côte-d’Or/u);
  });

  it('binds the shipped codes to registers as ever where a file was made before it could say so', async () => {
    const file = JSON.parse(JSON.stringify(firstCatalogue()));
    const bound = new Map<string, string | null>();
    for (const one of file.indicators) {
      bound.set(one.code, one.measure);
      delete one.measure;
    }
    await importCatalogue(database, actor, JSON.stringify(file));
    const indicators = await database.db.indicator.findMany({ select: { code: true, measure: true } });
    expect(new Map(indicators.map(({ code, measure }) => [code, measure]))).toEqual(bound);
    expect([...bound.values()].some((measure) => measure !== null)).toBe(true);
  });

  it('feeds its own code from a register, by the measure that its file chose', async () => {
    const file = JSON.parse(secondTerritory);
    Object.assign(file.indicators[0], { measure: 'dwellings-captured' });
    const [agency] = file.organisations;
    agency.registers = [{ source: 'captured-dwelling', fromMonth: '2026-01' }];
    const asked = agency.assignments.find(({ indicator }: { indicator: string }) => indicator === 'B-LOG');
    asked.agreements = [{ fromMonth: '2026-01', register: 'captured-dwelling' }];
    await importCatalogue(database, actor, JSON.stringify(file));
    const { id: organisationId } = await database.db.organisation.findUniqueOrThrow({ where: { code: agency.code } });
    const agencyStaff = as('contributor', organisationId).call;
    for (const [reference, captureDate] of [
      ['L-1', '2026-02-03'],
      ['L-2', '2026-02-20'],
    ] as const)
      await agencyStaff.registers.add({
        ...{ source: 'captured-dwelling', organisationId },
        cells: { reference, commune: 'Brumeville', captureDate },
      });
    const cells = await database.db.observation.findMany({
      where: { organisationId, origin: 'register' },
      select: { month: true, value: true, indicator: { select: { code: true } } },
    });
    expect(cells).toContainEqual({ month: '2026-02', value: 2, indicator: { code: 'B-LOG' } });
    expect(new Set(cells.map(({ indicator }) => indicator.code))).toEqual(new Set(['B-LOG']));
  });
});
