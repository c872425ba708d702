import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import type { ConventionEdit, Signature } from '../../../shared/schemas/catalogue/convention-act.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** The convention of the demonstration, in November 2025, as its coordinator changes it. */
let base: Awaited<ReturnType<typeof testDatabase>>;
const callerOf = createCaller(appRouter);
let coordinator: ReturnType<typeof callerOf>;
let context: Context;

beforeEach(async () => {
  base = await testDatabase({ demonstration: true });
  const person = await base.db.user.findUniqueOrThrow({ where: { email: 'coordination@demo.example' } });
  const viewer: Viewer = {
    id: person.id,
    name: person.name,
    email: person.email,
    role: 'coordinator',
    organisationId: null,
  };
  context = {
    db: base.db,
    readers: base.readers,
    bulk: bulkLoader(base.pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: (_source, number) => number,
    referenceDate: () => '2025-11-14',
    demonstration: () => true,
    requestId: 'essai',
    viewer,
  };
  coordinator = callerOf(context);
});
afterEach(() => base.close());

const signature: Signature = {
  effectiveDate: '2025-07-01',
  reason: 'Décision du comité',
  act: 'Avenant n° 3',
  actDate: '2025-06-20',
};

async function sign(edit: ConventionEdit, by: Signature = signature) {
  const shown = await coordinator.conventionActs.preview({ edit, signed: by.act !== null });
  await coordinator.conventionActs.sign({ edit, signature: by, print: shown.print });
  return shown;
}

const takeOver = (from: string[], into: string, name: string): ConventionEdit => ({
  ...{ edit: 'take-over', from, fromMonth: '2025-07' },
  into: { code: into, name, kind: 'association', role: null },
});

describe('an act on the convention', () => {
  it('ends a partner in June and gives its part to another in July: expectations, reminders and coverage are told first', async () => {
    await base.db.observation.updateMany({ where: { stage: 'submitted' }, data: { stage: 'draft' } });
    const before = await base.db.assignment.findMany({
      where: { organisation: { code: 'ADEFO' } },
      include: { indicator: true },
    });
    const edit = takeOver(['ADEFO'], 'RELAIS', 'Relais Logement');
    const shown = await coordinator.conventionActs.preview({ edit, signed: true });
    expect(shown.changes.filter(({ nature }) => nature === 'refused')).toEqual([]);
    expect(shown.changes).toContainEqual(expect.objectContaining({ kind: 'partner', key: 'ADEFO', nature: 'ended' }));
    expect(shown.effects.join('\n')).toMatch(
      /ADEFO.* à partir de juillet 2025, soit \d+\u00a0saisies attendues de moins à ce jour/u,
    );
    expect(shown.effects.join('\n')).toMatch(/Relais Logement.* à partir de juillet 2025/u);
    expect(shown.effects.join('\n')).toContain('la couverture ne change pas');
    // Nothing is written by looking.
    expect(await base.db.organisation.count({ where: { code: 'RELAIS' } })).toBe(0);

    await sign(edit);
    const spans = await base.db.assignmentSpan.findMany({
      where: { assignment: { organisation: { code: { in: ['ADEFO', 'RELAIS'] } } } },
      select: { fromMonth: true, toMonth: true, assignment: { select: { organisation: { select: { code: true } } } } },
    });
    const of = (code: string) => spans.filter(({ assignment }) => assignment.organisation.code === code);
    expect(new Set(of('ADEFO').map(({ toMonth }) => toMonth))).toEqual(new Set(['2025-06']));
    expect(of('RELAIS')).toHaveLength(before.length);
    expect(new Set(of('RELAIS').map(({ fromMonth }) => fromMonth))).toEqual(new Set(['2025-07']));
    // The series say so.
    const notes = await base.db.indicatorAnnotation.findMany({
      where: { month: '2025-07', text: { contains: 'Relais Logement' } },
    });
    expect(notes.map(({ text }) => text)[0]).toMatch(
      /À partir de juillet 2025, Relais Logement répond de ce que donnait/u,
    );
    expect(JSON.stringify(await coordinator.workQueue.list())).toContain('Relais Logement');

    const asWas = await coordinator.conventionActs.asOf({ date: '2025-06-30' });
    expect(asWas.organisations.some(({ code }) => code === 'RELAIS')).toBe(false);
    expect(asWas.organisations.find(({ code }) => code === 'ADEFO')).toMatchObject({ untilMonth: null });
    const [last] = await coordinator.conventionActs.history();
    expect(last).toMatchObject({ ...signature, authorName: context.viewer?.name });
    expect(await base.db.auditEvent.count({ where: { action: 'convention.act', reason: signature.reason } })).toBe(1);
  });

  it('is refused whole when one of its parts is, and says why', async () => {
    const shown = await coordinator.conventionActs.preview({
      edit: takeOver(['ADEFO'], 'RELAIS', 'Relais'),
      signed: true,
    });
    const refused = shown.changes.filter(({ nature }) => nature === 'refused');
    if (refused.length === 0)
      return expect(
        await base.db.observation.count({
          where: { stage: 'submitted', organisation: { code: 'ADEFO' }, month: { gt: '2025-06' } },
        }),
      ).toBe(0);
    const edit = takeOver(['ADEFO'], 'RELAIS', 'Relais');
    await expect(coordinator.conventionActs.sign({ edit, signature, print: shown.print })).rejects.toThrow('INVALID');
    expect(await base.db.organisation.count({ where: { code: 'RELAIS' } })).toBe(0);
  });

  it('adds an indicator, its definition, its line and a target by an amendment, and renames with the former name kept', async () => {
    const entries: ConventionEdit = {
      edit: 'entries',
      entries: [
        {
          kind: 'indicator',
          value: {
            code: 'AV-01',
            label: 'Ménages relogés par bail glissant',
            unit: 'households',
            timeRule: 'flow',
            direction: 'increase',
            sensitive: true,
            frequency: 'monthly',
            sourceText: 'ADEFO',
          },
        },
        {
          kind: 'version',
          value: {
            indicator: 'AV-01',
            version: 1,
            definition: 'Ménages entrés dans le mois.',
            formula: 'nombre de ménages',
            validFrom: '2025-09',
          },
        },
        {
          kind: 'line',
          value: {
            convention: 'LDA-2023-2025',
            key: 'A22',
            title: 'Baux glissants',
            requestedEuros: 12000,
            indicators: ['AV-01'],
          },
        },
        {
          kind: 'target',
          value: {
            indicator: 'AV-01',
            year: 2025,
            value: 8,
            startMonth: '2025-09',
            endMonth: '2025-12',
            reading: 'stated',
            quote: '8 ménages',
            document: 'Avenant n° 3',
          },
        },
        {
          kind: 'assignment',
          value: { organisation: 'ADEFO', indicator: 'AV-01', fromMonth: '2025-09', toMonth: null },
        },
        { kind: 'partner', value: { code: 'ADEFO', name: 'ADEFO nouvelle', kind: 'association', role: null } },
      ],
    };
    const shown = await sign(entries, { ...signature, effectiveDate: '2025-09-01' });
    expect(shown.changes.map(({ nature, kind }) => `${nature} ${kind}`).sort()).toEqual(
      ['added assignment', 'added indicator', 'added line', 'added target', 'added version', 'changed partner'].sort(),
    );
    const page = await coordinator.indicators.byCode({ code: 'AV-01', year: 2025 });
    expect(page.figure.target).toMatchObject({ value: 8, startMonth: '2025-09' });
    const was = await coordinator.conventionActs.asOf({ date: '2025-08-31' });
    expect(was.indicators.some(({ code }) => code === 'AV-01')).toBe(false);
    expect(was.organisations.find(({ code }) => code === 'ADEFO')?.name).not.toBe('ADEFO nouvelle');
    // What was on the screen is what is written.
    const edit: ConventionEdit = {
      edit: 'entries',
      entries: [{ kind: 'axis', value: { number: 1, label: 'Autre intitulé' } }],
    };
    const stale = await coordinator.conventionActs.preview({ edit, signed: true });
    await sign({ edit: 'entries', entries: [{ kind: 'axis', value: { number: 1, label: 'Entre-temps' } }] });
    await expect(coordinator.conventionActs.sign({ edit, signature, print: stale.print })).rejects.toThrow('CONFLICT');
  });
});

describe('the workbook', () => {
  const bring = (bytes: Uint8Array, signed = false) => ({
    file: { name: 'catalogue.xlsx', content: Buffer.from(bytes).toString('base64'), isWorkbook: true },
    signed,
  });

  it('comes back as it went: nothing to change, nothing left out', async () => {
    const bytes = Buffer.from(await coordinator.conventionActs.exportWorkbook(), 'base64');
    const shown = await coordinator.conventionActs.previewImport(bring(bytes));
    expect(shown.notes).toEqual([]);
    expect(shown.changes).toEqual([]);
    expect(shown.unmentioned).toEqual([]);
    expect(shown.same).toBeGreaterThan(250);
  });

  it('shows what was edited, refuses what may not be with a sentence, and drops nothing in silence', async () => {
    const bytes = Buffer.from(await coordinator.conventionActs.exportWorkbook(), 'base64');
    const { sheets } = await readXlsx(bytes);
    const sheet = (name: string) => sheets.find((one) => one.name === name)?.rows ?? [];
    const axes = sheet('Axes');
    const first = axes.findIndex((row) => row[0] === 1 && row[1] !== undefined);
    (axes[first] ?? [])[1] = 'Un autre intitulé';
    sheet('Conventions').splice(6, 0, ['AUTRE', 'Convention de trop', 'Dijon métropole', 2025, 2027]);
    sheet('Partenaires').splice(4, 1);
    const edited = await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) });
    const shown = await coordinator.conventionActs.previewImport(bring(edited));
    const axis = shown.changes.find(({ kind }) => kind === 'axis');
    expect(axis).toMatchObject({
      nature: 'changed',
      key: '1',
      fields: [{ label: 'Intitulé', after: 'Un autre intitulé' }],
    });
    const refused = shown.changes.find(({ key }) => key === 'AUTRE');
    expect(refused).toMatchObject({ nature: 'refused' });
    expect(refused?.why).toMatch(/couvre déjà 2023-2025.*aucune année en commun/u);
    expect(shown.unmentioned).toMatchObject([{ kind: 'partner', keys: [expect.any(String)] }]);
    const done = await coordinator.conventionActs.importFile({
      file: bring(edited).file,
      signature,
      print: shown.print,
    });
    expect(done.print).toBe(shown.print);
    expect(await base.db.axis.findUnique({ where: { number: 1 } })).toMatchObject({ label: 'Un autre intitulé' });
    expect(await base.db.convention.count({ where: { code: 'AUTRE' } })).toBe(0);
  });
});
