import { actionPlace } from '../../shared/domain/report/report-narratives.ts';
import { cleanWords } from '../../shared/domain/report/report-text-cleaning.ts';
import type { LineAnswerInput, OwnLinesQuery } from '../../shared/schemas/report-workspace.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findOwnAnswers, findOwnLines, saveAnswer } from './line-answers-repository.ts';
import { lockPlace } from './repository.ts';

/** What is asked of the structures that hold a line of the annex: what is hard in it, and what comes next. */

/** The lines that an organisation holds in a year, with what it says of each. */
export async function ownLines({ db }: Pick<Platform, 'db'>, viewer: Viewer, { year, ...asked }: OwnLinesQuery) {
  const organisationId = asked.organisationId ?? viewer.organisationId;
  if (organisationId === null) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const scope = organisationScope(viewer, 'report-lines.write', organisationId);
  const [lines, answers] = await Promise.all([findOwnLines(scope, db, year), findOwnAnswers(scope, db, year)]);
  return {
    year,
    organisationId,
    lines: lines.map(({ key, ...line }) => {
      const answer = answers.find(({ actionKey }) => actionKey === key);
      return {
        ...{ key, ...line },
        difficulties: answer?.difficulties ?? '',
        nextSteps: answer?.nextSteps ?? '',
        revision: answer?.revision ?? 0,
        updatedByName: answer?.updatedByName ?? null,
        updatedAt: answer?.updatedAt ?? null,
      };
    }),
  };
}

const clean = (words: string) => cleanWords(words).text.trim();

/** Writes what an organisation says of a line that it holds; refused with CONFLICT when somebody of it wrote meanwhile. */
export function answerLine(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { year, organisationId, actionKey, base, ...words }: LineAnswerInput,
): Promise<{ revision: number }> {
  const scope = organisationScope(viewer, 'report-lines.write', organisationId);
  const told = { difficulties: clean(words.difficulties), nextSteps: clean(words.nextSteps) };
  return db.$transaction(async (tx) => {
    await lockPlace(tx, year, `answer:${organisationId}:${actionKey}`);
    if (!(await findOwnLines(scope, tx, year)).some(({ key }) => key === actionKey))
      throw new AppError('NOT_FOUND', { entity: 'report-place' });
    const before = (await findOwnAnswers(scope, tx, year)).find((one) => one.actionKey === actionKey);
    const revision = before?.revision ?? 0;
    if ((before?.difficulties ?? '') === told.difficulties && (before?.nextSteps ?? '') === told.nextSteps)
      return { revision };
    if (revision !== base) throw new AppError('CONFLICT', { revision });
    const by = { updatedById: viewer.id, updatedByName: viewer.name, updatedAt: clock.now(), demonstration: false };
    await saveAnswer(scope, tx, { year, actionKey, ...told, revision: revision + 1, ...by });
    await recordAudit(tx, viewer, {
      action: 'report.answer-line',
      entity: 'report-text',
      entityId: `${year}/${actionPlace(actionKey)}`,
      ...(before && { before: { difficulties: before.difficulties, nextSteps: before.nextSteps } }),
      after: { organisationId, ...told },
    });
    return { revision: revision + 1 };
  });
}
