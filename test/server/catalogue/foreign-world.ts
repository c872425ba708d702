import { createHash } from 'node:crypto';
import { importCatalogue } from '../../../server/convention-acts/first-fill.ts';
import { rowsToSend } from '../../../server/imports/read-file.ts';
import { territoryToRead } from '../../../server/imports/service.ts';
import { importWholeFile } from '../../../server/imports/whole-file.ts';
import { commandLineScope, type Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import { toldBy } from '../../../shared/reading/to-send.ts';
import { publishNow } from '../../setup/published.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { validateSeen } from '../../setup/validated-cells.ts';

/** A territory that nobody here knows, from its workbook alone, on a day of its convention. */

/** What only the first territory is entitled to say. */
const foreign =
  /Dijon|Côte-d’Or|Bourgogne|Chenôve|Talant|Quetigny|Longvic|métropol|SOLIHA|ADEFO|\bACOR\b|Habitat et Humanisme|Action Tank|1[\s\u00a0\u202f]?154\b|406[\s\u00a0\u202f]?614|\b(?:IND|SIAO|ACO|DIR|CCA|CTX)-\d{2}|2023-2025|article 2\.3|article 5\b|\b21231\b/u;

/** The first words of another territory in something that is said. */
export function leakOf(said: string, words = foreign): string | null {
  const found = words.exec(said);
  return found ? said.slice(Math.max(0, found.index - 60), found.index + 60) : null;
}

export async function foreignWorld(workbook: Uint8Array, today: string) {
  const base = await testDatabase();
  const contextOf = (viewer: Viewer | null = null): Context => ({
    db: base.db,
    readers: base.readers,
    bulk: bulkLoader(base.pool),
    clock: { now: () => new Date(`${today}T08:00:00Z`) },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => today,
    demonstration: () => false,
    requestId: 'essai',
    viewer,
  });
  await importCatalogue(contextOf(), { id: null, name: 'essai' }, Buffer.from(workbook));
  const organisations = await base.db.organisation.findMany({ select: { id: true, code: true } });
  const ids = new Map(organisations.map(({ id, code }) => [code, id]));
  const idOf = (organisation: string) => ids.get(organisation) ?? -1;
  const as = (role: Viewer['role'], organisation?: string) => {
    const organisationId = organisation === undefined ? null : idOf(organisation);
    const viewer = { id: `essai-${role}`, name: 'Essai', email: 'essai@exemple.fr', role, organisationId };
    return createCaller(appRouter)(contextOf(viewer));
  };

  /** Takes in what a partner sends of some months, read with what the territory says of itself. */
  async function take(organisation: string, fileName: string, text: string, period: { from: string; to: string }) {
    const bytes = new TextEncoder().encode(text);
    const opened = openPartnerFile(bytesSource(bytes), fileName, { today, ...(await territoryToRead(base)) });
    if (isRefusal(opened)) throw new Error(opened.message);
    const { source, droppedColumns } = opened;
    const fileHash = createHash('sha256').update(bytes).digest('hex');
    const file = { source, fileName, fileHash, droppedColumns, rows: rowsToSend(opened), told: () => toldBy(opened) };
    return importWholeFile(contextOf(), { id: null, name: 'essai' }, commandLineScope(idOf(organisation)), file, {
      period,
    });
  }

  /** Sends and validates some months of everybody, and publishes them. */
  async function publishMonths(months: readonly string[]) {
    for (const [organisation, organisationId] of ids) {
      if ((await base.db.assignment.count({ where: { organisationId } })) === 0) continue;
      for (const month of months) {
        await as('contributor', organisation)
          .monthlyEntry.submit({ organisationId, month, reasons: [] })
          .catch(() => undefined);
        await validateSeen(as('coordinator').collection, [{ organisationId, month }]);
      }
    }
    await publishNow(contextOf(), { through: months.at(-1) ?? '' });
  }

  /** Where a word of another territory is said on a page, to somebody. */
  async function leaks({ year, month, organisation, codes, words }: Walk): Promise<Record<string, string>> {
    const organisationId = idOf(organisation);
    const ledger = { unit: 'persons', perimeter: 'convention' } as const;
    const found: Record<string, string> = {};
    for (const [who, call] of [
      ['coordinator', as('coordinator')],
      ['contributor', as('contributor', organisation)],
      ['reader', as('reader')],
    ] as const) {
      const pages: Record<string, () => Promise<unknown>> = {
        session: () => call.session.me(),
        firstSteps: () => call.firstSteps.state(),
        overview: () => call.overview.forYear({ year }),
        ...Object.fromEntries(codes.map((code) => [`indicator ${code}`, () => call.indicators.byCode({ code })])),
        ...Object.fromEntries(codes.map((code) => [`breakdown ${code}`, () => call.indicators.breakdown({ code })])),
        ...Object.fromEntries(codes.map((code) => [`why ${code}`, () => call.indicators.why({ code, year })])),
        months: () => call.monthlyEntry.myMonths({ organisationId }),
        grid: () => call.monthlyEntry.grid({ organisationId, month }),
        collection: () => call.collection.matrix({}),
        help: () => call.imports.help(),
        ledger: () => call.homelessness.ledger(ledger),
        paths: () => call.homelessness.paths(ledger),
        needs: () => call.homelessness.needs(ledger),
        reliability: () => call.homelessness.reliability(ledger),
        evictions: () => call.evictions.funnel({}),
        captured: () => call.housing.captured({}),
        atlas: () => call.housing.atlas(),
        aids: () => call.housing.actionLogement(),
        finance: () => call.finance.year({ year }),
        readiness: () => call.reports.readiness({ year }),
        workspace: () => call.reports.workspace({ year }),
        editions: () => call.editions.forYear({ year }),
        publications: () => call.publications.list(),
        catalogue: () => call.catalogue.read(),
        settings: () => call.catalogue.settings(),
        definitions: () => call.catalogue.definitions(),
        agreements: () => call.agreements.read(),
        acts: () => call.conventionActs.history(),
        file: () => call.catalogue.exportFile(),
        record: () => call.dataProtection.record(),
        openData: () => call.openData.state({}),
        workQueue: () => call.workQueue.list(),
      };
      for (const [name, ask] of Object.entries(pages)) {
        const said = await ask().catch((error: { code?: string; message: string }) => {
          if (/FORBIDDEN|NOT_FOUND|NOT_PUBLISHED/.test(`${error.code} ${error.message}`)) return null;
          throw new Error(`${name} for a ${who}: ${error.message}`);
        });
        const leak = leakOf(JSON.stringify(said) ?? '', words);
        if (leak !== null) found[`${name} for a ${who}`] = leak;
      }
    }
    return found;
  }

  return { base, contextOf, idOf, as, take, publishMonths, leaks };
}

interface Walk {
  year: number;
  month: string;
  /** Whose contributor looks. */
  organisation: string;
  codes: readonly string[];
  words?: RegExp;
}
