/** A fault that a hurried hand could write, and that must not pass unseen. */
export interface PlantedFault {
  /** Its number in the list of faults that no test noticed once. */
  number: number;
  /** What goes wrong, for the people who read the figures. */
  fault: string;
  file: string;
  /** Stands exactly once in the file. */
  from: string;
  to: string;
  /** The test files that say it; one test that fails is enough. */
  tests: readonly string[];
}

/** Seventeen faults that an early version let pass: each has its sentence in the tests since. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    number: 1,
    fault: 'an association is given the ready overview of another',
    file: 'server/overview/ready-answers.ts',
    from: '[viewer.role, viewer.organisationId, installation.referenceDate()]',
    to: '[viewer.role, installation.referenceDate()]',
    tests: ['test/server/figures/overview-snapshots.test.ts'],
  },
  {
    number: 2,
    fault: 'a month is due on the 12th',
    file: 'shared/domain/deadline.ts',
    from: 'DUE_DAY = 10',
    to: 'DUE_DAY = 12',
    tests: ['test/domain/deadline.test.ts', 'test/domain/entry/return-standing.test.ts'],
  },
  {
    number: 3,
    fault: 'a return that was begun and never sent is no longer missing',
    file: 'shared/domain/entry/return-standing.ts',
    from: "standing === 'late' || standing === 'missing'",
    to: "standing === 'missing'",
    tests: ['test/domain/entry/return-standing.test.ts'],
  },
  {
    number: 4,
    fault: 'the coordinator is told to look at what goes best',
    file: 'server/overview/service.ts',
    from: '.sort((a, b) => rank(a) - rank(b))',
    to: '.sort((a, b) => rank(b) - rank(a))',
    tests: ['test/server/figures/watch.test.ts'],
  },
  {
    number: 5,
    fault: 'a cell corrected twice counts for its last correction alone',
    file: 'server/overview/changes.ts',
    from: 'if (!first.has(revision.observationId)) first.set',
    to: 'first.set',
    tests: ['test/server/figures/watch.test.ts'],
  },
  {
    number: 6,
    fault: 'a hidden total is found by whoever knows the rule: eleven months of one person each',
    file: 'shared/domain/secrecy/suppression.ts',
    from: 'sum >= count + 2',
    to: 'sum >= count + 1',
    tests: ['test/domain/secrecy/suppression.test.ts'],
  },
  {
    number: 7,
    fault: 'an association finds the few people of the others over several months',
    file: 'shared/domain/secrecy/dominance-rule.ts',
    from: 'rest < months + 2',
    to: 'rest < months + 1',
    tests: ['test/domain/secrecy/dominance-rule.test.ts'],
  },
  {
    number: 8,
    fault: 'months in which nothing was expected of anybody are said to be missing',
    file: 'shared/domain/figures/assemble-figure.ts',
    from: "['missing', 'unavailable'].includes(monthState(month))",
    to: 'month.quantity === null',
    tests: ['test/domain/figures/month-state.test.ts'],
  },
  {
    number: 9,
    fault: 'five months of twelve are taken for the rhythm of a year',
    file: 'shared/domain/figures/projection.ts',
    from: 'Math.max(FEWEST, months / every / 2)',
    to: 'FEWEST',
    tests: ['test/domain/figures/projection.test.ts'],
  },
  {
    number: 10,
    fault: 'seven times the usual is taken for a zero too many',
    file: 'shared/domain/entry/outliers.ts',
    from: 'value >= 8 * middle',
    to: 'value >= 7 * middle',
    tests: ['test/domain/entry/outliers.test.ts'],
  },
  {
    number: 11,
    fault: 'a third of a post may lack between the parts and their whole',
    file: 'shared/domain/entry/composition.ts',
    from: 'HAIR = 1e-6',
    to: 'HAIR = 0.4',
    tests: ['test/domain/entry/composition.test.ts'],
  },
  {
    number: 12,
    fault: 'an average of two structures is their sum',
    file: 'server/indicators/roll-up.ts',
    from: 'THEN avg(o.value)',
    to: 'THEN sum(o.value)',
    tests: ['test/server/figures/month-total.test.ts'],
  },
  {
    number: 13,
    fault: 'the report of a year tells the rooms of today',
    file: 'server/reports/report-rooms.ts',
    from: '(after < today ? after : today)',
    to: 'today',
    tests: ['test/server/reports/report-numbers.test.ts'],
  },
  {
    number: 14,
    fault: 'a month that is masked since counts as a revision',
    file: 'shared/domain/report/edition-comparison.ts',
    from: 'if (hiddenMonths(before.months) !== hiddenMonths(after.months)) return [];',
    to: '',
    tests: ['test/domain/report/edition-comparison.test.ts'],
  },
  {
    number: 15,
    fault: 'who said « sans objet » is held to owe the figures of people without a home',
    file: 'server/homelessness/repository.ts',
    from: 'month: { gte: from, lte: to },',
    to: "month: { gte: from, lte: to }, state: { not: 'not-applicable' },",
    tests: ['test/server/figures/watch.test.ts'],
  },
  {
    number: 16,
    fault: 'a reminder names the lines of another convention',
    file: 'server/collection/reminders.ts',
    from: 'line.action.convention.code === code && ',
    to: '',
    tests: ['test/server/collection/expected.test.ts'],
  },
  {
    number: 17,
    fault: 'the value of somebody else is taken for one’s own that comes back, and typed over',
    file: 'client/monthly-entry/grid/edit-base.ts',
    from: ' || !failure.own || failure.revision',
    to: ' || failure.revision',
    tests: ['test/client/answers/own-echo.test.ts'],
  },
];
