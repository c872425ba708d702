import { useQuery } from '@tanstack/react-query';
import { monthOf } from '../../shared/domain/month.ts';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ClearStep } from './clear-step.tsx';
import { FirstMonthStep } from './first-month-step.tsx';
import type { Started } from './first-steps.ts';
import { StepCard } from './step-card.tsx';
import { TerritoryStep } from './territory-step.tsx';
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
        lead="Huit étapes, à votre rythme. Chacune regarde les données elles-mêmes : on peut s’arrêter, revenir, ou la faire ailleurs."
      />
      <Steps state={state.data} />
    </>
  );
}

function Steps({ state }: { state: Started }) {
  const { demonstration, convention, indicators, targets } = state;
  const today = useSession().data?.referenceDate ?? '2025-01-01';
  return (
    <ol className="first-steps">
      <StepCard
        rank={1}
        title={demonstration === null ? 'Partir sans démonstration' : 'Retirer la démonstration'}
        done={demonstration === null}
      >
        {demonstration === null ? (
          <p>Aucun chiffre fictif ici{'\u00a0'}: tout ce qui s’affiche est à vous.</p>
        ) : (
          <ClearStep demonstration={demonstration} territory={convention?.territory ?? ''} />
        )}
      </StepCard>
      <StepCard rank={2} title="Nommer le territoire et la convention" done={convention !== null}>
        <TerritoryStep state={state} />
      </StepCard>
      <StepCard rank={3} title="Décrire la convention" done={indicators > 0 && state.communes > 0}>
        <p>
          {indicators > 0
            ? `${frenchCount(state.communes, 'commune', 'communes')}, ${frenchCount(state.lines, 'ligne de l’annexe', 'lignes de l’annexe')}, ${frenchCount(indicators, 'indicateur', 'indicateurs')}.`
            : 'Les communes (choisies dans la liste officielle), les lignes de l’annexe et les indicateurs s’ajoutent par le classeur, ou un à un par des actes.'}
        </p>
        <Ways
          links={[
            ['/catalogue?onglet=fichier', indicators > 0 ? 'Voir le fichier' : 'Importer un catalogue'],
            ['/catalogue?onglet=actes', 'Ajouter un à un'],
          ]}
        />
      </StepCard>
      <StepCard rank={4} title="Fixer les cibles et les montants" done={targets > 0}>
        <p>
          {targets > 0
            ? `${frenchCount(targets, 'cible', 'cibles')} en vigueur. Relisez-les, avec les montants${S}: une cible se modifie par un avenant daté.`
            : 'Aucune cible encore. Elles viennent avec le classeur, ou par un acte.'}
        </p>
        <Ways
          links={[
            ['/catalogue?onglet=cibles', 'Voir les cibles'],
            ['/catalogue?onglet=convention', 'Voir les montants'],
          ]}
        />
      </StepCard>
      <StepCard rank={5} title="Dire qui transmet quoi" done={state.assigned > 0}>
        <p>
          {state.assigned > 0
            ? `${frenchCount(state.organisations, 'structure', 'structures')}, dont ${frenchCount(state.assigned, 'transmet', 'transmettent')} des indicateurs.`
            : 'Les structures et ce que chacune transmet, saisi ou compté d’un registre.'}
        </p>
        <Ways
          links={[
            ['/catalogue?onglet=partenaires', 'Voir les partenaires'],
            ['/catalogue?onglet=actes', 'Ajouter ou modifier'],
          ]}
        />
      </StepCard>
      <StepCard rank={6} title="Choisir le premier mois de collecte" done={isOnTime(state, today)}>
        <FirstMonthStep firstMonth={state.firstMonth} />
      </StepCard>
      <Collecting state={state} />
    </ol>
  );
}

/** Somebody has sent already, or the first month that is asked for has not passed. */
const isOnTime = ({ firstMonth, months, demonstration }: Started, today: string) =>
  firstMonth !== null && ((demonstration === null && months > 0) || firstMonth >= monthOf(today));

/** Who sends, and what came: the last two steps. */
function Collecting({ state: { demonstration, partners, invited, months } }: { state: Started }) {
  const started = demonstration === null && months > 0;
  const waiting = `${frenchCount(invited, 'invitation attend', 'invitations attendent')} une réponse.`;
  return (
    <>
      <StepCard rank={7} title="Inviter la première association" done={partners > 0}>
        <p>
          {partners > 0
            ? `${frenchCount(partners, 'personne peut', 'personnes peuvent')} transmettre des chiffres.`
            : `Donnez le rôle «${S}Structure partenaire${S}» et choisissez sa structure. ${invited > 0 ? waiting : 'Joignez le guide d’une page à votre message.'}`}
        </p>
        <Ways links={[['/personnes', 'Inviter une personne']]} />
      </StepCard>
      <StepCard rank={8} title="Recevoir le premier mois" done={started}>
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
