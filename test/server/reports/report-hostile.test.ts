import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildReportContent,
  documentOf,
  type ReportContent,
  renderSynthesis,
  reportRenderers,
} from '../../../server/reports/service.ts';
import type { ReportText, TextInline } from '../../../shared/domain/report/report-text.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { type PdfProbe, probePdf } from './pdf-probe.ts';
import { bare, pdfText } from './pdf-text.ts';

/** The real report with what people may paste into it: it comes out, accessible and clean, and says what was taken out. */

const WORD =
  '<p class="MsoNormal" style="mso-fareast-language:FR"><o:p>&nbsp;</o:p><!--[if gte mso 9]><xml/><![endif]--></p>';
const HOSTILE = [
  'Bravo à toute l’équipe 🎉👩‍👩‍👧 et merci 🇫🇷',
  'Sonnerie\u0007, retour\u0008, nul\u0000, césure\u00ad, marque\u200e',
  'שלום עליכם et محمد بن سلمان',
  '=cmd|’ /C calc’!A0',
  '#import "@preview/x:1.0.0": * ; #panic("fin") $x^2$ *étoile*',
  '<script>alert(1)</script> & <img src=x onerror=alert(1)> ]]> &amp;',
  WORD,
  `https://exemple.fr/${'a'.repeat(400)}`,
];

/** A line may end on a hyphen that nobody wrote. */
const loose = (words: string) => bare(words).replaceAll('-', '');

const para = (text: string): ReportText['blocks'][number] => ({ kind: 'para', content: [{ kind: 'text', text }] });
const long = Array.from({ length: 20_000 }, (_, rank) => `mot${rank % 977}`).join(' ');
const item = (text: string): TextInline[] => [{ kind: 'text', text, bold: true }];

const text: ReportText = {
  blocks: [
    { kind: 'heading', level: 4, content: [{ kind: 'text', text: 'Un titre 🎉 qui saute un niveau' }] },
    ...HOSTILE.map(para),
    { kind: 'list', ordered: true, items: HOSTILE.map(item) },
    { kind: 'para', content: [{ kind: 'text', text: 'lien', href: 'javascript:alert(1)' }] },
    { kind: 'para', content: [{ kind: 'figure', token: 'IND-99.annee' }] },
    para(long),
  ],
};

let world: ImportWorld;
let content: ReportContent;
let pdf: Buffer;
let probe: PdfProbe;
let document: ReturnType<typeof documentOf>;

beforeAll(async () => {
  world = await importWorld();
  const real = await buildReportContent(world.platform, 'working', 2023);
  const judged = { text, judgement: 'compromised', reason: HOSTILE.join('\n') } as const;
  content = {
    ...real,
    narratives: { ...real.narratives, global: text, actions: { ...real.narratives.actions, A02: judged } },
  };
  document = documentOf(content);
  pdf = await reportRenderers.pdf(content);
  probe = probePdf(pdf);
});
afterAll(() => world.close());

describe('a report with hostile texts', { timeout: 120_000 }, () => {
  it('is still a PDF/UA: tagged to the last stroke, in French, titled, with bookmarks', () => {
    expect(probe).toMatchObject({
      uaPart: '1',
      lang: 'fr-FR',
      displaysTitle: true,
      title: 'Rapport d’exécution 2023',
      untaggedPaint: 0,
    });
    const headings = document.body.filter((block) => block.kind === 'heading');
    expect(probe.bookmarks).toHaveLength(headings.length);
    expect(probe.roles.get('TOCI')).toBe(headings.filter(({ level }) => level < 3).length);
  });

  it('tells the words of every chart, and what the header of every table is', () => {
    const charts = document.body.filter((block) => block.kind === 'chart');
    expect(charts.length).toBeGreaterThan(8);
    expect(probe.figureAlts.sort()).toEqual(charts.map(({ alt }) => alt).sort());
    expect(probe.figureAlts).not.toContain('');
    const tables = document.body.filter((block) => block.kind === 'table');
    const columns = tables.reduce((sum, one) => sum + one.columns.length, 0);
    expect(probe.roles.get('Table')).toBe(tables.length);
    const rows = tables.reduce((sum, one) => sum + (one.rowHeader ? one.rows.length : 0), 0);
    expect(probe.rowHeaders).toBe(rows);
    expect(probe.roles.get('TH')).toBe(columns + rows);
    expect(probe.headersWithScope).toBe(columns + rows);
  });

  it('prints what looks like a program as words, and every word of a very long text', () => {
    const words = loose(pdfText(pdf).join(''));
    for (const one of [HOSTILE[3], HOSTILE[4], HOSTILE[5], WORD]) expect(words).toContain(loose(one ?? ''));
    // The text is written twice: as the global balance, and as an action's.
    expect(words.split('mot976').length - 1).toBe(2 * 20);
    expect(words).toContain(loose('[chiffre introuvable : IND-99.annee]'));
  });

  it('says what it took out, of which text', () => {
    const words = pdfText(pdf).join('');
    expect(words).toContain(bare('Caractères retirés des textes'));
    expect(words).toMatch(/Bilanglobal:\d+pictogrammes\(U\+1F389/u);
    expect(words).toMatch(/Action«2\.Postedecaptationdeslogementsprivés»:\d+pictogrammes/u);
    expect(words).toMatch(/caractèresdecommande\(U\+/u);
    expect(words).toMatch(/caractèresabsentsdespolicesdudocument\(U\+/u);
  });

  it('says nothing of the kind when nothing was taken out', async () => {
    const clean = { ...content, narratives: { global: null, objectives: {}, actions: {} } };
    expect(JSON.stringify(documentOf(clean))).not.toContain('Caractères retirés');
  });

  it('is a Word file that holds no markup of theirs, no control character, no address but safe ones', async () => {
    const files = unzipSync(new Uint8Array(await reportRenderers.docx(content)));
    const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(body).not.toMatch(/<script|<img|<o:p>|\u{1F389}|[\u0590-\u06ff]/u);
    expect([...body].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(strFromU8(files['word/_rels/document.xml.rels'] ?? new Uint8Array())).not.toContain('javascript:');
  });

  it('is a workbook where a text that begins like a formula is a text', async () => {
    const files = unzipSync(
      new Uint8Array(
        await reportRenderers.xlsx({
          ...content,
          narratives: {
            ...content.narratives,
            actions: { ...content.narratives.actions, A02: { text: null, judgement: 'secured', reason: '=cmd|A0' } },
          },
        }),
      ),
    );
    const sheets = Object.entries(files).filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name));
    expect(sheets.map(([, bytes]) => strFromU8(bytes)).join('')).not.toContain('<f>');
  });

  it('keeps its synthesis on four pages', async () => {
    expect(probePdf(await renderSynthesis(content, 'pdf')).pages).toBeLessThan(4);
  });
});
