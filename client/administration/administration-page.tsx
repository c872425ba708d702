import { administrationRooms } from '../lib/routing/rooms.ts';
import { useSession } from '../lib/session.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Link } from '../ui/text/link.tsx';
import './administration-page.css';

/** What keeps the observatory running, gathered: each place with what one does there. */
export function AdministrationPage() {
  if (useSession().data?.viewer?.role !== 'coordinator') return <ForbiddenState />;
  return (
    <>
      <PageHeader title="Administration" lead="Les comptes, les traces et les réglages de l’observatoire." />
      <ul className="administration">
        {administrationRooms.map(({ label, href, about }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
