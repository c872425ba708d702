import { useSession } from './session.ts';

/** The names of the groups of communes that figures are published by; the empty word: rows that name no commune of the territory. */
export function useCommuneGroups(): Readonly<Record<string, string>> {
  const groups = useSession().data?.communeGroups ?? [];
  return { ...Object.fromEntries(groups.map(({ code, name }) => [code, name])), '': 'Commune non précisée' };
}
