import { type ReadingContext, readCell } from '../../shared/reading/values/cell-value.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content, SourceName } from '../../shared/registers/register.ts';
import type { ErasePersonInput, ExportPersonInput, PersonInput } from '../../shared/schemas/data-protection.ts';
import { renderCsv } from '../documents/render-csv.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { eraseRows } from './purge.ts';
import { type FoundRow, findCommuneNames, findFormerContents, findKeyContents, findPerson } from './repository.ts';

/** A row of a person, in the words of its register. Nothing in it names anyone. */
export interface PersonRow {
  organisation: string;
  source: SourceName;
  register: string;
  importId: number;
  importedAt: string;
  outOfTerritory: boolean;
  linked: boolean;
  cells: { field: string; label: string; value: string | number | null }[];
}

type Communes = ReadonlyMap<string, string>;

/** The cells of a row in the order of its register: amounts in euros, communes by their names. */
function cellsOf(source: SourceName, content: Content, communes: Communes): PersonRow['cells'] {
  const { columns } = registerOf(source);
  const rank = (field: string) => columns.findIndex((column) => column.field === field);
  return Object.entries(content)
    .map(([field, value]) => {
      const column = columns.find((one) => one.field === field);
      const isAmount = column?.kind === 'euros' && typeof value === 'number';
      const place = column?.kind === 'commune' ? communes.get(String(value)) : undefined;
      return { field, label: column?.label ?? field, value: isAmount ? value / 100 : (place ?? value) };
    })
    .sort((one, other) => rank(one.field) - rank(other.field));
}

const rowOf = (
  { key: _key, organisationId: _owner, importedAt, content, ...row }: FoundRow,
  communes: Communes,
): PersonRow => ({
  ...row,
  importedAt: parisDate(importedAt),
  register: registerOf(row.source).label,
  cells: cellsOf(row.source, content, communes),
});

/**
 * The pseudonyms of a file number, read as it is in the partner's file. A number may stand on several rows of a register (a
 * request examined at several meetings): each has its own.
 */
async function keysOf(platform: Platform, { number, ...held }: PersonInput): Promise<Uint8Array[]> {
  const register = registerOf(held.source);
  const column = register.columns.find(({ kind }) => kind === 'key');
  if (!register.contact || !column) throw new AppError('INVALID', { cells: {} });
  // A number names no commune.
  const findCommune: ReadingContext['findCommune'] = () => ({ outside: true });
  const context = { today: parisDate(platform.clock.now()), date1904: false, findCommune };
  const reading = readCell(number, column, context);
  const raw = 'value' in reading ? String(reading.value ?? '') : '';
  const contents = register.rankGroup ? await findKeyContents(platform.db, held) : [{}];
  const keys = contents.map((content) => platform.pseudonym(register.source, register.key(raw, content, 1)));
  return [...new Set(keys)].map((key) => new Uint8Array(Buffer.from(key, 'hex')));
}

async function look(platform: Platform, input: PersonInput) {
  const rows = await findPerson(platform.db, input, await keysOf(platform, input));
  const own = rows.filter(({ linked }) => !linked);
  const keys = own.map(({ key }) => key);
  const [former, communes] = await Promise.all([
    findFormerContents(platform.db, input, keys),
    findCommuneNames(platform.db),
  ]);
  return {
    rows: rows.map((row) => rowOf(row, communes)),
    own: own.length,
    former: former.map((content) => cellsOf(input.source, content, communes)),
  };
}

/** What the journal may say of a search: where, and how much was found. Never the number, nor its pseudonym. */
const said = ({ organisationId, source }: PersonInput, rows: number, more: object = {}) => ({
  entity: 'register',
  entityId: source,
  after: { organisation: organisationId, rows, ...more },
});

/** The rows that a file number has in an organisation's register, for the person whose right it is to know. */
export async function findPersonRows(platform: Platform, viewer: Viewer, input: PersonInput) {
  const { rows, own, former } = await look(platform, input);
  await platform.db.$transaction((tx) =>
    recordAudit(tx, viewer, {
      action: 'person.read',
      ...said(input, own, { linked: rows.length - own }),
    }),
  );
  return { rows, former };
}

function csvOf(rows: PersonRow[], former: PersonRow['cells'][]): string {
  const headers = ['Ligne', 'Structure', 'Registre', 'Import du', 'Donnée', 'Valeur'].map((label) => ({ label }));
  const lines = rows.flatMap((row, index) =>
    row.cells.map(({ label, value }) => [
      `Ligne ${index + 1}`,
      row.organisation,
      row.register,
      row.importedAt,
      label,
      value,
    ]),
  );
  const before = former.flatMap((cells, index) =>
    cells.map(({ label, value }) => [`Ancienne version ${index + 1}`, '', '', '', label, value]),
  );
  return renderCsv(headers, [...lines, ...before]).toString('utf8');
}

/** The same as a file, to hand to the person. */
export async function exportPerson(platform: Platform, viewer: Viewer, input: ExportPersonInput) {
  const { rows, own, former } = await look(platform, input);
  if (own === 0) throw new AppError('NOT_FOUND', { entity: 'row' });
  await platform.db.$transaction((tx) =>
    recordAudit(tx, viewer, { action: 'person.export', ...said(input, rows.length, { format: input.format }) }),
  );
  const day = parisDate(platform.clock.now());
  const name = `donnees-personne-${day}.${input.format}`;
  if (input.format === 'csv') return { name, type: 'text/csv', text: csvOf(rows, former) };
  return { name, type: 'application/json', text: `${JSON.stringify({ date: day, rows, former }, null, 2)}\n` };
}

/**
 * Erases the rows of a file number, with what they were before. What they count for in the figures is kept as counts: no
 * figure tells of one person. The pseudonym alone is remembered, so that the partner's next file does not bring them back.
 */
export async function erasePerson(
  platform: Platform,
  viewer: Viewer,
  input: ErasePersonInput,
): Promise<{ rows: number }> {
  const keys = await keysOf(platform, input);
  return platform.db.$transaction(
    async (tx) => {
      const found = await findPerson(tx, input, keys);
      const going = found.filter(({ linked }) => input.linked || !linked);
      if (!going.some(({ linked }) => !linked)) throw new AppError('NOT_FOUND', { entity: 'row' });
      const registers = new Map(
        going.map(({ organisationId, source }) => [`${organisationId} ${source}`, { organisationId, source }]),
      );
      let rows = 0;
      for (const held of registers.values()) {
        const own = going.filter((row) => row.organisationId === held.organisationId && row.source === held.source);
        rows += await eraseRows(
          tx,
          platform,
          held,
          own.map(({ key }) => key),
        );
      }
      await recordAudit(tx, viewer, { action: 'person.erase', ...said(input, rows), reason: input.reason });
      return { rows };
    },
    { timeout: 300_000, maxWait: 30_000 },
  );
}
