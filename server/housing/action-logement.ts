import { yearOf } from '../../shared/domain/month.ts';
import { figuresFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findPublishedFigures } from './repository.ts';

/** The total, then what makes it. */
const measures = ['aids', 'aids-to-own', 'aids-to-rent', 'aids-to-move', 'aids-in-hardship', 'households-housed'];

/** What a deliberation publishes of some years: figures with their quotes, and the notes of the catalogue. */
export async function actionLogementFor(platform: Pick<Platform, 'db' | 'referenceDate'>, viewer: Viewer) {
  const published = await findPublishedFigures(platform.db, measures);
  const [from, to] = [
    published.map(({ fromMonth }) => fromMonth).sort()[0],
    published
      .map(({ toMonth }) => toMonth)
      .sort()
      .at(-1),
  ];
  const years = from && to ? { from: yearOf(from), to: yearOf(to) } : null;
  const indicators = years ? await figuresFor(platform, viewer, { year: years.to, measures }) : [];
  return {
    /** The years that are published; null: none is. */
    years,
    lines: published.map(({ amountCents, indicator, ...one }) => ({
      ...one,
      code: indicator.code,
      unit: indicators.find(({ code }) => code === indicator.code)?.unit ?? 'requests',
      amountCents: amountCents === null ? null : Number(amountCents),
    })),
    notes: indicators.flatMap(({ note }) => (note ? [note] : [])),
  };
}
