import { useQuery } from '@tanstack/react-query';
import { useTRPC } from './trpc.ts';

/** Who is signed in, and what every screen must say of the installation (territory, demonstration, reference date). */
export function useSession() {
  const trpc = useTRPC();
  return useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
}
