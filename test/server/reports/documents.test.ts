import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicatorFile } from '../../../server/indicators/downloads.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { documentRights } from '../../../server/reports/document-rights.ts';
import {
  type ReportFormat,
  renderFicheFor,
  renderReportFor,
  renderSynthesisFor,
  reportFor,
} from '../../../server/reports/service.ts';
import { publishNow } from '../../setup/published.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { fileWords } from './file-words.ts';
import { bare, pdfText } from './pdf-text.ts';
import { text } from './workspace-world.ts';

/** Who gets which documents: the coordination's are projects, everyone else's are of publications and hold what they may read. */

const YEAR = 2024;
const UNFINISHED = 'Phrase inachevée du bilan';
const REASON = 'Motif que personne ne doit lire';
const THROUGH = '2025-09';

let world: ImportWorld;
/** A partner's convention of the year, with its organisation. */
let partner: { object: string; organisationId: number; amountCents: number };

const person = (role: Viewer['role'], organisationId: number | null = null): Viewer => ({
  id: `essai-${role}`,
  name: 'Essai',
  email: 'essai@exemple.fr',
  role,
  organisationId,
});
const state = person('reader');
const coordination = person('coordinator');
const reading = (publication: Context['publication']): Context => ({ ...world.platform, publication });

const formats = ['pdf', 'docx', 'xlsx', 'csv'] as const;
const report = (viewer: Viewer, format: ReportFormat, context: Context = world.platform) =>
  renderReportFor(context, viewer, YEAR, format);

beforeAll(async () => {
  world = await importWorld();
  partner = await world.db.partnerConvention.findFirstOrThrow({ where: { year: YEAR } });
  const { reportTexts } = world.as({ role: 'coordinator' });
  const place = { year: YEAR, place: 'global' };
  const { revision } = await reportTexts.text(place);
  await reportTexts.saveText({ ...place, text: text(UNFINISHED), base: revision });
  const action = await world.db.reportJudgement.findFirst({ where: { year: YEAR } });
  await reportTexts.judge({
    year: YEAR,
    actionKey: action?.actionKey ?? 'A02',
    judgement: 'compromised',
    reason: REASON,
    base: action?.revision ?? 0,
  });
});
afterAll(() => world.close());

describe('before the first publication', () => {
  it('nobody but the coordination has a document', { timeout: 300_000 }, async () => {
    const refused = { code: 'NOT_PUBLISHED' };
    for (const viewer of [state, person('contributor', world.idOf('ADEFO'))]) {
      await expect(report(viewer, 'pdf')).rejects.toMatchObject(refused);
      await expect(renderSynthesisFor(world.platform, viewer, YEAR, 'pdf')).rejects.toMatchObject(refused);
      const fiche = { kind: 'indicator', code: 'IND-02' } as const;
      await expect(renderFicheFor(world.platform, viewer, YEAR, fiche, 'docx')).rejects.toMatchObject(refused);
      const query = { code: 'IND-02', year: YEAR };
      await expect(indicatorFile(world.platform, viewer, query, 'csv')).rejects.toMatchObject(refused);
    }
    expect((await report(coordination, 'csv')).bytes.length).toBeGreaterThan(1000);
  });
});

describe('what a person holds of a document', () => {
  const holders = {
    coordinator: { role: 'coordinator', organisationId: null },
    reader: { role: 'reader', organisationId: null },
    contributor: { role: 'contributor', organisationId: 7 },
  } as const;

  it.each([
    ['coordinator', 'publication', true, 'all'],
    ['reader', 'publication', false, 'all'],
    ['contributor', 'publication', false, 'own'],
    ['reader', 'edition', true, 'all'],
    ['contributor', 'edition', true, 'own'],
  ] as const)('%s, of %s: texts %s, money %s', (who, source, texts, money) => {
    const { organisationId } = holders[who];
    expect(documentRights(holders[who], source)).toEqual({ texts, money, organisationId });
  });
});

describe('the documents of a publication', { timeout: 300_000 }, () => {
  const made = new Map<ReportFormat, Buffer>();

  beforeAll(async () => {
    await publishNow(world.platform, { through: THROUGH });
    for (const format of formats) made.set(format, (await report(state, format)).bytes);
  }, 300_000);

  it('say on every page which publication they are of, with its fingerprint', async () => {
    const { fingerprint } = await world.db.publication.findFirstOrThrow();
    const said = `Publication 1 du 14 novembre 2025 · chiffres validés jusqu’à septembre 2025 · empreinte ${fingerprint.slice(0, 8)}`;
    const pages = pdfText(made.get('pdf') ?? Buffer.alloc(0));
    expect(pages.length).toBeGreaterThan(12);
    expect(pages.filter((page) => !page.includes(bare(said)))).toEqual([]);
    for (const format of formats) expect(fileWords(made.get(format) ?? Buffer.alloc(0), format)).toContain(bare(said));
    const { name } = await report(state, 'csv');
    expect(name).toBe(`donnees-du-rapport-${YEAR}-publication-1-fictif.csv`);
  });

  it('hold no text, no judgement and no money of a partner', () => {
    for (const format of formats) {
      const words = fileWords(made.get(format) ?? Buffer.alloc(0), format);
      for (const secret of [UNFINISHED, REASON, partner.object, 'Projet ·']) expect(words).not.toContain(bare(secret));
    }
  });

  it('are one for everyone, the coordination too when it asks for what the State sees', async () => {
    const read = await reportFor(world.platform, state, YEAR);
    for (const organisationId of [world.idOf('ADEFO'), partner.organisationId])
      expect(await reportFor(world.platform, person('contributor', organisationId), YEAR)).toStrictEqual(read);
    expect(await reportFor(reading('latest'), coordination, YEAR)).toStrictEqual(read);
    const csv = await report(coordination, 'csv', reading(1));
    expect(csv.bytes.equals(made.get('csv') ?? Buffer.alloc(0))).toBe(true);
  });

  it('are the same after later writes and a later publication', async () => {
    const before = await reportFor(world.platform, state, YEAR);
    await world.db
      .$executeRaw`UPDATE "ValidatedCell" SET value = value + 1000 WHERE value IS NOT NULL AND month LIKE '2024-%'`;
    await publishNow(world.platform, { through: '2025-10' });
    expect(await reportFor(reading(1), state, YEAR)).toStrictEqual(before);
    const again = await report(state, 'csv', reading(1));
    expect(again.bytes.equals(made.get('csv') ?? Buffer.alloc(0))).toBe(true);
    expect((await reportFor(world.platform, state, YEAR)).figures).not.toEqual(before.figures);
    const { version, isDraft } = await world.as({ role: 'reader' }).reports.readiness({ year: YEAR });
    expect([version.slice(0, 13), isDraft]).toEqual(['Publication 2', false]);
  });

  it('have no year that was not published', async () => {
    await expect(renderReportFor(world.platform, state, 2019, 'csv')).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
  });

  it('begin with the file of an indicator, which says its publication', async () => {
    const query = { code: 'IND-02', year: YEAR };
    const { bytes } = await indicatorFile(world.platform, state, query, 'csv');
    expect(bytes.toString('utf8')).toContain('À propos;Chiffres;;Publication 2 du');
    const own = await indicatorFile(world.platform, coordination, query, 'csv');
    expect(own.bytes.toString('utf8')).toContain('À propos;Chiffres;;Projet · chiffres transmis');
  });
});

describe('the coordination’s own documents', { timeout: 300_000 }, () => {
  it('bear « Projet » on every page, whatever their form, with the texts and the money', async () => {
    const { name, bytes } = await report(coordination, 'pdf');
    expect(name).toBe(`rapport-execution-${YEAR}-projet-fictif.pdf`);
    const pages = pdfText(bytes);
    expect(pages.filter((page) => page.includes('Projet·Données')).length).toBe(pages.length);
    const whole = pages.join('');
    for (const words of [UNFINISHED, REASON, partner.object]) expect(whole).toContain(bare(words));
    const docx = (await report(coordination, 'docx')).bytes;
    expect(fileWords(docx, 'docx')).toContain('Projet·');
    const parts = unzipSync(new Uint8Array(docx));
    const headers = Object.keys(parts).filter((part) => /^word\/header\d+\.xml$/.test(part));
    expect(headers.length).toBeGreaterThan(0);
    for (const part of headers) expect(strFromU8(parts[part] ?? new Uint8Array())).toContain('Projet · ');
    for (const format of ['xlsx', 'csv'] as const)
      expect(fileWords((await report(coordination, format)).bytes, format)).toContain('Projet·');
    const synthesis = pdfText((await renderSynthesisFor(world.platform, coordination, YEAR, 'pdf')).bytes);
    expect(synthesis.filter((page) => page.includes('Projet·'))).toHaveLength(synthesis.length);
  });
});
