/** What a command answers to the shell: rows went in, nothing was done, or it was not used as it should. */
export const GOOD = 0;
export const NOTHING_DONE = 1;
export const BAD_USE = 2;

/** The command was not used as it should; without a message, its usage says enough. */
export class BadUse extends Error {}
