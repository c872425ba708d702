import type { ByteSource } from '../../shared/reading/byte-source.ts';
import type { ColumnAnswers } from '../../shared/reading/column-questions.ts';
import {
  isRefusal,
  type OpenedFile,
  openPartnerFile,
  type ReadingOptions,
} from '../../shared/reading/open-partner-file.ts';
import type { ReadRow } from '../../shared/reading/partner-file.ts';
import type { FileRefusal } from '../../shared/reading/refusal.ts';
import { rowToSend } from '../../shared/reading/to-send.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { ColumnMapping, SentRow } from '../../shared/schemas/import.ts';

/** A remembered way to understand the columns of an organisation's files. */
interface Remembered {
  organisationId: number;
  source: SourceName;
  columns: ColumnMapping;
}

/** The rows of a file as they are staged, read as they are asked for; `onRead` sees each before it is cut to what may be kept. */
export function* rowsToSend(opened: OpenedFile, onRead: (row: ReadRow) => void = () => {}): Generator<SentRow> {
  for (const row of opened.rows()) {
    onRead(row);
    yield rowToSend(row, opened.sheetNames);
  }
}

export interface OpenedWith {
  opened: OpenedFile | FileRefusal;
  /** Whose remembered mapping made the file readable. */
  organisationId: number | null;
  /** What it was opened with. */
  options: ReadingOptions;
}

/** Opens a file by what it says; when that is not enough, by what someone said of such a file before. */
export function openRemembering(
  source: ByteSource,
  fileName: string,
  options: ReadingOptions,
  remembered: Remembered[],
): OpenedWith {
  const opened = openPartnerFile(source, fileName, options);
  if (!isRefusal(opened) && opened.sure) return { opened, organisationId: null, options };
  for (const { organisationId, source: name, columns } of remembered) {
    if (options.source && options.source !== name) continue;
    const mapped = { ...options, source: name, mapping: columns };
    const again = openPartnerFile(source, fileName, mapped);
    if (!isRefusal(again) && again.columns.some(({ how }) => how === 'mapped'))
      return { opened: again, organisationId, options: mapped };
  }
  return { opened, organisationId: null, options };
}

/** The file opened again with what its partner answered before, for the questions that it still asks. */
export function openAnswering(
  source: ByteSource,
  fileName: string,
  options: ReadingOptions,
  opened: OpenedFile,
  before: ColumnAnswers,
): OpenedFile {
  const asked = new Set(opened.questions.flatMap(({ field, answer }) => (answer === undefined ? [field] : [])));
  const known = Object.entries(before).filter(([field]) => asked.has(field));
  if (known.length === 0) return opened;
  const answers = { ...Object.fromEntries(known), ...options.answers };
  const again = openPartnerFile(source, fileName, { ...options, answers });
  return isRefusal(again) ? opened : again;
}
