import { roomsOf } from '../lib/routing/rooms.ts';
import { useSession } from '../lib/session.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Link } from '../ui/text/link.tsx';

interface Place {
  label: string;
  href: string;
}

const accounts: Place[] = [
  { label: 'Connexion', href: '/connexion' },
  { label: 'Mot de passe oublié', href: '/mot-de-passe-oublie' },
];
const mine: Place[] = [{ label: 'Mon compte', href: '/compte' }];
const toAll: Place[] = [
  { label: 'Accessibilité', href: '/accessibilite' },
  { label: 'Données ouvertes', href: '/donnees-ouvertes' },
  { label: 'Aide', href: '/aide' },
  { label: 'Glossaire', href: '/aide/glossaire' },
  { label: 'Nouveautés', href: '/aide/nouveautes' },
];

function PlaceList({ places }: { places: readonly Place[] }) {
  return (
    <ul>
      {places.map(({ label, href }) => (
        <li key={href}>
          <Link href={href}>{label}</Link>
        </li>
      ))}
    </ul>
  );
}

/** `/plan`: the second way to every page (RGAA 12.1); made of the list that the menu is made of. */
export function SiteMapPage() {
  const role = useSession().data?.viewer?.role;
  const rooms = role ? roomsOf(role) : [];
  const groups = [...new Set(rooms.map(({ group }) => group))];
  return (
    <>
      <PageHeader title="Plan du site" lead="Toutes les pages qui vous sont ouvertes." />
      {groups.map((group) => (
        <Section key={group} title={group}>
          <PlaceList places={rooms.filter((room) => room.group === group)} />
        </Section>
      ))}
      <Section title={role ? 'Moi' : 'Entrer'}>
        <PlaceList places={role ? mine : accounts} />
      </Section>
      <Section title="Ouvert à tous">
        <PlaceList places={toAll} />
      </Section>
    </>
  );
}
