import type { IsoDate, Month } from '../../shared/domain/month.ts';

/** A full export of the requests: the months that it speaks of, and the day at which it was made. */
export interface FullExport {
  importId: number;
  from: Month;
  to: Month;
  day: IsoDate;
}

/** A full export about to be kept, and whether what it no longer holds stays in the register. */
export interface KeptExport {
  export: FullExport;
  keepsAbsent: boolean;
}

/** On which day the latest full export that holds a request was made. */
export interface HeldRequests {
  /** Some requests are known by their key not to be in an export. */
  keyed: boolean;
  heldOn: (requested: IsoDate, key: string | undefined) => IsoDate | null;
}

export const nothingHeld: HeldRequests = { keyed: false, heldOn: () => null };

/** Full exports as one rule: of each request, the latest that speaks of its month and holds it. */
export function heldBy(
  exports: readonly FullExport[],
  absences: readonly { importId: number; key: string }[],
): HeldRequests {
  if (exports.length === 0) return nothingHeld;
  const absent = new Set(absences.map(({ importId, key }) => `${importId} ${key}`));
  const latest = [...exports].sort((a, b) => b.day.localeCompare(a.day) || b.importId - a.importId);
  const byMonth = new Map<Month, FullExport[]>();
  const of = (month: Month) => {
    const known = byMonth.get(month) ?? latest.filter(({ from, to }) => from <= month && month <= to);
    byMonth.set(month, known);
    return known;
  };
  return {
    keyed: absent.size > 0,
    heldOn: (requested, key) => {
      const holding = of(requested.slice(0, 7)).find(
        (one) => requested <= one.day && !absent.has(`${one.importId} ${key}`),
      );
      return holding?.day ?? null;
    },
  };
}
