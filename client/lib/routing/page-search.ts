import { type Search, textIn, wholeIn } from './search.ts';

/** What the address of each page may say beside the period, which the root reads: filters that several rooms share, and those of one. */

interface Filters {
  organisation?: string | undefined;
}

export const filters = (search: Search): Filters => ({
  organisation: textIn(search, 'organisation'),
});
export const overviewFilters = (
  search: Search,
): Filters & { axe?: number | undefined; statut?: string | undefined } => ({
  ...filters(search),
  axe: wholeIn(search, 'axe'),
  statut: textIn(search, 'statut'),
});
export const organisation = (search: Search): { organisation?: number | undefined } => ({
  organisation: wholeIn(search, 'organisation'),
});

interface RegisterSearch extends ReturnType<typeof organisation> {
  /** First and last month, as `2023-01`. */
  de?: string | undefined;
  a?: string | undefined;
  texte?: string | undefined;
  page?: number | undefined;
}

export const meetingSearch = (search: Search): ReturnType<typeof overviewFilters> & { ligne?: number | undefined } => ({
  ...overviewFilters(search),
  ligne: wholeIn(search, 'ligne'),
});

export const registerSearch = (search: Search): RegisterSearch => ({
  ...organisation(search),
  de: textIn(search, 'de'),
  a: textIn(search, 'a'),
  texte: textIn(search, 'texte'),
  page: wholeIn(search, 'page'),
});

export const collectionSearch = (
  search: Search,
): { organisation?: number | undefined } & Partial<Record<'statut' | 'onglet' | 'envoi', string>> => ({
  organisation: wholeIn(search, 'organisation'),
  statut: textIn(search, 'statut'),
  onglet: textIn(search, 'onglet'),
  envoi: textIn(search, 'envoi'),
});

export const peopleSearch = (search: Search): { inviter?: number | undefined } => ({
  inviter: wholeIn(search, 'inviter'),
});

export const importsSearch = (
  search: Search,
): { source?: string | undefined; etat?: string | undefined } & ReturnType<typeof organisation> => ({
  ...organisation(search),
  source: textIn(search, 'source'),
  etat: textIn(search, 'etat'),
});

export const homelessnessSearch = (
  search: Search,
): { vue?: string | undefined; unite?: string | undefined; perimetre?: string | undefined } => ({
  vue: textIn(search, 'vue'),
  unite: textIn(search, 'unite'),
  perimetre: textIn(search, 'perimetre'),
});

export const signInSearch = (
  search: Search,
): { retour?: string | undefined; refus?: string | undefined; etape?: string | undefined } => ({
  retour: textIn(search, 'retour'),
  refus: textIn(search, 'refus'),
  etape: textIn(search, 'etape'),
});

export const reportSearch = (search: Search): { texte?: string | undefined } => ({ texte: textIn(search, 'texte') });

export const openDataSearch = (search: Search): { publication?: number | undefined } => ({
  publication: wholeIn(search, 'publication'),
});

export const publicationsSearch = (
  search: Search,
): { onglet?: string | undefined; numero?: number | undefined; jusqua?: string | undefined } => ({
  onglet: textIn(search, 'onglet'),
  numero: wholeIn(search, 'numero'),
  jusqua: textIn(search, 'jusqua'),
});

export const mailsSearch = (search: Search): { etat?: string | undefined } => ({ etat: textIn(search, 'etat') });

export const evictionsSearch = (
  search: Search,
): Partial<Record<'periode' | 'parc' | 'communes' | 'lecture', string>> => ({
  periode: textIn(search, 'periode'),
  parc: textIn(search, 'parc'),
  communes: textIn(search, 'communes'),
  lecture: textIn(search, 'lecture'),
});

export const housingSearch = (
  search: Search,
): Partial<Record<'vue' | 'tri', string>> & { accessibles?: number | undefined } => ({
  vue: textIn(search, 'vue'),
  accessibles: wholeIn(search, 'accessibles'),
  tri: textIn(search, 'tri'),
});

export const catalogueSearch = (search: Search): { onglet?: string | undefined } => ({
  onglet: textIn(search, 'onglet'),
});

/** The filters of the journal, as its address writes them. */
export type JournalSearch = Partial<Record<'qui' | 'sur' | 'quoi' | 'du' | 'au' | 'texte' | 'lectures', string>>;

export const journalSearch = (search: Search): JournalSearch => ({
  qui: textIn(search, 'qui'),
  sur: textIn(search, 'sur'),
  quoi: textIn(search, 'quoi'),
  du: textIn(search, 'du'),
  au: textIn(search, 'au'),
  texte: textIn(search, 'texte'),
  lectures: textIn(search, 'lectures'),
});
