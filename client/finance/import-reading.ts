import { bytesSource } from '../../shared/reading/byte-source.ts';
import { type FinanceFile, readFinanceFile } from '../../shared/reading/finance-file.ts';

/** A year of money is some tens of kilobytes; beyond this it is somebody else's file. */
const MOST_BYTES = 5_000_000;

export type ReadMoney = { ok: true; file: FinanceFile } | { ok: false; why: string };

/** The rows of a workbook or of a text file, read on this computer; or the sentence that says why it stays out. */
export async function readMoney(dropped: File): Promise<ReadMoney> {
  if (dropped.size > MOST_BYTES)
    return {
      ok: false,
      why: 'Ce fichier dépasse 5\u00a0Mo. Ne gardez que les feuilles des finances, puis redéposez-le.',
    };
  const file = readFinanceFile(bytesSource(new Uint8Array(await dropped.arrayBuffer())), dropped.name);
  return 'code' in file ? { ok: false, why: file.message } : { ok: true, file };
}
