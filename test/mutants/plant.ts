import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type PlantedFault, plantedFaults } from './planted-faults.ts';

// `npm run planted`: plants each fault in a copy of the project, one at a time, and prints the test that sees it.
// `npm run planted -- 6 7` plants two of them. A fault that nothing sees, or that can no longer be planted, fails.

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What is heavy and not changed by a fault is shared with the project itself. */
const SHARED = ['node_modules'];
const LEFT_OUT = [...SHARED, 'dist', 'data', '.git'];

function copyOfTheProject(): string {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'planted-'));
  cpSync(ROOT, copy, { recursive: true, filter: (file) => !LEFT_OUT.includes(path.relative(ROOT, file)) });
  for (const name of SHARED) symlinkSync(path.join(ROOT, name), path.join(copy, name), 'dir');
  return copy;
}

interface Run {
  failed: string[];
  passed: number;
  /** What was said when nothing ran. */
  broken: string | null;
}

const projectOf = (test: string) => (test.startsWith('test/server/') ? 'server' : 'unit');

interface Report {
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

function runTests(copy: string, tests: readonly string[]): Run {
  const report = path.join(copy, 'planted-report.json');
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const projects = [...new Set(tests.map(projectOf))].flatMap((project) => ['--project', project]);
  const options = ['--reporter=json', `--outputFile=${report}`, '--no-color'];
  const run = spawnSync(process.execPath, [vitest, 'run', ...projects, ...options, ...tests], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    const passed = all.filter(({ status }) => status === 'passed').length;
    const unread = testResults.find(({ assertionResults }) => assertionResults.length === 0);
    return { failed, passed, broken: unread?.message ?? (all.length === 0 ? run.stderr : null) };
  } catch {
    return { failed: [], passed: 0, broken: run.stderr || run.stdout };
  } finally {
    rmSync(report, { force: true });
  }
}

/** Plants the fault, runs the tests, and puts the file back; null when the fault cannot be planted any more. */
function withFault(copy: string, { file, from, to, tests }: PlantedFault): Run | null {
  const place = path.join(copy, file);
  const sound = readFileSync(place, 'utf8');
  if (sound.split(from).length !== 2) return null;
  writeFileSync(
    place,
    sound.replace(from, () => to),
  );
  const run = runTests(copy, tests);
  writeFileSync(place, sound);
  return run;
}

function plant(copy: string, one: PlantedFault): boolean {
  const run = withFault(copy, one);
  console.log(`\n${one.number}. ${one.fault} (${one.file})`);
  if (run === null)
    console.log('   cannot be planted: the code has changed; write the fault again in planted-faults.ts');
  else if (run.broken !== null) console.log(`   the tests did not run: ${run.broken}`);
  else if (run.failed.length === 0) console.log(`   NOT SEEN by ${run.passed} tests of ${one.tests.join(', ')}`);
  else for (const name of run.failed) console.log(`   seen: ${name}`);
  return run !== null && run.broken === null && run.failed.length > 0;
}

const asked = process.argv.slice(2).map(Number);
const faults = plantedFaults.filter(({ number }) => asked.length === 0 || asked.includes(number));
const copy = copyOfTheProject();
try {
  const sound = runTests(copy, [...new Set(faults.flatMap(({ tests }) => tests))]);
  if (sound.broken !== null || sound.failed.length > 0) {
    console.log('Without any fault these fail already:', sound.broken ?? sound.failed.join('\n'));
    process.exitCode = 1;
  } else {
    console.log(`${sound.passed} tests pass without a fault.`);
    const seen = faults.filter((one) => plant(copy, one)).length;
    console.log(`\n${seen} seen, ${faults.length - seen} not seen`);
    process.exitCode = seen === faults.length ? 0 : 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
