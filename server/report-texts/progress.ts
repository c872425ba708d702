import { actionPlace, hasSpoken } from '../../shared/domain/report/report-narratives.ts';
import { isBlankText } from '../../shared/domain/report/report-text.ts';
import type { Platform } from '../platform/context.ts';
import { findHolders } from './line-answers-repository.ts';
import { type Place, placesOf } from './places.ts';
import {
  countCellsByStage,
  countOpenComments,
  findJudgements,
  findPeople,
  findSteps,
  findTexts,
} from './repository.ts';

/** A place in the list of the year's texts: how far it is, without its words. */
function placeLine(place: Place, texts: Awaited<ReturnType<typeof findTexts>>, open: Map<string, number>) {
  const row = texts.find((one) => one.place === place.place);
  return {
    place: place.place,
    kind: place.kind,
    title: place.title,
    annexNumber: place.annexNumber,
    words: row?.words ?? 0,
    written: row !== undefined && !isBlankText(row.content),
    ready: row?.ready ?? false,
    updatedByName: row?.updatedByName ?? null,
    updatedAt: row?.updatedAt ?? null,
    openComments: open.get(place.place) ?? 0,
  };
}

/** How far the writing of a year is: every place with its text and its judgement, who answers for what, the cells by stage. */
export async function writingProgress(platform: Pick<Platform, 'db'>, year: number) {
  const { db } = platform;
  const [places, texts, judged, open, steps, people, cells, holders] = await Promise.all([
    placesOf(platform, year),
    findTexts(db, year),
    findJudgements(db, year),
    countOpenComments(db, year),
    findSteps(db, year),
    findPeople(db),
    countCellsByStage(db, year),
    findHolders(db, year),
  ]);
  const lines = places.map((place) => ({
    ...placeLine(place, texts, open),
    judgement: judged.find(({ actionKey }) => actionPlace(actionKey) === place.place)?.judgement ?? null,
    /** The structures that hold the line and have not written yet. */
    awaited: holders
      .filter(({ actionKey, answer }) => actionPlace(actionKey) === place.place && !hasSpoken(answer))
      .map(({ organisation }) => organisation.name),
  }));
  return { lines, steps, people, cells };
}
