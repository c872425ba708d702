import { createHash } from 'node:crypto';

/** Parts of the latest publications; one of the demonstration has some thousands. */
const KEPT = 20_000;

/**
 * Answers on parts of a publication, by all that a part holds: the same part has the same answer. What is looked at before it is
 * published is decided once, and a publication that follows another is decided where something moved.
 */
export class Remembered<Part, Answer> {
  private readonly answers = new Map<string, Answer>();

  /** The answer on a part; `answer` is asked when nobody has asked for it lately. */
  of(part: Part, answer: () => Answer): Answer {
    const name = createHash('sha256').update(JSON.stringify(part)).digest('base64');
    const known = this.answers.get(name) ?? answer();
    // The latest asked stands last.
    this.answers.delete(name);
    this.answers.set(name, known);
    const [oldest] = this.answers.keys();
    if (this.answers.size > KEPT && oldest !== undefined) this.answers.delete(oldest);
    return known;
  }
}
