// `npm test`: makes what the tests need, runs all that a change can break, once, and closes with one line that a script
// can read. The journeys come last and alone: a browser and a product want the whole of a small machine.
import { register } from 'tsx/esm/api';
import { build, renderer } from '../server/build.mjs';
import { openRuns } from './vitest-runs.mjs';

process.env.NODE_ENV ??= 'test';
await build({ say: console.log });
// Documents are made by the process that the product starts, not by its source.
process.env.RENDER_CHILD = renderer;
register();

// A machine of continuous integration may be held up by others: there, a file that fails is asked once more, alone.
const runs = openRuns({ again: Boolean(process.env.CI) });
await runs.run({ project: ['unit', 'server'] });
await runs.run({ project: ['journeys'] });
runs.close();
