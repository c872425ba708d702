import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { passwordStrength } from '../../shared/domain/site/password-strength.ts';
import { loadGuesser } from '../../shared/passwords/guesses.ts';
import type {
  AcceptInvitationInput,
  AccountRole,
  InviteInput,
  PasswordLinkInput,
} from '../../shared/schemas/account.ts';
import type { MailKind } from '../../shared/schemas/mails.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { Delivery, Mail } from '../platform/mail/mail.ts';
import { recordMail } from '../platform/mail/mail-queue.ts';
import { hashPassword } from '../platform/secrets/password.ts';
import {
  forgottenMail,
  INVITATION_DAYS,
  invitationMail,
  PASSWORD_LINK_HOURS,
  passwordMail,
  RESET_MINUTES,
} from './messages.ts';
import {
  consumeInvitation,
  countActiveCoordinators,
  type Db,
  deleteOpenInvitation,
  deleteSessions,
  findInvitation,
  findOrganisation,
  findPerson,
  findPersonByEmail,
  findTerritory,
  insertUser,
  ONESELF,
  organisationExists,
  replaceInvitation,
  updatePasswordHash,
  wasInvitedInDemonstration,
} from './repository.ts';
import { forgetFailedCodes } from './sign-in-repository.ts';

interface UserToCreate {
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
export async function requireStrongPassword(password: string, about: readonly string[]): Promise<void> {
  const guesses = await loadGuesser();
  const { accepted, advice } = passwordStrength(password, about, guesses(password, about));
  if (!accepted) throw new AppError('WEAK_PASSWORD', { advice });
}

export async function requireOrganisation(db: Db, organisationId: number | null): Promise<void> {
  if (organisationId !== null && !(await organisationExists(db, organisationId))) {
    throw new AppError('NOT_FOUND', { entity: 'organisation' });
  }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

function newToken(now: Date, minutes = INVITATION_DAYS * 24 * 60) {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token), expiresAt: new Date(now.getTime() + minutes * 60_000) };
}

const linkTo = (siteAddress: string, token: string) => new URL(`/invitation/${token}`, siteAddress).href;

/** Invites a person. The link is returned only when no message left: the coordinator then passes it on. */
export async function invite(platform: Pick<Platform, 'db' | 'clock' | 'mailer'>, viewer: Viewer, input: InviteInput) {
  const { siteAddress, ...person } = input;
  const { token, ...kept } = newToken(platform.clock.now());
  await platform.db.$transaction(async (tx) => {
    if (await findPersonByEmail(tx, person.email)) throw new AppError('CONFLICT', { reason: 'known-email' });
    await requireOrganisation(tx, person.organisationId);
    const id = await replaceInvitation(tx, { ...person, ...kept, createdById: viewer.id });
    await recordAudit(tx, viewer, { action: 'invitation.create', entity: 'invitation', entityId: id, after: person });
  });
  const about = { siteAddress, token, kind: 'invitation' as const, ...kept };
  const place = {
    role: person.role,
    territory: await findTerritory(platform.db),
    organisation:
      person.organisationId === null
        ? null
        : ((await findOrganisation(platform.db, person.organisationId))?.name ?? null),
  };
  return deliver(platform, about, (link) => invitationMail(person, viewer.name, link, place));
}

/** A link by which a person who forgot their password chooses another one; nothing changes until they do. */
export async function sendPasswordLink(
  platform: Pick<Platform, 'db' | 'clock' | 'mailer'>,
  viewer: Viewer,
  { userId, siteAddress }: PasswordLinkInput,
) {
  const { token, ...kept } = newToken(platform.clock.now(), PASSWORD_LINK_HOURS * 60);
  const person = await platform.db.$transaction(async (tx) => {
    const found = await findPerson(tx, userId);
    if (!found || found.disabled) throw new AppError('NOT_FOUND', { entity: 'person' });
    const { email, name, role, organisationId } = found;
    await replaceInvitation(tx, { email, name, role, organisationId, ...kept, createdById: viewer.id });
    await recordAudit(tx, viewer, { action: 'person.password-link', entity: 'user', entityId: userId });
    return { email, name };
  });
  const about = { siteAddress, token, kind: 'password' as const, ...kept };
  return deliver(platform, about, (link) => passwordMail(person, link));
}

/**
 * The link that somebody asked for at the door. Made by a job, so that the door answers the same, and as quickly, whether or not
 * the address has an account, and so that no link waits in a queue: each try makes a new one, and ends the former.
 */
export async function sendForgottenPassword(
  platform: Pick<Platform, 'db' | 'clock' | 'mailer'>,
  email: string,
  siteAddress: string,
): Promise<void> {
  const now = platform.clock.now();
  const { token, ...kept } = newToken(now, RESET_MINUTES);
  const person = await platform.db.$transaction(async (tx) => {
    const found = await findPersonByEmail(tx, email);
    if (!found || found.disabled) return null;
    const { id, name, role, organisationId } = found;
    await replaceInvitation(tx, { email, name, role, organisationId, ...kept, createdById: ONESELF });
    await recordAudit(tx, { id, name }, { action: 'account.forgot-password', entity: 'user', entityId: id });
    return { email, name };
  });
  if (!person) return;
  const { to, subject, text } = forgottenMail(person, linkTo(siteAddress, token));
  const status = await platform.mailer({ to, subject, text });
  const told = text.replaceAll(linkTo(siteAddress, token), '[lien personnel, non conservé]');
  await recordMail(platform.db, { kind: 'password', to, subject, text: told, status }, now);
}

/** The invitation stands even if the mail server does not answer: the link is then shown. Of the message, all is kept but the link. */
async function deliver(
  { db, clock, mailer }: Pick<Platform, 'db' | 'clock' | 'mailer'>,
  { siteAddress, token, expiresAt, kind }: { siteAddress: string; token: string; expiresAt: Date; kind: MailKind },
  write: (link: string) => Mail,
) {
  const link = linkTo(siteAddress, token);
  const { to, subject, text } = write(link);
  const delivery: Delivery = await mailer({ to, subject, text }).catch(() => 'kept' as const);
  const told = text.replaceAll(link, '[lien personnel, non conservé]');
  await recordMail(db, { kind, to, subject, text: told, status: delivery }, clock.now());
  return { delivery, link: delivery === 'kept' ? link : null, expiresAt };
}

export async function cancelInvitation({ db }: Pick<Platform, 'db'>, viewer: Viewer, id: number): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await deleteOpenInvitation(tx, id))) throw new AppError('NOT_FOUND', { entity: 'invitation' });
    await recordAudit(tx, viewer, { action: 'invitation.cancel', entity: 'invitation', entityId: id });
  });
}

/** The invitation that a link opens, or why it opens nothing (any more). `renewal`: the account exists, its password changes. */
export async function readInvitation({ db, clock }: Pick<Platform, 'db' | 'clock'>, token: string) {
  const invitation = await findInvitation(db, { tokenHash: hashToken(token) });
  if (!invitation) throw new AppError('NOT_FOUND', { entity: 'invitation' });
  if (invitation.acceptedAt) throw new AppError('ALREADY_USED');
  const person = invitation.email ? await findPersonByEmail(db, invitation.email) : null;
  if (invitation.expiresAt <= clock.now() || person?.disabled) throw new AppError('EXPIRED');
  const { id, email, name, role, organisationId, organisation, expiresAt } = invitation;
  const place = { role, organisationId, organisation: organisation?.name ?? null };
  return { id, email, name, ...place, expiresAt, renewal: person !== null };
}

type OpenInvitation = Awaited<ReturnType<typeof readInvitation>>;

/** Makes the account that an invitation promises, or renews its password; it serves once, whoever comes at the same moment. */
export async function acceptInvitation(
  platform: Pick<Platform, 'db' | 'clock'>,
  input: AcceptInvitationInput,
): Promise<{ email: string }> {
  const invitation = await readInvitation(platform, input.token);
  const email = invitation.email || input.email;
  const name = (invitation.email && invitation.name) || input.name;
  if (!email || !name) throw new AppError('INCOMPLETE', { fields: ['name', 'email'] });
  await requireStrongPassword(input.password, [name, email]);
  await platform.db.$transaction(async (tx) => {
    if (!(await consumeInvitation(tx, invitation.id, platform.clock.now()))) throw new AppError('ALREADY_USED');
    if (invitation.renewal) await renewPassword(tx, email, input.password);
    else await openAccount(tx, invitation, { name, email, password: input.password });
  });
  return { email };
}

async function openAccount(
  tx: Db,
  invitation: OpenInvitation,
  person: { name: string; email: string; password: string },
): Promise<void> {
  if (await findPersonByEmail(tx, person.email)) throw new AppError('CONFLICT', { reason: 'known-email' });
  const place = { role: invitation.role, organisationId: invitation.organisationId };
  const demonstration = await wasInvitedInDemonstration(tx, invitation.id);
  const id = await createUser(tx, { ...person, ...place, demonstration });
  const after = { invitation: invitation.id, ...place };
  await recordAudit(
    tx,
    { id, name: person.name },
    { action: 'invitation.accept', entity: 'user', entityId: id, after },
  );
}

/** Whoever had the former password is out: every session ends. */
async function renewPassword(tx: Db, email: string, password: string): Promise<void> {
  const person = await findPersonByEmail(tx, email);
  if (!person || person.disabled) throw new AppError('EXPIRED');
  await updatePasswordHash(tx, person.id, await hashPassword(password));
  // Whoever tried codes with the former password is out: their tries keep nobody away any more.
  await forgetFailedCodes(tx, person.id);
  const endedSessions = await deleteSessions(tx, person.id);
  await recordAudit(tx, person, {
    action: 'account.renew-password',
    entity: 'user',
    entityId: person.id,
    after: { endedSessions },
  });
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
    const person = { email: '', name: 'Coordination', role: 'coordinator' as const, organisationId: null };
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
