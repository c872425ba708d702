import type { Content } from '../../../shared/registers/register.ts';

/** A request of the SIAO, alone in the street in January 2023 unless it is said otherwise. */
export const request = (more: Content): Content => ({
  requestDate: '2023-01-10',
  situation: 'Rue - abri de fortune',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});
