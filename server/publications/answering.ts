import { type Month, yearOf } from '../../shared/domain/month.ts';
import type { Viewer } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
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
  const withYear = { ...asked, year: asked.year ?? yearOf(through) };
  const own = withYear.year === yearOf(through) && asked.month === Number(through.slice(5));
  return [asked, withYear, ...(own ? [{ ...withYear, month: undefined }] : [])].map(questionKey);
}

/** The publication that a request reads. */
export async function publicationRead({ readers, publication }: Pick<Context, 'readers' | 'publication'>) {
  const found = await findPublication(readers, publication ?? 'latest');
  if (!found) throw new AppError('NOT_PUBLISHED', { number: typeof publication === 'number' ? publication : null });
  return found;
}

type Asking = Pick<Context, 'db' | 'readers' | 'publication' | 'clock'> & { viewer: Viewer | null };

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
  return textIn(context, await formFor(context), procedure, input);
}

/** The same with its small numbers hidden, whoever reads: what leaves the house in a file. */
export const publishedForFile = (
  context: Pick<Context, 'readers' | 'publication'>,
  procedure: string,
  input: object | undefined,
): Promise<PublishedText> => textIn(context, 'masked', procedure, input);

async function textIn(
  context: Pick<Context, 'readers' | 'publication'>,
  form: PublicationForm,
  procedure: string,
  input: object | undefined,
): Promise<PublishedText> {
  const publication = await publicationRead(context);
  const keys = keysOf(input, publication.through);
  const text = await findAnswer(context.readers, publication, { form, procedure, keys });
  if (text === null) throw new AppError('NOT_PUBLISHED', { number: publication.number });
  return { text, publication };
}

/** Whose figures a request reads: a publication's for readers, and for others when they ask for it or have none of their own. */
export function readsPublication(
  { viewer, publication }: Pick<Context, 'publication'> & { viewer: Pick<Viewer, 'role'> | null },
  isOwn: boolean,
): boolean {
  if (!viewer || viewer.role === 'reader') return true;
  if (publication !== undefined && publication !== null) return true;
  return viewer.role === 'contributor' && !isOwn;
}

interface Asked<Input> {
  ctx: Context & { viewer: Viewer };
  input: Input;
}

/**
 * A procedure that readers are answered from publications: what was kept of it, word for word. The coordinator, and an
 * organisation for what is its own (`isOwn`), are answered live unless they ask for a publication.
 */
export function orPublished<Input extends object | undefined, Answer>(
  procedure: string,
  live: (asked: Asked<Input>) => Promise<Answer>,
  isOwn: (asked: Asked<NoInfer<Input>>) => boolean | Promise<boolean> = () => false,
) {
  return async (asked: Asked<Input>): Promise<Answer> => {
    const { ctx, input } = asked;
    if (!readsPublication(ctx, ctx.viewer.role === 'contributor' && (await isOwn(asked)))) return live(asked);
    const { text } = await publishedText(ctx, procedure, input);
    return JSON.parse(text) as Answer;
  };
}

/** True when what is asked is of one's own organisation. */
export async function asksOwn({ ctx, input }: Asked<{ organisation?: string | undefined }>): Promise<boolean> {
  const { organisationId } = ctx.viewer;
  if (input.organisation === undefined || organisationId === null) return false;
  return (await findOrganisationCode(ctx.db, organisationId)) === input.organisation;
}
