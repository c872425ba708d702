import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, render } from '@testing-library/react';
import { expect, onTestFinished, vi } from 'vitest';
import { keepChoice } from '../../../client/lib/publications/publication-choice.ts';
import { queryClient, TRPCProvider, trpcClient } from '../../../client/lib/trpc.ts';
import { router as productRouter } from '../../../client/routes.tsx';
import { AnsweringServer, type Answers, type Outputs, type WebAnswers } from './answering-server.ts';
import { fillBrowserGaps } from './browser-gaps.ts';
import { pageFaults } from './page-faults.ts';
import { coordinator, type Person, published, sessionOf } from './people.ts';

interface Opening {
  /** Who is signed in; the coordinator when nobody is named, nobody when null. */
  as?: Person | null;
  session?: Partial<Outputs['session']['me']>;
  answers?: Answers;
  web?: WebAnswers;
}

interface OpenPage {
  server: AnsweringServer;
  /** The address that the browser shows. */
  address: () => string;
}

let current: { server: AnsweringServer; isIdle: () => boolean } | null = null;

/**
 * Opens an address of the product as a browser does: its routes, its frame, its queries and its requests; only the server's
 * answers are given. The test imports the page itself (in the product it comes when it is asked for), so that it is there at once.
 */
export async function openPage(at: string, opening: Opening = {}): Promise<OpenPage> {
  const { as = coordinator, session = {}, answers = {}, web = {} } = opening;
  const server = new AnsweringServer(
    { session: { me: sessionOf(as, session) }, publications: { list: published } },
    web,
  );
  server.answer(answers);
  fillBrowserGaps();
  vi.stubGlobal('fetch', server.fetch);
  onTestFinished(() => close(server));
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ ...productRouter.options, history });
  current = { server, isIdle: () => router.state.status === 'idle' };
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <RouterProvider router={router} />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  await settle();
  return { server, address: () => history.location.href };
}

/** Turns of the event loop without news after which the page is at rest; more while a question has no answer. */
const QUIET_TURNS = 3;
const PATIENT_TURNS = 20;
/** A busy machine is slow to read an answer that was given. */
const PATIENT_MS = 1500;
/** A part of the page that is read when it is needed comes late on a busy machine; one that never comes is the test's to tell. */
const DRAWING_MS = 15_000;

/** Parts that the page has still to draw. */
const isDrawing = () => document.querySelector('.loading, .below') !== null;

/** Until everything that was asked is answered and drawn. */
export async function settle(): Promise<void> {
  const start = performance.now();
  let open = Number.NaN;
  let since = start;
  const isHeld = () => (current?.server.held ?? 0) > 0 || performance.now() - since > PATIENT_MS;
  for (let quiet = 0; quiet < QUIET_TURNS || (open > 0 && !(quiet >= PATIENT_TURNS && isHeld())); quiet += 1) {
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    const asked = queryClient.isFetching() + queryClient.isMutating();
    const isMoving = current !== null && (current.server.busy > 0 || !current.isIdle());
    const isComing = asked === 0 && isDrawing() && performance.now() - start < DRAWING_MS;
    if (isMoving || isComing || asked !== open) {
      quiet = 0;
      since = performance.now();
    }
    open = asked;
  }
}

function close(server: AnsweringServer): void {
  const faults = pageFaults();
  current = null;
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
  localStorage.clear();
  keepChoice(null);
  expect(server.unknown, 'asked without an answer in the test').toEqual([]);
  expect(faults, 'faults of the page').toEqual([]);
}
