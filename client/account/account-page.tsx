import { useQuery } from '@tanstack/react-query';
import { useSession } from '../lib/session.ts';
import { readWays } from '../lib/sign-in.ts';
import { ThemeChoice } from '../lib/theme-choice.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { AbsenceSection } from './absence-section.tsx';
import { roleWords } from './account-words.ts';
import { PasswordForm } from './password-form.tsx';
import { ProofSections } from './proofs/proof-sections.tsx';
import { SessionTable } from './session-table.tsx';

/** One's own account: who I am here, my password, where I am signed in. */
export function AccountPage() {
  const viewer = useSession().data?.viewer;
  const ways = useQuery({ queryKey: ['ways'], queryFn: readWays, staleTime: Number.POSITIVE_INFINITY });
  if (!viewer) return <Loading shape="page" label="Chargement de votre compte" />;
  return (
    <>
      <PageHeader
        title="Mon compte"
        lead="Pour changer de nom, d’adresse ou de rôle, adressez-vous à la coordination."
      />
      <Section title="Identité">
        <DefinitionList
          items={[
            { term: 'Nom', description: viewer.name },
            { term: 'Adresse électronique', description: viewer.email },
            { term: 'Rôle', description: roleWords[viewer.role] },
            ...(viewer.organisationName ? [{ term: 'Structure', description: viewer.organisationName }] : []),
          ]}
        />
      </Section>
      <Section title="Affichage" lead="Ce choix ne vaut que pour ce navigateur.">
        <ThemeChoice />
      </Section>
      {viewer.role === 'contributor' && <AbsenceSection viewerId={viewer.id} />}
      <Section title="Mot de passe" lead="Le changer ferme vos autres sessions.">
        <PasswordForm about={[viewer.name, viewer.email]} email={viewer.email} />
      </Section>
      <ProofSections />
      <Section title="Mes sessions" lead={sessionWords(ways.data)}>
        <SessionTable />
      </Section>
    </>
  );
}

const hours = (count: number) => `${count.toLocaleString('fr-FR')}\u00a0heure${count >= 2 ? 's' : ''}`;

function sessionWords(limits: { idleHours: number; longestHours: number } | undefined): string {
  if (!limits) return 'Une session se ferme seule quand elle ne sert plus.';
  return `Une session se ferme seule après ${hours(limits.idleHours)} sans activité, et au plus tard ${hours(limits.longestHours)} après la connexion.`;
}
