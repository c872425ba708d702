import { type Review, reviewOf } from '../../../shared/domain/ledger/cases-to-review.ts';
import type { IsoDate } from '../../../shared/domain/month.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile, type ReadingOptions } from '../../../shared/reading/open-partner-file.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';

/** A request of the file that deserves a look. Its number stays in this browser. */
export interface RequestToLookAt extends Review {
  number: string;
  requested: IsoDate;
}

export type ReadRequests =
  | { kind: 'refused'; reason: string }
  | { kind: 'read'; day: IsoDate; rows: number; requests: RequestToLookAt[] };

/** Reads the SIAO's file here, and keeps of it the open requests to look at on the day of its extraction: nothing is sent. */
export function readRequests(bytes: Uint8Array, fileName: string, options: ReadingOptions): ReadRequests {
  const opened = openPartnerFile(bytesSource(bytes), fileName, { ...options, source: 'siao-request' });
  if (isRefusal(opened)) return { kind: 'refused', reason: opened.message };
  const last = new Map<string, Parameters<typeof siaoCase>[0]>();
  for (const row of opened.rows()) if (row.kind === 'row') last.set(row.key, row.content);
  const day = opened.period()?.day ?? options.today;
  const requests = [...last].flatMap(([number, content]): RequestToLookAt[] => {
    const one = siaoCase(content, () => undefined);
    if (!one) return [];
    const isOriented = typeof content.orientationDate === 'string' || content.status === 'Orientée';
    const review = reviewOf({ spell: one.spell, isOriented }, day);
    return review ? [{ number, requested: one.spell.requested, ...review }] : [];
  });
  return {
    kind: 'read',
    day,
    rows: last.size,
    requests: requests.sort((a, b) => a.lastContact.localeCompare(b.lastContact)),
  };
}
