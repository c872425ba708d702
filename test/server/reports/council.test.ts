import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { narrativesOf } from '../../../server/report-texts/narratives.ts';
import { wordCount } from '../../../shared/domain/report/report-text.ts';
import { refusal } from '../monthly-entry/entry-world.ts';
import { text, type WorkspaceWorld, workspaceWorld } from './workspace-world.ts';

/** What a council reads beside the lines: its own texts, what comes next on each line, national indicators with their source. */

const YEAR = 2024;

let world: WorkspaceWorld;
beforeAll(async () => {
  world = await workspaceWorld();
});
afterAll(() => world.close());

describe('the texts of the council', () => {
  it('begin with the form of a deliberation, which is nobody’s words until somebody writes them', async () => {
    const found = await world.as('helene').text({ year: YEAR, place: 'deliberation' });
    expect([found.kind, found.revision]).toEqual(['council', 0]);
    expect(wordCount(found.text)).toBeGreaterThan(30);
    expect(JSON.stringify(found.text)).toContain('article 2.3');
    expect((await narrativesOf(world.platform, YEAR)).council).toBeUndefined();
    const written = { year: YEAR, place: 'deliberation', text: text('Vu le code…'), base: 0 };
    expect(await world.as('helene').saveText(written)).toMatchObject({ outcome: 'saved', revision: 1 });
    expect(Object.keys((await narrativesOf(world.platform, YEAR)).council ?? {})).toEqual(['deliberation']);
  });

  it('are not counted among those that a report waits for', async () => {
    const { places, steps } = await world.as('helene').workspace({ year: YEAR });
    const asked = places.filter(({ kind }) => kind !== 'council').length;
    expect(places.length - asked).toBe(3);
    expect(steps.find(({ step }) => step === 'texts')?.detail).toContain(`sur\u00a0${asked}`);
  });
});

describe('a line', () => {
  it('says what is hard and what comes next, kept when only its judgement is changed', async () => {
    const { actionKey, revision, judgement, reason } = await world.db.reportJudgement.findFirstOrThrow({
      where: { year: YEAR, judgement: { not: null } },
    });
    const said = { year: YEAR, actionKey, judgement: judgement as 'secured', reason };
    const more = { difficulties: 'Un poste vacant.', nextSteps: 'Recruter avant juin.' };
    const { revision: now } = await world.as('helene').judge({ ...said, ...more, base: revision });
    await world.as('helene').judge({ ...said, reason: 'Autre motif', base: now });
    const { actions } = await narrativesOf(world.platform, YEAR);
    expect(actions[actionKey]).toMatchObject({ ...more, reason: 'Autre motif' });
  });
});

describe('a line that a structure holds', () => {
  const said = { difficulties: 'Peu de familles inscrites.', nextSteps: 'Une séance le samedi.' };

  it('asks each structure for its own words, seen as awaited until they are written', async () => {
    const { lines, organisationId } = await world.as('karim').ownLines({ year: YEAR });
    const [line] = lines;
    if (!line) throw new Error('no line is held in the demonstration');
    const place = `action:${line.key}` as const;
    const missing = async () => {
      const { places, steps } = await world.as('helene').workspace({ year: YEAR });
      const texts = steps.find(({ step }) => step === 'texts');
      const awaited = places.find((one) => one.place === place)?.awaited ?? [];
      return {
        awaited,
        details: texts?.missing.filter(({ label }) => label === line.title).map(({ detail }) => detail),
      };
    };
    expect((await missing()).awaited).toEqual(['ADEFO']);
    expect((await missing()).details).toContain('texte attendu\u00a0: ADEFO');
    const write = { year: YEAR, organisationId, actionKey: line.key, ...said };
    expect(await world.as('karim').answerLine({ ...write, base: 0 })).toEqual({ revision: 1 });
    expect((await missing()).awaited).toEqual([]);
    const { actions } = await narrativesOf(world.platform, YEAR);
    expect(actions[line.key]?.holders).toEqual([{ organisation: 'ADEFO', ...said }]);
    const { holders } = await world.as('helene').text({ year: YEAR, place });
    expect(holders.find(({ organisation }) => organisation.name === 'ADEFO')?.answer).toMatchObject({
      ...said,
      updatedByName: 'Karim',
    });
    const audited = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'report.answer-line' } });
    expect(audited).toMatchObject({ actorName: 'Karim', entityId: `${YEAR}/${place}` });
  });

  it('keeps the first of two who write at once, and tells the other', async () => {
    const { lines, organisationId } = await world.as('karim').ownLines({ year: 2023 });
    const write = { year: 2023, organisationId, actionKey: lines[0]?.key ?? '', difficulties: '' };
    const both = await Promise.allSettled([
      world.as('karim').answerLine({ ...write, nextSteps: 'Premier', base: 0 }),
      world.as('helene').answerLine({ ...write, nextSteps: 'Second', base: 0 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ message: 'CONFLICT' });
    expect((await world.as('karim').ownLines({ year: 2023 })).lines[0]?.revision).toBe(1);
  });

  it('is nobody else’s to speak of, and only for what is held', async () => {
    const own = await world.as('karim').ownLines({ year: YEAR });
    const other = await world.db.organisation.findFirstOrThrow({ where: { id: { not: own.organisationId } } });
    const write = { year: YEAR, ...said, base: 0 };
    const asked = { ...write, organisationId: other.id, actionKey: own.lines[0]?.key ?? '' };
    expect(await refusal(world.as('karim').answerLine(asked))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(world.as('karim').ownLines({ year: YEAR, organisationId: other.id }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refusal(world.as('camille').ownLines({ year: YEAR }))).toMatchObject({ code: 'FORBIDDEN' });
    const held = new Set(own.lines.map(({ key }) => key));
    const action = await world.db.action.findFirstOrThrow({ where: { key: { notIn: [...held] } } });
    const notHeld = { ...write, organisationId: own.organisationId, actionKey: action.key };
    expect(await refusal(world.as('karim').answerLine(notHeld))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('national indicators', () => {
  const line = {
    label: 'Part des sorties vers le logement',
    value: '12,3\u202f% en 2024',
    source: 'PAP 2025, programme 177',
  };

  it('are written whole with their source, once at a time', async () => {
    const { saveNational, national } = world.as('helene');
    expect(await national({ year: YEAR })).toMatchObject({ lines: [], revision: 0 });
    await saveNational({ year: YEAR, lines: [line], base: 0 });
    expect(await refusal(world.as('simon').saveNational({ year: YEAR, lines: [], base: 0 }))).toMatchObject({
      code: 'CONFLICT',
    });
    expect((await narrativesOf(world.platform, YEAR)).national).toEqual([line]);
    await expect(saveNational({ year: YEAR, lines: [{ ...line, source: '' }], base: 1 })).rejects.toThrow();
  });

  it('are the coordination’s to write', async () => {
    for (const person of ['karim', 'camille'] as const)
      expect((await refusal(world.as(person).saveNational({ year: YEAR, lines: [], base: 1 }))).code).toBe('FORBIDDEN');
  });
});
