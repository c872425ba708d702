import type { Prisma } from '../../prisma/generated/client.ts';
import { clearDemonstration, firstCatalogue } from '../../prisma/seed.ts';
import { usualDays } from '../../shared/domain/deadline.ts';
import type { ClearDemonstrationInput, TerritoryInput } from '../../shared/schemas/first-steps.ts';
import { invite } from '../accounts/service.ts';
import { writeCatalogue } from '../conventions/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  countEntered,
  countFictitious,
  countMembers,
  countRealCoordinators,
  countStarted,
  deleteCatalogue,
  deletePartnerInvitations,
  isFictitiousPerson,
} from './repository.ts';

type Asked = Pick<Platform, 'db' | 'clock' | 'mailer' | 'demonstration' | 'atHome' | 'forgetDemonstration'>;

/** Why somebody may not take the demonstration away from here; null when they may. */
type Obstacle = 'not-here' | 'real-coordinator' | null;

/**
 * The fictitious coordinator is anybody who can open the page: they may make themselves the first real one only on the very
 * machine, and only while there is none. A real coordinator may from anywhere.
 */
async function obstacleOf({ db, atHome }: Asked, isFictitious: boolean): Promise<Obstacle> {
  if (!isFictitious) return null;
  if ((await countRealCoordinators(db)) > 0) return 'real-coordinator';
  return atHome ? null : 'not-here';
}

/** Where a territory stands on its way from the demonstration to its first month. */
export async function readFirstSteps(platform: Asked, viewer: Viewer) {
  const { db } = platform;
  const isFictitious = (await isFictitiousPerson(db, viewer.id)) ?? false;
  const demonstration = platform.demonstration()
    ? { ...(await countFictitious(db)), obstacle: await obstacleOf(platform, isFictitious), isFictitious }
    : null;
  const [started, entered] = [await countStarted(db), await countEntered(db)];
  return { demonstration, ...started, entered };
}

async function emptyCatalogue({ db }: Asked): Promise<void> {
  await db.$transaction(deleteCatalogue, { timeout: 60_000 });
}

/**
 * Takes the demonstration away, and the catalogue with it when the territory brings its own. The first real coordinator is
 * invited before: should the rest fail, the link still lets them in.
 */
export async function startForReal(platform: Asked, viewer: Viewer, input: ClearDemonstrationInput) {
  const { db } = platform;
  if (!platform.demonstration()) throw new AppError('NOT_FOUND', { entity: 'demonstration' });
  const isFictitious = await isFictitiousPerson(db, viewer.id);
  if (isFictitious === null) throw new AppError('NOT_FOUND', { entity: 'person' });
  const obstacle = await obstacleOf(platform, isFictitious);
  if (obstacle) throw new AppError('FORBIDDEN', { reason: obstacle });
  const { coordinator, siteAddress, keepCatalogue } = input;
  if (isFictitious && !coordinator) throw new AppError('INCOMPLETE', { count: 1 });
  const place = { role: 'coordinator' as const, organisationId: null };
  const invitation =
    isFictitious && coordinator ? await invite(platform, viewer, { ...coordinator, ...place, siteAddress }) : null;
  await clearDemonstration(db, { userId: isFictitious ? '' : viewer.id, email: coordinator?.email ?? '' });
  if (!keepCatalogue) await emptyCatalogue(platform);
  platform.forgetDemonstration?.();
  await db.$transaction((tx) =>
    recordAudit(tx, viewer, {
      action: 'demonstration.clear',
      entity: 'demonstration',
      entityId: viewer.id,
      after: { keepCatalogue },
    }),
  );
  return { invitation };
}

/** A catalogue file that brings the whole convention later must not find its code taken. */
const codeOf = ({ startYear }: TerritoryInput) => `TERRITOIRE-${startYear}`;

/** Names the territory and its convention while there is none: screens and documents bear the name from then on. */
export async function nameTerritory({ db }: Asked, viewer: Viewer, input: TerritoryInput): Promise<void> {
  await db.$transaction(async (tx) => {
    const { convention } = await countStarted(tx);
    if (convention) throw new AppError('CONFLICT', { reason: 'known-territory' });
    const unknown = { maximumAnnualEuros: null, eligibleCostEuros: null, clawbackPercent: null, note: null };
    const obligations = {
      ...usualDays,
      ...{ reportArticle: null, paymentArticle: null, clawbackArticle: null, clawbackQuote: null },
    };
    const nothing = { ...obligations, predecessor: null, grants: [], amendments: [], actions: [] };
    await writeCatalogue(tx, {
      ...{ format: 'observatoire-catalogue/1', settings: {}, groups: [], communes: [], objectives: [], axes: [] },
      ...{ indicators: [], organisations: [] },
      conventions: [{ ...input, code: codeOf(input), ...unknown, ...nothing }],
    });
    await recordAudit(tx, viewer, {
      action: 'territory.name',
      entity: 'convention',
      entityId: codeOf(input),
      after: { name: input.name },
    });
  });
}

/** What was entered in a territory keeps it: only one of which nobody has said anything yet is taken away. */
async function refuseEntered(tx: Prisma.TransactionClient): Promise<void> {
  if ((await countEntered(tx)) > 0) throw new AppError('CONFLICT', { reason: 'figures-entered' });
  if ((await countMembers(tx)) > 0) throw new AppError('CONFLICT', { reason: 'people-of-partners' });
}

/** Takes the territory back, with its convention and its partners, while nothing real was entered: the start is empty again. */
export async function leaveTerritory(platform: Asked, viewer: Viewer): Promise<void> {
  if (platform.demonstration()) throw new AppError('CONFLICT', { reason: 'demonstration' });
  await platform.db.$transaction(
    async (tx) => {
      await refuseEntered(tx);
      await deletePartnerInvitations(tx);
      await deleteCatalogue(tx);
      await recordAudit(tx, viewer, { action: 'territory.leave', entity: 'catalogue', entityId: 'catalogue' });
    },
    { timeout: 60_000 },
  );
}

/** Takes the first territory's convention as an example to start from, where there is none. */
export async function takeExample({ db }: Asked, viewer: Viewer): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const { convention } = await countStarted(tx);
      if (convention) throw new AppError('CONFLICT', { reason: 'known-territory' });
      await writeCatalogue(tx, firstCatalogue());
      await recordAudit(tx, viewer, { action: 'territory.example', entity: 'catalogue', entityId: 'catalogue' });
    },
    { timeout: 60_000 },
  );
}
