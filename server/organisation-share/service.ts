import { isAssignedDuring } from '../../shared/domain/expectation.ts';
import { ownShare } from '../../shared/domain/figures/own-share.ts';
import { addMonths, yearOf } from '../../shared/domain/month.ts';
import type { OrganisationShareInput } from '../../shared/schemas/organisation-share.ts';
import { findConventionOf } from '../conventions/service.ts';
import { type PublishedFigure, publishedYear } from '../indicators/published.ts';
import { type CatalogueFigure, loadFigures } from '../indicators/service.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import * as repository from './repository.ts';

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate' | 'unchanged'>;
type OwnIndicator = Awaited<ReturnType<typeof repository.listOwnIndicators>>[number];

const TREND_MONTHS = 12;

interface Sides {
  /** What the organisation gave: sent or validated. */
  given: CatalogueFigure;
  /** What of it is validated, up to the month that was published. */
  counted: CatalogueFigure | undefined;
  before: CatalogueFigure | undefined;
  /** Of the territory, as it was published last. */
  total: PublishedFigure | undefined;
  others: number;
  threshold: number;
}

/** The twelve months that end with the figure's last one; those of the year before complete them. */
function trendOf({ given, before }: Sides) {
  const from = addMonths(given.through, 1 - TREND_MONTHS);
  return [...(before?.months ?? []), ...given.months].filter(({ month }) => from <= month && month <= given.through);
}

function lineOf({ id, code, actions }: OwnIndicator, sides: Sides) {
  const { given, counted, total, others, threshold } = sides;
  const share = ownShare({
    timeRule: given.timeRule,
    sensitive: given.sensitive,
    own: counted?.value ?? null,
    total: total?.origin === 'published' ? null : (total?.value ?? null),
    totalHidden: total?.hidden ?? false,
    others,
    threshold,
  });
  return {
    id,
    code,
    label: given.label,
    unit: given.unit,
    timeRule: given.timeRule,
    value: given.value,
    counted: counted?.value ?? null,
    through: given.through,
    share,
    trend: trendOf(sides),
    lines: actions.map(({ action }) => action),
  };
}

/** What the figures of an organisation became: what counts in each indicator, its own trend, the lines of the report. */
export async function organisationShare(platform: Reading, viewer: Viewer, asked: OrganisationShareInput) {
  const organisationId = asked.organisationId ?? viewer.organisationId;
  if (organisationId === null) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const scope = organisationScope(viewer, 'organisation-share.read', organisationId);
  const current = yearOf(platform.referenceDate());
  const year = asked.year ?? current;
  const span = { from: `${year}-01`, to: `${year}-12` };
  const organisation = await repository.findOrganisation(scope, platform.db);
  if (!organisation) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const convention = await findConventionOf(platform, year);
  const published = await publishedYear(platform, year);
  const through = yearOf(published.through) === year ? published.through : undefined;
  const indicators = await repository.listOwnIndicators(scope, platform.db, convention?.code ?? null);
  const inSpan = indicators.filter(({ assignments }) => assignments.some((one) => isAssignedDuring(one, span)));
  const own = { organisationId, codes: inSpan.map(({ code }) => code) };
  const [settings, others, given, counted, before] = await Promise.all([
    readSettings(platform.db),
    repository.countOtherContributors(scope, platform.db, span),
    loadFigures(platform, 'working', { year, ...own }),
    loadFigures(platform, 'validated', { year, through, ...own }),
    loadFigures(platform, 'working', { year: year - 1, through: `${year - 1}-12`, ...own }),
  ]);
  const find = <Figure extends { code: string }>(figures: readonly Figure[], code: string) =>
    figures.find((one) => one.code === code);
  const rows = inSpan.flatMap((indicator) => {
    const own = find(given, indicator.code);
    if (!own) return [];
    const sides = {
      given: own,
      counted: find(counted, indicator.code),
      before: find(before, indicator.code),
      total: find(published.figures, indicator.code),
      others: others.get(indicator.id) ?? 0,
      threshold: settings['suppression.threshold'],
    };
    return [lineOf(indicator, sides)];
  });
  return { organisation, year, current, rows };
}
