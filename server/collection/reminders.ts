import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import {
  absenceOn,
  type Cadence,
  escalationMonth,
  recipientsOn,
  reminderStep,
} from '../../shared/domain/entry/reminder.ts';
import { isMissingReturn } from '../../shared/domain/entry/return-standing.ts';
import { monthOf, yearOf } from '../../shared/domain/month.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { organisationScope, systemScope, type Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { queueMail } from '../platform/mail/mail-queue.ts';
import { readSettings } from '../platform/settings.ts';
import { type Outstanding, outstanding } from './outstanding.ts';
import { digestWords, escalationWords, type Letterhead } from './reminder-messages.ts';
import * as repository from './repository.ts';

type Reminding = Pick<Platform, 'db' | 'clock' | 'referenceDate' | 'demonstration'> & { siteAddress: string };
type Addressee = Awaited<ReturnType<typeof repository.listAddressees>>[number];
type Absence = Awaited<ReturnType<typeof repository.listAbsences>>[number];
type Line = Awaited<ReturnType<typeof repository.listReportLines>>[number];

const clockwork = { id: null, name: 'rappels' } as const;
const reminderScope = (organisationId: number) => systemScope('mails.send', organisationId);

/** The territory's own rhythm. */
export async function cadenceOf({ db }: Pick<Platform, 'db'>): Promise<Cadence> {
  const settings = await readSettings(db);
  return {
    daysBefore: settings['reminders.daysBefore'],
    firstDaysAfter: settings['reminders.firstDaysAfter'],
    secondDaysAfter: settings['reminders.secondDaysAfter'],
    escalationDays: settings['reminders.escalationDays'],
  };
}

interface Directory {
  today: string;
  people: Addressee[];
  absences: Absence[];
  lines: Line[];
}

/** The owner of the organisation, or whoever stands in; all of its people when nobody answers for it. */
function recipientsOf(organisation: Outstanding['organisation'], { today, people, absences }: Directory): Addressee[] {
  const own = people.filter((person) => person.organisationId === organisation.id && person.role === 'contributor');
  return recipientsOn(own, today, absences, organisation);
}

function coordinatorsOf({ today, people, absences }: Directory): Addressee[] {
  const coordinators = people.filter((person) => person.role === 'coordinator');
  return recipientsOn(coordinators, today, absences);
}

/** The lines of the annex that these months leave incomplete, as the report of their year names them. */
function linesBlockedBy({ months }: Outstanding, { lines }: Directory): string[] {
  const conventions = lines.map(({ action }) => action.convention);
  const blocked = months.flatMap(({ month, cells }) => {
    const code = conventionOfYear(conventions, yearOf(month))?.code;
    return lines.filter(
      (line) =>
        line.action.convention.code === code && cells.some(({ indicatorId }) => indicatorId === line.indicatorId),
    );
  });
  const actions = blocked.map(({ action }) => action).toSorted((a, b) => a.position - b.position);
  return [
    ...new Set(actions.map(({ annexNumber, title }) => (annexNumber === null ? title : `${annexNumber}. ${title}`))),
  ];
}

async function directoryOf({ db }: Pick<Platform, 'db'>, today: string, owed: readonly Outstanding[]) {
  const ids = owed.flatMap(({ months }) => months.flatMap(({ cells }) => cells.map(({ indicatorId }) => indicatorId)));
  const [people, absences, lines] = await Promise.all([
    repository.listAddressees(db, today),
    repository.listAbsences(db, today),
    repository.listReportLines(db, [...new Set(ids)]),
  ]);
  return { today, people, absences, lines };
}

const letterheadOf = ({ siteAddress, referenceDate, demonstration }: Reminding): Letterhead => ({
  siteAddress,
  today: referenceDate(),
  demonstration: demonstration(),
});

const toOf = (people: readonly Addressee[]) => people.map(({ email }) => email).join(', ');
const namesOf = (people: readonly Addressee[]) => people.map(({ name }) => name);

type Written = 'written' | 'already' | 'nobody';

/** Writes one digest, unless that step was already said to that organisation: whoever else runs writes nothing more. */
async function writeDigest(
  platform: Reminding,
  step: string,
  owed: Outstanding,
  { directory, by }: { directory: Directory; by: Actor },
): Promise<Written> {
  const { id } = owed.organisation;
  const recipients = recipientsOf(owed.organisation, directory);
  if (recipients.length === 0) return 'nobody';
  const lines = linesBlockedBy(owed, directory);
  const words = digestWords({ ...owed, lines, recipients: namesOf(recipients) }, letterheadOf(platform));
  const mail = { ...words, kind: 'reminder' as const, to: toOf(recipients), organisationId: id };
  return platform.db.$transaction(async (tx) => {
    const fictitious = platform.demonstration();
    if (!(await queueMail(tx, { ...mail, key: `reminder/${id}/${step}`, fictitious }, platform.clock.now())))
      return 'already';
    const after = { months: frenchCount(owed.months.length, 'mois', 'mois') };
    await recordAudit(tx, by, { action: 'reminder.write', entity: 'organisation', entityId: id, after });
    return 'written';
  });
}

/** One digest per organisation that owes something, for the step that today belongs to; how many were written. */
export async function remindOrganisations(platform: Reminding): Promise<number> {
  const today = platform.referenceDate();
  const step = reminderStep(today, await cadenceOf(platform));
  if (!step) return 0;
  const owed = await outstanding(platform, reminderScope, step.month);
  const directory = await directoryOf(platform, today, owed);
  let written = 0;
  const told = { directory, by: clockwork };
  for (const one of owed)
    if ((await writeDigest(platform, `${step.month}/${step.offset}`, one, told)) === 'written') written += 1;
  return written;
}

/**
 * Tells the organisations whose values were sent back since they were last written to: once a day at most, all of a day's
 * questions in one message. What a reminder of the same day has just said is not said again. How many were written.
 */
export async function tellReturned(platform: Reminding): Promise<number> {
  const today = platform.referenceDate();
  const [owed, told] = await Promise.all([
    outstanding(platform, reminderScope, monthOf(today)),
    repository.lastReminders(platform.db),
  ]);
  const asking = owed.flatMap((one) => {
    const months = one.months.flatMap((month) => {
      const cells = month.cells.filter(({ question }) => question !== null);
      return cells.length > 0 ? [{ ...month, cells }] : [];
    });
    const since = told.get(one.organisation.id) ?? new Date(0);
    const isNew = months.some(({ cells }) => cells.some(({ askedAt }) => askedAt !== null && askedAt > since));
    return isNew ? [{ ...one, months }] : [];
  });
  const directory = await directoryOf(platform, today, asking);
  let written = 0;
  for (const one of asking)
    if (
      (await writeDigest(platform, `returned/${parisDate(platform.clock.now())}`, one, {
        directory,
        by: clockwork,
      })) === 'written'
    )
      written += 1;
  return written;
}

/** What became of reminders that somebody asked for: the names of the organisations, by what was done. */
export type Reminded = Record<Written, string[]>;

/**
 * Writes at once to organisations that owe a return, each once a day: to whom, and to whom not because it was written today already, or
 * because it has nobody to read it. An organisation that owes nothing is left out.
 */
export async function remindNow(
  platform: Reminding,
  viewer: Viewer,
  organisationIds: readonly number[],
): Promise<Reminded> {
  const today = platform.referenceDate();
  const scopeOf = (id: number) => organisationScope(viewer, 'collection.read', id);
  const owed = (await outstanding(platform, scopeOf, monthOf(today)))
    .filter(({ organisation }) => organisationIds.includes(organisation.id))
    .map((one) => ({ ...one, months: one.months.filter(({ standing }) => isMissingReturn(standing)) }))
    .filter(({ months }) => months.length > 0);
  const told = { directory: await directoryOf(platform, today, owed), by: viewer };
  const done: Reminded = { written: [], already: [], nobody: [] };
  for (const one of owed)
    done[await writeDigest(platform, `asked/${parisDate(platform.clock.now())}`, one, told)].push(
      one.organisation.name,
    );
  return done;
}

function lateOnes(owed: readonly Outstanding[], directory: Directory) {
  return owed.flatMap((one) => {
    const months = one.months.filter(({ standing }) => isMissingReturn(standing));
    if (months.length === 0) return [];
    const late = { ...one, months };
    const own = directory.people.filter(({ organisationId }) => organisationId === one.organisation.id);
    const away = own.filter(({ id }) => absenceOn(id, directory.today, directory.absences));
    const recipients = namesOf(recipientsOf(one.organisation, directory));
    return [{ ...late, recipients, away: namesOf(away), lines: linesBlockedBy(late, directory) }];
  });
}

/** One message a month to the coordination, when figures are late enough; nothing when none is. */
export async function escalate(platform: Reminding): Promise<boolean> {
  const today = platform.referenceDate();
  const cadence = await cadenceOf(platform);
  const month = escalationMonth(today, cadence);
  if (!month) return false;
  const owed = await outstanding(platform, reminderScope, month);
  const directory = await directoryOf(platform, today, owed);
  const late = lateOnes(owed, directory);
  const coordinators = coordinatorsOf(directory);
  if (late.length === 0 || coordinators.length === 0) return false;
  const words = escalationWords(late, cadence.escalationDays, letterheadOf(platform));
  const mail = { ...words, kind: 'escalation' as const, to: toOf(coordinators), organisationId: null };
  return platform.db.$transaction((tx) =>
    queueMail(tx, { ...mail, key: `escalation/${month}`, fictitious: platform.demonstration() }, platform.clock.now()),
  );
}
