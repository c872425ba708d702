import { useEffect } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { helpGroups } from '../../shared/help/all-rooms.ts';
import { useUnreadNews } from '../lib/newcomer.ts';
import { useSession } from '../lib/session.ts';
import { showShortcuts } from '../lib/shortcuts.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Link } from '../ui/text/link.tsx';
import './help.css';

/** `/aide`: the visit, the guides on paper, the words, the news, and a page for each room. */
export function HelpPage() {
  const viewer = useSession().data?.viewer;
  useEffect(() => () => showShortcuts(false), []);
  return (
    <>
      <PageHeader
        title="Aide"
        lead="Chaque page de l’observatoire a la sienne, derrière le « ? » à côté de son titre."
      />
      <div className="help-begin">
        <CardGrid>
          {viewer && (
            <Card
              title="Visite guidée"
              footer={
                <LinkButton href="/?visite=1" icon="arrow-right" variant="primary">
                  Commencer la visite
                </LinkButton>
              }
            >
              <p>Deux minutes, sur les vraies pages, au clavier comme à la souris. On s’arrête quand on veut.</p>
            </Card>
          )}
          {viewer && <GuidesCard coordinator={viewer.role === 'coordinator'} />}
          {viewer?.role === 'coordinator' && (
            <Card
              title="Commencer pour de vrai"
              footer={<LinkButton href="/commencer">Voir les premiers pas</LinkButton>}
            >
              <p>De la démonstration à votre territoire, en six étapes que l’on reprend quand on veut.</p>
            </Card>
          )}
          <Card title="Glossaire" footer={<LinkButton href="/aide/glossaire">Ouvrir le glossaire</LinkButton>}>
            <p>Tous les sigles de l’observatoire, du SIAO à la CCAPEX.</p>
          </Card>
          <NewsCard person={viewer?.id} />
          {viewer && (
            <Card
              title="Raccourcis clavier"
              footer={<Button onClick={() => showShortcuts(true)}>Voir les raccourcis</Button>}
            >
              <p>
                La touche <kbd>?</kbd> les montre sur toutes les pages.
              </p>
            </Card>
          )}
        </CardGrid>
      </div>
      {helpGroups.map(({ title, rooms }) => (
        <Section key={title} title={title}>
          <ul className="help-rooms">
            {rooms.map((room) => (
              <li key={room.slug}>
                <Link href={`/aide/${room.slug}`}>{room.title}</Link>
                <p>{frenchSpacing(room.purpose)}</p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function GuidesCard({ coordinator }: { coordinator: boolean }) {
  return (
    <Card
      title="Guides à imprimer"
      footer={
        <div className="help-files">
          <LinkButton href="/documents/guides/contributeur.pdf" download icon="download">
            Guide de l’association (PDF)
          </LinkButton>
          {coordinator && (
            <LinkButton href="/documents/guides/coordination.pdf" download icon="download">
              Guide de la coordination (PDF)
            </LinkButton>
          )}
        </div>
      }
    >
      <p>Les mêmes explications que ces pages, en PDF accessible, à joindre à une invitation.</p>
    </Card>
  );
}

function NewsCard({ person }: { person: string | undefined }) {
  const unread = useUnreadNews(person);
  return (
    <Card title="Nouveautés" footer={<LinkButton href="/aide/nouveautes">Lire les nouveautés</LinkButton>}>
      <p>
        {unread > 0
          ? `${frenchCount(unread, 'nouveauté', 'nouveautés')} depuis votre dernière lecture.`
          : 'Ce qui a changé, version par version.'}
      </p>
    </Card>
  );
}
