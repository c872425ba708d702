import { useMutation } from '@tanstack/react-query';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import type { MenuItem } from '../ui/overlay/menu.tsx';
import { keepChoice } from './publications/publication-choice.ts';
import { type Answers, useTRPC } from './trpc.ts';

type Place = NonNullable<Answers['session']['me']['viewer']>['places'][number];

/** Example: « Agir pour SOLIHA, en remplacement de Julie Petit jusqu’au 20 décembre 2025 ». */
function placeWords({ organisationName, role, deputyFor, toDate }: Place): string {
  const where = organisationName ?? (role === 'coordinator' ? 'la coordination' : 'vous-même, en lecture');
  const until = toDate === null ? '' : ` jusqu’au ${frenchDate(toDate)}`;
  return `Agir pour ${where}${deputyFor === null ? until : `, en remplacement de ${deputyFor}${until}`}`;
}

/** The other places in which one may act; the choice counts for this session, and every page is read anew. */
export function usePlaceChoices(places: readonly Place[]): MenuItem[] {
  const trpc = useTRPC();
  const act = useMutation(
    trpc.accounts.actIn.mutationOptions({
      onSuccess: () => {
        keepChoice(null);
        window.location.assign('/');
      },
    }),
  );
  return places
    .filter(({ current }) => !current)
    .map((place) => ({
      key: `place-${place.id ?? 'own'}`,
      label: placeWords(place),
      icon: 'user' as const,
      onSelect: () => act.mutate({ membershipId: place.id }),
    }));
}
