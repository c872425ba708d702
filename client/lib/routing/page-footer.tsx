import { ACCESSIBILITY_WORDS } from '../../../shared/domain/site/rgaa-words.ts';
import { frenchDate } from '../../../shared/domain/words/french-format.ts';
import { Link } from '../../ui/text/link.tsx';

/** What the law wants at the foot of every page, the plan of the site, and the day that a demonstration stands at. */
export function PageFooter({ day, unread }: { day: string | null; unread: number }) {
  return (
    <>
      <Link href="/accessibilite">{`Accessibilité\u00a0: ${ACCESSIBILITY_WORDS}`}</Link>
      <Link href="/plan">Plan du site</Link>
      <Link href="/aide">{unread > 0 ? 'Aide, nouveautés à lire' : 'Aide'}</Link>
      {day && <span>Démonstration située au {frenchDate(day)}.</span>}
    </>
  );
}
