import {
  actionPlace,
  councilPlaces,
  hasSpoken,
  type Narratives,
  objectivePlace,
} from '../../shared/domain/report/report-narratives.ts';
import { emptyReportText, isBlankText } from '../../shared/domain/report/report-text.ts';
import type { TextQuery } from '../../shared/schemas/report-workspace.ts';
import { conventionOf, objectivesOfPlan } from '../conventions/service.ts';
import type { Platform } from '../platform/context.ts';
import { deliberationDraft } from './deliberation.ts';
import { findHolders } from './line-answers-repository.ts';
import { findNational } from './national-repository.ts';
import { assertPlace } from './places.ts';
import { findComments, findJudgements, findText, findTexts } from './repository.ts';

/** What people write for the yearly report. Documents and editions read it here; comments are no part of it. */

/** What those who hold a line wrote of it; nothing where none did. */
function holdersOf(holders: Awaited<ReturnType<typeof findHolders>>, key: string) {
  const wrote = holders.filter(({ actionKey, answer }) => actionKey === key && hasSpoken(answer));
  const said = wrote.map(({ organisation, answer }) => ({
    organisation: organisation.name,
    difficulties: answer.difficulties,
    nextSteps: answer.nextSteps,
  }));
  return said.length > 0 ? { holders: said } : {};
}

/** All that was written for one year, as it stands: places without words are left out, drafts are in. */
export async function narrativesOf(platform: Pick<Platform, 'db'>, year: number): Promise<Narratives> {
  const [convention, plan, texts, judged, national, holders] = await Promise.all([
    conventionOf(platform, year),
    objectivesOfPlan(platform),
    findTexts(platform.db, year),
    findJudgements(platform.db, year),
    findNational(platform.db, year),
    findHolders(platform.db, year),
  ]);
  const written = new Map(texts.map(({ place, content }) => [place, content]));
  const textAt = (place: string) => {
    const text = written.get(place);
    return text && !isBlankText(text) ? text : null;
  };
  const objectives = plan.flatMap(({ code }) => {
    const text = textAt(objectivePlace(code));
    return text ? [[code, text] as const] : [];
  });
  const actions = convention.actions.map(({ key }) => {
    const one = judged.find(({ actionKey }) => actionKey === key);
    const judgement = one?.judgement ?? null;
    const said = {
      reason: one?.reason ?? '',
      ...(one?.difficulties && { difficulties: one.difficulties }),
      ...(one?.nextSteps && { nextSteps: one.nextSteps }),
      ...holdersOf(holders, key),
    };
    return [key, { text: textAt(actionPlace(key)), judgement, ...said }] as const;
  });
  const council = councilPlaces.flatMap((place) => {
    const text = textAt(place);
    return text ? [[place, text] as const] : [];
  });
  return {
    global: textAt('global'),
    ...(council.length > 0 && { council: Object.fromEntries(council) }),
    ...(national.lines.length > 0 && { national: national.lines }),
    objectives: Object.fromEntries(objectives),
    objectiveTitles: Object.fromEntries(plan.map(({ code, label }) => [code, label])),
    actions: Object.fromEntries(actions),
  };
}

/** What an author begins with: a deliberation has a form of its own. Nothing is kept of it before somebody writes. */
async function startingText(platform: Pick<Platform, 'db'>, year: number, place: string) {
  return place === 'deliberation' ? deliberationDraft(await conventionOf(platform, year), year) : emptyReportText;
}

/** One text with all that its author needs beside it: the annex's words, the judgement, the remarks. */
export async function textOf({ db }: Pick<Platform, 'db'>, { year, place }: TextQuery) {
  const found = await assertPlace({ db }, year, place);
  const [row, judged, comments, holders] = await Promise.all([
    findText(db, year, place),
    findJudgements(db, year),
    findComments(db, year, place),
    findHolders(db, year),
  ]);
  const judgement = judged.find(({ actionKey }) => actionPlace(actionKey) === place);
  return {
    ...found,
    year,
    text: row ? row.content : await startingText({ db }, year, place),
    revision: row?.revision ?? 0,
    ready: row?.ready ?? false,
    updatedByName: row?.updatedByName ?? null,
    updatedAt: row?.updatedAt ?? null,
    judgement: {
      judgement: judgement?.judgement ?? null,
      reason: judgement?.reason ?? '',
      difficulties: judgement?.difficulties ?? '',
      nextSteps: judgement?.nextSteps ?? '',
      revision: judgement?.revision ?? 0,
    },
    holders: holders.filter(({ actionKey }) => actionPlace(actionKey) === place),
    comments,
  };
}
