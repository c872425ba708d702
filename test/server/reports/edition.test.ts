import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearDemonstration } from '../../../prisma/demonstration/seed-demo-removal.ts';
import { addendumContent } from '../../../server/editions/addendum.ts';
import { editionFile } from '../../../server/editions/service.ts';
import { refreshRollUp } from '../../../server/indicators/roll-up.ts';
import { isRefusal } from '../../../server/platform/errors.ts';
import { frenchMonth, frenchQuantity } from '../../../shared/domain/words/french-format.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { refusal } from '../monthly-entry/entry-world.ts';
import { type EditionWorld, editionWorld } from './edition-world.ts';
import { fileWords } from './file-words.ts';
import { bare } from './pdf-text.ts';
import { text } from './workspace-world.ts';

let world: EditionWorld;
let report = 0;

beforeAll(async () => {
  world = await editionWorld();
  report = await world.frozen(2023);
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Corrects a validated value of 2023 as the product does: opened with a reason, typed again, sent; it waits then. */
async function correctAndSend(by: number) {
  const [cell] = await world.db.$queryRaw<
    { id: number; organisationId: number; indicatorId: number; month: string; value: number }[]
  >`
    SELECT o.id, o."organisationId", o."indicatorId", o.month, o.value FROM "Observation" o
    JOIN "Indicator" i ON i.id = o."indicatorId" AND NOT i.sensitive AND i."timeRule" = 'flow'
    JOIN "MonthlyReturn" r ON r."organisationId" = o."organisationId" AND r.month = o.month AND r.status = 'published'
    JOIN "Assignment" a ON a."organisationId" = o."organisationId" AND a."indicatorId" = o."indicatorId"
    WHERE NOT EXISTS (SELECT FROM "Agreement" g WHERE g."organisationId" = o."organisationId"
        AND g."indicatorId" = o."indicatorId" AND g.register IS NOT NULL) AND o.stage = 'validated' AND o.state = 'value' AND o.value IS NOT NULL AND o.month LIKE '2023-%' ORDER BY o.id LIMIT 1`;
  if (!cell) throw new Error('no cell of 2023 to correct');
  const { organisationId, indicatorId, month, value } = cell;
  const key = { organisationId, indicatorId, month };
  const helene = world.as('helene');
  await helene.collection.unlock({ ...key, reason: 'Un atelier compté deux fois' });
  const opened = await world.db.observation.findUniqueOrThrow({ where: { id: cell.id } });
  await helene.monthlyEntry.saveCell({ ...key, revision: opened.revision, state: 'value', value: value + by });
  await helene.monthlyEntry.submit({ organisationId, month });
  const indicator = await world.db.indicator.findUniqueOrThrow({ where: { id: indicatorId } });
  const organisation = await world.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  return { organisationId, month, value, indicator, organisation };
}

/** The same, and validated. */
async function correct(by: number) {
  const { organisationId, month, indicator } = await correctAndSend(by);
  await validateSeen(world.as('helene').collection, [{ organisationId, month }]);
  return indicator;
}

describe('freezing', () => {
  it('seals what the report says, its files and their hashes, and publishes the months that it rests on', async () => {
    const edition = await world.db.edition.findUniqueOrThrow({ where: { id: report } });
    expect(edition).toMatchObject({ status: 'frozen', number: 1, frozenByName: 'Hélène', fictitious: true });
    expect(sha256(edition.sealed ?? '')).toBe(edition.sha256);
    const files = await world.files(report);
    expect(files.map(({ format, name }) => [format, name])).toEqual([
      ['csv', 'donnees-du-rapport-2023-edition-1-fictif.csv'],
      ['docx', 'rapport-execution-2023-edition-1-fictif.docx'],
      ['pdf', 'rapport-execution-2023-edition-1-fictif.pdf'],
      ['xlsx', 'donnees-du-rapport-2023-edition-1-fictif.xlsx'],
    ]);
    for (const { bytes, sha256: hash } of files) expect(sha256(bytes)).toBe(hash);
    const returns = await world.db.monthlyReturn.groupBy({
      by: ['status'],
      where: { month: { startsWith: '2023-' } },
      _count: true,
    });
    expect(returns.map(({ status }) => status)).not.toContain('validated');
    expect(returns.map(({ status }) => status)).toContain('published');
    const lines = await world.db.auditEvent.findMany({ where: { entity: 'edition' }, orderBy: { id: 'asc' } });
    expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['edition.open', 'Hélène'],
      ['edition.freeze', 'Hélène'],
    ]);
  });

  it('says what is suppressed as everybody reads it, never more', async () => {
    const { sealed } = await world.db.edition.findUniqueOrThrow({ where: { id: report } });
    const { figures } = (JSON.parse(sealed ?? '') as { content: { figures: { hidden: boolean; value: unknown }[] } })
      .content;
    const masked = figures.filter(({ hidden }) => hidden);
    expect(masked.every(({ value }) => value === null)).toBe(true);
    const { publication, meta } = (
      JSON.parse(sealed ?? '') as { content: { publication: number; meta: { version: string } } }
    ).content;
    expect(publication).toBe(1);
    expect(meta.version).toMatch(/^Édition n°\s1, figée le 14\snovembre\s2025 d’après la publication 1$/u);
  });

  it('is refused in sentences for a year that still runs, and for a text that cites a figure that does not exist', async () => {
    const { editions, reportTexts } = world.as('helene');
    const running = await editions.open({ year: 2025, kind: 'report' });
    const refused = await refusal(editions.freeze({ id: running.id, accepted: [] }));
    expect(isRefusal(refused, 'NOT_READY') && String(refused.facts.refusals)).toContain(
      'L’exercice 2025 n’est pas terminé',
    );
    const place = { year: 2024, place: 'global' };
    const write = async (words: string) =>
      reportTexts.saveText({ ...place, text: text(words), base: (await reportTexts.text(place)).revision });
    await write('Il y a {{IND-99.annee}}.');
    const { id } = await editions.open({ year: 2024, kind: 'report' });
    const broken = await editions.check({ id });
    expect(broken.refusals.join(' ')).toContain('l’indicateur IND-99 n’existe pas');
    expect((await refusal(editions.freeze({ id, accepted: broken.warnings }))).code).toBe('NOT_READY');
    expect(await world.files(id)).toEqual([]);
    await editions.discard({ id });
    await editions.discard({ id: running.id });
    await write('Bilan.');
  });

  it('is refused while no publication speaks of its year', async () => {
    const { editions } = world.as('helene');
    const { id } = await editions.open({ year: 2020, kind: 'report' });
    const { refusals } = await editions.check({ id });
    expect(refusals).toEqual([expect.stringContaining('Aucune publication ne dit l’année 2020')]);
    const refused = await refusal(editions.freeze({ id, accepted: [] }));
    expect(isRefusal(refused, 'NOT_READY') && refused.facts.refusals).toEqual(refusals);
    await editions.discard({ id });
  });

  it('is refused while a warning was not read', async () => {
    const { editions } = world.as('helene');
    const { id } = await editions.open({ year: 2023, kind: 'report' });
    expect((await refusal(editions.freeze({ id, accepted: [] }))).code).toBe('READ_AGAIN');
    expect((await world.db.edition.findUniqueOrThrow({ where: { id } })).sealed).toBeNull();
    await editions.discard({ id });
  });

  it('is refused while a correction waits in what it prints, with the list, and accepted once it is published', async () => {
    const { editions, collection } = world.as('helene');
    const { id } = await editions.open({ year: 2023, kind: 'report' });
    expect((await editions.check({ id })).refusals).toEqual([]);
    const { organisationId, month, value, indicator, organisation } = await correctAndSend(7);
    const { refusals, warnings } = await editions.check({ id });
    expect(refusals).toHaveLength(1);
    const [said = ''] = refusals;
    expect(said).toContain(`${indicator.code} ${indicator.label}, ${frenchMonth(month)}, ${organisation.name}`);
    const [before, now] = [frenchQuantity(value, indicator.unit), frenchQuantity(value + 7, indicator.unit)];
    expect(said).toContain(`${now} en attente de validation (validé\u00a0: ${before}).`);
    const refused = await refusal(editions.freeze({ id, accepted: warnings }));
    expect(isRefusal(refused, 'NOT_READY') && refused.facts.refusals).toEqual(refusals);
    await validateSeen(collection, [{ organisationId, month }]);
    const unpublished = `${indicator.code} ${indicator.label}\u00a0: ce qui est validé n’est plus ce que dit la publication 1`;
    expect((await editions.check({ id })).refusals).toEqual([expect.stringContaining(unpublished)]);
    await world.publish();
    expect((await editions.check({ id })).refusals).toEqual([]);
    await editions.discard({ id });
  });

  it('is refused while a total of the year waits', async () => {
    const { editions, indicators } = world.as('helene');
    const { id } = await editions.open({ year: 2023, kind: 'report' });
    const { id: indicatorId, timeRule } = await world.db.indicator.findFirstOrThrow({ where: { code: 'IND-18' } });
    const ruled = (rule: typeof timeRule) =>
      world.db.indicator.update({ where: { id: indicatorId }, data: { timeRule: rule } });
    const unique = await ruled('unique');
    await indicators.typeYearTotal({ code: unique.code, year: 2023, value: 4321, method: 'Comptés à la main' });
    // The other rule is one that nobody has published yet.
    const unpublished = expect.stringContaining('Publiez d’abord');
    expect((await editions.check({ id })).refusals).toEqual([
      expect.stringContaining(`${unique.code} ${unique.label}, total de 2023, tout le territoire`),
      unpublished,
    ]);
    const total = await world.db.yearTotal.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await indicators.validateYearTotal({ code: unique.code, year: 2023, id: total.id });
    expect((await editions.check({ id })).refusals).toEqual([unpublished]);
    await ruled(timeRule);
    await editions.discard({ id });
  });

  itAtLength('that fails in the middle leaves nothing: neither files, nor published months', async () => {
    const { editions } = world.as('helene');
    const { id } = await editions.open({ year: 2024, kind: 'report' });
    const { warnings } = await editions.check({ id });
    const before = await world.db.monthlyReturn.count({
      where: { month: { startsWith: '2024-' }, status: 'published' },
    });
    await world.db.$executeRawUnsafe(
      `ALTER TABLE "EditionFile" ADD CONSTRAINT no_docx CHECK (format <> 'docx' OR "editionId" <> ${id})`,
    );
    await expect(editions.freeze({ id, accepted: warnings })).rejects.toThrow();
    await world.db.$executeRawUnsafe('ALTER TABLE "EditionFile" DROP CONSTRAINT no_docx');
    expect(await world.files(id)).toEqual([]);
    expect(await world.db.edition.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'draft',
      sealed: null,
    });
    expect(await world.db.monthlyReturn.count({ where: { month: { startsWith: '2024-' }, status: 'published' } })).toBe(
      before,
    );
    await editions.discard({ id });
  });

  it('is refused while figures are not validated, or frozen by an act that says why and is printed', async () => {
    const { editions } = world.as('helene');
    const cell = await world.db.observation.findFirstOrThrow({
      where: { month: { startsWith: '2024-' }, stage: 'validated' },
    });
    const staged = (stage: 'draft' | 'validated') =>
      world.db.observation.update({ where: { id: cell.id }, data: { stage } });
    await staged('draft');
    const { id } = await editions.open({ year: 2024, kind: 'report' });
    const { refusals, unvalidated, warnings } = await editions.check({ id });
    expect([refusals, unvalidated]).toEqual([[], ['1\u00a0valeur saisie, pas encore envoyée.']]);
    const refused = await refusal(editions.freeze({ id, accepted: warnings }));
    expect(isRefusal(refused, 'NOT_READY') && refused.facts.refusals).toEqual(unvalidated);
    const reason = 'La structure a cessé son activité';
    await editions.freeze({ id, accepted: warnings, unvalidatedReason: reason });
    const pdf = (await world.files(id)).find(({ format }) => format === 'pdf');
    expect(fileWords(Buffer.from(pdf?.bytes ?? []), 'pdf')).toContain(
      bare(`pas encore envoyée. Motif\u00a0: ${reason}`),
    );
    const line = await world.db.auditEvent.findFirstOrThrow({
      where: { action: 'edition.freeze' },
      orderBy: { id: 'desc' },
    });
    expect(line.reason).toBe(reason);
    await staged('validated');
  });
});

describe('a frozen edition', () => {
  it('is refused every change by the database itself, and its files too', async () => {
    const { db } = world;
    for (const data of [{ sealed: '{}' }, { status: 'draft' as const }, { number: 9 }, { frozenByName: 'X' }])
      await expect(db.edition.update({ where: { id: report }, data })).rejects.toThrow();
    await expect(
      db.$executeRaw`UPDATE "EditionFile" SET bytes = '\\x00' WHERE "editionId" = ${report}`,
    ).rejects.toThrow();
    await expect(db.editionFile.deleteMany({ where: { editionId: report } })).rejects.toThrow();
  });

  it('survives changes of figures, targets, definitions, texts and settings: the same files, made again', async () => {
    const { db } = world;
    const kept = await world.files(report);
    const indicator = await correct(1000);
    await db.target.updateMany({ where: { year: 2023 }, data: { value: 4321 } });
    await db.indicatorVersion.updateMany({ data: { definition: 'Une autre définition.' } });
    await db.reportText.deleteMany({ where: { year: 2023 } });
    await db.setting.create({ data: { name: 'suppression.threshold', value: 50 } });
    await world.publish();
    const again = await world.as('helene').editions.verify({ id: report });
    expect(again).toMatchObject({ intact: true, changedVersions: [] });
    expect(again.files.map(({ format, intact, sameAgain }) => [format, intact, sameAgain])).toEqual([
      ['csv', true, true],
      ['docx', true, true],
      ['pdf', true, true],
      ['xlsx', true, true],
    ]);
    expect((await world.files(report)).map(({ sha256: hash }) => hash)).toEqual(kept.map(({ sha256: hash }) => hash));
    const { changes } = await world.as('helene').editions.compare({ id: report, against: null });
    const areas = new Set(changes.map(({ area }) => area));
    expect([...areas]).toEqual(expect.arrayContaining(['figure', 'target', 'definition', 'text', 'setting']));
    const figure = changes.find(({ area, key }) => area === 'figure' && key === indicator.code);
    expect(figure?.why).toContain('Un atelier compté deux fois');
    expect(figure?.from).not.toBe(figure?.to);
    // Masked by the new threshold, and nothing else: no revision.
    const masked = changes.find(({ area, to, why }) => area === 'figure' && to.includes('masqué') && why.length === 0);
    expect(await world.as('helene').editions.revised({ code: masked?.key ?? '?', year: 2023 })).toBeNull();
    expect(masked).toBeDefined();
    const context = world.contextOf('helene');
    const { revisions } = await addendumContent(context, { year: 2023, number: 1, aboutId: report });
    expect(revisions.map(({ code }) => code)).toContain(indicator.code);
    expect(revisions.map(({ code }) => code)).not.toContain(masked?.key);
    expect(revisions.filter(({ cells, to }) => cells === 0 && to.includes('masqué'))).toEqual([]);
    await db.setting.deleteMany({ where: { name: 'suppression.threshold' } });
  });

  it('tells on the page of an indicator that it was revised, with what it said', async () => {
    const { changes } = await world.as('helene').editions.compare({ id: report, against: null });
    const changed = changes.find(({ area, why }) => area === 'figure' && why.length > 0);
    const revised = await world.as('helene').editions.revised({ code: changed?.key ?? '', year: 2023 });
    expect(revised).toMatchObject({ number: 1, frozenOn: '2025-11-14' });
    expect(changed?.from).toContain(revised?.published ?? 'no value');
    const same = await world.as('helene').editions.revised({ code: 'IND-99', year: 2023 });
    expect(same).toBeNull();
  });

  it('altered behind the product’s back by one byte, is found out', async () => {
    const { db } = world;
    await db.$executeRawUnsafe('ALTER TABLE "EditionFile" DISABLE TRIGGER "EditionFile_frozen"');
    await db.$executeRaw`UPDATE "EditionFile" SET bytes = set_byte(bytes, 100, (get_byte(bytes, 100) + 1) % 256) WHERE "editionId" = ${report} AND format = 'xlsx'`;
    await db.$executeRawUnsafe('ALTER TABLE "Edition" DISABLE TRIGGER "Edition_frozen"');
    await db.$executeRaw`UPDATE "Edition" SET sealed = replace(sealed, 'Édition', 'édition') WHERE id = ${report}`;
    const found = await world.as('helene').editions.verify({ id: report });
    expect(found.intact).toBe(false);
    expect(found.files.filter(({ intact }) => !intact).map(({ format }) => format)).toEqual(['xlsx']);
    await db.$executeRaw`UPDATE "EditionFile" SET bytes = set_byte(bytes, 100, (get_byte(bytes, 100) + 255) % 256) WHERE "editionId" = ${report} AND format = 'xlsx'`;
    await db.$executeRawUnsafe('ALTER TABLE "EditionFile" ENABLE TRIGGER "EditionFile_frozen"');
    await db.$executeRaw`UPDATE "Edition" SET sealed = replace(sealed, 'édition n°', 'Édition n°') WHERE id = ${report}`;
    await db.$executeRawUnsafe('ALTER TABLE "Edition" ENABLE TRIGGER "Edition_frozen"');
  });

  it('is completed by an addendum that says what was published, what is revised, why and by whom in words of their role', async () => {
    const id = await world.frozen(2023, 'addendum');
    const { sealed } = await world.db.edition.findUniqueOrThrow({ where: { id } });
    expect(sealed).toContain('Un atelier compté deux fois');
    expect(sealed).toContain('par la coordination');
    expect(sealed).not.toContain('Hélène');
    expect((await world.files(id)).map(({ format }) => format)).toEqual(['docx', 'pdf']);
    const { files } = await world.as('helene').editions.verify({ id });
    expect(files.every(({ intact, sameAgain }) => intact && sameAgain)).toBe(true);
  });
});

describe('an edition is seen and downloaded', () => {
  const fileFor = async (person: 'helene' | 'camille' | 'karim', format: 'pdf' | 'docx' | 'xlsx' | 'csv' = 'csv') => {
    const context = world.contextOf(person);
    if (!context.viewer) throw new Error('nobody');
    return editionFile(context, context.viewer, report, format);
  };
  const sees = () =>
    Promise.all(
      (['helene', 'camille', 'karim'] as const).map(async (person) => {
        const { editions } = await world.as(person).editions.forYear({ year: 2023 });
        const file = await fileFor(person).catch(() => null);
        expect(file !== null).toBe(editions.some((one) => one.id === report));
        return file !== null;
      }),
    );

  it('by the coordination always, by everyone else once sent, or from the vote on when it is set so', async () => {
    expect(await sees()).toEqual([true, false, false]);
    await world.db.edition.update({
      where: { id: report },
      data: { status: 'voted', deliberation: '2024-112', votedOn: '2024-09-26' },
    });
    expect(await sees()).toEqual([true, false, false]);
    const setting = { name: 'editions.shownFrom', reason: 'Le conseil est public' } as const;
    await world.as('helene').catalogue.changeSetting({ ...setting, value: 'voted' });
    expect(await sees()).toEqual([true, true, true]);
    await world.as('helene').catalogue.changeSetting({ ...setting, value: 'sent' });
    await world.db.edition.update({ where: { id: report }, data: { status: 'sent', sentAt: new Date() } });
    expect(await sees()).toEqual([true, true, true]);
  });

  it('whole by the State, as an extract without the money of others by a partner', { timeout: 120_000 }, async () => {
    const kept = await world.files(report);
    const mine = await world.db.partnerConvention.findFirstOrThrow({ where: { year: 2023 } });
    const others = await world.db.partnerConvention.findMany({
      where: { year: 2023, organisationId: { not: mine.organisationId } },
    });
    expect(others.length).toBeGreaterThan(0);
    const context = world.contextOf('karim');
    if (!context.viewer) throw new Error('nobody');
    const partner = { ...context.viewer, organisationId: mine.organisationId };
    for (const { format, name, bytes } of kept) {
      const ofState = await fileFor('camille', format);
      expect([ofState.name, sha256(ofState.bytes)]).toEqual([name, sha256(bytes)]);
      if (format === 'csv') continue;
      const extract = await editionFile(context, partner, report, format);
      expect(extract.name).toBe(`extrait-${name}`);
      const words = fileWords(extract.bytes, format);
      expect(words).toContain('Extrait·Données');
      expect(words).toContain(bare(mine.object));
      for (const { object } of others.filter((one) => one.object !== mine.object))
        expect(words).not.toContain(bare(object));
      expect(words).not.toContain(bare('Trois totaux, et pourquoi ils diffèrent'));
      expect(words).not.toContain(bare('Montant exposé au reversement'));
    }
    const { editions } = await world.as('karim').editions.forYear({ year: 2023 });
    const files = editions.find(({ id }) => id === report)?.files ?? [];
    expect(files.map(({ format, isExtract, sha256: hash }) => [format, isExtract, hash === null])).toEqual([
      ['csv', false, false],
      ['docx', true, true],
      ['pdf', true, true],
      ['xlsx', true, true],
    ]);
  });

  it('until the demonstration goes away, and its editions with it', async () => {
    await clearDemonstration(world.db);
    expect(await world.db.edition.count({ where: { fictitious: true } })).toBe(0);
    await refreshRollUp(world.db, []);
  });
});
