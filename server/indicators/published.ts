import type { Month } from '../../shared/domain/month.ts';
import type { Platform } from '../platform/context.ts';
import { latestPublication, saidBy } from '../publications/service.ts';
import type { CatalogueFigure } from './service.ts';

/** A figure as the latest publication says it. */
export type PublishedFigure = Omit<CatalogueFigure, 'updatedAt'> & { updatedAt: string | null };

export interface PublishedYear {
  /** The last month of which the publication speaks. */
  through: Month;
  figures: PublishedFigure[];
}

const nothing: PublishedYear = { through: '', figures: [] };

/** The figures of a year that the latest publication says of the territory: what stands beside an organisation's own. */
export async function publishedYear(platform: Pick<Platform, 'readers'>, year: number): Promise<PublishedYear> {
  const publication = await latestPublication(platform);
  const text = publication && (await saidBy(platform, publication, 'overview.forYear', { year }));
  if (!publication || text === null) return nothing;
  const { figures }: Pick<PublishedYear, 'figures'> = JSON.parse(text);
  return { through: publication.through, figures };
}
