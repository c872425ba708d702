import type pg from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import type { PublicationChoice } from '../../shared/domain/site/publication-choice.ts';
import type { Viewer } from './access.ts';
import type { Clock } from './clock.ts';
import type { BulkLoad } from './database/bulk.ts';
import type { Replica } from './database/replica.ts';
import type { Environment } from './env.ts';
import type { Mailer } from './mail/mail.ts';
import type { Pseudonymiser } from './secrets/pseudonym.ts';
import type { SecondFactorRule } from './session.ts';
import type { ObserveProcedure } from './web/metrics.ts';
import type { Vitals } from './web/readiness.ts';

/** Gives what was made under a name, or makes it. The name says all that the answer depends on beside the database. */
export type Remember = <Kept>(name: string, make: () => Promise<Kept>) => Promise<Kept>;

/** What every room may ask of the house, whatever the way in (HTTP, command line, test). */
export interface Platform {
  db: PrismaClient;
  /** What reads publications, by a role that sees nothing else: readers' answers come from here alone. */
  readers: PrismaClient;
  /** A copy of the database on another server, asked first for the answers of publications. */
  replica?: Replica | undefined;
  bulk: BulkLoad;
  clock: Clock;
  mailer: Mailer;
  pseudonym: Pseudonymiser;
  /** Of one picture of the database: what was worked out once under a name. Absent: the database moves, nothing is kept. */
  remember?: Remember;
  /** What was worked out under a name of tables that nobody has changed since, for all who ask. Absent: it is worked out each time. */
  unchanged?: Remember;
  /** The day that deadlines and "to date" refer to: today in Paris, or the demonstration's own date. */
  referenceDate(): IsoDate;
  /** True while demonstration data are in the database: every screen and document says so. */
  demonstration(): boolean;
  /** The demonstration is gone: this process stops saying that everything is fictitious. A test has nothing to forget. */
  forgetDemonstration?: () => void;
  /** Whether a second factor is required of whoever must have one; required where nothing is said. */
  secondFactor?: SecondFactorRule;
  /** Reached from this very machine only: no public address, and nothing listens outside. */
  atHome?: boolean;
}

/** A request: the platform, who asks, and the reference that a failed request is found by in the log. */
export interface Context extends Platform {
  viewer: Viewer | null;
  requestId: string;
  /** The publication that this request reads: a number, the latest, or (null) one's own figures where one has any. */
  publication?: PublicationChoice;
  /** What runs in the process that answers; a test, or a command, may have none. */
  vitals?: Vitals;
  observe?: ObserveProcedure;
}

/** An opened data folder: the platform that every room uses, and what only the entry points need. */
export interface Installation extends Platform {
  env: Environment;
  pool: pg.Pool;
  kind: 'embedded' | 'server';
  sessionSecret: string;
  /** No backup was ever signed here: it is a new machine. */
  isNewHere: boolean;
  /** Refuses a second product on the same embedded database. `lost`: another one took the place while the database restarted. */
  acquireProductLock(lost?: (refusal: Error) => void): Promise<void>;
  close(): Promise<void>;
}
