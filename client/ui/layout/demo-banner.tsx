import { Tag } from '../status/tag.tsx';
import { Link } from '../text/link.tsx';
import './demo-banner.css';

/** Stands on every screen while the demonstration data set is loaded: real and fictitious never mix. */
export function DemoBanner({ href }: { href: string }) {
  return (
    <aside className="demo-banner" aria-label="Démonstration">
      <Tag variant="fictitious" />
      <span>Démonstration{'\u00a0'}: données fictives</span>
      <Link href={href} className="demo-banner-link">
        En savoir plus
      </Link>
    </aside>
  );
}
