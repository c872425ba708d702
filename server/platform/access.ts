import type { SuppressionDecision, totalsSaid } from '../../shared/domain/secrecy/suppression-problem.ts';
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
  /** The published form of what was sent, for a report in preparation; nobody signs in so. */
  draft?: boolean;
  /** A publication as the holders of a whole reading have it, nothing suppressed; nobody signs in so. */
  whole?: boolean;
  /** A publication as anyone has it: what may be said of figures and of the ledger was decided on the whole. */
  decision?: PublicationDecision;
}

/** Nobody in particular: what is made for them is for everyone who may read. */
export const anyone: Viewer = { id: '', name: '', email: '', role: 'reader', organisationId: null };

/** What a whole publication may say: see `secrecy/suppression-problem.ts`. */
export interface PublicationDecision extends Pick<SuppressionDecision, 'said'> {
  /** The months up to which running totals are said, by series: `totalsSaid`. */
  totals: ReturnType<typeof totalsSaid>;
}

/** As much of a person as decides which figures they get: what is kept ready for one is right for all who share it. */
export type Reader = Pick<Viewer, 'role' | 'organisationId' | 'whole' | 'decision'>;

/** How far a right goes: every organisation, one's own only, or not at all. */
type Extent = 'all' | 'own' | 'none';
/** `nobody`: open to whoever is not signed in. Where a row does not say so it is not. */
type Row = Record<Role, Extent> & { nobody?: 'all' };

const everyone: Row = { coordinator: 'all', contributor: 'all', reader: 'all', nobody: 'all' };
const signedIn: Row = { coordinator: 'all', contributor: 'all', reader: 'all' };
const ownOrganisation: Row = { coordinator: 'all', contributor: 'own', reader: 'none' };
const coordinatorOnly: Row = { coordinator: 'all', contributor: 'none', reader: 'none' };

/**
 * The one table of rights: action × role → extent. A procedure names its action, and the ladder of `trpc.ts` asks here.
 * What a reader gets of figures is validated and suppressed: that is decided by `visibilityOf`, not by a right of its own.
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
  // Whoever reads publications only has nothing to hear between two of them.
  'figures.follow': { coordinator: 'all', contributor: 'all', reader: 'none' },
  // Which of them, and in which form, is decided by `orPublished` and the right of whole reading.
  'publications.read': signedIn,
  'publications.make': coordinatorOnly,
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
  // Whoever holds a line of the annex says what is hard in it and what comes next.
  'report-lines.write': ownOrganisation,
  // Which editions somebody sees is decided by `isEditionVisible`, by their status.
  'editions.read': signedIn,
  'editions.verify': { coordinator: 'all', contributor: 'none', reader: 'all' },
  'editions.write': coordinatorOnly,
  'editions.send': coordinatorOnly,
  // The partners' staff see their own conventions only; the State reads the money of its own convention.
  'finance.read': { coordinator: 'all', contributor: 'none', reader: 'all' },
  'finance.read-own': { coordinator: 'all', contributor: 'own', reader: 'none' },
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
export function extentOf(viewer: Pick<Viewer, 'role'> | null, action: Action): Extent {
  const row: Row = rights[action];
  return (viewer ? row[viewer.role] : row.nobody) ?? 'none';
}

/** What a proof is made of: its private part lets nothing but this file make one, nor an object that looks like one. */
class Proof<Allowed extends Action> {
  readonly organisationId: number;
  readonly #allowed: Allowed;

  constructor(organisationId: number, allowed: Allowed) {
    this.organisationId = organisationId;
    this.#allowed = allowed;
  }

  get allows(): Allowed {
    return this.#allowed;
  }
}

/**
 * Proof that an action is allowed for an organisation. Minted only here; repositories take it as an argument. What writes
 * names the actions that open it; what reads an organisation's own takes any proof of that organisation.
 */
export type OrganisationScope<Allowed extends Action = Action> = Proof<Allowed>;

/** The proof that `viewer` may do `action` for an organisation; refuses with FORBIDDEN. */
export function organisationScope<Asked extends Action>(
  viewer: Reader,
  action: Asked,
  organisationId: number,
): OrganisationScope<Asked> {
  const extent = extentOf(viewer, action);
  const allowed = extent === 'all' || (extent === 'own' && viewer.organisationId === organisationId);
  if (!allowed) throw new AppError('FORBIDDEN');
  return new Proof(organisationId, action);
}

/** How much of the figures one sees: all that is submitted, or what is validated, its small numbers hidden. */
export type Visibility = 'working' | 'validated';
/** How much of the rows that organisations send: `own`, all that one's own organisation sent, and nothing of the others. */
export type RowVisibility = Visibility | 'own';

export function visibilityOf(viewer: Reader): Visibility {
  return viewer.role === 'coordinator' ? 'working' : 'validated';
}

/** The proof for what the product does by itself, by the clock or because of an act on the whole territory. */
export function systemScope<Asked extends Action>(action: Asked, organisationId: number): OrganisationScope<Asked> {
  return new Proof(organisationId, action);
}

/** The proof for the command line, which whoever holds the data folder may use to import. */
export function commandLineScope(organisationId: number): OrganisationScope<'imports.write'> {
  return new Proof(organisationId, 'imports.write');
}
