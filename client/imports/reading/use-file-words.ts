import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import type { CellRemark } from '../../../shared/reading/partner-file.ts';
import { isReasonCode, reasonWithout } from '../../../shared/reading/reasons.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { StoredRemark } from '../../../shared/schemas/import.ts';
import { contentColumns } from '../../lib/words/register-words.ts';
import { heldFile } from './open-files.ts';
import type { Place } from './reading-protocol.ts';

/** A remark in words: those of the file while this tab holds it, else what may be said without it. */
export interface RemarkWords {
  column: string;
  /** Undefined when the file is not open here. */
  value: string | undefined;
  reason: string;
  question?: CellRemark['question'];
}

/** The remark of the file that a stored one is about. */
function matching(remark: StoredRemark, found: readonly CellRemark[]): CellRemark | undefined {
  return found.find(({ field, code }) => code === remark.code && (field ?? null) === remark.field);
}

/** A stored remark in words. Example: without the file, « Date de la demande » and why, and no value. */
export function remarkWords(source: SourceName, remark: StoredRemark, found: readonly CellRemark[]): RemarkWords {
  const own = remark.month ? undefined : matching(remark, found);
  if (own) {
    const { column, value, reason, question } = own;
    return { column, value, reason, ...(question && { question }) };
  }
  const label = contentColumns(source).find(({ field }) => field === remark.field)?.label ?? '';
  const column = remark.month ? frenchMonth(remark.month) : label;
  return { column, value: undefined, reason: isReasonCode(remark.code) ? reasonWithout(remark.code) : '' };
}

const placeOf = ({ row, sheet }: Place) => `${sheet ?? ''}|${row}`;

/** What the file says of some rows, for as long as this tab holds it, and the names of its sheets. */
export function useFileWords(importId: number, rows: readonly { row: number; sheet?: number | null | undefined }[]) {
  const [file] = useState(() => heldFile(importId));
  const places = rows.map(({ row, sheet }) => ({ row, ...(sheet && { sheet }) }));
  const query = useQuery({
    queryKey: ['imports.words', importId, places.map(placeOf)],
    enabled: file !== null && places.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const found = (await file?.session.words(places)) ?? [];
      return new Map(places.map((place, index) => [placeOf(place), found[index] ?? []]));
    },
  });
  return {
    wordsAt: ({ row, sheet }: { row: number; sheet?: number | null | undefined }): readonly CellRemark[] =>
      query.data?.get(placeOf({ row, ...(sheet && { sheet }) })) ?? [],
    sheetName: (sheet: number | null | undefined): string | undefined =>
      sheet ? (file?.opened.sheetNames[sheet - 1] ?? `Feuille\u00a0${sheet}`) : undefined,
  };
}
export type FileWords = ReturnType<typeof useFileWords>;
