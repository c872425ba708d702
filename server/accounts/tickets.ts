import * as z from 'zod';
import type { Auth } from '../platform/session.ts';
import { hashSecret, newSecret } from '../platform/web/signed-cookie.ts';
import { deleteTicket, findTicket, insertTicket } from './sign-in-repository.ts';

const challenge = z.string();
const userId = z.string();
/** What a first step leaves for its second one; the browser only holds the number of it. */
const shapes = {
  /** The password was right: a code of the second factor is awaited. */
  'second-factor': z.object({ userId, method: z.enum(['password', 'provider']) }),
  /** The password was right, and a second factor is to be put in service before anything opens. */
  enrolment: z.object({ userId, method: z.enum(['password', 'provider']) }),
  /** The provider named an account whose owner has yet to give their password. */
  tie: z.object({ userId, subject: z.string() }),
  /** A challenge that a passkey must sign. */
  'passkey-sign-in': z.object({ challenge }),
  'passkey-confirm': z.object({ challenge, userId }),
  'passkey-register': z.object({ challenge, userId }),
  /** Gone to the identity provider: what its answer is checked against, and where to go after. */
  provider: z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() }),
};
export type TicketKind = keyof typeof shapes;
export type Tickets = { [Kind in TicketKind]: z.infer<(typeof shapes)[Kind]> };
const shapeOf: { [Kind in TicketKind]: { parse: (value: unknown) => Tickets[Kind] } } = shapes;

export const TICKET_SECONDS = 10 * 60;

const identifierOf = (kind: TicketKind, token: string) => `${kind}:${hashSecret(token)}`;

/** Keeps what the next step needs for ten minutes, and returns the number that the browser must bring back. */
export async function openTicket<Kind extends TicketKind>({ db, clock }: Auth, kind: Kind, value: Tickets[Kind]) {
  const token = newSecret();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + TICKET_SECONDS * 1000);
  await insertTicket(db, { identifier: identifierOf(kind, token), value: JSON.stringify(value), expiresAt }, now);
  return token;
}

/** Looks at a ticket and leaves it: a code may be mistyped. */
export async function readTicket<Kind extends TicketKind>({ db, clock }: Auth, kind: Kind, token: string | null) {
  const value = token && (await findTicket(db, identifierOf(kind, token), clock.now()));
  return value ? shapeOf[kind].parse(JSON.parse(value)) : null;
}

/** Takes a ticket: whoever comes second finds nothing. */
export async function takeTicket<Kind extends TicketKind>({ db, clock }: Auth, kind: Kind, token: string | null) {
  const value = token && (await deleteTicket(db, identifierOf(kind, token), clock.now()));
  return value ? shapeOf[kind].parse(JSON.parse(value)) : null;
}
