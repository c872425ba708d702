import { reserveWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import type { TimeRule } from '../../shared/domain/indicator.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import type { TimeRuleChange, TimeRuleDraft } from '../../shared/schemas/catalogue/catalogue.ts';
import { withinAct } from '../conventions/acts.ts';
import { refreshRollUp } from '../indicators/roll-up.ts';
import { type CatalogueFigure, figuresOfYears } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findDefinition, findRolledMonths, findTotalledYears, holdIndicator, setTimeRule } from './repository.ts';

type Db = Parameters<typeof findDefinition>[0];

/** A ratio keeps two terms and the other rules one number: neither can be made of the other. */
const hasTerms = (timeRule: TimeRule) => timeRule === 'ratio';

/** The rule of an indicator with the months and the years that it makes; refused when the other rule cannot make them. */
async function ruled(db: Db, { code, timeRule }: TimeRuleDraft) {
  const indicator = await findDefinition(db, code);
  if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  const months = await findRolledMonths(db, indicator.id);
  if (months.length > 0 && hasTerms(timeRule) !== hasTerms(indicator.timeRule))
    throw new AppError('INVALID', { fields: ['timeRule'] });
  const totalled = await findTotalledYears(db, indicator.id);
  const years = [...new Set([...months.map(({ month }) => yearOf(month)), ...totalled])].sort((a, b) => a - b);
  return { indicator, months, years };
}

/** What a year says under the rule in force and under another. */
export interface YearUnderRules {
  year: number;
  through: Month;
  before: string;
  after: string;
  /** The year has a value today and would have none. */
  lost: boolean;
}

const said = (figure: CatalogueFigure) =>
  [valueWords(figure), reserveWords(figure)].filter((words) => words !== null).join(', ');

/** What another time rule would make of each year that has data, before anyone signs it. */
export async function timeRuleEffect(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  draft: TimeRuleDraft,
): Promise<YearUnderRules[]> {
  const { code } = draft;
  const { years } = await ruled(platform.db, draft);
  const queries = years.flatMap((year) => [
    { year, codes: [code] },
    { year, codes: [code], tried: draft },
  ]);
  const figures = (await figuresOfYears(platform, viewer, queries)).flat();
  return years.flatMap((year) => {
    const [before, after] = figures.filter((one) => one.year === year);
    if (!before || !after) return [];
    const lost = before.value !== null && after.value === null;
    return [{ year, through: before.through, before: said(before), after: said(after), lost }];
  });
}

/**
 * Another way to make a year of the months, for every year; the months themselves are summed again when the rule says so.
 * Where there are data it changes what past years say: a signed act is asked for, and kept.
 */
export async function changeTimeRule(
  platform: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  { act, reason, ...draft }: TimeRuleChange,
): Promise<void> {
  const { code, timeRule } = draft;
  const effectiveDate = act?.actDate ?? platform.referenceDate();
  await withinAct(platform, viewer, { effectiveDate, reason, ...act }, async (_, tx) => {
    await holdIndicator(tx, code);
    const { indicator, months, years } = await ruled(tx, draft);
    if (indicator.timeRule === timeRule) return;
    if (years.length > 0 && !act) throw new AppError('INVALID', { fields: ['act', 'actDate'] });
    await setTimeRule(tx, indicator.id, timeRule);
    await refreshRollUp(tx, months);
    await recordAudit(tx, viewer, {
      action: 'time-rule.change',
      entity: 'indicator',
      entityId: code,
      before: { timeRule: indicator.timeRule },
      after: { timeRule, ...act },
      reason,
    });
  });
}
