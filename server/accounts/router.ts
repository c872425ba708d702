import {
  acceptInvitationInput,
  changePasswordInput,
  changeRoleInput,
  invitationInput,
  invitationTokenInput,
  inviteInput,
  passwordLinkInput,
  personInput,
  sessionInput,
} from '../../shared/schemas/account.ts';
import { allowed, open, router } from '../platform/trpc.ts';
import { changeOwnPassword, listOwnSessions, readSession, revokeOwnSession } from './own-account-service.ts';
import { changeRole, disablePerson, enablePerson, listPeople } from './people-service.ts';
import { acceptInvitation, cancelInvitation, invite, readInvitation, sendPasswordLink } from './service.ts';

export const sessionRouter = router({
  me: open('session.read').query(({ ctx }) => readSession(ctx)),
});

const managing = allowed('accounts.manage');
const own = allowed('account.manage-own');

export const accountsRouter = router({
  people: managing.query(({ ctx }) => listPeople(ctx)),
  invite: managing.input(inviteInput).mutation(({ ctx, input }) => invite(ctx, ctx.viewer, input)),
  cancelInvitation: managing
    .input(invitationInput)
    .mutation(({ ctx, input }) => cancelInvitation(ctx, ctx.viewer, input.invitationId)),
  sendPasswordLink: managing
    .input(passwordLinkInput)
    .mutation(({ ctx, input }) => sendPasswordLink(ctx, ctx.viewer, input)),
  disable: managing.input(personInput).mutation(({ ctx, input }) => disablePerson(ctx, ctx.viewer, input.userId)),
  enable: managing.input(personInput).mutation(({ ctx, input }) => enablePerson(ctx, ctx.viewer, input.userId)),
  changeRole: managing.input(changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx, ctx.viewer, input)),

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
  changePassword: own
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changeOwnPassword(ctx, ctx.viewer, input)),
});
