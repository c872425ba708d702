import type { IsoDate } from '../../shared/domain/month.ts';

/** Where "now" comes from. Passed in everywhere, so that a test decides what day it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The civil date in Europe/Paris at an instant. */
export function parisDate(instant: Date): IsoDate {
  return parisDay.format(instant);
}
