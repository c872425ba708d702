import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** The pictures that pages are held against, and where a difference is shown: expected, actual, and what has changed. */
const KEPT = path.resolve(import.meta.dirname, '../e2e/pictures');
const DIFFERENCES = path.join(KEPT, 'differences');

/** `UPDATE_PICTURES=1` keeps what the pages look like now; look at them before they are committed. */
const updates = process.env.UPDATE_PICTURES === '1';

/** Sixteen levels a colour: a picture weighs a third, and what is lost is below what the comparison sees. */
function lighten(bytes: Buffer): PNG {
  const picture = PNG.sync.read(bytes);
  for (let at = 0; at < picture.data.length; at += 1) {
    if (at % 4 !== 3) picture.data[at] = Math.round((picture.data[at] ?? 0) / 17) * 17;
  }
  return picture;
}

const write = (file: string, picture: PNG) =>
  writeFileSync(file, PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, filterType: 4 }));

/** The same browser and letters draw the same page alike to a few pixels of the edge of a curve. */
const SEEN = 0.15;
const LARGEST_SHARE = 0.001;

function showDifference(name: string, expected: PNG, actual: PNG): void {
  const { width, height } = {
    width: Math.max(expected.width, actual.width),
    height: Math.max(expected.height, actual.height),
  };
  const board = new PNG({ width: width * 3 + 20, height, fill: true });
  board.data.fill(255);
  PNG.bitblt(expected, board, 0, 0, expected.width, expected.height, 0, 0);
  PNG.bitblt(actual, board, 0, 0, actual.width, actual.height, width + 10, 0);
  if (expected.width === actual.width && expected.height === actual.height) {
    const diff = new PNG({ width, height });
    pixelmatch(expected.data, actual.data, diff.data, width, height, { threshold: SEEN });
    PNG.bitblt(diff, board, 0, 0, width, height, 2 * width + 20, 0);
  }
  mkdirSync(DIFFERENCES, { recursive: true });
  write(path.join(DIFFERENCES, name), board);
}

/** What is wrong with a picture of a page, in a line; null when it is as it was. */
export function comparePicture(name: string, bytes: Buffer): string | null {
  const file = path.join(KEPT, name);
  const actual = lighten(bytes);
  if (updates) {
    mkdirSync(KEPT, { recursive: true });
    write(file, actual);
    rmSync(DIFFERENCES, { recursive: true, force: true });
    return null;
  }
  if (!existsSync(file)) return `${name}: no picture is kept (UPDATE_PICTURES=1 keeps one)`;
  const expected = PNG.sync.read(readFileSync(file));
  const { width, height } = actual;
  if (expected.width !== width || expected.height !== height) {
    showDifference(name, expected, actual);
    return `${name}: was ${expected.width} × ${expected.height}, is ${width} × ${height}`;
  }
  const changed = pixelmatch(expected.data, actual.data, undefined, width, height, { threshold: SEEN });
  if (changed <= LARGEST_SHARE * width * height) return null;
  showDifference(name, expected, actual);
  return `${name}: ${((100 * changed) / (width * height)).toFixed(2)} % has changed (test/e2e/pictures/differences/${name})`;
}
