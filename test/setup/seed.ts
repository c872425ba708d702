/** The seed of a draw: the one that the test names, or, under a `SEED` that is not 0, another that is the same each time. */
export function seedOf(named: number): number {
  const turn = Number(process.env.SEED ?? 0);
  if (turn === 0) return named;
  const mixed = Math.imul(named ^ (turn + 0x6d2b79f5), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 1;
}

/** How many draws a law is asked: few in `npm test`, where each change waits for them, and many in the long tier. */
export function draws(few: number, many: number): number {
  return process.env.LONG_TIER ? many : few;
}
