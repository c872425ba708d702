import { LinkButton } from '../../ui/form/link-button.tsx';
import { useSession } from '../session.ts';
import { firstMonthPath } from './address-fault.ts';

/** The way back from a page that is closed or not there: to one's month, or to the overview. */
export function HomeLink() {
  const viewer = useSession().data?.viewer;
  if (!viewer) return <LinkButton href="/connexion">Aller à la connexion</LinkButton>;
  return viewer.role === 'contributor' ? (
    <LinkButton href={firstMonthPath}>Aller à mon mois</LinkButton>
  ) : (
    <LinkButton href="/">Revenir à la vue d’ensemble</LinkButton>
  );
}
