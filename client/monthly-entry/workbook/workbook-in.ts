import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { entryWorkbook } from '../../../shared/domain/entry/entry-workbook.ts';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
/** A line of the returned workbook, as it was filled in. */
export interface WorkbookLine {
  /** The number that the spreadsheet shows in its margin. */
  row: number;
  indicatorId: number;
  /** The revision of the cell when the workbook was made; 0: there was nothing. */
  revision: number;
  state: string;
  value: string;
  denominator: string;
  reason: string;
  comment: string;
}

export type ReadWorkbook = { ok: true; lines: WorkbookLine[] } | { ok: false; why: string };

/** A month of forty indicators is 20 kB; five megabytes are already somebody else's file. */
const limits = { packed: 5_000_000, unfolded: 25_000_000, entries: 200 };

const words = {
  tooLarge:
    'Ce fichier est trop volumineux pour être le classeur d’un mois. Téléchargez-le de nouveau ici, puis remplissez-le.',
  notOurs:
    'Ce fichier n’est pas le classeur de saisie téléchargé ici, ou sa feuille cachée a été retirée. Téléchargez-le de nouveau, puis recopiez vos valeurs.',
  version:
    'Ce classeur vient d’une ancienne version de l’observatoire. Téléchargez-le de nouveau, puis recopiez vos valeurs.',
  organisation: 'Ce classeur est celui d’une autre organisation. Déposez celui de la vôtre.',
};

/** Unfolds the archive within bounds, and folds it again without compression: what the reader gets cannot grow any more. */
function bounded(bytes: Uint8Array): { bytes: Uint8Array; isOds: boolean } | null {
  let given = 0;
  let entries = 0;
  const files = unzipSync(bytes, {
    filter({ originalSize }) {
      given += originalSize;
      entries += 1;
      return given <= limits.unfolded && entries <= limits.entries;
    },
  });
  if (given > limits.unfolded || entries > limits.entries) return null;
  return { bytes: zipSync(files, { level: 0 }), isOds: 'content.xml' in files };
}

/** The text of a cell as a reader would say it. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return value instanceof Date ? value.toLocaleDateString('fr-FR', { timeZone: 'UTC' }) : String(value).trim();
}

interface Meta {
  facts: Map<string, string>;
  revisions: Map<number, number>;
}

function readMeta(sheet: Sheet): Meta {
  const meta: Meta = { facts: new Map(), revisions: new Map() };
  for (const cells of sheet.rows) {
    const [name, value, revision] = cells.map(textOf);
    if (name === 'cellule') meta.revisions.set(Number(value), Number(revision));
    else if (name) meta.facts.set(name, value ?? '');
  }
  return meta;
}

function linesOf(sheet: Sheet, { revisions }: Meta): WorkbookLine[] {
  const { columns, firstRow } = entryWorkbook;
  return sheet.rows
    .map((cells, rank) => ({ row: rank + 1, cells }))
    .slice(firstRow - 1)
    .flatMap(({ row, cells }) => {
      const at = (place: number) => textOf(cells[place]);
      const indicatorId = Number(at(columns.key));
      if (!revisions.has(indicatorId)) return [];
      return [
        {
          row,
          indicatorId,
          revision: revisions.get(indicatorId) ?? 0,
          state: at(columns.state),
          value: at(columns.value),
          denominator: at(columns.denominator),
          reason: at(columns.reason),
          comment: at(columns.comment),
        },
      ];
    });
}

async function readSheets(bytes: Uint8Array, asked: { organisationId: number; month: string }): Promise<ReadWorkbook> {
  const safe = bounded(bytes);
  if (safe === null) return { ok: false, why: words.tooLarge };
  // LibreOffice keeps our workbook as its own: the same sheets, in another package.
  const { sheets } = safe.isOds ? await (await import('hucre/ods')).readOds(safe.bytes) : await readXlsx(safe.bytes);
  const metaSheet = sheets.find((one) => one.name === entryWorkbook.metaSheet);
  const sheet = sheets.find((one) => one.name === entryWorkbook.sheet);
  if (!metaSheet || !sheet) return { ok: false, why: words.notOurs };
  const meta = readMeta(metaSheet);
  if (meta.facts.get('template') !== entryWorkbook.template) return { ok: false, why: words.notOurs };
  if (meta.facts.get('version') !== String(entryWorkbook.version)) return { ok: false, why: words.version };
  if (meta.facts.get('organisation') !== String(asked.organisationId)) return { ok: false, why: words.organisation };
  const month = meta.facts.get('mois') ?? '';
  if (month !== asked.month)
    return { ok: false, why: `Ce classeur est celui du mois ${month}${S}: déposez-le sur la page de ce mois.` };
  return { ok: true, lines: linesOf(sheet, meta) };
}

/** Reads a returned workbook in the browser: nothing is written, and a file that is not ours goes no further. */
export async function readEntryWorkbook(
  bytes: Uint8Array,
  asked: { organisationId: number; month: string },
): Promise<ReadWorkbook> {
  if (bytes.length > limits.packed) return { ok: false, why: words.tooLarge };
  if (strFromU8(bytes.subarray(0, 2), true) !== 'PK') return { ok: false, why: words.notOurs };
  try {
    return await readSheets(bytes, asked);
  } catch {
    return { ok: false, why: words.notOurs };
  }
}
