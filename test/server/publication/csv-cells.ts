/** The cells of a delimited text, row by row, as its quotes say. */
export function cellsOfCsv(text: string, separator: ',' | ';'): string[][] {
  const cell = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [...line.matchAll(cell)].map(([, a, b]) => a?.replaceAll('""', '"') ?? b ?? ''));
}
