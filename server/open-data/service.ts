import { createHash } from 'node:crypto';
import { perimeters } from '../../shared/domain/indicator.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { delimitedCell } from '../../shared/domain/words/spreadsheet-text.ts';
import { ledgerUnits } from '../../shared/schemas/homelessness.ts';
import type { PublicationInput } from '../../shared/schemas/open-data.ts';
import { catalogueOf, publicFigures } from '../api/service.ts';
import { conventionsAt } from '../conventions/service.ts';
import { ledgerFor } from '../homelessness/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import * as repository from './repository.ts';
import { type CellText, type OpenTable, openTables } from './tables.ts';

const anybody: Viewer = { id: '', name: '', email: '', role: 'reader', organisationId: null };

/** The coordination decides; until it has, only a demonstration is open. */
export async function isPublished({
  db,
  demonstration,
}: Pick<Platform, 'demonstration'> & { db: Parameters<typeof repository.findPublication>[0] }): Promise<boolean> {
  return (await repository.findPublication(db)) ?? demonstration();
}

/** Opens or closes the open data. */
export async function setPublished(
  platform: Platform,
  viewer: Viewer,
  { published, reason }: PublicationInput,
): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const before = await isPublished({ ...platform, db: tx });
    if (before === published) return;
    await repository.keepPublication(tx, published);
    await recordAudit(tx, viewer, {
      ...{ action: 'open-data.publish', entity: 'setting', entityId: 'open-data.published' },
      ...{ before: { value: before }, after: { value: published }, reason },
    });
  });
}

/** A text never becomes a formula where a spreadsheet opens it; a number stays a number. */
function cellText(cell: CellText): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? delimitedCell(cell, ',') : String(cell);
}

export function csvOf({ schema, rows }: Pick<OpenTable, 'schema' | 'rows'>): string {
  return [schema.fields.map(({ name }) => name), ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

export interface OpenFile {
  bytes: Buffer;
  type: string;
  etag: string;
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const fileOf = (text: string, type: string): OpenFile => {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, type, etag: `"${digest(bytes).slice(0, 32)}"` };
};

function resourceOf({ name, title, description, schema }: OpenTable, { bytes }: OpenFile) {
  return {
    ...{
      name,
      title,
      description,
      path: `${name}.csv`,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
    },
    ...{ encoding: 'utf-8', bytes: bytes.length, hash: `sha256:${digest(bytes)}` },
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema,
  };
}

async function tablesOf(platform: Platform) {
  const current = yearOf(platform.referenceDate());
  const { convention, begun } = await conventionsAt(platform, current, current);
  const { territory } = convention;
  const { startYear } = begun[0] ?? convention;
  const years = Array.from({ length: Math.max(1, current - startYear + 1) }, (_, rank) => startYear + rank);
  const filters = ledgerUnits.flatMap((unit) => perimeters.map((perimeter) => ({ unit, perimeter })));
  const [catalogue, figures, ledgers] = await Promise.all([
    catalogueOf(platform),
    Promise.all(years.map((year) => publicFigures(platform, year))),
    Promise.all(filters.map((one) => ledgerFor(platform, anybody, one))),
  ]);
  return { territory, tables: openTables(catalogue, figures, ledgers, platform.demonstration()) };
}

/** The Data Package (Frictionless, 1.0) and its files, by name. Nothing in it that a reader could not see on screen. */
export async function openDataFiles(platform: Platform): Promise<Map<string, OpenFile>> {
  const { territory, tables } = await tablesOf(platform);
  const fictitious = platform.demonstration();
  const made = tables.map((table) => ({ table, file: fileOf(csvOf(table), 'text/csv; charset=utf-8') }));
  const files = new Map(made.map(({ table, file }) => [`${table.name}.csv`, file]));
  const notice = fictitious ? 'DONNÉES FICTIVES, démonstration sans réalité. ' : '';
  const description = {
    name: 'observatoire-logement-d-abord',
    profile: 'tabular-data-package',
    title: `${fictitious ? '[Données fictives] ' : ''}Observatoire Logement d’abord – ${territory}`,
    description: `${notice}Chiffres validés par la coordination. Les comptes de personnes ou de ménages de 1 à 10, et ce qui les ferait retrouver, sont masqués. Un mois non reçu n’est pas un zéro : chaque total porte sa couverture.`,
    licenses: [
      {
        name: 'etalab-2.0',
        path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
        title: 'Licence Ouverte / Open Licence 2.0',
      },
    ],
    contributors: [{ title: territory, role: 'publisher' }],
    keywords: ['logement d’abord', 'sans-domicile', 'prévention des expulsions'],
    fictif: fictitious,
    resources: made.map(({ table, file }) => resourceOf(table, file)),
  };
  const json = JSON.stringify(description, null, 2);
  return files.set('datapackage.json', fileOf(json, 'application/json; charset=utf-8'));
}

/** What the page says: whether the data are open, and which files there are. */
export async function openDataState(platform: Platform) {
  const published = await isPublished(platform);
  const fictitious = platform.demonstration();
  if (!published) return { published, fictitious, files: [] };
  const { tables } = await tablesOf(platform);
  return {
    published,
    fictitious,
    files: tables.map((table) => ({
      path: `${table.name}.csv`,
      title: table.title,
      description: table.description,
      rows: table.rows.length,
      bytes: Buffer.byteLength(csvOf(table)),
      fields: table.schema.fields.map(({ name, title, type, description }) => ({ name, title, type, description })),
    })),
  };
}
