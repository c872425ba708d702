import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import { quantityValue } from '../../shared/domain/figures/figure.ts';
import { type MonthState, monthState } from '../../shared/domain/figures/month-state.ts';
import type { Month } from '../../shared/domain/month.ts';
import { yearOf } from '../../shared/domain/month.ts';
import {
  type ApiMonthInput,
  type ApiPublication,
  type PublishedCatalogue,
  type PublishedFigures,
  publishedCatalogue,
  publishedFigures,
  type ShownState,
} from '../../shared/schemas/api.ts';
import { conventionOf } from '../conventions/service.ts';
import { type CatalogueFigure, figuresFor } from '../indicators/service.ts';
import { grid } from '../monthly-entry/grid.ts';
import { lockTimeouts, saveCell } from '../monthly-entry/service.ts';
import { submit } from '../monthly-entry/submission.ts';
import type { Reader } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { withinTransaction } from '../platform/database/within-transaction.ts';
import { AppError } from '../platform/errors.ts';
import { readAnswer, type StandingPublication, standingPublications } from '../publications/service.ts';
import * as repository from './repository.ts';
import type { TokenHolder } from './tokens.ts';

/** What the catalogue says at a month: the territory, and every indicator as it is defined then. */
export async function catalogueOf(platform: Platform, reader: Reader, through: Month): Promise<PublishedCatalogue> {
  const year = yearOf(through);
  const { territory } = await conventionOf(platform, year);
  const figures = await figuresFor(platform, reader, { year, through });
  return {
    territory,
    indicators: figures.map(({ code, label, unit, timeRule, direction, sensitive, definition }) => {
      return { code, label, unit, timeRule, direction, sensitive, definition };
    }),
  };
}

const publicStates: Record<MonthState, ShownState> = {
  value: 'known',
  estimated: 'estimated',
  masked: 'hidden',
  missing: 'missing',
  unavailable: 'unavailable',
  'not-applicable': 'not-applicable',
  'not-expected': 'not-expected',
};

/** Why the year has no value: it is not received as soon as one of its months is not. */
function yearState(figure: CatalogueFigure, months: CatalogueFigure['months']): ShownState {
  const { value, hidden, quantity, carried } = figure;
  if (hidden) return 'hidden';
  if (value !== null && carried.length > 0) return 'estimated';
  if (value !== null || quantity !== null) return 'known';
  const states = new Set(months.map(monthState));
  const found = (['missing', 'unavailable', 'not-applicable'] as const).find((state) => states.has(state));
  return found ?? 'not-expected';
}

function figureView(figure: CatalogueFigure) {
  const { code, through, value, coverage } = figure;
  const months = figure.months.filter(({ month }) => month <= through);
  return {
    indicator: code,
    through,
    state: yearState(figure, months),
    value,
    coverage: coverage.structures,
    months: months.map((one) => ({
      month: one.month,
      state: publicStates[monthState(one)],
      value: quantityValue(one.quantity),
      numerator: one.quantity && 'numerator' in one.quantity ? one.quantity.numerator : null,
      denominator: one.quantity && 'denominator' in one.quantity ? one.quantity.denominator : null,
      reported: one.reported,
      expected: one.expected,
    })),
  };
}

/** Every figure of a year, validated and suppressed: what a publication keeps of them. */
export async function publicFigures(
  platform: Platform,
  reader: Reader,
  year: number,
  month?: number,
): Promise<PublishedFigures> {
  const through = month === undefined ? undefined : `${year}-${String(month).padStart(2, '0')}`;
  const figures = await figuresFor(platform, reader, { year, through });
  return { year, fictitious: platform.demonstration(), figures: figures.map(figureView) };
}

const publicationView = ({ number, madeAt, through, ...publication }: StandingPublication): ApiPublication => {
  const { fictitious, note, fingerprint, withdrawnBy } = publication;
  const withdrawn = withdrawnBy && { by: withdrawnBy.number, why: withdrawnBy.why };
  return { number, madeAt: madeAt.toISOString(), through, fictitious, note, fingerprint, withdrawn };
};

type Reading = Pick<Platform, 'readers'>;

/** Every publication, the latest first. */
export async function publicationsView(platform: Reading): Promise<{ publications: ApiPublication[] }> {
  return { publications: (await standingPublications(platform)).map(publicationView) };
}

/** What a publication answers to a question, the latest unless it is named; refused (NOT_PUBLISHED) when it does not. */
async function answerOf<Kept>(
  platform: Reading,
  asked: number | undefined,
  question: { procedure: string; input: object; schema: ZodType<Kept> },
): Promise<Kept & { publication: ApiPublication }> {
  const all = await standingPublications(platform);
  const publication = asked === undefined ? all[0] : all.find(({ number }) => number === asked);
  if (!publication) throw new AppError('NOT_PUBLISHED', { number: asked ?? null });
  return { ...(await readAnswer(platform, publication, question)), publication: publicationView(publication) };
}

export const catalogueIn = (platform: Reading, publication: number | undefined) =>
  answerOf(platform, publication, { procedure: 'api.catalogue', input: {}, schema: publishedCatalogue });

export const figuresIn = (platform: Reading, year: number, publication: number | undefined) =>
  answerOf(platform, publication, { procedure: 'api.figures', input: { year }, schema: publishedFigures });

/** What the organisation has answered for a month, and what it is asked. */
export async function ownMonth(platform: Platform, { viewer, organisationId }: TokenHolder, month: Month) {
  const form = await grid(platform, viewer, { organisationId, month, span: 1 });
  const codeOf = new Map(form.rows.map((row) => [row.id, row.code]));
  return {
    month,
    status: form.status,
    expected: form.rows.filter((row) => row.expected.includes(month)).map((row) => row.code),
    cells: form.cells.map(({ indicatorId, state, value, numerator, denominator, reason, comment, revision, stage }) => {
      return {
        ...{ indicator: codeOf.get(indicatorId) ?? '', state, value, numerator, denominator },
        reason,
        comment,
        revision,
        stage,
      };
    }),
    ids: new Map(form.rows.map((row) => [row.code, row.id])),
  };
}

type OwnMonth = Awaited<ReturnType<typeof ownMonth>>;

export interface Refusal {
  place: string;
  error: AppError;
}

export type Sent = { kind: 'answer'; body: object; replayed: boolean } | { kind: 'refused'; refusals: Refusal[] };

/** Ends the transaction with nothing written, and carries what there is to say. */
class Undone extends Error {
  constructor(readonly sent: Sent) {
    super('undone');
  }
}

type SentCell = ApiMonthInput['cells'][number];

async function writeCell(
  platform: Platform,
  { organisationId, viewer }: TokenHolder,
  before: OwnMonth,
  { indicator, revision, ...content }: SentCell,
): Promise<AppError | null> {
  const indicatorId = before.ids.get(indicator);
  const seen = revision ?? before.cells.find((one) => one.indicator === indicator)?.revision ?? 0;
  try {
    if (indicatorId === undefined) throw new AppError('NOT_EXPECTED');
    const cell = { ...content, organisationId, indicatorId, month: before.month, revision: seen };
    await saveCell(platform, viewer, cell);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/**
 * The cells one by one, each by the act of the grid; refusals are all gathered. One that was refused is asked for again once
 * others are in: a part may come before the total that holds it.
 */
async function writeCells(platform: Platform, holder: TokenHolder, before: OwnMonth, cells: SentCell[]) {
  let waiting = cells.map((cell, rank) => ({ cell, rank }));
  for (;;) {
    const refused: { cell: SentCell; rank: number; error: AppError }[] = [];
    for (const { cell, rank } of waiting) {
      const error = await writeCell(platform, holder, before, cell);
      if (error) refused.push({ cell, rank, error });
    }
    const isOver = refused.length === 0 || refused.length === waiting.length;
    if (isOver) return refused.map(({ cell, rank, error }) => ({ place: `cells/${rank}/${cell.indicator}`, error }));
    waiting = refused;
  }
}

async function writeMonth(
  platform: Platform,
  holder: TokenHolder,
  before: OwnMonth,
  input: ApiMonthInput,
  dryRun: boolean,
) {
  const refusals = await writeCells(platform, holder, before, input.cells);
  if (refusals.length > 0) throw new Undone({ kind: 'refused', refusals });
  const { organisationId, viewer } = holder;
  const { month } = before;
  const sending = input.submit
    ? await submit(platform, viewer, { organisationId, month, reasons: [] })
    : { submitted: false, missing: [], flagged: [] };
  const { cells } = await ownMonth(platform, holder, month);
  return {
    ...{ month, dryRun, saved: input.cells.length, submitted: sending.submitted },
    missing: sending.missing.map(({ code, label }) => ({ indicator: code, label })),
    flagged: sending.flagged.map(({ code, label }) => ({ indicator: code, label })),
    cells,
  };
}

/**
 * Writes a month, whole or not at all, by the same acts as the grid. A key that was used gets the answer it got. A dry
 * run does everything, and undoes it.
 */
export async function sendMonth(
  platform: Platform,
  holder: TokenHolder,
  { month, dryRun, key, input }: { month: Month; dryRun: boolean; key: string; input: ApiMonthInput },
): Promise<Sent> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([month, input]))
    .digest('hex');
  const { tokenId } = holder;
  const before = await ownMonth(platform, holder, month);
  try {
    return await platform.db.$transaction(async (tx) => {
      await repository.holdKey(tx, tokenId, key);
      const kept = dryRun ? null : await repository.findAnswer(tx, tokenId, key);
      if (kept && kept.fingerprint !== fingerprint) throw new AppError('ALREADY_USED', { key });
      if (kept) return { kind: 'answer', body: kept.body as object, replayed: true };
      const body = await writeMonth({ ...platform, db: withinTransaction(tx) }, holder, before, input, dryRun);
      if (dryRun) throw new Undone({ kind: 'answer', body, replayed: false });
      await repository.keepAnswer(tx, {
        tokenId,
        key,
        fingerprint,
        status: 200,
        body,
        createdAt: platform.clock.now(),
      });
      return { kind: 'answer', body, replayed: false };
    }, lockTimeouts);
  } catch (error) {
    if (error instanceof Undone) return error.sent;
    throw error;
  }
}
