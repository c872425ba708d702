import type { Answers } from '../lib/trpc.ts';

/** What the server says of itself. */
export type ServiceStatus = Answers['status']['read'];
