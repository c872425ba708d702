import type { BeginImport, ToldByFile } from '../../../shared/schemas/import.ts';
import type { trpcClient } from '../../lib/trpc.ts';
import type { FileSession } from './file-session.ts';

type Client = typeof trpcClient;

export interface Sending {
  file: Omit<BeginImport, 'fileHash'>;
  session: FileSession;
  /** What is kept of what the file says beside its rows; absent: all of it. */
  tellOnly?: (told: ToldByFile) => ToldByFile;
  /** Rows sent so far, and how much of the file that is. */
  onProgress: (rows: number, ratio: number) => void;
  signal: AbortSignal;
}

const NO_ROWS =
  'Les colonnes de ce fichier sont reconnues mais il ne contient aucune ligne de données\u00a0: vérifiez le filtre de votre export, puis déposez-le de nouveau.';

/** Whoever asked for it stopped it: nothing is left of it. */
export class Stopped extends Error {}

/**
 * Sends the kept rows of an open file, a piece after the other: the next is read once the server has taken the last, so that
 * a large file fills neither memory. Stopped or broken, the import is given up whole.
 */
export async function sendFile(
  client: Client,
  { file, session, tellOnly = (told) => told, onProgress, signal }: Sending,
) {
  const fileHash = await session.fingerprint();
  const begun = await client.imports.begin.mutate({ ...file, fileHash });
  try {
    let sent = 0;
    for (;;) {
      if (signal.aborted) throw new Stopped();
      const { rows, progress, done, told } = await session.next();
      if (rows.length > 0) await client.imports.send.mutate({ id: begun.id, rows });
      sent += rows.length;
      onProgress(sent, progress);
      if (done && sent === 0) throw new Error(NO_ROWS);
      if (told) await client.imports.tell.mutate({ id: begun.id, told: tellOnly(told) });
      if (done) return begun;
    }
  } catch (error) {
    await client.imports.discard.mutate({ id: begun.id }).catch(() => {});
    throw error;
  }
}
