import { type Month, yearOf } from '../../shared/domain/month.ts';
import { readsPublication } from '../../shared/domain/site/publication-choice.ts';
import type { Viewer } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { noteRead } from '../platform/web/page-views.ts';
import {
  findAnswer,
  findOrganisationCode,
  findPublication,
  type PublicationForm,
  type PublicationRow,
} from './repository.ts';
import { mayReadWhole } from './whole-reading.ts';

/** A question as it is kept: its fields in order, and nothing that was not asked. */
export function questionKey(input: object | undefined): string {
  const asked = Object.entries(input ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return JSON.stringify(Object.fromEntries(asked.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * The keys under which a question may be kept: as it was asked; with the year of the publication when it names none; without
 * the month when that is the publication's own last.
 */
function keysOf(input: object | undefined, through: Month): string[] {
  const asked: Record<string, unknown> = { ...input };
  // A total and all its parts would give back what is hidden: the parts are for their owners.
  if (asked.organisation !== undefined) throw new AppError('FORBIDDEN');
  const withYear = { ...asked, year: asked.year ?? yearOf(through) };
  const own = withYear.year === yearOf(through) && asked.month === Number(through.slice(5));
  return [asked, withYear, ...(own ? [{ ...withYear, month: undefined }] : [])].map(questionKey);
}

/** The publication that a request reads: the latest unless it names one; null when there is none. */
export const publicationAsked = ({ readers, publication }: Pick<Context, 'readers' | 'publication'>) =>
  findPublication(readers, publication ?? 'latest');

/** The same, where nothing can be said without one. */
async function publicationRead({ readers, publication }: Pick<Context, 'readers' | 'publication'>) {
  const found = await publicationAsked({ readers, publication });
  if (!found) throw new AppError('NOT_PUBLISHED', { number: typeof publication === 'number' ? publication : null });
  return found;
}

type Asking = Pick<Context, 'db' | 'readers' | 'replica' | 'publication' | 'clock'> & { viewer: Viewer | null };

/** In which form somebody reads publications: whole for a named State reader who holds the right, else masked. */
const formFor = async (context: Asking): Promise<PublicationForm> =>
  (await mayReadWhole(context, context.viewer)) ? 'whole' : 'masked';

interface PublishedText {
  text: string;
  publication: PublicationRow;
}

/** The text of an answer of the publication that is read; refused when it does not answer that question. */
export async function publishedText(
  context: Asking,
  procedure: string,
  input: object | undefined,
): Promise<PublishedText> {
  const form = await formFor(context);
  const found = await textIn(context, form, procedure, input);
  if (form === 'whole' && context.viewer)
    noteRead(context, context.viewer, 'whole-publication', `${found.publication.number} ${procedure}`);
  return found;
}

/** The same with its small numbers hidden, whoever reads: what leaves the house in a file. */
export const publishedForFile = (
  context: Pick<Context, 'readers' | 'replica' | 'publication'>,
  procedure: string,
  input: object | undefined,
): Promise<PublishedText> => textIn(context, 'masked', procedure, input);

async function textIn(
  context: Pick<Context, 'readers' | 'replica' | 'publication'>,
  form: PublicationForm,
  procedure: string,
  input: object | undefined,
): Promise<PublishedText> {
  const publication = await publicationRead(context);
  const keys = keysOf(input, publication.through);
  const text = await findAnswer(context, publication, { form, procedure, keys });
  if (text === null) throw new AppError('NOT_PUBLISHED', { number: publication.number });
  return { text, publication };
}

interface Asked<Input> {
  ctx: Context & { viewer: Viewer };
  input: Input;
}

interface Reading<Input, Answer> {
  /** True of what is the asker's own organisation's: it is answered live. */
  isOwn?: (asked: Asked<NoInfer<Input>>) => boolean | Promise<boolean>;
  /** A question that is a part of a kept one: which, and how its answer is made of it. */
  within?: { question: (input: NoInfer<Input>) => object; part: (answer: Answer, input: NoInfer<Input>) => Answer };
}

/**
 * A procedure that readers are answered from publications: what was kept of it, word for word. The coordinator, and an
 * organisation for what is its own, are answered live unless they ask for a publication.
 */
export function orPublished<Input extends object | undefined, Answer>(
  procedure: string,
  live: (asked: Asked<Input>) => Promise<Answer>,
  { isOwn = () => false, within }: Reading<Input, Answer> = {},
) {
  return async (asked: Asked<Input>): Promise<Answer> => {
    const { ctx, input } = asked;
    const { role } = ctx.viewer;
    const own = role === 'contributor' && (await isOwn(asked));
    if (!readsPublication({ role, choice: ctx.publication }, own)) return live(asked);
    const { text } = await publishedText(ctx, procedure, within ? within.question(input) : input);
    const answer = JSON.parse(text) as Answer;
    return within ? within.part(answer, input) : answer;
  };
}

/** True when what is asked is of one's own organisation. */
export async function asksOwn({ ctx, input }: Asked<{ organisation?: string | undefined }>): Promise<boolean> {
  const { organisationId } = ctx.viewer;
  if (input.organisation === undefined || organisationId === null) return false;
  return (await findOrganisationCode(ctx.db, organisationId)) === input.organisation;
}
