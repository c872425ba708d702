// Runs of vitest one after the other, counted together, and the closing line that a script can read.
import { startVitest } from 'vitest/node';

const cases = (task) => (task.type === 'test' ? [task] : (task.tasks ?? []).flatMap(cases));
const isSkipped = (task) => task.mode === 'skip' || task.mode === 'todo' || task.result?.state === 'skip';
const hasFailed = (task) => task.result?.state === 'fail';
const named = (task) => (task === task.file ? task.name : `${named(task.suite ?? task.file)} > ${task.name}`);
const firstError = (task) => task.result?.errors?.[0] ?? task.tasks?.map(firstError).find(Boolean);
const ownLines = (error) =>
  (error?.stack ?? error?.message ?? '')
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .join('\n');

/** What a file came to: its tests that passed or were skipped, and what failed, each with its first error. */
function outcomeOf(file) {
  const tests = cases(file);
  const failed = tests.filter(hasFailed);
  // A file that cannot even be read is a failure too.
  const broken = hasFailed(file) && failed.length === 0 ? [file] : [];
  return {
    file: file.filepath,
    name: file.name,
    project: file.projectName,
    passed: tests.filter((one) => one.result?.state === 'pass').length,
    skipped: tests
      .filter(isSkipped)
      .map((task) => ({ where: named(task), why: task.result?.note ?? 'sans raison dite' })),
    failures: [...failed, ...broken].map((task) => ({ where: named(task), error: firstError(task) })),
  };
}

/** An error outside every test is a failure of the file that was running, when it is known. */
function addStray(outcomes, error) {
  const failure = { where: 'hors de tout essai', error };
  const found = outcomes.find(({ file }) => file === error?.VITEST_TEST_PATH);
  if (found) found.failures.push({ ...failure, where: `${found.name} > ${failure.where}` });
  else outcomes.push({ file: null, name: failure.where, passed: 0, skipped: [], failures: [failure] });
}

async function once(filters, options) {
  const vitest = await startVitest('test', filters, { ...options, watch: false, passWithNoTests: true });
  const outcomes = vitest.state.getFiles().map(outcomeOf);
  for (const error of vitest.state.getUnhandledErrors()) addStray(outcomes, error);
  await vitest.close();
  return outcomes;
}

const tell = ({ where, error }) => console.log(`\n✗ ${where}\n${ownLines(error)}`);

/**
 * Runs that are counted together. `again`: a file that fails is asked once more, alone; twice failed is failed. `skips`: a
 * test may leave itself out, and is then named at the end with its reason; otherwise a test that is skipped is a failure.
 */
export function openRuns({ again = false, skips = false, filters = process.argv.slice(2) } = {}) {
  const all = [];
  const notes = [];

  async function secondChance(first, options) {
    if (first.file === null) return first;
    console.log(`\n↻ ${first.name} a échoué, et passe une seconde fois, seul`);
    const [second = first] = await once([first.file], { ...options, project: [first.project] });
    if (second.failures.length > 0)
      return { ...second, failures: [...first.failures.map(asFirst), ...second.failures.map(asSecond)] };
    for (const { where, error } of first.failures)
      notes.push(`a échoué, puis est passé seul\u00a0: ${where}\n${ownLines(error)}`);
    return second;
  }
  const asFirst = (failure) => ({ ...failure, where: `${failure.where} (première fois)`, first: true });
  const asSecond = (failure) => ({ ...failure, where: `${failure.where} (seconde fois)` });

  return {
    /** Says at the end what was left out, or what one ought to know. */
    note: (sentence) => notes.push(sentence),
    /** What was asked of another program: one that ends well counts as one that passed. */
    count(where, isWell, said) {
      const failures = isWell ? [] : [{ where, error: new Error(said) }];
      all.push({ file: null, name: where, passed: isWell ? 1 : 0, skipped: [], failures });
    },
    async run(options) {
      for (const outcome of await once(filters, options))
        all.push(again && outcome.failures.length > 0 ? await secondChance(outcome, options) : outcome);
    },
    /** Repeats each failure with its error, where a long output is read first; then the line with the counts. */
    close() {
      const skipped = all.flatMap((one) => one.skipped);
      for (const { where, why } of skips ? skipped : []) console.log(`\nLaissé de côté\u00a0: ${where} (${why})`);
      const hidden = skips ? [] : skipped.map(({ where, why }) => ({ where, error: new Error(`sauté, ${why}`) }));
      const failures = [...all.flatMap((one) => one.failures), ...hidden];
      failures.forEach(tell);
      for (const note of notes) console.log(`\n${note}`);
      const passed = all.reduce((total, one) => total + one.passed, 0);
      const failed = failures.filter(({ first }) => !first).length;
      console.log(`\n${passed} passed, ${failed} failed`);
      process.exit(failed > 0 || passed === 0 ? 1 : 0);
    },
  };
}
