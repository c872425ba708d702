import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../lib/trpc.ts';

export type Overview = inferRouterOutputs<AppRouter>['overview']['forYear'];
export type OverviewFigure = Overview['figures'][number];
export type OverviewLine = Overview['lines'][number];

export interface OverviewSearch {
  annee?: number | undefined;
  mois?: number | undefined;
  organisation?: string | undefined;
  axe?: number | undefined;
  statut?: string | undefined;
}

/** The address of an indicator's page, under the same filters. */
export function indicatorHref(code: string, overview: Overview, search: OverviewSearch): string {
  const query = new URLSearchParams({ annee: String(overview.year) });
  if (search.mois) query.set('mois', String(search.mois));
  if (search.organisation) query.set('organisation', search.organisation);
  return `/indicateurs/${code}?${query}`;
}
