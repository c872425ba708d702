import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyJournal } from '../../../server/audit/service.ts';
import { sendWeeklyHash } from '../../../server/audit/weekly-hash.ts';
import { recordAudit } from '../../../server/platform/audit.ts';
import { testDatabase } from '../../setup/test-database.ts';

let base: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const at = (day: string) => ({ now: () => new Date(`${day}T09:00:00Z`) });

it('the journal’s last hash goes to the coordination once a week, and to nobody of a demonstration', async () => {
  const { db } = base;
  const person = (id: string, more: object) =>
    db.user.create({ data: { id, name: id, email: `${id}@exemple.fr`, role: 'coordinator', ...more } });
  await person('helene', {});
  await person('partie', { disabled: true });
  await person('fictive', { demonstration: true });
  const entry = { action: 'essai', entity: 'page', entityId: '1' };
  await db.$transaction((tx) => recordAudit(tx, { id: null, name: 'Essai' }, entry));
  for (const day of ['2026-12-01', '2026-12-06', '2026-12-07']) await sendWeeklyHash({ db, clock: at(day) });
  const mails = await db.mail.findMany({ orderBy: { id: 'asc' } });
  expect(mails.map(({ to, key }) => [to, key])).toEqual([
    ['helene@exemple.fr', 'journal-hash/2026-11-30/helene'],
    ['helene@exemple.fr', 'journal-hash/2026-12-07/helene'],
  ]);
  const { lastHash } = await verifyJournal({ db });
  expect(lastHash).toMatch(/^[0-9a-f]{64}$/u);
  expect(mails[0]?.text).toContain(lastHash);
});
