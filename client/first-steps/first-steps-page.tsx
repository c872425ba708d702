import { useQuery } from '@tanstack/react-query';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ClearStep } from './clear-step.tsx';
import type { Started } from './first-steps.ts';
import { StepCard } from './step-card.tsx';
import { TerritoryForm } from './territory-form.tsx';
import './first-steps.css';

/** `/commencer`: from the demonstration to the first month. Each step is judged by the data, so one may stop and come back. */
export function FirstStepsPage() {
  const trpc = useTRPC();
  const state = useQuery(trpc.firstSteps.state.queryOptions());
  if (!state.data) return <PageState query={state} label="Chargement des premiers pas" />;
  return (
    <>
      <PageHeader
        title="Commencer pour de vrai"
        lead="Six étapes, à votre rythme. Chacune regarde les données elles-mêmes : on peut s’arrêter, revenir, ou la faire ailleurs."
      />
      <Steps state={state.data} />
    </>
  );
}

function Steps({ state }: { state: Started }) {
  const { demonstration, convention, indicators, targets } = state;
  return (
    <ol className="first-steps">
      <StepCard rank={1} title="Retirer la démonstration" done={demonstration === null}>
        {demonstration === null ? (
          <p>Elle n’est plus là. Tout ce qui s’affiche est à vous.</p>
        ) : (
          <ClearStep demonstration={demonstration} territory={convention?.territory ?? ''} />
        )}
      </StepCard>
      <StepCard rank={2} title="Nommer le territoire et la convention" done={convention !== null}>
        {convention ? (
          <p>{`${convention.territory}${S}: ${convention.name}, de ${convention.startYear} à ${convention.endYear}.`}</p>
        ) : (
          <TerritoryForm />
        )}
      </StepCard>
      <StepCard rank={3} title="Charger un catalogue" done={indicators > 0}>
        <p>
          {indicators > 0
            ? `${frenchCount(indicators, 'indicateur', 'indicateurs')}, ${frenchCount(state.assigned, 'structure', 'structures')} qui en transmettent.`
            : 'Un fichier lisible décrit l’annexe, les indicateurs, les partenaires et ce que chacun transmet. Celui d’un autre territoire sert de modèle.'}
        </p>
        <Ways links={[['/catalogue?onglet=fichier', indicators > 0 ? 'Voir le fichier' : 'Importer un catalogue']]} />
      </StepCard>
      <StepCard rank={4} title="Fixer la convention" done={targets > 0}>
        <p>
          {targets > 0
            ? `${frenchCount(targets, 'cible', 'cibles')} en vigueur. Relisez-les, avec les montants${S}: une cible se modifie par un avenant daté.`
            : 'Aucune cible encore. Elles viennent avec le fichier du catalogue, ou par un avenant sur la page du catalogue.'}
        </p>
        <Ways
          links={[
            ['/catalogue?onglet=cibles', 'Voir les cibles'],
            ['/catalogue?onglet=convention', 'Voir les montants'],
          ]}
        />
      </StepCard>
      <Collecting state={state} />
    </ol>
  );
}

/** Who sends, and what came: the last two steps. */
function Collecting({ state: { demonstration, partners, invited, months } }: { state: Started }) {
  const started = demonstration === null && months > 0;
  const waiting = `${frenchCount(invited, 'invitation attend', 'invitations attendent')} une réponse.`;
  return (
    <>
      <StepCard rank={5} title="Inviter la première association" done={partners > 0}>
        <p>
          {partners > 0
            ? `${frenchCount(partners, 'personne peut', 'personnes peuvent')} transmettre des chiffres.`
            : `Donnez le rôle «${S}Structure partenaire${S}» et choisissez sa structure. ${invited > 0 ? waiting : 'Joignez le guide d’une page à votre message.'}`}
        </p>
        <Ways links={[['/personnes', 'Inviter une personne']]} />
      </StepCard>
      <StepCard rank={6} title="Recevoir le premier mois" done={started}>
        <p>
          {started
            ? `${frenchCount(months, 'mois commencé ou envoyé', 'mois commencés ou envoyés')}.`
            : 'Le mois écoulé est déjà ouvert à qui doit le remplir, jusqu’au 10. Vous pouvez aussi déposer un fichier que vous avez.'}
        </p>
        <Ways
          links={[
            ['/collecte', 'Suivre la collecte'],
            ['/imports', 'Déposer un fichier'],
          ]}
        />
      </StepCard>
    </>
  );
}

function Ways({ links }: { links: [href: string, words: string][] }) {
  return (
    <div className="first-steps-actions">
      {links.map(([href, words]) => (
        <LinkButton key={href} href={href} icon="arrow-right">
          {words}
        </LinkButton>
      ))}
    </div>
  );
}
