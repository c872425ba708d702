import { createRootRoute } from '@tanstack/react-router';
import { App } from './app.tsx';
import { keepPeriod, type PeriodSearch, periodSearch } from './lib/period/period-search.ts';
import { NotFoundPage } from './lib/routing/route-states.tsx';
import { type Search, textIn, wholeIn } from './lib/routing/search.ts';

/**
 * `pourquoi` opens the « Pourquoi ce chiffre ? » panel over any page: `IND-23:2023` or `IND-23:2023-05`; `visite` is the
 * step of the guided visit; `annee` and `mois` are the period, which goes along from room to room.
 */
export const root = createRootRoute({
  component: App,
  staticData: { title: 'Page introuvable' },
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Search): PeriodSearch & { pourquoi?: string | undefined; visite?: number | undefined } => ({
    ...periodSearch(search),
    pourquoi: textIn(search, 'pourquoi'),
    visite: wholeIn(search, 'visite'),
  }),
  search: { middlewares: [keepPeriod] },
});
