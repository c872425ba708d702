import type { Month } from '../../shared/domain/month.ts';
import type { Context } from '../platform/context.ts';
import { publicationAsked } from '../publications/answering.ts';
import { saidBy } from '../publications/service.ts';
import type { CatalogueFigure } from './service.ts';

/** A figure as a publication says it. */
export type PublishedFigure = Omit<CatalogueFigure, 'updatedAt'> & { updatedAt: string | null };

export interface PublishedYear {
  /** The last month of which the publication speaks. */
  through: Month;
  figures: PublishedFigure[];
}

const nothing: PublishedYear = { through: '', figures: [] };

/** The figures of a year of the territory, as a publication says them: the one that is read, or the latest; none before the first. */
export async function publishedYear(
  asked: Pick<Context, 'readers' | 'publication'>,
  year: number,
): Promise<PublishedYear> {
  const publication = await publicationAsked(asked);
  const text = publication && (await saidBy(asked, publication, 'overview.forYear', { year }));
  if (!publication || text === null) return nothing;
  const { figures }: Pick<PublishedYear, 'figures'> = JSON.parse(text);
  return { through: publication.through, figures };
}
