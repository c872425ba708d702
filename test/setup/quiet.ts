import { afterEach, expect, vi } from 'vitest';

/** An error printed by a test that did not ask for it is a fault of the test or of the code: it fails. */
const printed = vi.spyOn(console, 'error');

afterEach(() => {
  const calls = printed.mock.calls.map((call) => call.map(String).join(' '));
  printed.mockClear();
  expect(calls, 'unexpected console.error').toEqual([]);
});
