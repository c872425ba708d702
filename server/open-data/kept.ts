import * as z from 'zod';
import { perimeters } from '../../shared/domain/indicator.ts';
import { ledgerUnits } from '../../shared/domain/ledger/ledger-filters.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { publishedCatalogue, publishedFigures } from '../../shared/schemas/api.ts';
import type { Platform } from '../platform/context.ts';
import { type PublicationRow, readAnswer } from '../publications/service.ts';
import { type TableFiles, tableFiles } from './files.ts';
import { publishedLedger } from './flow-table.ts';
import { openTables, type Published } from './tables.ts';

type Reading = Pick<Platform, 'readers'>;

const keptOverview = z.object({ years: z.array(z.number()) });

/** Everything that the files say, read in the answers that a publication keeps. */
async function readPublished(platform: Reading, publication: PublicationRow): Promise<Published> {
  const input = { year: yearOf(publication.through) };
  const { years } = await readAnswer(platform, publication, {
    procedure: 'overview.forYear',
    input,
    schema: keptOverview,
  });
  const filters = ledgerUnits.flatMap((unit) => perimeters.map((perimeter) => ({ unit, perimeter })));
  const [catalogue, figures, ledgers] = await Promise.all([
    readAnswer(platform, publication, { procedure: 'api.catalogue', input: {}, schema: publishedCatalogue }),
    Promise.all(
      years.map((year) =>
        readAnswer(platform, publication, { procedure: 'api.figures', input: { year }, schema: publishedFigures }),
      ),
    ),
    Promise.all(
      filters.map((one) =>
        readAnswer(platform, publication, { procedure: 'homelessness.ledger', input: one, schema: publishedLedger }),
      ),
    ),
  ]);
  return { catalogue, years: figures, ledgers, fictitious: publication.fictitious };
}

/** The files of a publication: they never change. */
export interface KeptFiles {
  territory: string;
  years: number[];
  tables: TableFiles[];
}

async function makeFiles(platform: Reading, publication: PublicationRow): Promise<KeptFiles> {
  const published = await readPublished(platform, publication);
  return {
    territory: published.catalogue.territory,
    years: published.years.map(({ year }) => year),
    tables: openTables(published).map(tableFiles),
  };
}

/** Publications whose files stay in memory, the last asked for: anybody may ask, so asking must cost little. */
const MOST_KEPT = 8;
const memories = new WeakMap<Platform['readers'], Map<string, Promise<KeptFiles>>>();

export function filesOfPublication(platform: Reading, publication: PublicationRow): Promise<KeptFiles> {
  const memory = memories.get(platform.readers) ?? new Map<string, Promise<KeptFiles>>();
  memories.set(platform.readers, memory);
  const name = `${publication.id} ${publication.fingerprint}`;
  const files = memory.get(name) ?? makeFiles(platform, publication);
  memory.delete(name);
  memory.set(name, files);
  // A fault is for whoever asked, not for all who come after.
  files.catch(() => memory.delete(name));
  const [oldest] = memory.keys();
  if (memory.size > MOST_KEPT && oldest !== undefined) memory.delete(oldest);
  return files;
}
