/** The help of one room, as data: the pages of the screen and the guides on paper say the same words. */
export interface RoomHelp {
  /** First segment of the room's address; the help is at `/aide/<slug>`. */
  slug: string;
  /** Where the room is, for whoever reads its help first; null when it has no page of its own for everybody. */
  href: string | null;
  title: string;
  /** What the room is for, in one or two sentences. */
  purpose: string;
  /** How one goes about it, step by step. */
  steps: readonly string[];
  /** What its figures and words mean. */
  figures: readonly { term: string; meaning: string }[];
  /** Common mistakes, and the way out. */
  mistakes: readonly { wrong: string; right: string }[];
}
