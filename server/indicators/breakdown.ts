import { type Figure, quantityValue } from '../../shared/domain/figures/figure.ts';
import { type Part, partsAdd, partsToPublish } from '../../shared/domain/figures/part.ts';
import { periodValue } from '../../shared/domain/figures/year-value.ts';
import type { Quantity } from '../../shared/domain/indicator.ts';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { IndicatorQuery } from '../../shared/schemas/indicator.ts';
import type { Viewer, Visibility } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import {
  type FoundCell,
  findCellsByOrganisation,
  findProvidersOf,
  findTerritory,
  keepErasedParts,
  tallyByGroups,
} from './breakdown-repository.ts';
import { ofIndicator } from './of-indicator.ts';
import { indicatorSpan } from './page.ts';
import { gives, partsBy, type RegisterPart } from './register-parts.ts';
import { type CatalogueFigure, indicatorFor, visibilityFor } from './service.ts';

/** What tells the rows of a source apart and speaks to the reader; the commune comes beside. */
const fieldsOf: Partial<Record<SourceName, string[]>> = {
  'siao-request': ['situation', 'composition', 'requestType'],
  'cca-request': ['requestedMeasure', 'decision'],
  'captured-dwelling': ['typology', 'mandate'],
  workshop: ['theme'],
  'eviction-procedure': ['stock'],
};

/** What the figures of a register are divided by. */
function groupsOf(source: SourceName): string[] {
  const hasCommune = registerOf(source).columns.some(({ field }) => field === 'commune');
  return [...(fieldsOf[source] ?? []), ...(hasCommune ? ['commune'] : [])];
}

/** To be called when rows are about to be erased, in the transaction that erases them: the parts of the figures stay. */
export const keepParts = (tx: Parameters<typeof keepErasedParts>[0], source: SourceName) =>
  keepErasedParts(tx, source, groupsOf(source));

export interface Breakdown {
  from: Month;
  through: Month;
  /** Parts make the whole. */
  adds: boolean;
  /** Why there are no parts: the year is not over, and this figure counts people. */
  withheld: boolean;
  organisations: Part[] | null;
  /** `commune` for the coordinator, `group` for everyone else. */
  communes: { level: 'commune' | 'group'; parts: (Part & { communes: string[] })[] } | null;
  dimensions: { field: string; label: string; parts: Part[] }[];
  /** Every commune of the territory. */
  territory: { code: string; name: string; population: number }[];
}

type OwnedCell = Omit<FoundCell, 'indicatorId'>;

/** Whoever asks: how much they see, and the organisation that they are of. */
interface Asker {
  visibility: Visibility;
  /** Small parts are hidden from them. */
  masked: boolean;
  ownId: number | null;
}

const quantityOf = ({ value, numerator, denominator }: OwnedCell): Quantity | null => {
  if (numerator !== null && denominator !== null) return { numerator, denominator };
  return value === null ? null : { value };
};

type Terms = Map<string, { numerator: number; denominator: number }>;

function keepTerms(terms: Terms, key: string, quantity: Quantity | null): void {
  if (quantity && 'numerator' in quantity) terms.set(key, quantity);
}

const shown = (parts: Part[], terms: Terms, figure: Figure, asker: Asker) =>
  asker.masked ? partsToPublish(parts, figure, terms) : parts;

type Provider = Omit<Awaited<ReturnType<typeof findProvidersOf>>[number], 'indicatorId'>;

/** The same figure for each of those who give it; its months are read by the rule that makes the whole. */
function organisationParts(
  figure: CatalogueFigure,
  providers: readonly Provider[],
  cells: readonly OwnedCell[],
  asker: Asker,
): Part[] {
  const terms: Terms = new Map();
  const parts = providers.map(({ organisationId, organisation }): Part => {
    const own = cells.filter((cell) => cell.organisationId === organisationId);
    const { quantity } = periodValue(
      figure.timeRule,
      own.map((cell) => ({ month: cell.month, quantity: quantityOf(cell) })),
    );
    keepTerms(terms, organisation.code, quantity);
    return {
      key: organisation.code,
      label: organisation.name,
      value: quantityValue(quantity),
      hidden: false,
      ...(organisationId === asker.ownId && { own: true }),
    };
  });
  return shown(parts, terms, figure, asker);
}

const byLabel = new Intl.Collator('fr', { numeric: true });

/**
 * A part by each value of a field, by their names, the silent rows last. Always in the same order: of two counts alike, the
 * first is hidden to protect another, and whoever saw now the one, now the other, would know both.
 */
function toParts(found: RegisterPart[], label: (group: string) => string, silent: string) {
  const terms: Terms = new Map();
  const parts = found.map(({ group, value, quantity }): Part => {
    const key = group ?? '';
    keepTerms(terms, key, quantity);
    return { key, label: group === null ? silent : label(group), value, hidden: false };
  });
  parts.sort((a, b) => Number(a.key === '') - Number(b.key === '') || byLabel.compare(a.label, b.label));
  return { parts, terms };
}

type Territory = Awaited<ReturnType<typeof findTerritory>>;

/** Communes for the coordinator; for everyone else the three publication groups, made of rows and not of their parts. */
function communeField(rows: Awaited<ReturnType<typeof tallyByGroups>>, territory: Territory, visibility: Visibility) {
  const groupOf = new Map(
    territory.map((one) => [one.inseeCode, visibility === 'working' ? one.inseeCode : one.groupCode]),
  );
  return rows.map((row) => ({
    ...row,
    groups: { commune: groupOf.get(row.groups.commune ?? '') ?? null },
  }));
}

async function registerParts(
  platform: Platform,
  figure: CatalogueFigure,
  providers: readonly Provider[],
  cells: readonly OwnedCell[],
  asker: Asker,
  territory: Territory,
): Promise<Pick<Breakdown, 'communes' | 'dimensions'>> {
  const nothing = { communes: null, dimensions: [] };
  const provider = providers.find((one) => one.register !== null);
  if (!provider?.register || providers.length > 1) return nothing;
  const source = provider.register;
  const register = registerOf(source);
  const { measure } = figure;
  const months = cells.filter((cell) => cell.origin === 'register').map((cell) => cell.month);
  const hasCommune = register.columns.some(({ field }) => field === 'commune');
  const fields = fieldsOf[source] ?? [];
  const today = platform.referenceDate();
  if (months.length === 0 || fields.length === 0) return nothing;
  for (const measurement of register.measurements) {
    const rows = await tallyByGroups(platform.db, provider, source, measurement, groupsOf(source), asker.visibility);
    if (measure === null || !gives(rows, measurement, measure, today)) continue;
    const asked = { measure, timeRule: figure.timeRule, measurement, months, today };
    const dimensions = fields.flatMap((field) => {
      const column = register.columns.find((one) => one.field === field);
      const found = column && partsBy(rows, field, asked);
      if (!found || found.length < 2) return [];
      const { parts, terms } = toParts(found, (group) => group, 'non précisé');
      return [{ field, label: column.label, parts: shown(parts, terms, figure, asker) }];
    });
    const found = hasCommune ? partsBy(communeField(rows, territory, asker.visibility), 'commune', asked) : null;
    return { dimensions, communes: found && communesOf(found, figure, asker, territory) };
  }
  return nothing;
}

function communesOf(
  found: RegisterPart[],
  figure: CatalogueFigure,
  asker: Asker,
  territory: Territory,
): Breakdown['communes'] {
  const nameOf = new Map(territory.map((one) => [one.inseeCode, one.name]));
  const groupNames = new Map(territory.map((one) => [one.groupCode, one.groupName]));
  const label = (group: string) => groupNames.get(group) ?? nameOf.get(group) ?? group;
  const { parts, terms } = toParts(found, label, 'Commune non précisée');
  return {
    level: asker.visibility === 'working' ? 'commune' : 'group',
    parts: shown(parts, terms, figure, asker).map((part) => ({
      ...part,
      communes: territory
        .filter((one) => one.inseeCode === part.key || one.groupCode === part.key)
        .map((one) => one.inseeCode),
    })),
  };
}

/**
 * The parts of a figure, for whoever may see them. A figure of people is divided for the public once its year is over:
 * from one month to the next, the difference of two divisions would tell of a few people.
 */
export async function breakdownOf(platform: Platform, viewer: Viewer, query: IndicatorQuery): Promise<Breakdown> {
  const { year, through: asked } = await indicatorSpan(platform, query);
  const visibility = visibilityFor(viewer, undefined);
  const whole = await indicatorFor(platform, viewer, query.code, { year, through: asked });
  const over = year < yearOf(platform.referenceDate());
  const masked = visibility !== 'working' && !viewer.whole;
  const isMasked = masked && whole.sensitive;
  const withheld = isMasked && !over;
  const through = isMasked ? `${year}-12` : whole.through;
  const { 'figures.carryMonths': carryMonths } = await readSettings(platform.db);
  // A level is read at its month: only what may be carried to it counts.
  const since = whole.timeRule === 'stock' ? addMonths(through, -carryMonths) : whole.from;
  const [providers, given, territory] = await Promise.all([
    ofIndicator(platform, query.code, 'providers', (asked) => findProvidersOf(platform.db, asked)),
    ofIndicator(platform, query.code, `${visibility} cells`, (asked) =>
      findCellsByOrganisation(platform.db, asked, visibility, since, through),
    ),
    findTerritory(platform.db),
  ]);
  const cells = given.filter(({ month }) => month >= since && month <= through);
  const asker = { visibility, masked, ownId: viewer.organisationId };
  const base = {
    from: whole.from,
    through,
    adds: partsAdd(whole.timeRule),
    withheld,
    territory: territory.map(({ inseeCode, groupCode, groupName: _, ...one }) => ({ code: inseeCode, ...one })),
  };
  const undivided = whole.timeRule === 'unique' || whole.timeRule === 'milestone' || cells.length === 0;
  if (withheld || undivided) return { ...base, organisations: null, communes: null, dimensions: [] };
  return {
    ...base,
    organisations: providers.length > 0 ? organisationParts(whole, providers, cells, asker) : null,
    ...(await registerParts(platform, whole, providers, cells, asker, territory)),
  };
}
