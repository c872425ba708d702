import type { FastifyRequest } from 'fastify';
import { overviewHeading, stateHeading } from '../shared/domain/figures/overview-words.ts';
import { firstLedgerFilters } from '../shared/domain/ledger/ledger-filters.ts';
import { readsPublication } from '../shared/domain/site/publication-choice.ts';
import { readSession } from './accounts/own-account-service.ts';
import type { ReadyOverview } from './overview/ready-answers.ts';
import type { Context } from './platform/context.ts';
import { createCaller } from './platform/trpc.ts';
import type { FirstScreen } from './platform/web/first-page.ts';
import { appRouter } from './router.ts';

type ContextOf = (headers: NodeJS.Dict<string | string[]>, requestId: string) => Promise<Context>;
export type ScreenOf = (request: FastifyRequest) => Promise<FirstScreen>;

const callerOf = createCaller(appRouter);

interface Asked {
  procedure: string;
  input?: object;
  answer: Promise<unknown>;
}

/** What the first screen of an address would ask for at once, when the address has no filter, and the answers. */
function asked(address: string, call: ReturnType<typeof callerOf>): Asked[] {
  const code = /^\/indicateurs\/([\w.-]+)$/.exec(address)?.[1];
  if (code) return [{ procedure: 'indicators.byCode', input: { code }, answer: call.indicators.byCode({ code }) }];
  switch (address) {
    case '/expulsions':
      return [{ procedure: 'evictions.funnel', input: {}, answer: call.evictions.funnel({}) }];
    case '/logement':
      return [{ procedure: 'housing.captured', input: {}, answer: call.housing.captured({}) }];
    case '/sans-domicile':
      return [
        {
          procedure: 'homelessness.ledger',
          input: firstLedgerFilters,
          answer: call.homelessness.ledger(firstLedgerFilters),
        },
        { procedure: 'homelessness.linking', answer: call.homelessness.linking() },
      ];
    case '/catalogue':
      return [{ procedure: 'catalogue.read', answer: call.catalogue.read() }];
    default:
      return [];
  }
}

/** Who is signed in and, once inside, the answer that the first screen of the address waits for. */
export function screensWith(contextOf: ContextOf, overview: ReadyOverview): ScreenOf {
  return async ({ headers, id, url }) => {
    const context = await contextOf(headers, id);
    const session = await readSession(context);
    const answers = { session: JSON.stringify(session) };
    if (!session.viewer) return { answers };
    const call = callerOf(context);
    const { role } = session.viewer;
    const isPublished = readsPublication({ role, choice: context.publication });
    const reading = (): Asked[] =>
      isPublished ? [{ procedure: 'publications.list', answer: call.publications.list() }] : [];
    const ready = url === '/' ? await overview('/trpc/overview.forYear', headers) : null;
    if (ready) {
      const json = ready.json.toString();
      const headingOf = isPublished && role !== 'contributor' ? stateHeading : overviewHeading;
      const first = await answersOf(reading());
      return { answers: { ...answers, ...first, overview: json }, heading: headingOf(JSON.parse(json).result.data) };
    }
    return { answers: { ...answers, ...(await answersOf([...reading(), ...asked(url, call)])) } };
  };
}

/** What has an answer. Whoever is refused, or asks for what is not there, is told by the screen, in its words. */
async function answersOf(questions: readonly Asked[]): Promise<{ first?: string }> {
  const settled = await Promise.allSettled(questions.map(({ answer }) => answer));
  const first = questions.flatMap(({ procedure, input }, index) => {
    const outcome = settled[index];
    return outcome?.status === 'fulfilled' ? [{ procedure, input, answer: outcome.value }] : [];
  });
  return first.length > 0 ? { first: JSON.stringify(first) } : {};
}
