import type { ByteSource } from '../../shared/reading/byte-source.ts';
import {
  isRefusal,
  type OpenedFile,
  openPartnerFile,
  type ReadingOptions,
} from '../../shared/reading/open-partner-file.ts';
import type { ReadRow } from '../../shared/reading/partner-file.ts';
import type { FileRefusal } from '../../shared/reading/refusal.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { ColumnMapping, SentRow } from '../../shared/schemas/import.ts';

/** A remembered way to understand the columns of an organisation's files. */
interface Remembered {
  organisationId: number;
  source: SourceName;
  columns: ColumnMapping;
}

/** A row read, as it is sent to be staged. */
function toSend(read: ReadRow): SentRow {
  if (read.kind === 'rejected') {
    const { row, sheet } = read.remark;
    return { row, ...(sheet && { sheet }), key: null, content: null, outside: false, remarks: [read.remark] };
  }
  const { row, sheet, key, content, outside, remarks, identity } = read;
  const sent: SentRow = { row, key, content, outside, remarks };
  if (sheet) sent.sheet = sheet;
  if (identity) sent.identity = identity;
  return sent;
}

/** The rows of a file as they are staged, read as they are asked for. */
export function* rowsToSend(opened: OpenedFile): Generator<SentRow> {
  for (const row of opened.rows()) yield toSend(row);
}

export interface OpenedWith {
  opened: OpenedFile | FileRefusal;
  /** Whose remembered mapping made the file readable. */
  organisationId: number | null;
}

/** Opens a file by what it says; when that is not enough, by what someone said of such a file before. */
export function openRemembering(
  source: ByteSource,
  fileName: string,
  options: ReadingOptions,
  remembered: Remembered[],
): OpenedWith {
  const opened = openPartnerFile(source, fileName, options);
  if (!isRefusal(opened) && opened.sure) return { opened, organisationId: null };
  for (const { organisationId, source: name, columns } of remembered) {
    if (options.source && options.source !== name) continue;
    const again = openPartnerFile(source, fileName, { ...options, source: name, mapping: columns });
    if (!isRefusal(again) && again.columns.some(({ how }) => how === 'mapped'))
      return { opened: again, organisationId };
  }
  return { opened, organisationId: null };
}
