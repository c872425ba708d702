import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFigures } from '../../../server/indicators/service.ts';
import { handMade, type ImportWorld, importWorld, type Person } from '../imports/import-world.ts';

let world: ImportWorld;

beforeAll(async () => {
  world = await importWorld({ published: true });
});
afterAll(() => world.close());

const coordinator: Person = { role: 'coordinator' };
const reader: Person = { role: 'reader' };
const association: Person = { role: 'contributor', organisation: 'HH' };

describe('the page of an indicator', () => {
  it('has the months of the two years before, the oldest first', async () => {
    const { history } = await world.as(coordinator).indicators.byCode({ code: 'IND-23', year: 2025 });
    expect([history.length, history[0]?.month, history.at(-1)?.month]).toEqual([24, '2023-01', '2024-12']);
  });

  it('marks the law of July 2023 on evictions, and nothing on captured dwellings', async () => {
    const page = (code: string) => world.as(reader).indicators.byCode({ code, year: 2024 });
    expect((await page('IND-09')).breaks).toMatchObject([
      { month: '2023-08', text: expect.stringContaining('2023-668') },
    ]);
    expect((await page('IND-02')).breaks).toEqual([]);
  });

  it('marks the month from which another definition holds', async () => {
    const indicator = await world.db.indicator.findUniqueOrThrow({ where: { code: 'FOR-01' } });
    const version = { version: 2, definition: 'Séances d’au moins deux heures.', formula: 'nombre de séances' };
    await world.db.indicatorVersion.create({
      data: { ...version, indicatorId: indicator.id, validFrom: '2025-05', reason: 'une séance dure deux heures' },
    });
    const { breaks } = await world.as(coordinator).indicators.byCode({ code: 'FOR-01', year: 2025 });
    expect(breaks).toMatchObject([{ month: '2025-05', text: expect.stringContaining('une séance dure deux heures') }]);
  });

  it('shows two sources of one fact with their gap and the tolerance of the territory', async () => {
    const { catalogue, indicators } = world.as(coordinator);
    const page = await indicators.byCode({ code: 'IND-28', year: 2024 });
    const [first, second] = [page.figure.value ?? 0, page.otherSource?.figure.value ?? 0];
    expect(page.otherSource).toMatchObject({ figure: { code: 'DIR-01' }, tolerancePercent: 10 });
    expect(page.otherSource?.gap).toMatchObject({ gap: first - second, within: false });
    await catalogue.changeSetting({ name: 'sources.tolerancePercent', value: 100, reason: 'essai de tolérance' });
    expect((await indicators.byCode({ code: 'DIR-01', year: 2024 })).otherSource).toMatchObject({
      figure: { code: 'IND-28' },
      gap: { gap: second - first, within: true },
    });
    expect((await indicators.byCode({ code: 'IND-02', year: 2024 })).otherSource).toBeNull();
  });
});

describe('the notes on the months', () => {
  it('are written by the coordinator, published with the figures, and leave the charts with a reason', async () => {
    const note = { code: 'IND-02', month: '2024-09', text: 'Arrivée d’une chargée de captation' };
    const notesFor = async (person: Person) =>
      (await world.as(person).indicators.byCode({ code: 'IND-02', year: 2024 })).notes;
    await world.as(coordinator).indicators.annotate(note);
    expect(await notesFor(reader)).toEqual([]);
    await world.publish();
    const notes = await notesFor(reader);
    expect(notes).toMatchObject([{ month: '2024-09', text: note.text, authorName: 'Essai' }]);
    await world.as(coordinator).indicators.removeNote({ id: notes[0]!.id, reason: 'le poste est vacant' });
    expect([await notesFor(coordinator), await notesFor(reader)]).toEqual([[], notes]);
    const { events } = await world.as(coordinator).audit.journal({ entity: 'indicator' });
    expect(events.slice(0, 2)).toMatchObject([
      { action: 'indicator.remove-annotation', entityId: 'IND-02', reason: 'le poste est vacant' },
      { action: 'indicator.annotate', entityId: 'IND-02' },
    ]);
  });

  it('explain no month that has not come', async () => {
    const asked = world.as(coordinator).indicators.annotate({ code: 'IND-02', month: '2026-03', text: 'essai' });
    await expect(asked).rejects.toMatchObject({ message: 'FUTURE_MONTH' });
  });
});

describe('the thread of an indicator', () => {
  it('keeps who asked, for whom, and is audited', async () => {
    const [asked, answered] = [world.as(association).indicators, world.as(coordinator).indicators];
    await asked.say({ code: 'IND-18', year: 2025, text: 'Faut-il compter les ateliers annulés ?' });
    await answered.say({ code: 'IND-18', year: 2025, text: 'Non : seuls ceux qui ont eu lieu.' });
    const lines = await world.as(reader).indicators.thread({ code: 'IND-18' });
    expect(lines.map((one) => [one.authorPlace, one.text])).toEqual([
      [expect.stringMatching(/Habitat/), 'Faut-il compter les ateliers annulés ?'],
      ['coordination', 'Non : seuls ceux qui ont eu lieu.'],
    ]);
    const { events } = await world.as(coordinator).audit.journal({ entity: 'indicator' });
    expect(events[0]).toMatchObject({ action: 'indicator.message', entityId: 'IND-18' });
  });

  it('stays as it was said', async () => {
    await world.as(reader).indicators.say({ code: 'IND-17', year: 2025, text: 'Combien de personnes différentes ?' });
    await expect(world.db.indicatorMessage.updateMany({ data: { text: 'rien' } })).rejects.toThrow(/append-only/);
  });

  it('says that an indicator does not exist', async () => {
    await expect(world.as(reader).indicators.thread({ code: 'NONE' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the parts of a figure', () => {
  it('by organisation are what each organisation’s own figure says', async () => {
    const { organisations } = await world.as(coordinator).indicators.breakdown({ code: 'IND-26', year: 2024 });
    expect(organisations?.length).toBeGreaterThan(1);
    for (const part of organisations ?? []) {
      const query = { year: 2024, organisationId: world.idOf(part.key), codes: ['IND-26'] };
      const [own] = await loadFigures(world.platform, 'working', query);
      expect(part.value, part.key).toBe(own?.value ?? null);
    }
  });

  it('of people are divided for a reader only once the year is over', async () => {
    const ask = (year: number) => world.as(reader).indicators.breakdown({ code: 'IND-26', year });
    expect(await ask(2025)).toMatchObject({ withheld: true, organisations: null, communes: null, dimensions: [] });
    expect((await ask(2024)).withheld).toBe(false);
  });

  it('hold no number of one to ten people for a reader, nor one that subtraction would give', async () => {
    const { figures } = await world.as(reader).overview.forYear({ year: 2024 });
    for (const { code, timeRule } of figures.filter((one) => one.sensitive && one.value !== null)) {
      const { organisations, dimensions, communes } = await world.as(reader).indicators.breakdown({ code, year: 2024 });
      if (timeRule === 'ratio') continue;
      for (const parts of [organisations, communes?.parts, ...dimensions.map((one) => one.parts)]) {
        const small = (parts ?? []).filter((part) => part.value !== null && part.value > 0 && part.value <= 10);
        expect(small, code).toEqual([]);
        expect((parts ?? []).filter((part) => part.hidden).length, code).not.toBe(1);
      }
    }
  });

  it('say to an organisation what they say to a reader; its own figure is read whole, by itself', async () => {
    const { breakdown, byCode } = world.as(association).indicators;
    const asked = { code: 'DIR-01', year: 2024 };
    expect(await breakdown(asked)).toEqual(await world.as(reader).indicators.breakdown(asked));
    await expect(breakdown({ ...asked, organisation: 'HH' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { figure } = await byCode({ ...asked, organisation: 'HH' });
    const query = { year: 2024, organisationId: world.idOf('HH'), codes: ['DIR-01'] };
    const [mine] = await loadFigures(world.platform, 'working', query);
    expect([figure.value, figure.hidden]).toEqual([mine?.value, false]);
  });
});

describe('the parts of a figure that rows count', () => {
  // In a territory of its own: the demonstration's rows would stay beside these.
  let own: ImportWorld;
  beforeAll(async () => {
    own = await importWorld({ demonstration: false });
  });
  afterAll(() => own.close());

  it('by theme and by commune group are measured like the whole, and make it', async () => {
    const content = (day: string, theme: string, participants: number) => ({
      date: `2024-${day}`,
      theme,
      participants,
      month: `2024-${day.slice(0, 2)}`,
    });
    await own.take(
      handMade('workshop', [
        content('03-11', 'Installation dans le logement', 12),
        content('03-04', 'Entretien du logement', 16),
        content('04-02', 'Entretien du logement', 24),
      ]),
    );
    const { figure } = await own.as(coordinator).indicators.byCode({ code: 'IND-17', year: 2024 });
    const { dimensions, adds } = await own.as(coordinator).indicators.breakdown({ code: 'IND-17', year: 2024 });
    expect([figure.value, adds]).toEqual([52, true]);
    expect(dimensions).toMatchObject([{ field: 'theme', label: 'Thème' }]);
    // In the order of their names, however the database gives them.
    expect(dimensions[0]?.parts.map((one) => [one.label, one.value])).toEqual([
      ['Entretien du logement', 40],
      ['Installation dans le logement', 12],
    ]);
  });

  it('by commune are groups for everyone but the coordinator', async () => {
    const rows = ['21231', '21231', '21166', '21617', '21105', '21003'].flatMap((commune, rank) =>
      Array.from({ length: 12 }, (_, index) => ({
        number: `P${rank}-${index}`,
        commandementDate: `2024-0${1 + (index % 6)}-10`,
        commune,
        stock: index % 2 ? 'Privé' : 'Public',
        surveyResult: 'Rencontré',
      })),
    );
    await own.take(handMade('eviction-procedure', rows));
    await own.validateMonths('DDETS', '2024-01', '2024-12');
    await own.publish();
    const ask = (person: Person) => own.as(person).indicators.breakdown({ code: 'IND-09', year: 2024 });
    const [all, public_] = [await ask(coordinator), await ask(reader)];
    expect(all.communes?.level).toBe('commune');
    expect(all.communes?.parts.find((one) => one.key === '21231')).toMatchObject({ label: 'Dijon', value: 24 });
    expect(public_.communes?.level).toBe('group');
    expect(public_.communes?.parts.map((one) => [one.key, one.value]).sort()).toEqual([
      ['DIJON', 24],
      ['LARGE', 24],
      ['OTHER', 24],
    ]);
    expect(JSON.stringify(public_.communes)).not.toContain('Bressey');
    expect(all.dimensions[0]?.parts.map((one) => [one.label, one.value]).sort()).toEqual([
      ['Privé', 36],
      ['Public', 36],
    ]);
  });
});
