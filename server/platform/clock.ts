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

const parisClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });

/** The hour in Europe/Paris at an instant, 0 to 23. */
export function parisHour(instant: Date): number {
  return Number(parisClock.format(instant));
}
