import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FigureStatus } from '../../../client/ui/status/figure-status.tsx';
import { indicatorExport } from '../../../server/indicators/downloads.ts';
import { exportCsv, exportWorkbook } from '../../../server/indicators/render-export.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { renderReportFor } from '../../../server/reports/service.ts';
import { publishNow } from '../../setup/published.ts';
import { draws } from '../../setup/seed.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { pdfText } from '../reports/pdf-text.ts';

/**
 * One sentence for one figure: the overview and its meeting view, the page of the indicator, the command line, the two
 * files of the page, the Word document, its workbook and the PDF say the same of it.
 */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
});
afterAll(() => world.close());

const YEAR = 2025;
const coordinator: Viewer = {
  id: 'essai',
  name: 'Essai',
  email: 'essai@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};

type Overview = Awaited<ReturnType<ReturnType<ImportWorld['as']>['overview']['forYear']>>;

/** What the screens write beside the number: one component, on the overview, in the meeting and on the page. */
const onScreen = (figure: Overview['figures'][number]) =>
  renderToStaticMarkup(createElement(FigureStatus, { figure }))
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&amp;', '&');

const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
/** Lines of a column are cut where they end: only the letters are compared. */
const letters = (text: string) => text.replace(/[\s\u00ad-]+/gu, '');

async function filesSay(code: string) {
  const content = await indicatorExport(world.platform, coordinator, { code, year: YEAR });
  const csv = exportCsv(content).toString('utf8');
  const book = await readXlsx(await exportWorkbook(content, true));
  const about = book.sheets.find((sheet) => sheet.name === 'À propos');
  const line = /^À propos;Rythme;;(?:"((?:[^"]|"")*)"|([^;]*));;/mu.exec(csv);
  return {
    csv: line?.[1] ?? line?.[2],
    xlsx: about?.rows.find((row) => row[0] === 'Rythme')?.[1],
  };
}

describe('one sentence for one figure', { timeout: 300_000 }, () => {
  it('is said on every screen, in every file and in every document', async () => {
    const { figures } = await world.as({ role: 'coordinator' }).overview.forYear({ year: YEAR });
    const lines = new Map((await summariseFigures(world.platform, YEAR)).map((one) => [one.code, one.sentence]));
    for (const [rank, figure] of figures.entries()) {
      const page = await world.as({ role: 'coordinator' }).indicators.byCode({ code: figure.code, year: YEAR });
      const said = onScreen(figure);
      expect(onScreen(page.figure), figure.code).toBe(said);
      expect(lines.get(figure.code), figure.code).toBe(said);
      // One writer makes the files of all: some of them in `npm test`, each in the long tier.
      if (rank % draws(4, 1) > 0) continue;
      expect(await filesSay(figure.code), figure.code).toEqual({ csv: said, xlsx: said });
    }
    expect(new Set(lines.values()).size).toBeGreaterThan(8);
  });

  it('is said in the report, its workbook and its PDF, of what may be published', async () => {
    const reader: Viewer = { ...coordinator, role: 'reader' };
    await publishNow(world.platform, { through: '2025-10' });
    const { figures } = await world.as({ role: 'reader' }).overview.forYear({ year: YEAR });
    const [docx, xlsx, pdf] = await Promise.all(
      (['docx', 'xlsx', 'pdf'] as const).map((format) => renderReportFor(world.platform, reader, YEAR, format)),
    );
    const document = strFromU8(unzipSync(new Uint8Array(docx!.bytes))['word/document.xml'] ?? new Uint8Array());
    const written = letters(document.replace(/<[^>]*>/gu, '').replaceAll('&amp;', '&'));
    const printed = letters(pdfText(pdf!.bytes).join(''));
    const sheet = (await readXlsx(xlsx!.bytes)).sheets.find((one) => one.name === 'Indicateurs');
    const sentences = new Map(sheet?.rows.map((row) => [row[0], row[7]]));
    for (const figure of figures.filter(({ target }) => target !== null)) {
      const said = onScreen(figure);
      expect(plain(String(sentences.get(figure.code))), figure.code).toBe(plain(said));
      expect(written, figure.code).toContain(letters(said));
      expect(printed, figure.code).toContain(letters(said));
    }
  });
});
