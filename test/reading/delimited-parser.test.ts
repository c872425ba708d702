import { describe, expect, it } from 'vitest';
import { DelimitedParser } from '../../shared/reading/delimited/delimited-parser.ts';
import { encode } from '../fixtures/tables.ts';
import { cellsOf } from '../fixtures/workbook-parts.ts';

function parse(text: string, size = text.length): string[][] {
  const rows: string[][] = [];
  const parser = new DelimitedParser(';');
  for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size), rows);
  parser.push('', rows, true);
  return rows;
}

describe('rows of a delimited text', () => {
  it.each<[string, string, string[][]]>([
    ['cells that hold the delimiter', 'a;"b;c";d\r\n', [['a', 'b;c', 'd']]],
    ['a doubled mark', '"dit ""oui""";b\n', [['dit "oui"', 'b']]],
    [
      'a cell on two lines',
      '"rue\nMonge";b\nc;d',
      [
        ['rue\nMonge', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a mark inside a cell', '1;rue "Monge" le soir;2\n', [['1', 'rue "Monge" le soir', '2']]],
    [
      'a mark after a quoted start',
      '"Escale" rouge;2\n3;4\n',
      [
        ['"Escale" rouge', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a mark that nothing closes',
      '1;"Hôtel;2\n3;4\n5;6\n',
      [
        ['1', '"Hôtel', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a mark that nothing closes before a well quoted row',
      '1;"Hôtel;2\n3;"rue; Monge";4\n',
      [
        ['1', '"Hôtel', '2'],
        ['3', 'rue; Monge', '4'],
      ],
    ],
    ['empty cells and an empty line', ';;\n\n"";b', [['', '', ''], [''], ['', 'b']]],
    [
      'a last row without its end',
      'a;b\nc;"d"',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a cell on several lines that begins one of them by a doubled mark',
      '1;"appel\n""urgent"" dit-il\nrappel";2\n3;4;5\n',
      [
        ['1', 'appel\n"urgent" dit-il\nrappel', '2'],
        ['3', '4', '5'],
      ],
    ],
    [
      'a first cell on three lines, then another',
      '"un\ndeux\ntrois";b\n"quatre\ncinq";d\n',
      [
        ['un\ndeux\ntrois', 'b'],
        ['quatre\ncinq', 'd'],
      ],
    ],
    ['a cell that holds marks, delimiters and ends of lines alone', '"""";";""\n";b\n', [['"', ';"\n', 'b']]],
    [
      'blanks after the mark that closes',
      '"a" ;"b;c"  \nd;e\n',
      [
        ['a', 'b;c'],
        ['d', 'e'],
      ],
    ],
    ['marks that are not doubled', '"rue "Monge" le soir";2\n', [['rue "Monge" le soir', '2']]],
    [
      'a mark that nothing closes before doubled marks',
      '1;"Hôtel;2\n3;"";4\n5;6;7\n',
      [
        ['1', '"Hôtel', '2'],
        ['3', '', '4'],
        ['5', '6', '7'],
      ],
    ],
  ])('%s', (_, text, rows) => {
    expect(parse(text)).toEqual(rows);
    // Wherever the pieces of the file are cut, the rows are the same.
    for (const size of [1, 2, 3, 5, 7]) expect(parse(text, size)).toEqual(rows);
  });

  it('whatever the cells hold, what RFC 4180 writes is read back to the letter', () => {
    const letters = ['"', ';', '\n', '\r\n', 'a', ' ', '', '""'];
    let seed = 20_260_101;
    const next = (limit: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    const cell = () => Array.from({ length: next(6) }, () => letters[next(letters.length)]).join('');
    for (let round = 0; round < 500; round += 1) {
      const rows = Array.from({ length: 1 + next(4) }, () => Array.from({ length: 2 + next(3) }, cell));
      const text = rows
        .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'))
        .join(round % 2 ? '\n' : '\r\n');
      expect(parse(text), text).toEqual(rows);
      expect(parse(text, 1 + next(5)), text).toEqual(rows);
    }
  });

  it('a mark that nothing closes swallows none of the thousand rows below', () => {
    const below = Array.from({ length: 20_000 }, (_, at) => `${at};b`).join('\n');
    expect(parse(`1;"Hôtel\n${below}`, 4096)).toHaveLength(20_001);
  });
});

describe('how a delimited text is cut', () => {
  const rowsOf = (text: string) => cellsOf(encode(text, 'utf-8'));

  it('a header on several lines votes as one line', () => {
    const text =
      '"Date\nde la demande",Nom,"Nombre\nde personnes ; mineurs ; adultes"\n01/02/2024,x,3\n02/02/2024,y,4\n';
    expect(rowsOf(text)).toEqual([
      ['Date\nde la demande', 'Nom', 'Nombre\nde personnes ; mineurs ; adultes'],
      ['01/02/2024', 'x', '3'],
      ['02/02/2024', 'y', '4'],
    ]);
  });

  it('lines that end by a lone return are lines; a lone return in a cell is a part of it', () => {
    expect(rowsOf('a;b\r1;2\r3;4\r')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rowsOf('a;b\r\n1;"x\ry"\r\n3;4\r\n')).toEqual([
      ['a', 'b'],
      ['1', 'x\ry'],
      ['3', '4'],
    ]);
  });
});
