import { figuresFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findPublishedFigures } from './repository.ts';

/** The total, then what makes it. */
const codes = ['CTX-01', 'CTX-02', 'CTX-03', 'CTX-04', 'CTX-05', 'CTX-06'];

/** What the deliberation of 17 December 2020 publishes of 2017-2019: figures with their quotes, and the notes of the catalogue. */
export async function actionLogementFor(platform: Pick<Platform, 'db' | 'referenceDate'>, viewer: Viewer) {
  const [published, indicators] = await Promise.all([
    findPublishedFigures(platform.db, codes),
    figuresFor(platform, viewer, { year: 2019, codes }),
  ]);
  return {
    lines: published.map(({ amountCents, indicator, ...one }) => ({
      ...one,
      code: indicator.code,
      unit: indicators.find(({ code }) => code === indicator.code)?.unit ?? 'requests',
      amountCents: amountCents === null ? null : Number(amountCents),
    })),
    notes: indicators.flatMap(({ note }) => (note ? [note] : [])),
  };
}
