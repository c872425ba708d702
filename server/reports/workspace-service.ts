import type { Judgement } from '../../shared/domain/report-judgement.ts';
import { actionPlace, type Narratives, objectivePlace } from '../../shared/domain/report-narratives.ts';
import { isBlankText, type ReportText } from '../../shared/domain/report-text.ts';
import { conventionOf } from '../catalogue/service.ts';
import type { Platform } from '../platform/context.ts';
import { findJudgements, findTexts } from './workspace-repository.ts';

/** What people write for the yearly report. Documents and editions read it here; comments are no part of it. */

/** All that was written for one year, as it stands: places without words are left out, drafts are in. */
export async function narrativesOf(platform: Pick<Platform, 'db'>, year: number): Promise<Narratives> {
  const [convention, texts, judged] = await Promise.all([
    conventionOf(platform, year),
    findTexts(platform.db, year),
    findJudgements(platform.db, year),
  ]);
  const written = new Map(texts.map(({ place, content }) => [place, content as unknown as ReportText]));
  const textAt = (place: string) => {
    const text = written.get(place);
    return text && !isBlankText(text) ? text : null;
  };
  const codes = new Set(convention.actions.flatMap(({ objective }) => objective?.code ?? []));
  const objectives = [...codes].flatMap((code) => {
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
    actions: Object.fromEntries(actions),
  };
}
