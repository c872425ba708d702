import './styles/base.css';
import './ui/text/visually-hidden.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { takeFirstAnswers } from './lib/answers/first-answers.ts';
import { queryClient, TRPCProvider, trpcClient } from './lib/trpc.ts';
import { speakFrench } from './lib/words/french-validity.ts';
import { router } from './routes.tsx';

const root = document.getElementById('root');
if (root) {
  speakFrench(document);
  takeFirstAnswers(queryClient, trpcClient);
  // A transition is drawn in slices: a slow computer stays free to scroll and to answer meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            <RouterProvider router={router} />
          </TRPCProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}
