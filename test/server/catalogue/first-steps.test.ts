import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUser } from '../../../server/accounts/service.ts';
import { roles, type Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** From the demonstration to a territory of one's own, as the coordinator does it. */
let base: Awaited<ReturnType<typeof testDatabase>>;
let forgotten: boolean;

beforeEach(async () => {
  base = await testDatabase({ demonstration: true });
  forgotten = false;
});
afterEach(() => base.close());

const siteAddress = 'http://127.0.0.1:3000';
const camille = { name: 'Camille Exemple', email: 'camille@territoire.example' };

function callerOf(viewer: Viewer | null, atHome = true) {
  const context: Context = {
    db: base.db,
    readers: base.readers,
    bulk: bulkLoader(base.pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2025-11-14',
    demonstration: () => !forgotten,
    forgetDemonstration: () => {
      forgotten = true;
    },
    atHome,
    requestId: 'essai',
    viewer,
  };
  return createCaller(appRouter)(context);
}

async function viewerOf(email: string): Promise<Viewer> {
  const { id, name, role, organisationId } = await base.db.user.findUniqueOrThrow({ where: { email } });
  return { id, name, email, role: roles.find((one) => one === role) ?? 'reader', organisationId };
}

const fictitious = () => viewerOf('coordination@demo.example');

async function realCoordinator(): Promise<Viewer> {
  await createUser(base.db, {
    ...camille,
    role: 'coordinator',
    organisationId: null,
    password: 'Treize-Lampadaires-1907',
  });
  return viewerOf(camille.email);
}

describe('the first steps', () => {
  it('say what the demonstration holds, and that everything else is still to do', async () => {
    const state = await callerOf(await fictitious()).firstSteps.state();
    expect(state.demonstration).toMatchObject({ obstacle: null, isFictitious: true, people: 4 });
    expect(state.demonstration?.cells).toBeGreaterThan(500);
    expect(state).toMatchObject({ partners: 0, invited: 0, convention: { territory: 'Dijon métropole' } });
  });

  it('take the demonstration away, keep the convention, and give the link of the first coordinator', async () => {
    const indicators = await base.db.indicator.count();
    const { invitation } = await callerOf(await fictitious()).firstSteps.clearDemonstration({
      coordinator: camille,
      keepCatalogue: true,
      siteAddress,
    });
    expect(invitation?.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/invitation\/\S{20,}$/u);
    expect(forgotten).toBe(true);
    expect(await base.db.user.count()).toBe(0);
    expect(await base.db.observation.count()).toBe(0);
    expect(await base.db.indicator.count()).toBe(indicators);
    const [last] = await base.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(last?.action).toBe('demonstration.clear');
    const token = invitation?.link?.split('/').at(-1) ?? '';
    expect(await callerOf(null).accounts.invitation({ token })).toMatchObject({ ...camille, role: 'coordinator' });
  });

  it('leave nothing of what was typed or imported in the demonstration, whoever did it', async () => {
    const real = await realCoordinator();
    const caller = callerOf(real);
    const { id: organisationId } = await base.db.organisation.findUniqueOrThrow({ where: { code: 'SOLIHA' } });
    const cells = { reference: 'LGT-77', commune: 'Dijon', captureDate: '2025-10-02' };
    const before = await base.db.registerRow.count({ where: { source: 'captured-dwelling' } });
    await caller.registers.add({ source: 'captured-dwelling', organisationId, cells });
    expect(await base.db.registerRow.count({ where: { source: 'captured-dwelling' } })).toBe(before + 1);
    await caller.firstSteps.clearDemonstration({ coordinator: null, keepCatalogue: true, siteAddress });
    const { rows } = await base.pool.query(
      `SELECT tablename AS name, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', tablename), false, true, '')))[1]::text::int AS n
      FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const left = rows.filter(({ n }) => n > 0).map(({ name }) => name);
    const catalogue = [
      'Action',
      'ActionIndicator',
      'Agreement',
      'Assignment',
      'AssignmentSpan',
      'Axis',
      'Commune',
      'CommuneGroup',
      'Convention',
      'Indicator',
    ];
    const convention = [
      'IndicatorVersion',
      'Objective',
      'Organisation',
      'PublishedFigure',
      'RegisterAssignment',
      'StateGrant',
      'Target',
    ];
    const published = ['PartnerConvention', 'PartnerConventionAction'];
    const people = ['Account', 'AuditEvent', 'JournalAnchor', 'User', '_prisma_migrations'];
    expect(left).toEqual([...catalogue, ...convention, ...published, ...people].sort());
  });

  it('can take the catalogue with it; a territory is then named, and its steps are to do', async () => {
    await callerOf(await fictitious()).firstSteps.clearDemonstration({
      coordinator: camille,
      keepCatalogue: false,
      siteAddress,
    });
    const caller = callerOf(await realCoordinator());
    expect(await caller.firstSteps.state()).toMatchObject({ demonstration: null, convention: null, indicators: 0 });
    expect(await base.db.organisation.count()).toBe(0);
    const named = { territory: 'Pays d’Essai', name: 'Convention', startYear: 2026, endYear: 2028 };
    await caller.firstSteps.nameTerritory(named);
    await expect(caller.firstSteps.nameTerritory(named)).rejects.toThrow('CONFLICT');
    expect((await caller.session.me()).territory).toBe('Pays d’Essai');
    expect(await caller.firstSteps.state()).toMatchObject({ convention: { territory: 'Pays d’Essai', endYear: 2028 } });
  });

  it('let nobody make themself coordinator from afar, nor beside a real one', async () => {
    const asked = { coordinator: camille, keepCatalogue: true, siteAddress };
    const far = callerOf(await fictitious(), false);
    expect((await far.firstSteps.state()).demonstration?.obstacle).toBe('not-here');
    await expect(far.firstSteps.clearDemonstration(asked)).rejects.toThrow('FORBIDDEN');
    await realCoordinator();
    const near = callerOf(await fictitious());
    expect((await near.firstSteps.state()).demonstration?.obstacle).toBe('real-coordinator');
    await expect(near.firstSteps.clearDemonstration({ ...asked, coordinator: null })).rejects.toThrow('FORBIDDEN');
    expect(await base.db.observation.count()).toBeGreaterThan(500);
  });

  it('leave no account that was made in the demonstration but that of whoever takes it away', async () => {
    const real = await realCoordinator();
    const other = { name: 'Autre', email: 'autre@territoire.example', role: 'reader' as const };
    await createUser(base.db, { ...other, organisationId: null, password: 'Treize-Lampadaires-1907' });
    const caller = callerOf(real);
    await caller.accounts.invite({
      ...camille,
      email: 'invite@territoire.example',
      role: 'reader',
      organisationId: null,
      siteAddress,
    });
    await caller.firstSteps.clearDemonstration({ coordinator: null, keepCatalogue: true, siteAddress });
    expect(await base.db.user.findMany({ select: { email: true } })).toEqual([{ email: camille.email }]);
    expect(await base.db.invitation.count()).toBe(0);
  });

  it('take a territory back while nothing was entered, then begin from the example or from nothing', async () => {
    const fictitiousCaller = callerOf(await fictitious());
    await expect(fictitiousCaller.firstSteps.leaveTerritory()).rejects.toThrow('CONFLICT');
    await fictitiousCaller.firstSteps.clearDemonstration({ coordinator: camille, keepCatalogue: true, siteAddress });
    const caller = callerOf(await realCoordinator());
    expect((await caller.session.me()).begun).toBe(true);
    const { id: organisationId } = await base.db.organisation.findUniqueOrThrow({ where: { code: 'ADEFO' } });
    await caller.accounts.invite({
      ...camille,
      email: 'adefo@territoire.example',
      role: 'contributor',
      organisationId,
      siteAddress,
    });
    await caller.firstSteps.leaveTerritory();
    expect([
      await base.db.convention.count(),
      await base.db.commune.count(),
      await base.db.invitation.count({ where: { organisationId: { not: null } } }),
    ]).toEqual([0, 0, 0]);
    expect(await caller.session.me()).toMatchObject({ territory: '', begun: false });
    // No page answers with an error that nobody foresaw.
    await expect(caller.overview.forYear({})).rejects.toThrow('NOT_FOUND');
    expect(await caller.conventionActs.asOf({ date: '2025-11-14' })).toMatchObject({
      conventions: [],
      organisations: [],
    });
    await caller.firstSteps.takeExample();
    await expect(caller.firstSteps.takeExample()).rejects.toThrow('CONFLICT');
    expect(await caller.firstSteps.state()).toMatchObject({ communes: 23, lines: 17, entered: 0 });
  });

  it('ask the name of the first coordinator of a fictitious one only', async () => {
    const asked = { coordinator: null, keepCatalogue: true, siteAddress };
    await expect(callerOf(await fictitious()).firstSteps.clearDemonstration(asked)).rejects.toThrow('INCOMPLETE');
    const real = callerOf(await realCoordinator(), false);
    expect(await real.firstSteps.clearDemonstration(asked)).toEqual({ invitation: null });
    expect(await base.db.user.findMany({ select: { email: true } })).toEqual([{ email: camille.email }]);
    await expect(real.firstSteps.clearDemonstration(asked)).rejects.toThrow('NOT_FOUND');
  });
});
