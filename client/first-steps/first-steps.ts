import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../lib/trpc.ts';

export type Started = inferRouterOutputs<AppRouter>['firstSteps']['state'];
export type Demonstration = NonNullable<Started['demonstration']>;
