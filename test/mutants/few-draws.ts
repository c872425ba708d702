import fc from 'fast-check';

/** Ten draws a law: a mutant is asked hundreds of times, and what only chance finds is a sentence that is missing. */
fc.configureGlobal({ numRuns: 10 });
