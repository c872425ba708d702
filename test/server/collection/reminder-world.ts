import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Role } from '../../../server/platform/access.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** The first number of the associations that have sent everything. */
const DONE_FROM = 10;
const ASSOCIATIONS = 12;
const addressOf = (place: number) => `structure${place}@exemple.fr`;
export const late = Array.from({ length: DONE_FROM - 1 }, (_, index) => addressOf(index + 1));

/** Twelve associations asked for two months; the last three have sent both. A coordinator. */
async function fill(db: PrismaClient): Promise<void> {
  const rules = { unit: 'persons', timeRule: 'flow', direction: 'increase', frequency: 'monthly' } as const;
  const common = { ...rules, sourceText: '' };
  const indicator = await db.indicator.create({
    data: { ...common, code: 'T-ATELIERS', label: 'Personnes venues à un atelier', position: 1 },
  });
  const person = (id: string, role: Role, organisationId: number | null) =>
    db.user.create({ data: { id, name: id, email: `${id}@exemple.fr`, role, organisationId } });
  await person('helene', 'coordinator', null);
  for (let place = 1; place <= ASSOCIATIONS; place += 1) {
    const code = `STRUCTURE-${place}`;
    const { id } = await db.organisation.create({ data: { code, name: code, kind: 'association' } });
    await person(`structure${place}`, 'contributor', id);
    await db.assignment.create({
      data: {
        organisationId: id,
        indicatorId: indicator.id,
        spans: { create: { fromMonth: '2025-09', toMonth: '2025-10' } },
      },
    });
    if (place < DONE_FROM) continue;
    for (const month of ['2025-09', '2025-10']) {
      const key = { organisationId: id, month };
      const cell = { state: 'value', value: 4, origin: 'entry', stage: 'submitted' } as const;
      await db.observation.create({ data: { ...key, ...cell, indicatorId: indicator.id } });
      await db.monthlyReturn.create({ data: { ...key, status: 'submitted' } });
    }
  }
}

interface Received {
  to: string[];
  messageId: string;
  subject: string;
  body: string;
}

const header = (body: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(body)?.[1]?.trim() ?? '';

/** A mail server on this machine. `hold`: a message that it neither takes nor refuses. */
export async function mailServer(hold: (count: number) => boolean = () => false) {
  const accepted: Received[] = [];
  const held: Received[] = [];
  let count = 0;
  let onHeld = () => {};
  const somethingHeld = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const message = { to, messageId: header(body, 'Message-ID'), subject: header(body, 'Subject'), body };
        count += 1;
        if (hold(count)) {
          held.push(message);
          onHeld();
        } else {
          accepted.push(message);
          callback();
        }
      });
    },
  });
  // A client that is killed leaves its connection in the middle of a word.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    held,
    somethingHeld,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export async function reminderWorld() {
  const { db, pool, close } = await testDatabase();
  await fill(db);
  /** A process of its own that works until nothing is left to do. */
  const runner = (smtp: string, now: string): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', 'test/server/collection/reminder-runner.ts'], {
      env: { ...process.env, RUNNER: JSON.stringify({ database: pool.options, smtp, now }) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  return { db, pool, close, runner };
}

export const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
