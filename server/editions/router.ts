import {
  comparisonQuery,
  editionQuery,
  editionsQuery,
  freezeInput,
  newEdition,
  revisedQuery,
  sendInput,
  voteInput,
} from '../../shared/schemas/edition.ts';
import { inTurn } from '../platform/long-work.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { compare } from './comparison.ts';
import { freeze, freezeCheck } from './freezing.ts';
import { preparedSending, sendEdition } from './sending.ts';
import { discardEdition, editionsOf, openEdition, revisedSinceReport, verifyEdition, voteEdition } from './service.ts';

const reads = allowed('editions.read');
const writes = allowed('editions.write');
const sends = allowed('editions.send');
/** What leaves the house, or is kept for ever: by somebody who has just proved who they are. */
const seals = stepUp('editions.write');
const dispatches = stepUp('editions.send');

export const editionsRouter = router({
  forYear: reads.input(editionsQuery).query(({ ctx, input }) => editionsOf(ctx, ctx.viewer, input.year)),
  revised: allowed('figures.read')
    .input(revisedQuery)
    .query(({ ctx, input }) => revisedSinceReport(ctx, ctx.viewer, input)),
  verify: allowed('editions.verify')
    .input(editionQuery)
    .mutation(({ ctx, input }) => verifyEdition(ctx, ctx.viewer, input.id)),
  open: writes.input(newEdition).mutation(({ ctx, input }) => openEdition(ctx, ctx.viewer, input)),
  discard: writes.input(editionQuery).mutation(({ ctx, input }) => discardEdition(ctx, ctx.viewer, input.id)),
  check: writes.input(editionQuery).query(({ ctx, input }) => freezeCheck(ctx, input.id)),
  freeze: seals
    .input(freezeInput)
    .mutation(({ ctx, input }) => inTurn(ctx.viewer.id, () => freeze(ctx, ctx.viewer, input))),
  vote: writes.input(voteInput).mutation(({ ctx, input }) => voteEdition(ctx, ctx.viewer, input)),
  compare: writes.input(comparisonQuery).query(({ ctx, input }) => compare(ctx, input)),
  sending: sends.input(editionQuery).query(({ ctx, input }) => preparedSending(ctx, input.id)),
  send: dispatches.input(sendInput).mutation(({ ctx, input }) => sendEdition(ctx, ctx.viewer, input)),
});
