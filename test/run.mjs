// `npm test`: makes what the tests need, runs every project, and closes with one line that a script can read.
import { register } from 'tsx/esm/api';
import { startVitest } from 'vitest/node';
import { build } from '../server/build.mjs';

process.env.NODE_ENV ??= 'test';
await build({ say: console.log });
register();
const vitest = await startVitest('test', process.argv.slice(2), { watch: false, reporters: ['default'] });
const tests = vitest.state.getFiles().flatMap(function cases(task) {
  return task.type === 'test' ? [task] : (task.tasks ?? []).flatMap(cases);
});
const failed = tests.filter((task) => task.result?.state === 'fail').length;
const passed = tests.filter((task) => task.result?.state === 'pass').length;
const broken =
  vitest.state.getFiles().filter((file) => file.result?.state === 'fail' && file.tasks.length === 0).length +
  vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(`\n${passed} passed, ${failed + broken} failed`);
process.exit(failed + broken > 0 || passed === 0 ? 1 : 0);
