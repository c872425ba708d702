// `npm run check`: what one asks before a commit, in under a minute on two cores: types, style, what nothing uses, the house's
// own rules, and the rules of the domain and of the readers. Pages, databases and journeys are for `npm test`.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from '../server/build.mjs';
import { openRuns } from './vitest-runs.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const started = performance.now();

/** Runs a program of node_modules; what it says is told when it fails. */
function ask(name, args = []) {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', name), ...args], { cwd: ROOT });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
    child.once('close', (code) => resolve({ words: [path.basename(name), ...args].join(' '), code, said }));
  });
}

process.env.NODE_ENV ??= 'test';
await build({ client: false, documents: false, say: console.log });
// One checker for one core: several would work the shared types out each for itself. The other core does all the rest meanwhile.
const types = () => ask('typescript/bin/tsc', ['--checkers', '1']);
const rest = async () => [
  await ask('@biomejs/biome/bin/biome', ['check', '.']),
  await ask('knip/bin/knip.js'),
  await ask('knip/bin/knip.js', ['--production']),
];
const [typed, others] = await Promise.all([types(), rest()]);
const runs = openRuns({
  filters: ['test/domain/', 'test/reading/', 'test/registers/', 'test/house.test.ts'],
});
for (const { words, code, said } of [typed, ...others]) runs.count(words, code === 0, said);
await runs.run({ project: ['unit'] });
runs.note(`${Math.round((performance.now() - started) / 1000)} s`);
runs.close();
