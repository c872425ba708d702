import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOrganisations } from '../../../server/collection/reminders.ts';
import { catalogueWorkbook } from '../../../server/convention-acts/workbook-out.ts';
import { catalogueContent } from '../../../server/conventions/catalogue-content.ts';
import { renderReport } from '../../../server/reports/service.ts';
import type { ConventionEdit } from '../../../shared/schemas/catalogue/convention-act.ts';
import { foreignFiles, foreignTerritory } from '../../fixtures/foreign-territory.ts';
import { fileWords } from '../reports/file-words.ts';
import { bare } from '../reports/pdf-text.ts';
import { foreignWorld, leakOf } from './foreign-world.ts';

/** A territory that nobody here knows, from its workbook alone: its files feed its own codes, and no word of the first one is said. */

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];
const period = { from: '2026-01', to: '2026-04' };

let world: Awaited<ReturnType<typeof foreignWorld>>;
let base: (typeof world)['base'];
const as: (typeof world)['as'] = (...who) => world.as(...who);
const take = (organisation: string, fileName: string, text: string) => world.take(organisation, fileName, text, period);

beforeAll(async () => {
  world = await foreignWorld(await catalogueWorkbook(foreignTerritory), '2026-05-14');
  base = world.base;
}, 120_000);
afterAll(() => base.close());

describe('a département of 300 communes, from its workbook alone', () => {
  it('is what its workbook says, to the last cell', async () => {
    expect(await catalogueContent(base)).toEqual(foreignTerritory);
  });

  it('feeds its own codes from the files of its own senders, and says of no row that it is from elsewhere', async () => {
    const receipts = [
      await take('SOUS-PREF', 'expulsions.csv', foreignFiles.evictions),
      await take('GUICHET', 'demandes.csv', foreignFiles.requests),
      await take('TOITS', 'captation.csv', foreignFiles.dwellings),
      await take('VEILLE', 'releve-mensuel-2026.csv', foreignFiles.night),
    ];
    expect(receipts.map(({ outOfTerritory, rejectedCount }) => [outOfTerritory, rejectedCount])).toEqual(
      receipts.map(() => [0, 0]),
    );
    const { figures } = await as('coordinator').overview.forYear({ year: 2026 });
    const amountOf = (code: string) => figures.find((one) => one.code === code)?.value;
    expect(['EXP-A', 'EXP-C', 'SI-A', 'SI-B', 'SI-D', 'LOG-A', 'LOG-B', 'MAR-A', 'FOR-A'].map(amountOf)).toEqual([
      24, 6, 40, 5, 5, 5, 5, 42, 22,
    ]);
    expect(amountOf('SI-E')).toBeGreaterThan(40);
    expect(figures.find(({ code }) => code === 'LOG-B')).toMatchObject({
      direction: 'maintain',
      verdict: 'within-tolerance',
    });
    expect(figures.find(({ code }) => code === 'SI-B')?.target).toMatchObject({ window: 'year', value: 60 });
  });

  it('has its eviction and dwelling figures in their rooms, by what they count', async () => {
    const evictions = await as('coordinator').evictions.funnel({});
    expect(evictions.figures.map(({ code }) => code).sort()).toEqual([
      'EXP-A',
      'EXP-B',
      'EXP-C',
      'EXP-D',
      'EXP-E',
      'EXP-F',
    ]);
    const captured = await as('coordinator').housing.captured({});
    expect(captured.figures.map(({ code }) => code).sort()).toEqual(['LOG-A', 'LOG-B']);
  });

  it('says no word of the first territory on any page, to anybody, nor in a document or a file', async () => {
    await world.publishMonths(MONTHS);
    const walk = { year: 2026, month: '2026-04', organisation: 'VEILLE', codes: ['EXP-C', 'EXP-A', 'SI-B'] };
    expect(await world.leaks(walk)).toEqual({});
  }, 120_000);

  it('writes to its own people in its own words: the invitation and the reminder', async () => {
    await as('coordinator').accounts.invite({
      ...{ email: 'veille@exemple.fr', name: 'Agent de veille', role: 'contributor' },
      ...{ organisationId: world.idOf('VEILLE'), siteAddress: 'http://127.0.0.1' },
    });
    await base.db.user.create({
      data: {
        id: 'garde',
        name: 'Garde',
        email: 'garde@exemple.fr',
        role: 'contributor',
        organisationId: world.idOf('VEILLE'),
      },
    });
    await base.db.monthlyReturn.deleteMany({ where: { month: '2026-04' } });
    await base.db.observation.updateMany({
      where: { month: '2026-04', organisationId: world.idOf('VEILLE') },
      data: { stage: 'draft' },
    });
    expect(await remindOrganisations({ ...world.contextOf(), siteAddress: 'http://127.0.0.1' })).toBeGreaterThan(0);
    const mails = await base.db.mail.findMany();
    expect(new Set(mails.map(({ kind }) => kind))).toEqual(new Set(['invitation', 'reminder']));
    expect(mails.flatMap(({ subject, text, html }) => leakOf([subject, text, html].join(' ')) ?? [])).toEqual([]);
    const invitation = mails.find(({ kind }) => kind === 'invitation');
    expect(invitation?.text).toContain('Estran');
    expect(invitation?.text).toContain('Veille de nuit');
  });

  it('owes its report and is paid on its own days, by its own articles', async () => {
    const coordinator = as('coordinator');
    expect((await coordinator.editions.forYear({ year: 2026 })).deadline).toMatchObject({ date: '2027-06-15' });
    const finance = await coordinator.finance.year({ year: 2026 });
    expect(finance.payment.deadline).toBe('2026-10-31');
    expect(finance.clawback.rule).toContain('L’article 9 bis permet un reversement d’au maximum 35');
    const { deadlines } = await coordinator.overview.forYear({ year: 2026 });
    expect(deadlines.map(({ date }) => date)).toContain('2026-10-31');
  });

  it('has a report in its own words: PDF, Word, workbook and deck', async () => {
    for (const { name, bytes } of await renderReport(world.contextOf(), 2026)) {
      const format = name.endsWith('.pdf') ? 'pdf' : name.endsWith('.docx') ? 'docx' : 'xlsx';
      const words = fileWords(bytes, format);
      expect(words).toContain(bare('Estran'));
      // The deck of the committee has the lines that are to be discussed alone.
      const isDeck = name.endsWith('.pptx');
      for (const title of isDeck ? [] : ['Sortir la nuit', 'Baux glissants signés'])
        expect(words).toContain(bare(title));
      if (!isDeck && format !== 'xlsx') expect(words).toContain(bare('Communes du marais'));
      expect(words).not.toMatch(
        /Dijon|Côte-d’Or|Chenôve|Talant|SOLIHA|ADEFO|ACOR|métropol|IND-\d|SIAO-\d|406.?614|article2\.3/u,
      );
    }
  }, 120_000);

  it('lives by acts: two associations merge, an indicator ends, a setting changes, and what was before stays readable', async () => {
    const coordinator = as('coordinator');
    // The catalogue came on 14 May: a day before it reads as empty, whatever was dated since.
    const signature = {
      effectiveDate: '2026-05-15',
      reason: 'Décision du comité',
      act: 'Avenant n° 1',
      actDate: '2026-04-20',
    };
    const sign = async (edit: ConventionEdit) => {
      const shown = await coordinator.conventionActs.preview({ edit, signed: true });
      expect(shown.changes.filter(({ nature }) => nature === 'refused')).toEqual([]);
      await coordinator.conventionActs.sign({ edit, signature, print: shown.print });
      return shown;
    };
    const into = { code: 'PHARE', name: 'Phare de l’Estran', kind: 'association', role: null };
    const merged = await sign({ edit: 'take-over', from: ['TOITS', 'VEILLE'], into, fromMonth: '2026-05' });
    expect(merged.effects.join(' ')).toMatch(/Phare de l’Estran.* à partir de mai 2026/u);
    const {
      versions: _v,
      targets: _t,
      published: _p,
      ...training
    } = (await catalogueContent(base)).indicators.find(({ code }) => code === 'FOR-A') ?? expect.fail('no training');
    const ended = await sign({
      edit: 'entries',
      entries: [{ kind: 'indicator', value: { ...training, untilMonth: '2026-06' } }],
    });
    expect(ended.changes[0]).toMatchObject({ kind: 'indicator', nature: 'ended' });
    const spans = await base.db.assignmentSpan.findMany({
      where: { assignment: { indicator: { code: 'FOR-A' } } },
      select: { toMonth: true, assignment: { select: { organisation: { select: { code: true } } } } },
    });
    expect(new Map(spans.map(({ assignment, toMonth }) => [assignment.organisation.code, toMonth]))).toEqual(
      new Map([
        ['VEILLE', '2026-04'],
        ['PHARE', '2026-06'],
      ]),
    );
    await coordinator.catalogue.changeSetting({ name: 'figures.carryMonths', value: 3, reason: 'Décision du comité' });

    const history = await coordinator.conventionActs.history();
    const titles = history.flatMap(({ changes }) => changes.map(({ title }) => title)).join(' ');
    expect(titles).toMatch(/PHARE[\s\S]*figures\.carryMonths|figures\.carryMonths[\s\S]*PHARE/u);
    expect((await coordinator.conventionActs.asOf({ date: '2026-04-30' })).organisations).toEqual([]);
    const was = await coordinator.conventionActs.asOf({ date: '2026-05-14' });
    expect(was.organisations.some(({ code }) => code === 'PHARE')).toBe(false);
    expect(was.indicators.find(({ code }) => code === 'FOR-A')?.untilMonth).toBeNull();
    const page = await coordinator.indicators.byCode({ code: 'MAR-A', year: 2026 });
    // April went back to a draft above: January to March are what Veille de nuit gave.
    expect(page.figure.value).toBe(31);
    expect(page.notes.map(({ text }) => text).join(' ')).toContain('Phare de l’Estran répond de ce que donnait');
    const { notes } = await coordinator.indicators.byCode({ code: 'FOR-A', year: 2026 });
    expect(notes.map(({ text }) => text).join(' ')).toContain('n’est plus suivi après juin 2026');
    // The workbook of all this comes back with nothing to change.
    const content = await coordinator.conventionActs.exportWorkbook();
    const file = { name: 'estran.xlsx', content, isWorkbook: true };
    expect((await coordinator.conventionActs.previewImport({ file, signed: true })).changes).toEqual([]);
  }, 60_000);
});
