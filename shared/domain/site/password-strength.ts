/**
 * How strong a password is, after the CNIL's recommendation (délibération 2022-100 of 21 July 2022): a password that is
 * the only proof must be as hard to guess as 80 random bits, for example twelve characters of the four kinds or fourteen
 * of three. Counting characters knows nothing of what people choose, so two more things hold: known words, runs of the keyboard and
 * repetitions count for little, and an estimate of the guesses it would stand (`shared/passwords/guesses.ts`) must reach 10^10,
 * which no attack at a door that counts its tries can make.
 */

export type PasswordLevel = 'too-short' | 'weak' | 'sufficient' | 'strong';

interface PasswordStrength {
  level: PasswordLevel;
  /** Equivalent random bits, rounded. */
  bits: number;
  accepted: boolean;
  /** French sentences, the most useful first; empty when the password is accepted. */
  advice: string[];
}

export const MINIMUM_PASSWORD_LENGTH = 12;
/** Hashing is costly on purpose: a longer text would only be a way to tire the server. */
export const MAXIMUM_PASSWORD_LENGTH = 128;
const SUFFICIENT_BITS = 80;
const STRONG_BITS = 100;
/** Powers of ten of guesses. */
const SUFFICIENT_GUESSES = 10;
const STRONG_GUESSES = 14;

/** The CNIL counts at least 37 special characters; an accented letter is one of them. */
const kinds = [
  { name: 'une minuscule', pattern: /[a-z]/, size: 26 },
  { name: 'une majuscule', pattern: /[A-Z]/, size: 26 },
  { name: 'un chiffre', pattern: /[0-9]/, size: 10 },
  { name: 'un caractère spécial', pattern: /[^a-zA-Z0-9]/, size: 37 },
];

/** What people choose first, here and at this place of work. */
const commonWords = [
  'motdepasse password passw azerty qwerty admin administrateur welcome bienvenue letmein iloveyou jetaime secret',
  'bonjour soleil doudou loulou chouchou marseille football dragon princesse printemps hiver',
  'observatoire logement dabord dijon metropole coordination coordinatrice association prefecture siao',
  'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre',
].flatMap((line) => line.split(' '));

const sequences =
  'abcdefghijklmnopqrstuvwxyz 01234567890 azertyuiop qsdfghjklm wxcvbn qwertyuiop asdfghjkl zxcvbnm'.split(' ');

const leet: Record<string, string> = Object.fromEntries(
  ['0o', '1i', '3e', '4a', '5s', '7t', '@a', '$s', '!i'].map((pair) => [...pair]),
);

/** Lower case, without accents nor the usual digits for letters, one character for one. */
function plain(text: string): string {
  return [...text]
    .map((character) => leet[character] ?? [...character.normalize('NFD').toLowerCase()][0] ?? character)
    .join('');
}

const reversed = (text: string) => [...text].reverse().join('');

/** Length of the longest run of a known sequence, forward or backward, at the start of `text`; 0 under three characters. */
function sequenceAt(text: string): number {
  let longest = 0;
  for (const sequence of sequences.flatMap((line) => [line, reversed(line)])) {
    const start = sequence.indexOf(text[0] ?? '');
    let length = 0;
    while (start >= 0 && length < text.length && text[length] === sequence[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest >= 3 ? longest : 0;
}

/** Length of what has already been said just before `position`: « aaa » and « chat-chat- » say it once. */
function repeatAt(text: string, position: number): number {
  for (let size = Math.min(position, text.length - position); size >= 1; size -= 1) {
    const piece = text.slice(position, position + size);
    if (
      size >= 3
        ? text.slice(0, position).includes(piece)
        : size === 1 && text.slice(position - 2, position) === piece.repeat(2)
    ) {
      return size;
    }
  }
  return 0;
}

/** The words that someone who knows the person would try first: the parts of the name and of the e-mail address. */
function personalWords(about: readonly string[]): string[] {
  return about.flatMap((text) => plain(text).split(/[^a-z0-9]+/)).filter((word) => word.length >= 3);
}

interface Reading {
  /** Characters that an attacker must really guess. */
  length: number;
  personal: boolean;
  predictable: boolean;
}

/** Walks through a password; a known word counts for two characters, a sequence for two, a repetition for one. */
function read(password: string, about: readonly string[]): Reading {
  const raw = password.toLowerCase();
  const text = plain(password);
  const personal = personalWords(about);
  const reading: Reading = { length: 0, personal: false, predictable: false };
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const own = personal.find((word) => rest.startsWith(word));
    const common = commonWords.find((word) => rest.startsWith(word));
    const sequence = Math.max(sequenceAt(rest), sequenceAt(raw.slice(position)));
    const repeat = repeatAt(text, position);
    const skipped = Math.max(own?.length ?? 0, common?.length ?? 0, sequence, repeat);
    reading.personal ||= own !== undefined;
    reading.predictable ||= skipped > 0 && own === undefined;
    reading.length += skipped === 0 ? 1 : Math.min(skipped, skipped === repeat ? 1 : 2);
    position += Math.max(skipped, 1);
  }
  return reading;
}

function levelOf(length: number, bits: number, guesses: number): PasswordLevel {
  if (length < MINIMUM_PASSWORD_LENGTH) return 'too-short';
  if (bits < SUFFICIENT_BITS || guesses < SUFFICIENT_GUESSES) return 'weak';
  return bits < STRONG_BITS || guesses < STRONG_GUESSES ? 'sufficient' : 'strong';
}

function adviceFor(length: number, reading: Reading, missing: string[]): string[] {
  const advice: string[] = [];
  if (length < MINIMUM_PASSWORD_LENGTH) {
    advice.push(`Il faut au moins ${MINIMUM_PASSWORD_LENGTH} caractères ; il y en a ${length}.`);
  }
  if (reading.personal) advice.push('Évitez votre nom et votre adresse électronique.');
  if (reading.predictable)
    advice.push('Évitez les mots trop courants, les suites comme « 1234 » ou « azerty » et les répétitions.');
  if (missing.length > 0) advice.push(`Ajoutez ${new Intl.ListFormat('fr', { type: 'disjunction' }).format(missing)}.`);
  advice.push('Une phrase de plusieurs mots sans rapport entre eux est longue et se retient.');
  return advice;
}

/**
 * The strength of a password: bits = guessable length × log2(size of the alphabet used), where a known word, a keyboard
 * sequence or a repetition counts for one or two characters. Accepted from 12 characters and 80 bits.
 * `about`: the person's name and e-mail address, which must not be part of it. `guesses`: the power of ten of the guesses that it
 * would stand, when the estimate is at hand.
 * Example: `passwordStrength('Vq7!mZ2#xLp9')` is 12 × log2(99) = 80 bits, sufficient; `'azerty123456'` is weak.
 */
export function passwordStrength(
  password: string,
  about: readonly string[] = [],
  guesses = Number.POSITIVE_INFINITY,
): PasswordStrength {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  const reading = read(text, about);
  const used = kinds.filter((kind) => kind.pattern.test(text));
  const alphabet = used.reduce((sum, kind) => sum + kind.size, 0);
  const bits = Math.round(alphabet === 0 ? 0 : reading.length * Math.log2(alphabet));
  const level = levelOf(length, bits, guesses);
  const accepted = level === 'sufficient' || level === 'strong';
  const missing = kinds.filter((kind) => !used.includes(kind)).map((kind) => kind.name);
  return { level, bits, accepted, advice: accepted ? [] : adviceFor(length, reading, missing) };
}
