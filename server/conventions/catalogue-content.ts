import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { computedKinds } from '../../shared/domain/indicator.ts';
import { isMeasure } from '../../shared/registers/measures.ts';
import { CATALOGUE_FORMAT, type CatalogueFile, composition } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { countedSource, sourceName } from '../../shared/schemas/import.ts';
import { initialSettings, settingNames } from '../../shared/schemas/settings.ts';
import { readSettings } from '../platform/settings.ts';
import { readWholeCatalogue, type WholeCatalogue } from './catalogue-repository.ts';

/** Cents as the file writes them. */
const euros = (cents: number | bigint | null) => (cents === null ? null : Number(cents) / 100);

function conventionEntry(one: WholeCatalogue['conventions'][number]): CatalogueFile['conventions'][number] {
  const { code, name, territory, startYear, endYear, clawbackPercent, note } = one;
  const { reportDue, paymentDue, reportArticle, paymentArticle, clawbackArticle, clawbackQuote } = one;
  return {
    ...{ code, name, territory, startYear, endYear },
    maximumAnnualEuros: euros(one.maximumAnnualCents),
    eligibleCostEuros: euros(one.eligibleCostCents),
    clawbackPercent,
    ...{ reportDue, paymentDue, reportArticle, paymentArticle, clawbackArticle, clawbackQuote },
    note,
    predecessor: one.predecessor,
    grants: one.grants.map(({ year, amountCents, quote, document }) => ({
      ...{ year, amountEuros: euros(amountCents), quote, document },
    })),
    amendments: one.amendments.map(({ field, year, actionKey, beforeCents, afterCents, act, actDate, reason }) => ({
      ...{
        field: field as 'grant',
        year,
        action: actionKey,
        beforeEuros: euros(beforeCents),
        afterEuros: afterCents / 100,
      },
      ...{ act, actDate, reason },
    })),
    actions: one.actions.map((line) => ({
      ...{ key: line.key, annexNumber: line.annexNumber, title: line.title, description: line.description },
      ...{ objectiveText: line.objectiveText, expectedText: line.expectedText },
      unmeasuredText: line.unmeasuredText,
      ...{ requestedEuros: euros(line.requestedCents), note: line.note, maxStatePercent: line.maxStatePercent },
      ...{ toConfirm: line.toConfirm, untilMonth: line.untilMonth },
      ...{ objective: line.objectiveCode, axis: line.axisNumber },
      indicators: line.indicators,
    })),
  };
}

const computedColumn = z.enum(computedKinds).nullable();
const compositionsColumn = z.array(composition);

function indicatorEntry(one: WholeCatalogue['indicators'][number]): CatalogueFile['indicators'][number] {
  const { id: _id, position: _position, versions, targets, published, ...indicator } = one;
  return {
    ...indicator,
    computed: computedColumn.parse(indicator.computed),
    measure: indicator.measure !== null && isMeasure(indicator.measure) ? indicator.measure : null,
    compositions: compositionsColumn.parse(indicator.compositions),
    versions: versions.map(({ version, definition, formula, validFrom, reason }) => ({
      ...{ version, definition, formula, validFrom, reason },
    })),
    targets: targets.map(({ id: _i, indicatorId: _n, createdById: _c, createdAt: _a, supersededAt, ...target }) => ({
      ...target,
      supersededAt: supersededAt?.toISOString() ?? null,
    })),
    published: published.map(({ id: _i, indicatorId: _n, amountCents, ...figure }) => ({
      ...figure,
      amountEuros: euros(amountCents),
    })),
  };
}

/** The catalogue as the file's content, without its comments. */
export async function catalogueContent({
  db,
}: {
  db: PrismaClient | Prisma.TransactionClient;
}): Promise<CatalogueFile> {
  const whole = await readWholeCatalogue(db);
  const settings = await readSettings(db);
  const changed = settingNames.filter((name) => settings[name] !== initialSettings[name]);
  return {
    format: CATALOGUE_FORMAT,
    settings: Object.fromEntries(changed.map((name) => [name, settings[name]])),
    groups: whole.groups,
    communes: whole.communes.map(({ groupCode, ...one }) => ({ ...one, group: groupCode })),
    objectives: whole.objectives,
    axes: whole.axes,
    conventions: whole.conventions.map(conventionEntry),
    indicators: whole.indicators.map(indicatorEntry),
    organisations: whole.organisations.map(({ id: _, assignments, feeds, ...one }) => ({
      ...one,
      assignments: assignments.map(({ agreements, ...given }) => ({
        ...given,
        agreements: agreements.map(({ fromMonth, reason, register }) => ({
          ...{ fromMonth, reason },
          register: register === null ? null : countedSource.parse(register),
        })),
      })),
      registers: feeds.map(({ source, fromMonth, toMonth }) => ({
        ...{ source: sourceName.parse(source), fromMonth, toMonth },
      })),
    })),
  };
}
