import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { computedKinds } from '../../shared/domain/indicator.ts';
import { CATALOGUE_FORMAT, type CatalogueFile, composition } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { readCatalogueFile } from '../../shared/schemas/catalogue/catalogue-reading.ts';
import { countedSource, sourceName } from '../../shared/schemas/import.ts';
import { initialSettings, settingNames } from '../../shared/schemas/settings.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings, writeSetting } from '../platform/settings.ts';
import { type CatalogueAdded, readWholeCatalogue, type WholeCatalogue, writeCatalogue } from './file-repository.ts';

const euros = (cents: number | bigint | null) => (cents === null ? null : Number(cents) / 100);

function conventionEntry(one: WholeCatalogue['conventions'][number]): CatalogueFile['conventions'][number] {
  const { code, name, territory, startYear, endYear, clawbackPercent, note } = one;
  return {
    ...{ code, name, territory, startYear, endYear },
    maximumAnnualEuros: euros(one.maximumAnnualCents),
    eligibleCostEuros: euros(one.eligibleCostCents),
    clawbackPercent,
    note,
    predecessor: one.predecessor?.code ?? null,
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
      ...{ requestedEuros: euros(line.requestedCents), note: line.note, maxStatePercent: line.maxStatePercent },
      toConfirm: line.toConfirm,
      ...{ objective: line.objectiveCode, axis: line.axisNumber },
      indicators: line.indicators.map(({ indicator }) => indicator.code),
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
export async function catalogueContent({ db }: Pick<Platform, 'db'>): Promise<CatalogueFile> {
  const [whole, settings] = await Promise.all([readWholeCatalogue(db), readSettings(db)]);
  const changed = settingNames.filter((name) => settings[name] !== initialSettings[name]);
  return {
    format: CATALOGUE_FORMAT,
    settings: Object.fromEntries(changed.map((name) => [name, settings[name]])),
    communes: whole.communes.map(({ groupCode, ...one }) => ({ ...one, group: groupCode })),
    objectives: whole.objectives,
    axes: whole.axes,
    conventions: whole.conventions.map(conventionEntry),
    indicators: whole.indicators.map(indicatorEntry),
    organisations: whole.organisations.map(({ code, name, kind, role, assignments, feeds }) => ({
      ...{ code, name, kind, role },
      assignments: assignments.map(({ indicator, fromMonth, toMonth, agreements }) => ({
        indicator: indicator.code,
        ...{ fromMonth, toMonth },
        agreements: agreements.map(({ register, ...one }) => ({
          ...one,
          register: register === null ? null : countedSource.parse(register),
        })),
      })),
      registers: feeds.map(({ source, ...one }) => ({ ...one, source: sourceName.parse(source) })),
    })),
  };
}

/** What stands above each part of the file, for whoever opens it. */
const comments: Record<string, string | string[]> = {
  format: [
    'Catalogue de l’observatoire Logement d’abord. Ce fichier suffit pour démarrer l’observatoire d’un autre territoire.',
    'Une rubrique dont le nom commence par « _ » est un commentaire. Les montants sont en euros, les mois s’écrivent 2026-03.',
    'À l’import, ce qui existe déjà (même code) est laissé tel quel\u202f; le reste est ajouté, tout ou rien.',
  ],
  settings: 'Réglages qui diffèrent des valeurs de départ (seuils, secret statistique, inactivité).',
  communes: 'Communes du territoire. « group »\u00a0: groupe sous lequel leurs chiffres sont publiés.',
  objectives: 'Objectifs du plan.',
  axes: 'Axes du plan.',
  conventions:
    'Conventions, de la plus ancienne à la plus récente\u00a0: subventions de l’État (null\u00a0: à fixer par avenant), avenants aux montants, lignes de l’annexe dans leur ordre.',
  indicators:
    'Indicateurs. timeRule\u00a0: flow (les mois s’ajoutent), stock (dernier mois connu), average, ratio (numérateur et dénominateur), unique (personnes différentes\u00a0: jamais la somme des mois), milestone. direction\u00a0: increase, decrease, maintain, context. Cibles\u00a0: reading stated (écrite) ou assumed (hypothèse).',
  organisations:
    'Partenaires, ce que chacun transmet depuis quel mois, et comment (agreements\u00a0: à partir d’un mois, compté des lignes d’un registre, ou null\u00a0: saisi)\u202f; registers\u00a0: les registres que chacun alimente.',
};

/** The file, with a comment above each of its parts. */
export async function exportCatalogue(platform: Pick<Platform, 'db'>): Promise<string> {
  const content = await catalogueContent(platform);
  const commented = Object.entries(content).flatMap(([name, value]) => [
    [name === 'format' ? '_lisez-moi' : `_${name}`, comments[name] ?? ''],
    [name, value],
  ]);
  return `${JSON.stringify(Object.fromEntries(commented), null, 2)}\n`;
}

async function writeSettings(
  tx: Prisma.TransactionClient,
  actor: Actor,
  settings: CatalogueFile['settings'],
): Promise<void> {
  const unknown = Object.keys(settings).filter((name) => !settingNames.some((known) => known === name));
  if (unknown.length > 0)
    throw new AppError('INVALID', { faults: [`settings\u00a0: réglage inconnu ${unknown.join(', ')}.`] });
  // The higher cut first, so that the two never cross on the way.
  const names = settingNames.filter((name) => name in settings).sort((a) => (a === 'pace.onPace' ? -1 : 1));
  for (const name of names)
    await writeSetting(tx, actor, { name, value: settings[name], reason: 'import du catalogue' });
}

/** Takes a catalogue file in, all or nothing. Its faults are refused with INVALID, as French sentences that say where they are. */
export async function importCatalogue(
  { db }: Pick<Platform, 'db'>,
  actor: Actor,
  source: string,
): Promise<CatalogueAdded> {
  const { catalogue, faults } = readCatalogueFile(source);
  if (!catalogue) throw new AppError('INVALID', { faults });
  return db.$transaction(
    async (tx) => {
      const added = await writeCatalogue(tx, catalogue);
      await writeSettings(tx, actor, catalogue.settings);
      await recordAudit(tx, actor, {
        action: 'catalogue.import',
        entity: 'catalogue',
        entityId: 'catalogue',
        after: { ...added },
      });
      return added;
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}
