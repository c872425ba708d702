import { tokenInput, tokenKey, tokenOwner } from '../../shared/schemas/api.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

export const apiTokensRouter = router({
  list: allowed('api-tokens.read')
    .input(tokenOwner)
    .query(({ ctx, input }) => listTokens(ctx, ctx.viewer, input)),
  create: stepUp('api-tokens.write')
    .input(tokenInput)
    .mutation(({ ctx, input }) => createToken(ctx, ctx.viewer, input)),
  revoke: allowed('api-tokens.write')
    .input(tokenKey)
    .mutation(({ ctx, input }) => revokeToken(ctx, ctx.viewer, input)),
});
