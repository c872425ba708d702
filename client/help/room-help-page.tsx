import { useParams } from '@tanstack/react-router';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { roomHelpOf } from '../../shared/help/all-rooms.ts';
import type { RoomHelp } from '../../shared/help/room-help.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import './help.css';

/** `/aide/<room>`: what a page is for, how, what its words mean, and the mistakes that everybody makes once. */
export function RoomHelpPage() {
  const { page = '' } = useParams({ strict: false });
  const room = roomHelpOf(page);
  if (!room) {
    return (
      <EmptyState
        title="Cette page n’a pas encore d’aide"
        headingLevel={1}
        icon="help"
        actions={<LinkButton href="/aide">Toute l’aide</LinkButton>}
      >
        Cherchez dans la liste des pages, ou dans le glossaire.
      </EmptyState>
    );
  }
  return <Help room={room} />;
}

function Help({ room }: { room: RoomHelp }) {
  return (
    <>
      <PageHeader
        title={frenchSpacing(`Aide : ${room.title}`)}
        lead={frenchSpacing(room.purpose)}
        breadcrumbs={[{ label: 'Aide', href: '/aide' }]}
        actions={
          room.href && (
            <LinkButton href={room.href} icon="arrow-right">
              Ouvrir la page
            </LinkButton>
          )
        }
      />
      <Section title="Comment faire">
        <ol className="help-steps">
          {room.steps.map((step) => (
            <li key={step}>{frenchSpacing(step)}</li>
          ))}
        </ol>
      </Section>
      <Section title="Ce que veulent dire les mots et les chiffres">
        <DefinitionList
          items={room.figures.map(({ term, meaning }) => ({
            term: frenchSpacing(term),
            description: frenchSpacing(meaning),
          }))}
        />
      </Section>
      <Section title="Erreurs courantes">
        <dl className="help-mistakes">
          {room.mistakes.map(({ wrong, right }) => (
            <div key={wrong}>
              <dt>{frenchSpacing(wrong)}</dt>
              <dd>{frenchSpacing(right)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
