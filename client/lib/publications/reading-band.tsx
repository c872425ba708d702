import { useQuery } from '@tanstack/react-query';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import type { Role } from '../routing/rooms.ts';
import { useTRPC } from '../trpc.ts';
import { choosePublication, chosenPublication } from './publication-choice.ts';
import { dayOf, publicationRead, throughWords } from './publication-words.ts';
import { OldReading } from './reading-line.tsx';
import './reading-line.css';

/** The pages whose figures publications hold: elsewhere one's own work goes on. */
const isInPublication = (path: string) =>
  path === '/' || /^\/(?:reunion|indicateurs|expulsions|logement|sans-domicile|publications)(?:\/|$)/u.test(path);

function leadWords(role: Role, isLatest: boolean): string {
  if (!isLatest) return 'Vous relisez une publication passée';
  return role === 'coordinator' ? 'Vous voyez ce que voit l’État' : 'Vous lisez la publication';
}

/** Over every page, for whoever chose to read a publication in the place of their own figures; null for the others. */
export function ReadingBand({ role, path, address }: { role: Role; path: string; address?: string }) {
  const isShown = role !== 'reader' && chosenPublication() !== null;
  const trpc = useTRPC();
  const { data } = useQuery(trpc.publications.list.queryOptions(undefined, { enabled: isShown, staleTime: 60_000 }));
  if (!isShown) return null;
  const read = data && publicationRead(data, chosenPublication());
  const isLatest = !read || read.number === data.publications[0]?.number;
  const said = read && `publication${S}${read.number} du ${dayOf(read)}, ${throughWords(read)}`;
  return (
    <aside className="reading-band" aria-label="Ce que vous lisez">
      <p>
        {isInPublication(path) ? (
          <>
            <strong>{leadWords(role, isLatest)}</strong>
            {said && `${S}: ${said}`}
          </>
        ) : (
          <>
            <strong>Cette page n’est pas publiée</strong>
            {`${S}: elle montre votre travail. Les pages de chiffres sont celles de la ${said ?? 'publication'}.`}
          </>
        )}
      </p>
      <Button size="small" variant="primary" icon="undo" onClick={() => choosePublication(null, address)}>
        Revenir à vos chiffres
      </Button>
      {read && <OldReading read={read} latest={data.publications[0]} />}
    </aside>
  );
}
