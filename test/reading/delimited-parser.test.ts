import { describe, expect, it } from 'vitest';
import { DelimitedParser } from '../../shared/reading/delimited/delimited-parser.ts';

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
  ])('%s', (_, text, rows) => {
    expect(parse(text)).toEqual(rows);
    // Wherever the pieces of the file are cut, the rows are the same.
    for (const size of [1, 2, 3, 5, 7]) expect(parse(text, size)).toEqual(rows);
  });

  it('a mark that nothing closes swallows none of the thousand rows below', () => {
    const below = Array.from({ length: 20_000 }, (_, at) => `${at};b`).join('\n');
    expect(parse(`1;"Hôtel\n${below}`, 4096)).toHaveLength(20_001);
  });
});
