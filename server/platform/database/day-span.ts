import type { IsoDate } from '../../../shared/domain/month.ts';

/** Of what runs from a day to another (`runsOn` of the domain), the condition that the database asks. */

/** It is not over on a day: it runs, or begins later. */
export const notOverOn = (day: IsoDate) => ({ OR: [{ toDate: null }, { toDate: { gte: day } }] });

/** It runs on a day. */
export const runningOn = (day: IsoDate) => ({ fromDate: { lte: day }, ...notOverOn(day) });
