import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import { headOf, UNCOMPUTED } from '../../shared/reading/grid.ts';
import { sniff } from '../../shared/reading/layout/sniff.ts';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { Refused } from '../../shared/reading/refusal.ts';
import { readOds } from '../../shared/reading/workbook/workbook-ods.ts';
import { readXlsx } from '../../shared/reading/workbook/workbook-xlsx.ts';
import { readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators } from '../fixtures/tables.ts';
import { cellsOf, odsParts, type Parts, pack, xlsxParts } from '../fixtures/workbook-parts.ts';

const dijon = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45063</v></c></row>';
const strings = '<si><t>Dijon</t></si>';
const asExcel = () => xlsxParts(dijon, { strings });
const read = [['Dijon', { date: '2023-05-17' }]];

const renamed = (parts: Parts, name: (old: string) => string): Parts =>
  Object.fromEntries(Object.entries(parts).map(([old, part]) => [name(old), part]));

describe('the parts of a workbook are found by their links, not by their names', () => {
  it.each<[string, () => Parts]>([
    ['as Excel names them', asExcel],
    [
      'in other letters',
      () => renamed(asExcel(), (name) => name.replace('sharedStrings', 'SHAREDSTRINGS').replace('xl/', 'XL/')),
    ],
    ['in folders cut by backslashes', () => renamed(asExcel(), (name) => name.replaceAll('/', '\\'))],
    ['with a slash in front', () => renamed(asExcel(), (name) => `/${name}`)],
    [
      'in a folder of another name, and a shared one above',
      () => {
        const parts = renamed(asExcel(), (name) =>
          name.replace('xl/sharedStrings', 'communs/textes').replace('xl/', 'classeur/'),
        );
        parts['_rels/.rels'] = String(parts['_rels/.rels']).replace('xl/', '/classeur/');
        const links = 'classeur/_rels/workbook.xml.rels';
        parts[links] = String(parts[links]).replace('sharedStrings.xml', '../communs/textes.xml');
        return parts;
      },
    ],
    [
      'at the root',
      () => {
        const parts = renamed(asExcel(), (name) => name.replace('xl/', ''));
        parts['_rels/.rels'] = String(parts['_rels/.rels']).replace('xl/', '');
        return parts;
      },
    ],
    [
      'in UTF-16, with and without a mark',
      () => {
        const parts = asExcel();
        for (const [name, part] of Object.entries(parts)) {
          const encoding = name.includes('sheet1') ? 'utf-16be without BOM' : 'utf-16le';
          parts[name] = encode(`<?xml version="1.0" encoding="UTF-16"?>${part}`, encoding);
        }
        return parts;
      },
    ],
    [
      'in an older encoding that they declare',
      () => {
        const parts = asExcel();
        const text = `<?xml version='1.0' encoding='iso-8859-1'?><sst><si><t>Dijon</t></si><si><t>Chenôve</t></si></sst>`;
        parts['xl/sharedStrings.xml'] = encode(text, 'windows-1252');
        parts['xl/worksheets/sheet1.xml'] = String(parts['xl/worksheets/sheet1.xml']).replace(
          '</row>',
          '</row><row r="2"><c r="A2" t="s"><v>1</v></c></row>',
        );
        return parts;
      },
    ],
  ])('%s', (what, parts) => {
    const rows = cellsOf(pack(parts()));
    expect(rows[0]).toEqual(read[0]);
    if (what.startsWith('in an older')) expect(rows[1]).toEqual(['Chenôve']);
  });

  it('a chart sheet holds no cells, and a sheet is hidden only when its state says so', () => {
    const parts = asExcel();
    const links = 'xl/_rels/workbook.xml.rels';
    parts['xl/chartsheets/sheet1.xml'] = '<chartsheet/>';
    parts[links] = String(parts[links]).replace(
      '</Relationships>',
      '<Relationship Id="r9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
    );
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      '<sheet name="Graphique" r:id="r9"/><sheet name="Montrée" r:id="r1" state="show"/><sheet name="Cachée" r:id="r1" state="veryHidden"/></sheets>',
    );
    const file = sniff(bytesSource(pack(parts)));
    if (file.kind !== 'xlsx') throw new Error(file.kind);
    expect(readXlsx(file.archive).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Feuille', false],
      ['Montrée', false],
      ['Cachée', true],
    ]);
  });

  it.each([
    ['un document Word', 'doc', '<w:document xmlns:w="w"/>'],
    ['une présentation', 'diapos', '<p:presentation xmlns:p="p"/>'],
  ])('%s is refused by what its main part is', (what, folder, part) => {
    const rels = `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="${folder}/main.xml"/></Relationships>`;
    const bytes = pack({ '_rels/.rels': rels, [`${folder}/main.xml`]: part });
    expect(() => sniff(bytesSource(bytes))).toThrow(what);
  });
});

describe('what a workbook’s own vocabulary says, and what extensions say', () => {
  it('an extension’s properties do not move the calendar of the workbook', () => {
    const properties =
      '<workbookPr date1904="1"/><extLst><ext xmlns:x15="x15"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>';
    const dates = '<row r="1"><c r="A1" s="1"><v>43601</v></c><c r="B1" s="1"><v>0</v></c></row>';
    expect(cellsOf(pack(xlsxParts(dates, { properties })))).toEqual([[{ date: '2023-05-17' }, { date: '1904-01-01' }]]);
  });

  it('prefixes are the writer’s choice; elements of another namespace are no cells', () => {
    const parts = asExcel();
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="main" xmlns:y="other"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v><y:v>7</y:v></x:c><y:c r="B1"><y:v>8</y:v></y:c><c xmlns="other" r="C1"><v>9</v></c><x:c r="D1"><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(cellsOf(pack(parts))).toEqual([['Dijon', null, null, 4]]);
  });
});

describe('cells of an Excel workbook', () => {
  const cells = (row: string, more = {}) =>
    cellsOf(pack(xlsxParts(`<row r="1">${row}</row>`, { strings, ...more })))[0];

  it('a blank cell of shared texts is blank, not the first text', () => {
    expect(
      cells('<c r="A1"><v>1</v></c><c r="B1" t="s"/><c r="C1" t="s"><v></v></c><c r="D1" t="s"><v>0</v></c>'),
    ).toEqual([1, null, null, 'Dijon']);
  });

  it('inline texts are whole, without their phonetic guide, and stand before any other value', () => {
    expect(
      cells(
        '<c r="A1" t="inlineStr"><is><r><t>Che</t></r><r><t>nôve</t></r><rPh sb="0" eb="1"><t>che</t></rPh></is></c><c r="B1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c><c r="C1" t="inlineStr"><is><t>2.</t></is><v>2.0</v></c>',
      ),
    ).toEqual(['Chenôve', '1.', '2.']);
  });

  it('characters written by their code are themselves, wherever the text stands', () => {
    expect(
      cells(
        '<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>a_x000d_\nb</t></is></c><c r="C1" t="str"><f>A1</f><v>_xD83D__xDE00_ _x12_</v></c>',
        { strings: `${strings}<si><t>_x005F_x000D_ A_x005F_x0030_B _x0041_</t></si>` },
      ),
    ).toEqual(['_x000D_ A_x0030_B A', 'a\r\nb', '😀 _x12_']);
  });

  it('a formula without a result is named, one whose result is an empty text is blank', () => {
    expect(
      cells(
        '<c r="A1"><f>B1+1</f></c><c r="B1"><f>1+1</f><v/></c><c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>5</v></c>',
      ),
    ).toEqual([{ error: UNCOMPUTED }, { error: UNCOMPUTED }, 2, null, 5]);
  });

  it('a duration is hours, a time of day too, and neither is a date', () => {
    expect(
      cells(
        '<c r="A1" s="2"><v>1.5</v></c><c r="B1" s="3"><v>0.5092</v></c><c r="C1" s="4"><v>0.25</v></c><c r="D1" s="4"><v>45063.25</v></c>',
        { formats: '<numFmt numFmtId="170" formatCode="[$-40C]h&quot; h &quot;mm;@"/>' },
      ),
    ).toEqual(['36:00', '12:13:15', '06:00', 45063.25]);
  });

  it('a date typed as an instant of the whole world keeps its instant', () => {
    expect(
      cells(
        '<c r="A1" t="d"><v>2024-01-31T23:30:00Z</v></c><c r="B1" t="d"><v>2024-01-31T23:30:00</v></c><c r="C1" t="d"><v>2024-01-31T23:30:00.000+01:00</v></c>',
      ),
    ).toEqual([
      { date: '2024-01-31', instant: '2024-01-31T23:30:00Z' },
      { date: '2024-01-31' },
      { date: '2024-01-31', instant: '2024-01-31T23:30:00.000+01:00' },
    ]);
  });

  it('a row whose number no sheet has comes after the one before', () => {
    const bytes = pack(
      xlsxParts('<row r="4"><c><v>1</v></c></row><row r="99999999999"><c><v>2</v></c><c><v>3</v></c></row>'),
    );
    const file = sniff(bytesSource(bytes));
    if (file.kind !== 'xlsx') throw new Error(file.kind);
    expect(readXlsx(file.archive).flatMap((sheet) => [...sheet.rows()])).toEqual([
      { number: 4, cells: [1] },
      { number: 5, cells: [2, 3] },
    ]);
  });
});

describe('a program that writes formulas and computes nothing', () => {
  it('the receipt says to open and save the workbook, cell by cell', () => {
    const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = `<row r="1">${inline('A1', 'N° de demande')}${inline('B1', 'Date de la demande')}${inline('C1', 'Commune')}</row><row r="2">${inline('A2', 'D-1')}<c r="B2" s="1"><f>TODAY()</f></c>${inline('C2', 'Dijon')}</row>`;
    const file = readPartnerFile(pack(xlsxParts(rows)), 'a.xlsx', { today: '2025-06-15', communes, indicators });
    if (isRefusal(file)) throw new Error(file.message);
    expect(file.rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('ouvrez et enregistrez le classeur'),
    ]);
  });
});

describe('cells of an OpenDocument workbook', () => {
  const text = (words: string) =>
    `<table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell>`;
  const table = (name: string, rows: string) => `<table:table table:name="${name}">${rows}</table:table>`;
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`;

  it('durations, instants, formulas without a result; the text of a note or a drawing is not the cell’s', () => {
    const cells = [
      '<table:table-cell office:value-type="time" office:time-value="PT36H05M00S"><text:p>36 h 05</text:p></table:table-cell>',
      '<table:table-cell office:value-type="date" office:date-value="2024-01-31T23:30:00Z"><text:p>x</text:p></table:table-cell>',
      '<table:table-cell table:formula="of:=[.A1]+1"/>',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame><text:p>Dijon</text:p></table:table-cell>',
    ];
    expect(cellsOf(pack(odsParts(table('a', row(cells.join(''))))))).toEqual([
      ['36:05', { date: '2024-01-31', instant: '2024-01-31T23:30:00Z' }, { error: UNCOMPUTED }, 'Dijon'],
    ]);
  });

  it('prefixes are the writer’s choice', () => {
    const parts = odsParts(table('a', row(text('Dijon') + text('Talant'))));
    parts['content.xml'] = String(parts['content.xml'])
      .replaceAll(/(<\/?|\sxmlns:|\s)table(?=[:=])/g, '$1ns2')
      .replaceAll(/(<\/?|\sxmlns:)text(?=[:=])/g, '$1ns3');
    expect(cellsOf(pack(parts))).toEqual([['Dijon', 'Talant']]);
  });

  it('a table without a row takes nothing of the next one', () => {
    const tables = `<table:table table:name="vide"/>${table('a', row(text('Dijon')))}<table:table>${row(text('Talant'))}</table:table>`;
    expect(cellsOf(pack(odsParts(tables)))).toEqual([['Dijon'], ['Talant']]);
  });

  it('four hundred sheets cost no more than one of as many rows, in whatever order they are read', () => {
    const rows = (sheet: number) => Array.from({ length: 50 }, (_, at) => row(text(`${sheet}-${at}`))).join('');
    const many = (count: number) =>
      pack(odsParts(Array.from({ length: count }, (_, at) => table(`f${at}`, rows(at))).join('')));
    function spent(bytes: Uint8Array): { rows: number; unfolded: number } {
      const file = sniff(bytesSource(bytes));
      if (file.kind !== 'ods') throw new Error(file.kind);
      let unfolded = 0;
      const { archive } = file;
      const pieces: typeof archive.pieces = (name, onRead) =>
        archive.pieces(name, (count) => {
          unfolded += count;
          onRead?.(count);
        });
      const sheets = readOds({ ...archive, pieces });
      for (const sheet of sheets) headOf(sheet, 10);
      let read = 0;
      for (const sheet of sheets) for (const _ of sheet.rows()) read += 1;
      return { rows: read, unfolded: unfolded / archive.packedSize('content.xml') };
    }
    const { rows: read, unfolded } = spent(many(400));
    expect(read).toBe(20_000);
    expect(unfolded).toBeLessThan(6);
    const backwards = sniff(bytesSource(many(3)));
    if (backwards.kind !== 'ods') throw new Error(backwards.kind);
    const first = readOds(backwards.archive)
      .reverse()
      .map((sheet) => sheet.rows().next().value?.cells[0]);
    expect(first).toEqual(['2-0', '1-0', '0-0']);
  });

  it.each([
    ['application/vnd.oasis.opendocument.text', 'un document texte'],
    ['application/vnd.oasis.opendocument.presentation', 'une présentation'],
  ])('%s is no workbook', (mimetype, what) => {
    expect(() => sniff(bytesSource(pack({ ...odsParts(''), mimetype })))).toThrow(what);
    expect(() => sniff(bytesSource(pack({ ...odsParts(''), mimetype })))).toThrow(Refused);
  });
});
