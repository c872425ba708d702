import { measureRegister } from '../registers/measure.ts';
import { bytesSource } from './byte-source.ts';
import { isRefusal, openPartnerFile, type ReadingOptions } from './open-partner-file.ts';
import { FileGatherer, type PartnerFile } from './partner-file.ts';
import { type FileRefusal, refuse } from './refusal.ts';
import { countOfRows } from './values/cell-value.ts';

/** Reads a whole file at once, and says of each row what becomes of it among the others. For files that fit in memory. */
export function readPartnerFile(
  bytes: Uint8Array,
  fileName: string,
  options: ReadingOptions,
): PartnerFile | FileRefusal {
  const opened = openPartnerFile(bytesSource(bytes), fileName, options);
  if (isRefusal(opened)) return opened;
  const gatherer = new FileGatherer();
  let count = 0;
  for (const row of opened.rows()) {
    count += 1;
    gatherer.take(row);
  }
  const rows = opened.lines ?? count;
  if (rows === 0) return refuse('no-rows').refusal;
  const { source, score, sure, reason, columns, droppedColumns } = opened;
  const accepted = gatherer.kept(false);
  return {
    ...{ source, score, sure, columns, droppedColumns, rows, accepted },
    reason: `${reason} ${countOfRows(rows)} de données.`,
    duplicates: gatherer.duplicates,
    superseded: gatherer.superseded,
    rejected: gatherer.rejected,
    outOfTerritory: gatherer.kept(true),
    suspicious: gatherer.suspicious,
    remarks: gatherer.remarks,
    skipped: opened.skipped(),
    unread: opened.unread,
    questions: opened.questions,
    measures: measureRegister(source, accepted, options.today),
  };
}
