import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearDemonstration } from '../../../prisma/demonstration/seed-demo-removal.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { isRefusal } from '../../../server/platform/errors.ts';
import { tokenFigures } from '../../../server/report-texts/figures.ts';
import { narrativesOf } from '../../../server/report-texts/narratives.ts';
import { brokenTokensOfNarratives, textsOf } from '../../../shared/domain/report/report-narratives.ts';
import { plainWords, resolveReportText } from '../../../shared/domain/report/report-text.ts';
import { figureOfToken } from '../../../shared/domain/report/report-text-tokens.ts';
import { refusal } from '../monthly-entry/entry-world.ts';
import { text, type WorkspaceWorld, workspaceWorld } from './workspace-world.ts';

let world: WorkspaceWorld;

beforeAll(async () => {
  world = await workspaceWorld();
});
afterAll(() => world.close());

/** A place of 2022, where the demonstration has written nothing. */
const at = (place: string) => ({ year: 2022, place });
const linesOf = (place: string) =>
  world.db.auditEvent.findMany({ where: { entity: 'report-text', entityId: `2022/${place}` }, orderBy: { id: 'asc' } });
const wordsOf = async (place: string) => plainWords((await world.as('helene').text(at(place))).text);

describe('a text is written', () => {
  it('from nothing, kept clean, said in the journal, and what was taken out is told', async () => {
    const helene = world.as('helene');
    const hostile = text('Bilan');
    hostile.blocks.push({
      kind: 'para',
      content: [{ kind: 'text', text: 'a\u0000b\ud800 \u202eabc 🎉 =cmd|calc <script>', href: 'javascript:alert(1)' }],
    });
    const saved = await helene.saveText({ ...at('global'), text: hostile, base: 0 });
    expect(saved).toMatchObject({
      outcome: 'saved',
      revision: 1,
      removed: [
        '1\u00a0caractère invisible ou de commande',
        '1\u00a0marque de sens d’écriture',
        '1\u00a0moitié de caractère',
        '1\u00a0adresse de lien refusée (ses mots sont gardés)',
      ],
      unprinted: ['🎉'],
    });
    expect(await wordsOf('global')).toBe('Bilan\nab abc 🎉 =cmd|calc <script>');
    expect(await linesOf('global')).toMatchObject([
      { action: 'report.write', actorName: 'Hélène', after: { revision: 1, words: 5 } },
    ]);
  });

  it('of 20 000 words, and refused over 60 000', async () => {
    const helene = world.as('helene');
    const long = text('accompagnement social\n'.repeat(10_000));
    expect(await helene.saveText({ ...at('action:A05'), text: long, base: 0 })).toMatchObject({ outcome: 'saved' });
    const place = (await helene.workspace({ year: 2022 })).places.find((one) => one.place === 'action:A05');
    expect(place).toMatchObject({ words: 20_000, written: true, ready: false });
    const tooLong = text(`${'mot '.repeat(60_001)}`);
    const { code } = await refusal(helene.saveText({ ...at('action:A06'), text: tooLong, base: 0 }));
    expect(code).toBe('TOO_LARGE');
  });

  it('only where the convention has a place for it', async () => {
    const lost = world.as('helene').saveText({ year: 2024, place: 'action:Z99', text: text('x'), base: 0 });
    expect((await refusal(lost)).code).toBe('NOT_FOUND');
  });

  it('by the coordination alone', async () => {
    for (const person of ['karim', 'camille'] as const) {
      const reports = world.as(person);
      const tries = [
        reports.text(at('global')),
        reports.workspace({ year: 2022 }),
        reports.saveText({ ...at('global'), text: text('x'), base: 0 }),
        reports.comment({ ...at('global'), text: 'x' }),
        reports.judge({ year: 2024, actionKey: 'A05', judgement: 'secured', reason: 'x', base: 0 }),
      ];
      for (const attempt of tries) expect((await refusal(attempt)).code).toBe('FORBIDDEN');
    }
  });
});

describe('two authors of one text', () => {
  const place = 'objective:ACCES';

  it('keep both texts: the second is told, and nothing is written over', async () => {
    const [helene, simon] = [world.as('helene'), world.as('simon')];
    await helene.saveText({ ...at(place), text: text('Début'), base: 0 });
    await helene.saveText({ ...at(place), text: text('Le texte d’Hélène'), base: 1 });
    const second = await simon.saveText({ ...at(place), text: text('Le texte de Simon'), base: 1 });
    expect(second).toMatchObject({ outcome: 'conflict', theirs: { revision: 2, authorName: 'Hélène' } });
    expect(await wordsOf(place)).toBe('Le texte d’Hélène');
    const history = await simon.textHistory(at(place));
    expect(history.map(({ kind, authorName }) => [kind, authorName])).toEqual([
      ['set-aside', 'Simon'],
      ['written', 'Hélène'],
    ]);
    const aside = await simon.textVersion({ id: history[0]?.id ?? 0 });
    expect(plainWords(aside.text)).toBe('Le texte de Simon');
    const both = await simon.saveText({ ...at(place), text: text('Le texte d’Hélène\nLe texte de Simon'), base: 2 });
    expect(both).toMatchObject({ outcome: 'saved', revision: 3 });
  });

  it('who save at the same instant: one is kept, the other set aside, whoever comes first', async () => {
    const alone = 'objective:MAINTIEN';
    const answers = await Promise.all(
      (['helene', 'simon', 'helene', 'simon'] as const).map((person, rank) =>
        world.as(person).saveText({ ...at(alone), text: text(`Texte n° ${rank}`), base: 0 }),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'conflict', 'conflict', 'saved']);
    const history = await world.as('helene').textHistory(at(alone));
    const all = await Promise.all(history.map(({ id }) => world.as('helene').textVersion({ id })));
    expect(all.map((one) => plainWords(one.text)).sort()).toEqual([
      'Texte n° 0',
      'Texte n° 1',
      'Texte n° 2',
      'Texte n° 3',
    ]);
  });

  it('an answer that was lost on the way is no conflict when it is sent again', async () => {
    const again = { ...at('objective:EXPULSIONS'), text: text('Une fois'), base: 0 };
    await world.as('helene').saveText(again);
    expect(await world.as('helene').saveText(again)).toMatchObject({ outcome: 'saved', revision: 1 });
    expect(await linesOf('objective:EXPULSIONS')).toHaveLength(1);
  });
});

describe('the history of a text', () => {
  const place = 'objective:OBSERVATOIRE';

  it('has a version a sitting, one more when most of the words go, and gives each back', async () => {
    const helene = world.as('helene');
    const write = (words: string, base: number) => helene.saveText({ ...at(place), text: text(words), base });
    await write('un', 0);
    world.later(1);
    await write('un deux trois quatre', 1);
    world.later(1);
    await write('x', 2);
    world.later(20);
    await write('x y', 3);
    const history = await helene.textHistory(at(place));
    expect(history.map(({ revision, words }) => [revision, words])).toEqual([
      [4, 2],
      [3, 1],
      [2, 4],
    ]);
    const restored = await helene.restoreVersion({ id: history[2]?.id ?? 0, base: 4 });
    expect(restored).toMatchObject({ outcome: 'saved', revision: 5 });
    expect(await wordsOf(place)).toBe('un deux trois quatre');
    expect((await helene.textHistory(at(place)))[0]).toMatchObject({ kind: 'restored', revision: 5 });
    expect((await linesOf(place)).map(({ action }) => action)).toEqual([
      'report.write',
      'report.write',
      'report.write',
      'report.restore',
    ]);
  });

  it('does not bring an old version over words that came since', async () => {
    const helene = world.as('helene');
    const [latest] = await helene.textHistory(at(place));
    await world.as('simon').saveText({ ...at(place), text: text('Simon passe'), base: 5 });
    expect(await helene.restoreVersion({ id: latest?.id ?? 0, base: 5 })).toMatchObject({ outcome: 'conflict' });
    expect(await wordsOf(place)).toBe('Simon passe');
  });
});

describe('a text is ready', () => {
  const place = { year: 2024, place: 'action:A08' };

  it('never with a figure that does not exist, and a sentence names it', async () => {
    const helene = world.as('helene');
    await helene.saveText({ ...place, text: text('Soit {{IND-99.annee}} et {{IND-06.mois-2023-04}}'), base: 0 });
    const refused = await refusal(helene.markReady({ ...place, ready: true, base: 1 }));
    expect([refused.code, isRefusal(refused, 'BROKEN_FIGURES') && refused.facts.sentences]).toEqual([
      'BROKEN_FIGURES',
      [
        '«\u00a0IND-99.annee\u00a0»\u00a0: l’indicateur IND-99 n’existe pas.',
        '«\u00a0IND-06.mois-2023-04\u00a0»\u00a0: le rapport ne couvre pas avril 2023.',
      ],
    ]);
  });

  it('when someone says so of the words that they see; a change takes it back', async () => {
    const helene = world.as('helene');
    await helene.saveText({ ...place, text: text('Soit {{IND-06.annee}}.'), base: 1 });
    const { code } = await refusal(helene.markReady({ ...place, ready: true, base: 1 }));
    expect(code).toBe('CONFLICT');
    await helene.markReady({ ...place, ready: true, base: 2 });
    expect((await helene.text(place)).ready).toBe(true);
    await world.as('simon').saveText({ ...place, text: text('Autre'), base: 2 });
    expect((await helene.text(place)).ready).toBe(false);
  });
});

describe('beside the texts', () => {
  it('a judgement has its reason, and meets the other author’s instead of covering it', async () => {
    const [helene, simon] = [world.as('helene'), world.as('simon')];
    const judged = { year: 2024, actionKey: 'A20', judgement: 'support-needed' as const, base: 0 };
    expect((await refusal(helene.judge({ ...judged, reason: ' ' }))).code).toBe('NEEDS_REASON');
    await helene.judge({ ...judged, reason: 'Le lieu manque.' });
    const late = await refusal(simon.judge({ ...judged, judgement: 'secured', reason: 'Tout va bien.' }));
    expect(late).toMatchObject({ code: 'CONFLICT', facts: { reason: 'Le lieu manque.' } });
    const narratives = await narrativesOf(world.platform, 2024);
    expect(narratives.actions.A20).toEqual({ text: null, judgement: 'support-needed', reason: 'Le lieu manque.' });
  });

  it('a remark is open until somebody settles it, and never part of what documents read', async () => {
    const helene = world.as('helene');
    const place = { year: 2024, place: 'global' };
    const { id } = await world.as('simon').comment({ ...place, text: 'Vérifier ce passage.' });
    const open = async () =>
      (await helene.workspace({ year: 2024 })).places.find((one) => one.place === 'global')?.openComments;
    expect(await open()).toBe(1);
    await helene.settleComment({ id, resolved: true });
    expect(await open()).toBe(0);
    expect((await helene.text(place)).comments).toMatchObject([{ authorName: 'Simon', resolvedByName: 'Hélène' }]);
    expect(JSON.stringify(await narrativesOf(world.platform, 2024))).not.toContain('Vérifier');
  });

  it('each step has who answers for it; the data say the rest', async () => {
    const helene = world.as('helene');
    await helene.changeStep({ year: 2024, step: 'texts', ownerId: 'simon' });
    await helene.changeStep({ year: 2024, step: 'council', date: '2025-06-26' });
    const { steps } = await helene.workspace({ year: 2024 });
    const of = (name: string) => steps.find(({ step }) => step === name);
    expect(of('texts')).toMatchObject({ owner: { name: 'Simon' }, done: false, computed: true });
    expect(of('council')).toMatchObject({ done: true, detail: 'le 26\u00a0juin 2025' });
    expect(of('figures')?.detail).toMatch(/valeurs validées sur/u);
    const low = of('coverage')?.missing ?? [];
    const figures = await tokenFigures(world.platform, 2024);
    const under = figures.filter(
      ({ origin, coverage: { cells } }) =>
        origin !== 'published' && cells.expected > 0 && cells.reported < 0.9 * cells.expected,
    );
    expect(low.map(({ label }) => label).sort()).toEqual(under.map(({ label }) => label).sort());
  });
});

describe('the accounts of a year', () => {
  const step = async () => {
    const { steps } = await world.as('helene').workspace({ year: 2021 });
    return steps.find((one) => one.step === 'finance');
  };

  it('are closed by the finance room, or ticked by hand where they are kept elsewhere', async () => {
    expect(await step()).toMatchObject({ done: false, computed: false });
    const closing = (kind: 'close' | 'reopen') =>
      world.db.financeClosing.create({ data: { year: 2021, kind, reason: 'essai', byName: 'Hélène', at: new Date() } });
    await closing('close');
    expect(await step()).toMatchObject({ done: true, computed: true });
    await closing('reopen');
    expect(await step()).toMatchObject({ done: false, computed: false });
    await world.as('helene').changeStep({ year: 2021, step: 'finance', done: true });
    expect(await step()).toMatchObject({ done: true, computed: false });
  });
});

describe('the demonstration', () => {
  it('has texts whose every figure exists, in the words of the figures', async () => {
    for (const year of [2023, 2024]) {
      const [narratives, figures] = [
        await narrativesOf(world.platform, year),
        await tokenFigures(world.platform, year),
      ];
      const demo = {
        ...narratives,
        actions: { ...narratives.actions, A08: { text: null, judgement: null, reason: '' } },
      };
      expect(textsOf(demo).length).toBeGreaterThan(8);
      expect(brokenTokensOfNarratives(demo, figures)).toEqual([]);
      const said = textsOf(demo).flatMap(({ text: one }) => resolveReportText(one, figureOfToken(figures)).blocks);
      const summaries = await summariseFigures({ ...world.platform, demonstration: () => true }, year);
      const display = summaries.find(({ code }) => code === 'IND-02')?.display ?? '?';
      expect(JSON.stringify(said)).toContain(display);
      expect(JSON.stringify(said)).toContain('Texte fictif');
    }
  });

  it('takes its texts away with it, whoever wrote them there', async () => {
    await clearDemonstration(world.db);
    expect(await world.db.reportText.count()).toBe(0);
  });
});
