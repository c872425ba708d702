import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../trpc.ts';
import type { CommuneNames } from '../words/register-words.ts';

/** The names of the communes by their INSEE code; empty until they are known, and codes are shown meanwhile. */
export function useCommunes(): CommuneNames {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.imports.help.queryOptions());
  return useMemo(() => new Map(data?.communes.map(({ inseeCode, name }) => [inseeCode, name])), [data]);
}
