import { useQuery } from '@tanstack/react-query';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Link } from '../../ui/text/link.tsx';
import { useSession } from '../session.ts';
import { useTRPC } from '../trpc.ts';
import { choosePublication, chosenPublication, useReadsPublication } from './publication-choice.ts';
import { type PublicationHead, publicationName, publicationRead, throughWords } from './publication-words.ts';
import './reading-line.css';

/** Above the title of a page of figures: whose they are. `isOwn`: asked of one's own organisation. The coordinator knows. */
export function ReadingLine({ isOwn = false }: { isOwn?: boolean }) {
  const role = useSession().data?.viewer?.role;
  const isPublished = useReadsPublication(isOwn);
  // The band above the page says it already.
  if (role === undefined || (role !== 'reader' && chosenPublication() !== null)) return null;
  if (isPublished) return <PublishedLine isTerritory={role === 'contributor'} />;
  if (role !== 'contributor') return null;
  return <p className="reading-line">Vos chiffres{S}: ceux de votre structure, validés ou non</p>;
}

function PublishedLine({ isTerritory }: { isTerritory: boolean }) {
  const { data } = useQuery(useTRPC().publications.list.queryOptions(undefined, { staleTime: 60_000 }));
  const read = data && publicationRead(data, chosenPublication());
  // Its place is kept, so that the title does not jump.
  if (!data || !read) return <p className="reading-line">{S}</p>;
  return (
    <div className="reading-line">
      <p>
        {isTerritory && `Tout le territoire${S}: `}
        <Link href="/publications">{publicationName(read)}</Link>
        {` · ${throughWords(read)}`}
        {data.whole && ' · lecture intégrale'}
        {isTerritory && (
          <>
            {' · '}
            <Link href="/ce-que-deviennent-nos-chiffres">Vos chiffres</Link>
          </>
        )}
      </p>
      <OldReading read={read} latest={data.publications[0]} />
    </div>
  );
}

/** What is to be known of a publication that is not the latest, or that another one withdrew. */
export function OldReading({ read, latest }: { read: PublicationHead; latest: PublicationHead | undefined }) {
  const { withdrawnBy } = read;
  if (!latest || (latest.number === read.number && !withdrawnBy)) return null;
  return (
    <p className="reading-old">
      {withdrawnBy
        ? `Retirée par la publication${S}${withdrawnBy.number}${S}: ${withdrawnBy.why}`
        : `Ce n’est pas la dernière${S}: la publication${S}${latest.number} va jusqu’à plus tard, ou corrige celle-ci.`}{' '}
      <Button size="small" onClick={() => choosePublication('latest')}>
        {`Lire la publication${S}${latest.number}`}
      </Button>
    </p>
  );
}
