import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../lib/trpc.ts';

/** What the server says of itself. */
export type ServiceStatus = inferRouterOutputs<AppRouter>['status']['read'];
