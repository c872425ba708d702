import { reportDueDate } from '../../shared/domain/deadline.ts';
import type { Judgement } from '../../shared/domain/report/report-judgement.ts';
import { actionPlace, type Narratives, objectivePlace } from '../../shared/domain/report/report-narratives.ts';
import { emptyReportText, isBlankText, type ReportText } from '../../shared/domain/report/report-text.ts';
import type { TextQuery } from '../../shared/schemas/report-workspace.ts';
import { conventionOf, objectivesOfPlan } from '../catalogue/service.ts';
import { areAccountsClosed } from '../finance/closing.ts';
import type { Platform } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { tokenFigures } from '../report-texts/figures.ts';
import { assertPlace, type Place, placesOf } from '../report-texts/places.ts';
import {
  countCellsByStage,
  countOpenComments,
  findComments,
  findJudgements,
  findPeople,
  findSteps,
  findText,
  findTexts,
} from '../report-texts/repository.ts';
import { checklistOf } from './workspace-checklist.ts';

/** What people write for the yearly report. Documents and editions read it here; comments are no part of it. */

/** All that was written for one year, as it stands: places without words are left out, drafts are in. */
export async function narrativesOf(platform: Pick<Platform, 'db'>, year: number): Promise<Narratives> {
  const [convention, plan, texts, judged] = await Promise.all([
    conventionOf(platform, year),
    objectivesOfPlan(platform),
    findTexts(platform.db, year),
    findJudgements(platform.db, year),
  ]);
  const written = new Map(texts.map(({ place, content }) => [place, content as unknown as ReportText]));
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
    const judgement = (one?.judgement ?? null) as Judgement | null;
    return [key, { text: textAt(actionPlace(key)), judgement, reason: one?.reason ?? '' }] as const;
  });
  return {
    global: textAt('global'),
    objectives: Object.fromEntries(objectives),
    objectiveTitles: Object.fromEntries(plan.map(({ code, label }) => [code, label])),
    actions: Object.fromEntries(actions),
  };
}

const asText = (content: unknown) => content as ReportText;

/** A place in the list of the year's texts: how far it is, without its words. */
function placeLine(place: Place, texts: Awaited<ReturnType<typeof findTexts>>, open: Map<string, number>) {
  const row = texts.find((one) => one.place === place.place);
  return {
    place: place.place,
    kind: place.kind,
    title: place.title,
    annexNumber: place.annexNumber,
    words: row?.words ?? 0,
    written: row !== undefined && !isBlankText(asText(row.content)),
    ready: row?.ready ?? false,
    updatedByName: row?.updatedByName ?? null,
    updatedAt: row?.updatedAt ?? null,
    openComments: open.get(place.place) ?? 0,
  };
}

/** The workspace of a year: what is to be written, by whom, and what is left to do before it can be frozen. */
export async function workspaceOf(platform: Platform, year: number) {
  const { db } = platform;
  const [convention, places, texts, judged, open, steps, people, cells, accountsClosed, figures, settings] =
    await Promise.all([
      conventionOf(platform, year),
      placesOf(platform, year),
      findTexts(db, year),
      findJudgements(db, year),
      countOpenComments(db, year),
      findSteps(db, year),
      findPeople(db),
      countCellsByStage(db, year),
      areAccountsClosed(platform, year),
      tokenFigures(platform, year),
      readSettings(db),
    ]);
  const lines = places.map((place) => ({
    ...placeLine(place, texts, open),
    judgement: (judged.find(({ actionKey }) => actionPlace(actionKey) === place.place)?.judgement ??
      null) as Judgement | null,
  }));
  return {
    year,
    convention: { name: convention.name, startYear: convention.startYear, endYear: convention.endYear },
    dueDate: reportDueDate(year),
    places: lines,
    steps: checklistOf({
      year,
      cells,
      figures,
      thresholdPercent: settings['report.coveragePercent'],
      texts: lines,
      accountsClosed,
      said: steps,
    }),
    people: people.map(({ id, name, role, organisation }) => ({
      id,
      name,
      role,
      organisation: organisation?.name ?? null,
    })),
  };
}

/** One text with all that its author needs beside it: the annex's words, the judgement, the remarks. */
export async function textOf({ db }: Pick<Platform, 'db'>, { year, place }: TextQuery) {
  const found = await assertPlace({ db }, year, place);
  const [row, judged, comments] = await Promise.all([
    findText(db, year, place),
    findJudgements(db, year),
    findComments(db, year, place),
  ]);
  const judgement = judged.find(({ actionKey }) => actionPlace(actionKey) === place);
  return {
    ...found,
    year,
    text: row ? asText(row.content) : emptyReportText,
    revision: row?.revision ?? 0,
    ready: row?.ready ?? false,
    updatedByName: row?.updatedByName ?? null,
    updatedAt: row?.updatedAt ?? null,
    judgement: {
      judgement: (judgement?.judgement ?? null) as Judgement | null,
      reason: judgement?.reason ?? '',
      revision: judgement?.revision ?? 0,
    },
    comments,
  };
}

/** The figures that tokens may name, for the editor's menu and its chips. */
export function figuresOfTexts(platform: Platform, year: number) {
  return tokenFigures(platform, year);
}
