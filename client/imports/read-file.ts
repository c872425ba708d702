import type { FileRefusal, PartnerFile } from '../../shared/reading/read-partner-file.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { ReadFile } from '../../shared/schemas/import.ts';

export interface ReadRequest {
  file: File;
  today: string;
  communes: { inseeCode: string; name: string }[];
  source?: SourceName | undefined;
}

export interface ReadResponse {
  read: PartnerFile | FileRefusal;
  fileHash: string;
}

/** Reads a partner's file in a worker of the browser. */
export function readInWorker(request: ReadRequest): Promise<ReadResponse> {
  const worker = new Worker(new URL('./read-file.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ReadResponse>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ReadResponse>) => resolve(data));
    worker.addEventListener('error', () =>
      reject(new Error('Le fichier n’a pas pu être lu. Rechargez la page, puis recommencez.')),
    );
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

/** What may leave the computer: the rows without anything nominative. */
export function toSend(file: PartnerFile, fileName: string, fileHash: string, organisationId: number): ReadFile {
  const bare = (rows: PartnerFile['accepted']) => rows.map(({ row, key, content }) => ({ row, key, content }));
  return {
    organisationId,
    fileName,
    fileHash,
    source: file.source,
    rows: file.rows,
    accepted: bare(file.accepted),
    outOfTerritory: bare(file.outOfTerritory),
    duplicates: file.duplicates.length,
    superseded: file.superseded.length,
    rejected: file.rejected.slice(0, 5000),
    suspicious: file.suspicious.slice(0, 5000),
    droppedColumns: file.droppedColumns,
  };
}
