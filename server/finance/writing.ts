import type { Prisma } from '../../prisma/generated/client.ts';
import { isTitleTooEarly } from '../../shared/domain/finance/finance-rules.ts';
import { lineAmounts, STATE_FUNDER } from '../../shared/domain/finance/finance-year.ts';
import { recordOf } from '../../shared/domain/record-of.ts';
import type {
  LineInput,
  NoticeInput,
  PartnerInput,
  PaymentInput,
  RemovalInput,
} from '../../shared/schemas/finance/finance.ts';
import { type ConventionRecord, conventionOf } from '../conventions/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { holdOpenYear } from './closing.ts';
import * as repository from './writing-repository.ts';

type Tx = Prisma.TransactionClient;
type Writing = Pick<Platform, 'db' | 'clock' | 'demonstration'>;

/** The convention of a year, refused where the year is of none: its nearest neighbour's lines are not its own. */
async function conventionIn(platform: Writing, year: number): Promise<ConventionRecord> {
  const convention = await conventionOf(platform, year);
  if (year < convention.startYear || year > convention.endYear) throw new AppError('INVALID', { fields: ['year'] });
  return convention;
}

/** The row that was read is the one that is written: refused with CONFLICT when somebody wrote in between. */
function checkVersion(found: { version: number } | null | undefined, version: number | null): void {
  if ((found?.version ?? null) !== version) throw new AppError('CONFLICT', { entity: 'finance' });
}

const signature = (platform: Writing, viewer: Viewer) => ({
  updatedById: viewer.id,
  updatedByName: viewer.name,
  updatedAt: platform.clock.now(),
});

/** The spelling of the State that is kept, so that its part is found again. */
export function namedFunder(typed: string): string {
  const plain = typed
    .normalize('NFD')
    .replace(/\p{M}|[^\p{L}]/gu, '')
    .toLowerCase();
  return plain === 'etat' || plain === 'letat' ? STATE_FUNDER : typed;
}

/** What is kept of a line, refused when it says nothing, or when the State's grant comes to a line without its act. */
export function checkedLine(input: LineInput) {
  const amounts = recordOf(lineAmounts, (one) => input[one]);
  if (Object.values(amounts).every((one) => one === null)) throw new AppError('INVALID', { fields: ['amounts'] });
  const line = { funder: namedFunder(input.funder), document: input.document || null, note: input.note || null };
  if (line.funder === STATE_FUNDER && amounts.grantedCents !== null && !line.document)
    throw new AppError('NEEDS_REASON', { fields: ['document'] });
  return { ...amounts, ...line };
}

/** Writes a line within a transaction that holds its year; the import does the same for each of its rows. */
export async function writeLine(
  tx: Tx,
  platform: Writing,
  viewer: Viewer,
  convention: string,
  input: LineInput,
): Promise<void> {
  const data = checkedLine(input);
  const [action] = await repository.findActionIds(tx, convention, [input.action]);
  if (!action) throw new AppError('NOT_FOUND', { entity: 'action', code: input.action });
  const found = await repository.findLine(tx, action.id, input.year, data.funder);
  checkVersion(found, input.version);
  const signed = { ...data, ...signature(platform, viewer) };
  if (found) await repository.updateLine(tx, found.id, signed);
  else
    await repository.createLine(tx, {
      ...signed,
      ...{ actionId: action.id, year: input.year, demonstration: platform.demonstration() },
    });
  const before = found && Object.fromEntries(lineAmounts.map((one) => [one, found[one]]));
  await recordAudit(tx, viewer, {
    action: 'finance.line',
    entity: 'finance-line',
    entityId: `${input.year}/${input.action}/${data.funder}`,
    ...(before && { before: { ...before, document: found.document } }),
    after: data,
  });
}

/** Writes what a funder does for a line of the annex in a year. */
export async function saveLine(platform: Writing, viewer: Viewer, input: LineInput): Promise<void> {
  const { code } = await conventionIn(platform, input.year);
  await platform.db.$transaction(async (tx) => {
    await holdOpenYear(tx, input.year);
    await writeLine(tx, platform, viewer, code, input);
  });
}

/** Takes away what a funder does for a line, with the reason. */
export async function removeLine(platform: Writing, viewer: Viewer, input: RemovalInput): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const line = await repository.findLineById(tx, input.id);
    if (!line) throw new AppError('NOT_FOUND', { entity: 'finance-line' });
    await holdOpenYear(tx, line.year);
    checkVersion(await repository.findLineById(tx, input.id), input.version);
    await repository.deleteLine(tx, line.id);
    await recordAudit(tx, viewer, {
      action: 'finance.remove-line',
      entity: 'finance-line',
      entityId: `${line.year}/${line.action.key}/${line.funder}`,
      before: Object.fromEntries(lineAmounts.map((one) => [one, line[one]])),
      reason: input.reason,
    });
  });
}

/** Example: the second convention of SOLIHA for 2025 is `SOLIHA-2025-2`. */
async function newCode(tx: Tx, organisation: string, year: number): Promise<string> {
  const prefix = `${organisation}-${year}-`;
  return `${prefix}${(await repository.countPartners(tx, prefix)) + 1}`;
}

function checkDates({ startDate, endDate }: Pick<PartnerInput, 'startDate' | 'endDate'>): void {
  if (startDate && endDate && endDate < startDate) throw new AppError('INVALID', { fields: ['endDate'] });
}

function partsOf({ instalments, documents }: PartnerInput, demonstration: boolean) {
  return {
    instalments: instalments.map((one, position) => ({
      ...one,
      reference: one.reference || null,
      paidCents: one.paidOn === null ? null : (one.paidCents ?? one.amountCents),
      ...{ position, demonstration },
    })),
    documents: documents.map((one, position) => ({
      ...one,
      reference: one.reference || null,
      ...{ position, demonstration },
    })),
  };
}

/** Writes a partner's convention within a transaction that holds its year. `newName`: the code that a new one comes with. */
export async function writePartner(
  tx: Tx,
  platform: Writing,
  viewer: Viewer,
  convention: string,
  input: PartnerInput,
  newName?: string,
): Promise<number> {
  const { year, organisationId, object, amountCents, startDate, endDate, document, note, version } = input;
  checkDates(input);
  const organisation = await repository.findOrganisation(tx, organisationId);
  if (!organisation) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const found = input.id === null ? null : await repository.findPartner(tx, input.id);
  if (input.id !== null && (!found || found.year !== year)) throw new AppError('NOT_FOUND', { entity: 'partner' });
  checkVersion(found, version);
  const actions = await repository.findActionIds(tx, convention, input.actions);
  if (actions.length !== new Set(input.actions).size) throw new AppError('INVALID', { fields: ['actions'] });
  const code = found?.code ?? newName ?? (await newCode(tx, organisation.code, year));
  const demonstration = platform.demonstration();
  const { id: conventionId } = await repository.findConventionId(tx, convention);
  const data = {
    ...{ code, conventionId, organisationId, year, object, amountCents, startDate, endDate, document },
    ...{ note: note || null, demonstration, ...signature(platform, viewer) },
  };
  const actionIds = actions.map((action) => action.id);
  const id = await repository.writePartner(tx, found?.id ?? null, data, {
    actionIds,
    ...partsOf(input, demonstration),
  });
  await recordAudit(tx, viewer, {
    action: 'finance.partner',
    entity: 'partner-convention',
    entityId: code,
    ...(found && { before: { object: found.object, amountCents: found.amountCents } }),
    after: { object, amountCents, instalments: input.instalments.length, documents: input.documents.length },
  });
  return id;
}

/** Writes a convention with a partner, its instalments and its supporting documents, all or nothing. */
export async function savePartner(platform: Writing, viewer: Viewer, input: PartnerInput): Promise<{ id: number }> {
  const { code } = await conventionIn(platform, input.year);
  return platform.db.$transaction(async (tx) => {
    await holdOpenYear(tx, input.year);
    return { id: await writePartner(tx, platform, viewer, code, input) };
  });
}

/** Takes away a convention with a partner, with the reason. */
export async function removePartner(platform: Writing, viewer: Viewer, input: RemovalInput): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const found = await repository.findPartner(tx, input.id);
    if (!found) throw new AppError('NOT_FOUND', { entity: 'partner' });
    await holdOpenYear(tx, found.year);
    checkVersion(await repository.findPartner(tx, input.id), input.version);
    await repository.deletePartner(tx, found.id);
    await recordAudit(tx, viewer, {
      action: 'finance.remove-partner',
      entity: 'partner-convention',
      entityId: found.code,
      before: { object: found.object, amountCents: found.amountCents },
      reason: input.reason,
    });
  });
}

/** Writes a payment of the State; the same reference is not written twice in a year. */
export async function savePayment(platform: Writing, viewer: Viewer, input: PaymentInput): Promise<{ id: number }> {
  const { code } = await conventionIn(platform, input.year);
  const { year, amountCents, paidOn, reference } = input;
  return platform.db.$transaction(async (tx) => {
    await holdOpenYear(tx, year);
    const found = input.id === null ? null : await repository.findPayment(tx, input.id);
    if (input.id !== null && found?.year !== year) throw new AppError('NOT_FOUND', { entity: 'payment' });
    checkVersion(found, input.version);
    const { id: conventionId } = await repository.findConventionId(tx, code);
    const data = { conventionId, year, amountCents, paidOn, reference, ...signature(platform, viewer) };
    if (await repository.findPaymentTwin(tx, data, found?.id ?? null))
      throw new AppError('INVALID', { fields: ['reference'] });
    const id = found
      ? await repository.updatePayment(tx, found.id, data)
      : await repository.createPayment(tx, { ...data, demonstration: platform.demonstration() });
    await recordAudit(tx, viewer, {
      action: 'finance.payment',
      entity: 'finance',
      entityId: year,
      ...(found && { before: { amountCents: found.amountCents, paidOn: found.paidOn, reference: found.reference } }),
      after: { amountCents, paidOn, reference },
    });
    return { id };
  });
}

/** Takes away a payment of the State, with the reason. */
export async function removePayment(platform: Writing, viewer: Viewer, input: RemovalInput): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const found = await repository.findPayment(tx, input.id);
    if (!found) throw new AppError('NOT_FOUND', { entity: 'payment' });
    await holdOpenYear(tx, found.year);
    checkVersion(await repository.findPayment(tx, input.id), input.version);
    await repository.deletePayment(tx, found.id);
    const { amountCents, paidOn, reference } = found;
    await recordAudit(tx, viewer, {
      action: 'finance.remove-payment',
      entity: 'finance',
      entityId: found.year,
      before: { amountCents, paidOn, reference },
      reason: input.reason,
    });
  });
}

/** Writes where the Préfet's notice of clawback stands. A notice comes after the year: closed accounts do not stop it. */
export async function saveNotice(platform: Writing, viewer: Viewer, input: NoticeInput): Promise<void> {
  const { code } = await conventionIn(platform, input.year);
  const { version, ...said } = input;
  if (isTitleTooEarly(said.noticeDate, said.titleIssuedOn)) throw new AppError('TITLE_TOO_EARLY');
  await platform.db.$transaction(async (tx) => {
    await repository.lockYear(tx, input.year);
    const { id: conventionId } = await repository.findConventionId(tx, code);
    const found = await repository.findNoticeOf(tx, conventionId, input.year);
    checkVersion(found, version);
    const data = {
      ...said,
      answerReference: said.answerReference || null,
      titleReference: said.titleReference || null,
      note: said.note || null,
      conventionId,
      ...signature(platform, viewer),
    };
    await repository.writeNotice(tx, found?.id ?? null, data);
    const { noticeDate, reference, claimedCents, answeredOn, titleIssuedOn, repaidOn, repaidCents, waived } = said;
    await recordAudit(tx, viewer, {
      action: 'finance.notice',
      entity: 'finance',
      entityId: input.year,
      ...(found && { before: { answeredOn: found.answeredOn, repaidOn: found.repaidOn, waived: found.waived } }),
      after: { noticeDate, reference, claimedCents, answeredOn, titleIssuedOn, repaidOn, repaidCents, waived },
    });
  });
}
