import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import type { FileRefusal } from '../../shared/reading/refusal.ts';
import { readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, toCsv, toOds, toXlsx } from '../fixtures/tables.ts';

function refusal(bytes: Uint8Array, name = 'fichier.xlsx', source?: 'siao-request' | 'workshop'): FileRefusal {
  const result = readPartnerFile(bytes, name, { today: '2025-06-15', communes, indicators, source });
  if (!isRefusal(result)) throw new Error(`read as ${result.source}`);
  return result;
}

const siao = [
  ['N° de demande', 'Date de la demande', 'Commune'],
  ['D-1', '03/02/2024', 'Dijon'],
];
const workbook = toXlsx([{ name: 'Export', table: siao }]);

/** An old Office file: its signature, then the names of its streams in UTF-16. */
function oldOffice(stream: string): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(encode(stream, 'utf-16le without BOM'), 1024);
  return bytes;
}

describe('a file that cannot be read is refused in one sentence that says what to do', () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    ['an empty file', new Uint8Array(), 'empty', /est vide/],
    ['a file of blanks', strToU8('\r\n \r\n'), 'empty', /est vide/],
    ['a PDF named .xlsx', strToU8('%PDF-1.7 …'), 'not-a-table', /un PDF/],
    ['a web page named .xls', strToU8('<html><table><tr><td>1</td></tr></table></html>'), 'not-a-table', /page web/],
    ['a Word document', zipSync({ 'word/document.xml': strToU8('<w/>') }), 'not-a-table', /document Word/],
    ['an archive of anything', zipSync({ 'a.csv': strToU8('a;b') }), 'not-a-table', /archive/],
    ['an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'not-a-table', /image/],
    ['a workbook with a password', oldOffice('EncryptedPackage'), 'password', /mot de passe/],
    [
      'an OpenDocument workbook with a password',
      toOds([{ name: 'a', table: siao }], { 'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>') }),
      'password',
      /mot de passe/,
    ],
    ['a workbook of the old format', oldOffice('Workbook'), 'legacy-workbook', /\.xls\).*\.xlsx/],
    [
      'a workbook cut at two thirds',
      workbook.slice(0, Math.floor((workbook.length * 2) / 3)),
      'damaged',
      /incomplet ou abîmé/,
    ],
    ['a header and nothing below', encode(toCsv(siao.slice(0, 1)), 'utf-8'), 'no-rows', /aucune ligne de données/],
  ])('%s', (_, bytes, code, words) => {
    const result = refusal(bytes);
    expect(result.code).toBe(code);
    expect(result.message).toMatch(words);
    expect(result.message).toMatch(/\.$/);
  });

  it('a workbook that unfolds a thousandfold is not unfolded', () => {
    const bomb = toXlsx([{ name: 'a', table: siao }], { extra: { 'xl/media/blank.bin': new Uint8Array(40_000_000) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusal(bomb).code).toBe('too-large');
  });

  it('a workbook that lies about the size of its parts is stopped at the size that it promised', () => {
    const view = new DataView(workbook.slice().buffer);
    const bytes = new Uint8Array(view.buffer);
    for (let at = 0; at < bytes.length - 46; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(refusal(bytes).code).toBe('too-large');
  });

  it('a document type declaration, the door of entity bombs, is refused', () => {
    const bytes = zipSync({ 'content.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') });
    expect(refusal(bytes).code).toBe('damaged');
  });

  it('titles that nobody knows: the sentence names those found and those expected', () => {
    const { code, message } = refusal(encode('Couleur;Taille;Poids\r\nrouge;3;4\r\n', 'utf-8'));
    expect(code).toBe('unknown-columns');
    expect(message).toContain('«\u00a0Couleur\u00a0», «\u00a0Taille\u00a0»');
    expect(message).toContain('«\u00a0N° de demande\u00a0»');
  });

  it('a file without titles: the sentence does not quote its first row, which is about a person', () => {
    const { message } = refusal(encode('12;LEROY;03/02/2024\r\n13;MARTIN;04/02/2024\r\n', 'utf-8'));
    expect(message).not.toMatch(/LEROY|MARTIN/);
  });

  it('a file of another source than the one announced: the sentence names it', () => {
    expect(refusal(workbook, 'a.xlsx', 'workshop').message).toContain('SI-SIAO');
  });

  it('months without a year: the sentence asks for it', () => {
    const table = [
      ['Indicateur', 'Janv.', 'Févr.', 'Mars'],
      ['ACOR : ménages accompagnés', '1', '2', '3'],
    ];
    expect(refusal(encode(toCsv(table), 'utf-8'), 'releve.csv').message).toContain('aucune année');
  });

  it('three hundred workbooks damaged in every way are each read or refused, never a crash', () => {
    let seed = 42;
    const random = (bound: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * bound);
    };
    const models = [workbook, toOds([{ name: 'a', table: siao }]), encode(toCsv(siao), 'windows-1252')];
    for (let round = 0; round < 300; round += 1) {
      const model = models[round % 3] ?? workbook;
      const bytes = round % 2 === 0 ? model.slice(0, random(model.length)) : model.slice();
      for (let slip = 0; bytes.length > 0 && slip < 4; slip += 1) bytes[random(bytes.length)] = random(256);
      expect(() => readPartnerFile(bytes, 'a', { today: '2025-06-15', communes, indicators })).not.toThrow();
    }
  });
});
