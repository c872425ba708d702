import { AppError } from './errors.ts';

export const roles = ['coordinator', 'contributor', 'reader'] as const;
export type Role = (typeof roles)[number];

/** The signed-in person, as the rest of the server knows them. */
export interface Viewer {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: number | null;
}

/** As much of a person as decides which figures they get: what is kept ready for one is right for all who share it. */
export type Reader = Pick<Viewer, 'role' | 'organisationId'>;

/** How far a right goes: every organisation, one's own only, or not at all. */
type Reach = 'all' | 'own' | 'none';
type Row = Record<Role | 'nobody', Reach>;

const everyone: Row = { coordinator: 'all', contributor: 'all', reader: 'all', nobody: 'all' };
const signedIn: Row = { coordinator: 'all', contributor: 'all', reader: 'all', nobody: 'none' };
const ownOrganisation: Row = { coordinator: 'all', contributor: 'own', reader: 'none', nobody: 'none' };
const coordinatorOnly: Row = { coordinator: 'all', contributor: 'none', reader: 'none', nobody: 'none' };

/**
 * The one table of rights: action × role → reach. A procedure names its action, and the ladder of `trpc.ts` asks here.
 * What a reader gets of figures is validated and suppressed: that is decided by `audienceOf`, not by a right of its own.
 */
export const rights = {
  'session.read': everyone,
  'invitation.accept': everyone,
  'account.manage-own': signedIn,
  'accounts.manage': coordinatorOnly,
  'first-steps.take': coordinatorOnly,
  'help.download': signedIn,
  'catalogue.read': signedIn,
  'catalogue.amend': coordinatorOnly,
  'settings.change': coordinatorOnly,
  'figures.read': signedIn,
  'indicators.discuss': signedIn,
  'indicators.annotate': coordinatorOnly,
  'homelessness.count': coordinatorOnly,
  'entry.read': ownOrganisation,
  'entry.write': ownOrganisation,
  'entry.submit': ownOrganisation,
  'collection.read': coordinatorOnly,
  'collection.review': coordinatorOnly,
  'mails.read': coordinatorOnly,
  'mails.send': coordinatorOnly,
  'absences.read': ownOrganisation,
  'absences.write': ownOrganisation,
  'organisation-share.read': ownOrganisation,
  'imports.read': ownOrganisation,
  'imports.write': ownOrganisation,
  'assessment.record': coordinatorOnly,
  'imports.undo': ownOrganisation,
  'registers.read': ownOrganisation,
  'registers.write': ownOrganisation,
  'reports.download': signedIn,
  'reports.write': coordinatorOnly,
  // Which editions somebody sees is decided by `seesEdition`, by their status.
  'editions.read': signedIn,
  'editions.verify': { coordinator: 'all', contributor: 'none', reader: 'all', nobody: 'none' },
  'editions.write': coordinatorOnly,
  'editions.send': coordinatorOnly,
  // The partners' staff see their own conventions only; the State reads the money of its own convention.
  'finance.read': { coordinator: 'all', contributor: 'none', reader: 'all', nobody: 'none' },
  'finance.read-own': { coordinator: 'all', contributor: 'own', reader: 'none', nobody: 'none' },
  'finance.write': coordinatorOnly,
  'audit.read': coordinatorOnly,
  'data-protection.read': signedIn,
  'data-protection.act': coordinatorOnly,
  'api-tokens.read': ownOrganisation,
  'api-tokens.write': ownOrganisation,
  'open-data.read': everyone,
  'open-data.publish': coordinatorOnly,
  'status.read': coordinatorOnly,
  'status.back-up': coordinatorOnly,
} as const satisfies Record<string, Row>;
export type Action = keyof typeof rights;

/** How far `viewer` (null: nobody) may go for an action. */
export function reachOf(viewer: Pick<Viewer, 'role'> | null, action: Action): Reach {
  return rights[action][viewer?.role ?? 'nobody'];
}

declare const minted: unique symbol;
/** Proof that the viewer may act for this organisation. Minted only here; repositories take it as their first argument. */
export interface OrganisationScope {
  readonly organisationId: number;
  readonly [minted]: true;
}

/** The proof that `viewer` may do `action` for an organisation; refuses with FORBIDDEN. */
export function organisationScope(viewer: Reader, action: Action, organisationId: number): OrganisationScope {
  const reach = reachOf(viewer, action);
  const allowed = reach === 'all' || (reach === 'own' && viewer.organisationId === organisationId);
  if (!allowed) throw new AppError('FORBIDDEN');
  return { organisationId } as OrganisationScope;
}

/** Which figures a person gets: the coordinator all that is submitted, everyone else validated and suppressed ones. */
export type Audience = 'working' | 'validated';

export function audienceOf(viewer: Reader): Audience {
  return viewer.role === 'coordinator' ? 'working' : 'validated';
}

/** The proof for what the product does by the clock: it writes to organisations about their own figures. */
export function systemScope(organisationId: number): OrganisationScope {
  return { organisationId } as OrganisationScope;
}

/** The proof for the command line, which whoever holds the data folder may use. */
export function commandLineScope(organisationId: number): OrganisationScope {
  return { organisationId } as OrganisationScope;
}
