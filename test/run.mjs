// `npm test`: makes what the tests need, runs them, and closes with one line that a script can read. The journeys come
// last and alone: a browser and a product want the whole of a small machine.
import { register } from 'tsx/esm/api';
import { startVitest } from 'vitest/node';
import { build } from '../server/build.mjs';

process.env.NODE_ENV ??= 'test';
await build({ say: console.log });
register();

const cases = (task) => (task.type === 'test' ? [task] : (task.tasks ?? []).flatMap(cases));
const totals = { passed: 0, failed: 0, skipped: 0 };

for (const project of [['unit', 'server'], ['journeys']]) {
  const vitest = await startVitest('test', process.argv.slice(2), { project, watch: false, passWithNoTests: true });
  const files = vitest.state.getFiles();
  const tests = files.flatMap(cases);
  totals.passed += tests.filter((one) => one.result?.state === 'pass').length;
  totals.skipped += tests.filter((one) => one.mode === 'skip' || one.result?.state === 'skip').length;
  totals.failed += tests.filter((one) => one.result?.state === 'fail').length;
  // A file that cannot even be read, and an error outside every test, are failures too.
  totals.failed += files.filter(
    (file) => file.result?.state === 'fail' && cases(file).every((one) => one.result?.state !== 'fail'),
  ).length;
  totals.failed += vitest.state.getUnhandledErrors().length;
  await vitest.close();
}

if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
