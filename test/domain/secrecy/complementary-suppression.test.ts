import { describe, expect, it } from 'vitest';
import { type Edge, edgeCanMove, hideAround } from '../../../shared/domain/secrecy/complementary-suppression.ts';
import { suppressFlows } from '../../../shared/domain/secrecy/suppression.ts';

/** People who enter a pool and leave it: what comes in goes out, so a reader finds one count from the others. */

type More = { hidden?: boolean; said?: boolean };
const flow = (from: string, to: string, value: number, more: More = {}): Edge => ({
  from,
  to,
  value,
  hidden: false,
  ...more,
});
const enters = (value: number, more?: More) => flow('outside', 'pool', value, more);
const leaves = (value: number, more?: More) => flow('pool', 'outside', value, more);
const hiddenEntry = (value: number) => enters(value, { hidden: true });

/** Whether the first of two hidden entries has two values at least, their sum being shown. */
function canMove(first: number, second: number, threshold: number | null): boolean {
  const edges = [hiddenEntry(first), hiddenEntry(second), leaves(first + second)];
  return edgeCanMove(edges, edges[0] as Edge, threshold);
}

/** What is hidden around the first edge, besides it. */
function hiddenAround(edges: Edge[], threshold: number | null = null): { done: boolean; values: number[] } {
  const [first, ...others] = edges as [Edge, ...Edge[]];
  const done = hideAround(edges, first, threshold);
  return { done, values: others.filter(({ hidden }) => hidden).map(({ value }) => value) };
}

describe('a hidden count', () => {
  it('is found when it is hidden alone, entries and exits being shown', () => {
    const edges = [hiddenEntry(4), enters(20), leaves(24)];
    expect(edgeCanMove(edges, edges[0] as Edge, null)).toBe(false);
  });

  it('is not found beside another hidden entry, or under a hidden exit', () => {
    expect(canMove(4, 20, null)).toBe(true);
    const edges = [hiddenEntry(4), enters(20), leaves(24, { hidden: true })];
    expect(edgeCanMove(edges, edges[0] as Edge, null)).toBe(true);
  });

  it('is found when nobody else can be fewer: two ones that make two', () => {
    expect(canMove(1, 1, null)).toBe(false);
    expect(canMove(1, 2, null)).toBe(true);
  });

  it('is found by whoever knows which counts are the small ones, when the other stands at its bound', () => {
    // One person cannot be none, and eleven cannot be ten: small ones are hidden for themselves.
    expect(canMove(1, 11, 10)).toBe(false);
    expect(canMove(1, 11, null)).toBe(true);
    expect(canMove(1, 12, 10)).toBe(true);
    // Ten cannot be eleven either.
    expect(canMove(10, 10, 10)).toBe(false);
    expect(canMove(10, 10, null)).toBe(true);
    expect(canMove(1, 10, 10)).toBe(true);
  });
});

describe('what is hidden to protect a count', () => {
  it('is the smallest other one, wherever it stands', () => {
    expect(hiddenAround([hiddenEntry(4), enters(20), enters(15), leaves(39)])).toEqual({ done: true, values: [15] });
    expect(hiddenAround([hiddenEntry(4), enters(15), enters(20), leaves(39)])).toEqual({ done: true, values: [15] });
    expect(hiddenAround([hiddenEntry(4), enters(20), leaves(13), leaves(11)])).toEqual({ done: true, values: [11] });
  });

  it('is one large count rather than two small ones: the fewest cells first', () => {
    const detour = [flow('pool', 'hotel', 3), flow('hotel', 'outside', 3)];
    const edges = [hiddenEntry(4), ...detour, enters(500), leaves(501)];
    expect(hiddenAround(edges)).toEqual({ done: true, values: [500] });
    expect(hiddenAround([hiddenEntry(4), enters(500), leaves(501), ...detour])).toEqual({ done: true, values: [500] });
  });

  it('costs nothing where something is hidden already', () => {
    const edges = [hiddenEntry(4), enters(11), enters(90, { hidden: true }), leaves(105)];
    expect(hiddenAround(edges)).toEqual({ done: true, values: [90] });
  });

  it('is never a zero, which is shown', () => {
    expect(hiddenAround([hiddenEntry(4), enters(0), enters(20), leaves(24)])).toEqual({ done: true, values: [20] });
  });

  it('is never a count that is said at another place, unless it is hidden there too', () => {
    expect(hiddenAround([hiddenEntry(4), enters(20, { said: true }), leaves(24)])).toEqual({
      done: true,
      values: [24],
    });
    const hiddenThere = [hiddenEntry(4), enters(20, { said: true, hidden: true }), leaves(24)];
    expect(hiddenAround(hiddenThere)).toEqual({ done: true, values: [20] });
  });

  it('is told to be missing when nothing can protect the count, and nothing is hidden in vain', () => {
    expect(hiddenAround([hiddenEntry(4), leaves(4, { said: true })])).toEqual({ done: false, values: [] });
    expect(hiddenAround([hiddenEntry(4)])).toEqual({ done: false, values: [] });
    expect(hiddenAround([enters(0), enters(20), leaves(20)])).toEqual({ done: false, values: [] });
  });

  it('lets the count move by what whoever knows the small ones allows', () => {
    // Eleven could not be ten: twelve is hidden instead.
    expect(hiddenAround([hiddenEntry(1), enters(11), enters(12), leaves(24)], 10)).toEqual({
      done: true,
      values: [12],
    });
    expect(hiddenAround([hiddenEntry(1), enters(11), enters(12), leaves(24)])).toEqual({ done: true, values: [11] });
  });
});

describe('flows of people as anyone may see them', () => {
  const published = (...flows: Edge[]) =>
    suppressFlows(flows.map(({ hidden, ...one }) => (hidden ? { ...one, hidden } : one)));

  it('hide 1 to 10 and the cheapest that keeps it from being found', () => {
    expect(published(enters(4), enters(20), leaves(24))).toEqual(['hidden', 'hidden', 24]);
    expect(published(enters(10), enters(20), leaves(30))).toEqual(['hidden', 'hidden', 30]);
  });

  it('are left as they are when all are zero or large', () => {
    expect(published(enters(11), enters(0), leaves(11))).toEqual([11, 0, 11]);
  });

  it('follow another threshold', () => {
    expect(suppressFlows([enters(4), enters(20), leaves(24)], 3)).toEqual([4, 20, 24]);
  });

  it('hide what is hidden at another place, however large', () => {
    expect(published(enters(40, { hidden: true }), enters(20), leaves(60))).toEqual(['hidden', 'hidden', 60]);
  });

  it('stand against whoever knows which counts are small, as long as there is enough to hide', () => {
    expect(published(enters(1), enters(11), enters(12), leaves(24))).toEqual(['hidden', 11, 'hidden', 24]);
    // Nothing but eleven: it protects at least against those who do not know, and what flows elsewhere is shown.
    const elsewhere = [flow('outside', 'hotel', 30), flow('hotel', 'outside', 30)];
    const flows = [enters(1), enters(11), leaves(12, { said: true }), ...elsewhere];
    expect(published(...flows)).toEqual(['hidden', 'hidden', 12, 30, 30]);
  });

  it('hide all that is not said elsewhere, zeros apart, when nothing less would do', () => {
    const flows = [
      enters(4),
      enters(16, { said: true }),
      leaves(20, { said: true }),
      flow('outside', 'hotel', 30),
      flow('outside', 'hotel', 0),
      flow('hotel', 'outside', 30, { said: true }),
    ];
    expect(published(...flows)).toEqual(['hidden', 16, 20, 'hidden', 0, 30]);
  });
});
