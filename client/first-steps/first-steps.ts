import type { Answers } from '../lib/trpc.ts';

export type Started = Answers['firstSteps']['state'];
export type Demonstration = NonNullable<Started['demonstration']>;
