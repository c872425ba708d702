import { useEffect } from 'react';
import changelog from '../../CHANGELOG.md?raw';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { readNews } from '../../shared/help/news.ts';
import { markNewsRead } from '../lib/newcomer.ts';
import { useSession } from '../lib/session.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import './help.css';

const releases = readNews(changelog);

/** `/aide/nouveautes`: what each version brought, from the one file where it is written. */
export function NewsPage() {
  const person = useSession().data?.viewer?.id;
  useEffect(() => {
    if (person !== undefined) markNewsRead(person);
  }, [person]);
  return (
    <>
      <PageHeader
        title="Nouveautés"
        lead="Ce qui a changé, la version la plus récente d’abord."
        breadcrumbs={[{ label: 'Aide', href: '/aide' }]}
      />
      {releases.map(({ version, entries }) => (
        <Section key={version} title={`Version ${version}`}>
          <ul className="help-list">
            {entries.map((entry) => (
              <li key={entry}>{frenchSpacing(entry)}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
