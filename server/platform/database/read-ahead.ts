import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

/**
 * What some reads answer, in their order: the next one is under way while the caller works on what is there. It is sent before the
 * caller goes on, who may keep the thread busy for long.
 */
export async function* readAhead<Found>(reads: Iterable<() => Promise<Found>>): AsyncGenerator<Found> {
  let current: Promise<Found> | undefined;
  for (const read of reads) {
    const found = current && { value: await current };
    current = read();
    // Awaited at the next turn: a failure before then is told there.
    current.catch(() => {});
    await yieldToEventLoop();
    if (found) yield found.value;
  }
  if (current) yield await current;
}
