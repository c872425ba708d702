/**
 * How many guesses a password would stand, after what people really choose: leaked passwords, French words, first names and
 * surnames, keyboards, dates. The same estimate on the page and on the server. Its dictionaries weigh a megabyte: they are loaded where a
 * password is chosen, and nowhere else.
 */

/** The power of ten of the number of guesses; `about`: what is known of the person. */
export type Guesser = (password: string, about: readonly string[]) => number;

/** What follows adds guesses and never takes any away; the work grows with the square of the length. */
const LONGEST_READ = 32;
/** Digits for letters: more combinations than this take seconds and find nothing more. */
const LETTER_SWAPS = 8;

async function load(): Promise<Guesser> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: LETTER_SWAPS,
    maxLength: LONGEST_READ,
  });
  return (password, about) => {
    const words = about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 3);
    return estimator.check(password.normalize('NFKC').slice(0, LONGEST_READ), words).guessesLog10;
  };
}

let loading: Promise<Guesser> | undefined;

/** The estimate, loaded once; a load that failed (the network) is tried again. */
export function loadGuesser(): Promise<Guesser> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
