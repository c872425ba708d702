import { isMonth } from '../../../shared/domain/month.ts';
import { frenchOfMonth, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';

type Params = Partial<Record<string, string>>;

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the browser's tab and history call the page, before the name of the product. */
    title?: string | ((params: Params) => string);
  }
}

/** « Saisie d’octobre 2025 »: a page of one month is called after it. */
export const monthTitle =
  (word: string) =>
  ({ month }: Params): string =>
    `${word} ${month && isMonth(month) ? frenchOfMonth(month) : 'du mois'}`;

/** The help of a room is called after the room; `routes`: those among which it is. */
export function helpTitle({ page }: Params, routes: readonly { options: object }[]): string {
  const path = page === 'vue-d-ensemble' ? '/' : `/${page}`;
  const options = routes.map((route) => route.options as { path?: string; staticData?: { title?: unknown } });
  const title = options.find((one) => one.path === path)?.staticData?.title;
  return `Aide${S}: ${typeof title === 'string' ? title : 'page d’un indicateur'}`;
}
