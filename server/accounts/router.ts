import {
  acceptInvitationInput,
  actInInput,
  addMembershipInput,
  changePasswordInput,
  changeRoleInput,
  disableInput,
  invitationInput,
  invitationTokenInput,
  inviteInput,
  membershipInput,
  passkeyInput,
  passwordLinkInput,
  personInput,
  renamePasskeyInput,
  sessionInput,
} from '../../shared/schemas/account.ts';
import { allowed, open, router, stepUp, watched } from '../platform/trpc.ts';
import { actIn, addMembership, endMembership, holdingsOf } from './memberships.ts';
import {
  changeOwnPassword,
  listOwnSessions,
  readSession,
  revokeOtherSessions,
  revokeOwnSession,
} from './own-account-service.ts';
import { removePasskey, renamePasskey } from './passkeys.ts';
import { changeRole, disablePerson, enablePerson, listPeople, removeProofs } from './people-service.ts';
import { readProofs, removeCodes, renewRecoveryCodes } from './second-factor.ts';
import { acceptInvitation, cancelInvitation, invite, readInvitation, sendPasswordLink } from './service.ts';

export const sessionRouter = router({
  me: open('session.read').query(({ ctx }) => readSession(ctx)),
});

const managing = allowed('accounts.manage');
/** What gives or takes rights asks who is there again. */
const empowering = stepUp('accounts.manage');
const own = allowed('account.manage-own');
const proving = stepUp('account.manage-own');

export const accountsRouter = router({
  people: watched('accounts.manage', 'people').query(({ ctx }) => listPeople(ctx)),
  invite: empowering.input(inviteInput).mutation(({ ctx, input }) => invite(ctx, ctx.viewer, input)),
  cancelInvitation: managing
    .input(invitationInput)
    .mutation(({ ctx, input }) => cancelInvitation(ctx, ctx.viewer, input.invitationId)),
  sendPasswordLink: empowering
    .input(passwordLinkInput)
    .mutation(({ ctx, input }) => sendPasswordLink(ctx, ctx.viewer, input)),
  disable: empowering.input(disableInput).mutation(({ ctx, input }) => disablePerson(ctx, ctx.viewer, input)),
  holdings: managing.input(personInput).query(({ ctx, input }) => holdingsOf(ctx, input.userId)),
  addMembership: empowering
    .input(addMembershipInput)
    .mutation(({ ctx, input }) => addMembership(ctx, ctx.viewer, input)),
  endMembership: empowering
    .input(membershipInput)
    .mutation(({ ctx, input }) => endMembership(ctx, ctx.viewer, input.membershipId)),
  actIn: own.input(actInInput).mutation(({ ctx, input }) => actIn(ctx, ctx.viewer, input.membershipId)),
  enable: empowering.input(personInput).mutation(({ ctx, input }) => enablePerson(ctx, ctx.viewer, input.userId)),
  changeRole: empowering.input(changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx, ctx.viewer, input)),
  removeProofs: empowering.input(personInput).mutation(({ ctx, input }) => removeProofs(ctx, ctx.viewer, input.userId)),

  invitation: open('invitation.accept')
    .input(invitationTokenInput)
    .query(({ ctx, input }) => readInvitation(ctx, input.token)),
  acceptInvitation: open('invitation.accept')
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),

  sessions: own.query(({ ctx }) => listOwnSessions(ctx, ctx.viewer)),
  revokeSession: own
    .input(sessionInput)
    .mutation(({ ctx, input }) => revokeOwnSession(ctx, ctx.viewer, input.sessionId)),
  revokeOtherSessions: own.mutation(({ ctx }) => revokeOtherSessions(ctx, ctx.viewer)),
  proofs: own.query(({ ctx }) => readProofs(ctx, ctx.viewer)),
  renewRecoveryCodes: proving.mutation(({ ctx }) => renewRecoveryCodes(ctx, ctx.viewer)),
  removeCodes: proving.mutation(({ ctx }) => removeCodes(ctx, ctx.viewer)),
  renamePasskey: own.input(renamePasskeyInput).mutation(({ ctx, input }) => renamePasskey(ctx, ctx.viewer, input)),
  removePasskey: proving
    .input(passkeyInput)
    .mutation(({ ctx, input }) => removePasskey(ctx, ctx.viewer, input.passkeyId)),
  changePassword: own
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changeOwnPassword(ctx, ctx.viewer, input)),
});
