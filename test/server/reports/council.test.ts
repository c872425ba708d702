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
