import type { Month } from '../../shared/domain/month.ts';

/** One return among those ticked. */
export const returnKeyOf = (organisationId: number, month: Month) => `${organisationId}/${month}`;
