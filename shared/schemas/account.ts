import * as z from 'zod/mini';
import { isDate } from '../domain/month.ts';
import { MAXIMUM_PASSWORD_LENGTH } from '../domain/site/password-strength.ts';
import { rowNumber } from './whole-number.ts';

export const accountRoles = ['coordinator', 'contributor', 'reader'] as const;
export type AccountRole = (typeof accountRoles)[number];

const email = z.pipe(z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254)), z.email());
const name = z.string().check(z.trim(), z.minLength(2), z.maxLength(120));
/** Its strength is the domain's question; here only that it is a text that can be hashed in reasonable time. */
const password = z.string().check(z.minLength(1), z.maxLength(MAXIMUM_PASSWORD_LENGTH));
const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

const place = { role: z.enum(accountRoles), organisationId: z.nullable(rowNumber) };
/** A contributor writes for one organisation; a coordinator or a reader belongs to none. */
const placeAgrees = <T extends { role: AccountRole; organisationId: number | null }>() =>
  z.refine<T>(({ role, organisationId }) => (role === 'contributor') === (organisationId !== null), {
    path: ['organisationId'],
  });

/** Where the coordinator's own browser reaches the product: the links that it asks for start there. */
const siteAddress = z.url({ protocol: /^https?$/ }).check(z.maxLength(300));

export const inviteInput = z.object({ email, name, ...place, siteAddress }).check(placeAgrees());
export const passwordLinkInput = z.object({ userId: z.string().check(z.minLength(1)), siteAddress });

export const invitationTokenInput = z.object({ token });

/** Name and e-mail are asked only when the invitation has none: the very first one, made at installation. */
export const acceptInvitationInput = z.object({ token, password, name: z.optional(name), email: z.optional(email) });

export const changeRoleInput = z.object({ userId: z.string().check(z.minLength(1)), ...place }).check(placeAgrees());
const userId = z.string().check(z.minLength(1), z.maxLength(80));
const day = z.string().check(z.refine(isDate));

/** A place more: from a day on, or until another. In somebody's stead, an end is said, and what ends by itself is never forgotten. */
export const addMembershipInput = z
  .object({ userId, ...place, fromDate: day, toDate: z.nullable(day), deputyForId: z.nullable(userId) })
  .check(
    placeAgrees(),
    z.refine(({ fromDate, toDate, deputyForId }) => (toDate === null ? deputyForId === null : fromDate <= toDate), {
      path: ['toDate'],
    }),
    z.refine((one) => one.userId !== one.deputyForId, { path: ['deputyForId'] }),
  );
export type AddMembershipInput = z.infer<typeof addMembershipInput>;
export const membershipInput = z.object({ membershipId: rowNumber });
export const actInInput = z.object({ membershipId: z.nullable(rowNumber) });

/** Who leaves, and who takes over what rests on them; null: nobody in particular. */
export const disableInput = z.object({ userId, successorId: z.optional(z.nullable(userId)) });
export type DisableInput = z.infer<typeof disableInput>;

export const personInput = z.object({ userId: z.string().check(z.minLength(1)) });
export const invitationInput = z.object({ invitationId: rowNumber });
export const sessionInput = z.object({ sessionId: z.string().check(z.minLength(1)) });
export const changePasswordInput = z.object({ current: password, next: password });

export const passkeyInput = z.object({ passkeyId: z.string().check(z.minLength(1), z.maxLength(1500)) });
export const renamePasskeyInput = z.object({
  passkeyId: z.string().check(z.minLength(1), z.maxLength(1500)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60), z.regex(/^[^\0]*$/)),
});

export type InviteInput = z.infer<typeof inviteInput>;
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
export type PasswordLinkInput = z.infer<typeof passwordLinkInput>;
