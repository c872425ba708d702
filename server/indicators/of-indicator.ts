import type { Platform } from '../platform/context.ts';
import { findIndicatorCodes } from './repository.ts';

/** Which rows are asked for: of one indicator, or of all. */
export type OfIndicator = { indicator?: { code: string } };

type Row = { indicatorId: number };

/**
 * The rows of one indicator. Of one picture of the database all are read at once, and each page takes its own; while the
 * database moves, a page asks for its own alone. `name`: what is found, within a picture.
 */
export async function ofIndicator<Found extends Row>(
  { db, remember }: Pick<Platform, 'db' | 'remember'>,
  code: string,
  name: string,
  find: (asked: OfIndicator) => Promise<Found[]>,
): Promise<Omit<Found, 'indicatorId'>[]> {
  const bare = ({ indicatorId: _, ...row }: Found) => row;
  if (!remember) return (await find({ indicator: { code } })).map(bare);
  const ids = await remember(
    'indicator codes',
    async () => new Map((await findIndicatorCodes(db)).map((one) => [one.code, one.id])),
  );
  const rows = await remember(`of indicators: ${name}`, () => find({}));
  const id = ids.get(code);
  return rows.filter(({ indicatorId }) => indicatorId === id).map(bare);
}
