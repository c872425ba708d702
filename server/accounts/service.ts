import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { passwordStrength } from '../../shared/domain/password-strength.ts';
import type { AcceptInvitationInput, AccountRole, InviteInput } from '../../shared/schemas/account.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { Delivery, Mail } from '../platform/mail.ts';
import { hashPassword } from '../platform/password.ts';
import {
  consumeInvitation,
  countActiveCoordinators,
  type Db,
  deleteOpenInvitation,
  emailIsKnown,
  findInvitation,
  insertUser,
  organisationExists,
  replaceInvitation,
} from './repository.ts';

const INVITATION_HOURS = 72;

export interface UserToCreate {
  id?: string;
  name: string;
  email: string;
  role: AccountRole;
  organisationId: number | null;
  password: string;
  /** Its password is printed at the start and shown at the door: only with demonstration data. */
  demonstration?: boolean;
}

/** Makes a person who can sign in, and returns their id. */
export async function createUser(db: Db, user: UserToCreate): Promise<string> {
  const { id = randomUUID(), password, demonstration = false, email, ...rest } = user;
  await insertUser(db, { id, demonstration, email: email.toLowerCase(), ...rest }, await hashPassword(password));
  return id;
}

/** Refuses a password that is too easy to guess for this person, with what to do about it. */
export function requireStrongPassword(password: string, about: readonly string[]): void {
  const { accepted, advice } = passwordStrength(password, about);
  if (!accepted) throw new AppError('WEAK_PASSWORD', { advice });
}

export async function requireOrganisation(db: Db, organisationId: number | null): Promise<void> {
  if (organisationId !== null && !(await organisationExists(db, organisationId))) {
    throw new AppError('NOT_FOUND', { entity: 'organisation' });
  }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

function newToken(now: Date) {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token), expiresAt: new Date(now.getTime() + INVITATION_HOURS * 3_600_000) };
}

const linkTo = (siteAddress: string, token: string) => new URL(`/invitation/${token}`, siteAddress).href;

/** Invites a person. The link is returned only when no message left: the coordinator then passes it on. */
export async function invite(platform: Pick<Platform, 'db' | 'clock' | 'mailer'>, viewer: Viewer, input: InviteInput) {
  const { siteAddress, ...person } = input;
  const { token, ...kept } = newToken(platform.clock.now());
  await platform.db.$transaction(async (tx) => {
    if (await emailIsKnown(tx, person.email)) throw new AppError('CONFLICT', { reason: 'known-email' });
    await requireOrganisation(tx, person.organisationId);
    const id = await replaceInvitation(tx, { ...person, ...kept, createdById: viewer.id });
    await recordAudit(tx, viewer, { action: 'invitation.create', entity: 'invitation', entityId: id, after: person });
  });
  const link = linkTo(siteAddress, token);
  const delivery = await deliver(platform, invitationMail(person, viewer.name, link));
  return { delivery, link: delivery === 'kept' ? link : null, expiresAt: kept.expiresAt };
}

/** The invitation stands even if the mail server does not answer: the link is then shown. */
async function deliver({ mailer }: Pick<Platform, 'mailer'>, mail: Mail): Promise<Delivery> {
  return mailer(mail).catch(() => 'kept' as const);
}

function invitationMail(person: { email: string; name: string }, from: string, link: string): Mail {
  return {
    to: person.email,
    subject: 'Votre accès à l’observatoire du Logement d’abord',
    text: [
      `Bonjour ${person.name},`,
      `${from} vous ouvre un accès à l’observatoire du Logement d’abord.`,
      `Choisissez votre mot de passe à cette adresse\u00a0:\n${link}`,
      `Ce lien sert une seule fois, pendant ${INVITATION_HOURS}\u00a0heures. Passé ce délai, demandez-en un autre.`,
      'Si vous n’attendiez pas ce message, ne cliquez pas sur le lien\u202f: aucun accès ne sera créé.',
    ].join('\n\n'),
  };
}

export async function cancelInvitation({ db }: Pick<Platform, 'db'>, viewer: Viewer, id: number): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await deleteOpenInvitation(tx, id))) throw new AppError('NOT_FOUND', { entity: 'invitation' });
    await recordAudit(tx, viewer, { action: 'invitation.cancel', entity: 'invitation', entityId: id });
  });
}

/** The invitation that a link opens, or why it opens nothing (any more). */
export async function readInvitation({ db, clock }: Pick<Platform, 'db' | 'clock'>, token: string) {
  const invitation = await findInvitation(db, { tokenHash: hashToken(token) });
  if (!invitation) throw new AppError('NOT_FOUND', { entity: 'invitation' });
  if (invitation.acceptedAt) throw new AppError('ALREADY_USED');
  if (invitation.expiresAt <= clock.now()) throw new AppError('EXPIRED');
  const { id, email, name, role, organisationId, organisation, expiresAt } = invitation;
  return {
    id,
    email,
    name,
    role: role as AccountRole,
    organisationId,
    organisation: organisation?.name ?? null,
    expiresAt,
  };
}

/** Makes the account that an invitation promises; the invitation serves once, whoever comes at the same moment. */
export async function acceptInvitation(
  platform: Pick<Platform, 'db' | 'clock'>,
  input: AcceptInvitationInput,
): Promise<{ email: string }> {
  const invitation = await readInvitation(platform, input.token);
  const email = invitation.email || input.email;
  const name = (invitation.email && invitation.name) || input.name;
  if (!email || !name) throw new AppError('INCOMPLETE', { fields: ['name', 'email'] });
  requireStrongPassword(input.password, [name, email]);
  const { role, organisationId } = invitation;
  await platform.db.$transaction(async (tx) => {
    if (!(await consumeInvitation(tx, invitation.id, platform.clock.now()))) throw new AppError('ALREADY_USED');
    if (await emailIsKnown(tx, email)) throw new AppError('CONFLICT', { reason: 'known-email' });
    const id = await createUser(tx, { name, email, role, organisationId, password: input.password });
    const entry = {
      action: 'invitation.accept',
      entity: 'user',
      entityId: id,
      after: { invitation: invitation.id, role, organisationId },
    };
    await recordAudit(tx, { id, name }, entry);
  });
  return { email };
}

const house: Actor = { id: null, name: 'installation' };

/**
 * The link by which the first coordinator makes their account, or null when one exists already. Whoever starts the product
 * reads it on the console; each start without a coordinator makes a new one and ends the former.
 */
export async function inviteFirstCoordinator(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  siteAddress: string,
): Promise<string | null> {
  const { token, ...kept } = newToken(clock.now());
  return db.$transaction(async (tx) => {
    if ((await countActiveCoordinators(tx)) > 0) return null;
    const person = { email: '', name: 'Coordination', role: 'coordinator', organisationId: null };
    const id = await replaceInvitation(tx, { ...person, ...kept, createdById: 'installation' });
    await recordAudit(tx, house, {
      action: 'invitation.create',
      entity: 'invitation',
      entityId: id,
      after: { role: person.role },
    });
    return linkTo(siteAddress, token);
  });
}
