import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isPrintable } from '../../../shared/domain/report/glyph-coverage.ts';

const room = path.join(import.meta.dirname, '../../../server/documents/fonts');

/** The code points that a TrueType font draws: its character map of format 12, or 4. */
function drawnBy(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, rank) => 12 + rank * 16);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') ?? 0;
  const map = font.readUInt32BE(entry + 8);
  const drawn = new Set<number>();
  for (let rank = 0; rank < font.readUInt16BE(map + 2); rank += 1) {
    const table = map + font.readUInt32BE(map + 4 + rank * 8 + 4);
    if (font.readUInt16BE(table) !== 12) continue;
    for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
      const at = table + 16 + group * 12;
      for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) drawn.add(code);
    }
  }
  return drawn;
}

/** The first plane, where everything that is printed lives. */
const everyCodePoint = Array.from({ length: 0x10000 }, (_, code) => code);
const faces = readdirSync(room).filter((name) => name.endsWith('.ttf'));

it.each(faces)('%s draws every character that a document may print', (name) => {
  const drawn = drawnBy(readFileSync(path.join(room, name)));
  expect(drawn.size).toBeGreaterThan(1000);
  const promised = everyCodePoint.filter((code) => isPrintable(String.fromCodePoint(code)));
  expect(promised.length).toBeGreaterThan(600);
  expect(promised.filter((code) => !drawn.has(code))).toEqual([]);
});

it('ships the fonts with their licence', () => {
  expect(faces).toHaveLength(4);
  expect(readFileSync(path.join(room, 'OFL.txt'), 'utf8')).toContain('SIL Open Font License, Version 1.1');
});
