import { createHash } from 'node:crypto';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import type { Knowledge } from '../../shared/domain/secrecy/suppression-problem.ts';
import type { PublishInput } from '../../shared/schemas/publication.ts';
import { collectionState } from '../collection/outstanding.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { questionKey } from '../publications/answering.ts';
import {
  holdForPublishing,
  type KeptAnswer,
  keepPublication,
  knownSince,
  latestPublication,
  type PublicationForm,
  type PublicationRow,
  type PublicationSummary,
  saidBy,
} from '../publications/service.ts';
import { anyReader, type Overview, overviewsOf, questionsOf, wholeReader } from './answers.ts';
import { changesBetween, type SaidYear, saidYear } from './changes.ts';
import { inOnePicture, revisionIn } from './repository.ts';
import { auditRelease, decideSecrecy } from './secrecy.ts';

/** The figures of the publication before, as it says them; none when there is none. */
async function saidBefore(
  platform: Pick<Platform, 'readers'>,
  before: PublicationRow | null,
  years: readonly number[],
): Promise<SaidYear[]> {
  if (!before) return [];
  const texts = await Promise.all(years.map((year) => saidBy(platform, before, 'overview.forYear', { year })));
  return texts.flatMap((text) => (text === null ? [] : [saidYear.parse(JSON.parse(text))]));
}

async function summaryOf(
  platform: Pick<Platform, 'readers'>,
  overviews: readonly Overview[],
  before: PublicationRow | null,
): Promise<PublicationSummary> {
  const years = overviews.map(({ year }) => year);
  const said = await saidBefore(platform, before, years);
  const cells = overviews.at(-1)?.figures.map(({ coverage }) => coverage.cells) ?? [];
  const add = (of: (cell: (typeof cells)[number]) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    coverage: { reported: add(({ reported }) => reported), expected: add(({ expected }) => expected) },
    changes: changesBetween(said, overviews, before?.through ?? null),
  };
}

/** The last month that may be published: refused (FUTURE_MONTH) when it is not over and due. */
function latestFor(platform: Platform, through?: Month): Month {
  const date = platform.referenceDate();
  const latest = lastMonthDue(yearOf(date), date);
  if (through !== undefined && through > latest) throw new AppError('FUTURE_MONTH', { month: through });
  return latest;
}

/** What would be published now: up to which month, what it changes, what waits and from whom. `seen` goes back with the act. */
export async function publicationPreview(platform: Platform, viewer: Viewer, asked: Month | undefined) {
  const latest = latestFor(platform, asked);
  const through = asked ?? latest;
  const before = await latestPublication(platform);
  const scopeOf = (id: number) => organisationScope(viewer, 'collection.read', id);
  const { seen, overviews, lost } = await inOnePicture(platform, async (picture, tx) => {
    const { decision, masked } = await read(picture, through, await knownSince(tx, before));
    return { seen: await revisionIn(picture.db), overviews: masked, lost: decision.lost };
  });
  const span = { from: `${yearOf(through)}-01`, to: through };
  const { missing, toValidate: waiting } = await collectionState(platform, scopeOf, span);
  const summary = await summaryOf(platform, overviews, before);
  return { number: (before?.number ?? 0) + 1, through, latest, seen, before, missing, waiting, lost, ...summary };
}

/** A publication's fingerprint: of every answer, in the order of their questions, so that who has them can make it again. */
export function fingerprintOf(answers: readonly KeptAnswer[]): string {
  const texts = answers.map(({ form, procedure, key, body }) => JSON.stringify([form, procedure, key, body]));
  const hash = createHash('sha256');
  for (const text of texts.sort()) hash.update(text);
  return hash.digest('hex');
}

/** What is validated up to a month: whole, what of it may be said, and as it may. */
async function read(picture: Platform, through: Month, earlier: Knowledge | undefined) {
  const whole = await overviewsOf(picture, wholeReader, through);
  const years = whole.map(({ year }) => year);
  const decision = await decideSecrecy(picture, { years, through }, earlier);
  return { whole, decision, masked: await overviewsOf(picture, anyReader(decision), through) };
}

/** The answers of one form of a publication. */
async function answersOf(
  platform: Platform,
  { form, reader }: { form: PublicationForm; reader: Viewer },
  overviews: readonly Overview[],
  through: Month,
): Promise<KeptAnswer[]> {
  const answers: KeptAnswer[] = [];
  for (const { procedure, input, answer } of questionsOf(platform, reader, overviews, through))
    answers.push({ form, procedure, key: questionKey(input), body: JSON.stringify(await answer()) });
  return answers;
}

/** What is published; `seen` null: by the product itself (the demonstration), which has seen nothing. */
type Act = Omit<PublishInput, 'seen'> & { seen: string | null };

/**
 * Publishes what is validated up to a month: every answer that readers may get, made of one picture of the database and kept
 * for ever. Refused (READ_AGAIN) when figures changed since the screen was read, and for a month that is not due (FUTURE_MONTH).
 */
export async function publish(platform: Platform, actor: Actor, act: Act): Promise<{ number: number }> {
  const { through, note, withdraws, seen } = act;
  latestFor(platform, through);
  return inOnePicture(platform, async (picture, tx) => {
    const before = await holdForPublishing(tx, withdraws);
    if (seen !== null && (await revisionIn(picture.db)) !== seen) throw new AppError('READ_AGAIN', {});
    const { whole, decision, masked } = await read(picture, through, await knownSince(tx, before));
    await auditRelease(decision);
    const summary = await summaryOf({ readers: picture.db }, masked, before);
    const answers = [
      ...(await answersOf(picture, { form: 'masked', reader: anyReader(decision) }, masked, through)),
      ...(await answersOf(picture, { form: 'whole', reader: wholeReader }, whole, through)),
    ];
    const [madeAt, fictitious] = [platform.clock.now(), platform.demonstration()];
    const secrecy = { knowledge: decision.knowledge, lost: decision.lost };
    const content = { through, note, withdraws, summary, secrecy, fingerprint: fingerprintOf(answers) };
    const publication = { ...content, madeAt, fictitious };
    return { number: await keepPublication(tx, actor, before, publication, answers) };
  });
}
