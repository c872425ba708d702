import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { PersonFields, personFaults } from '../lib/person-fields.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmDialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { Demonstration } from './first-steps.ts';

const obstacles = {
  'not-here':
    'Vous utilisez un compte fictif, que tout le monde peut prendre, et l’observatoire est ouvert à d’autres ordinateurs. Lancez « npm run clear-demonstration » sur le serveur : il donnera le lien du premier compte.',
  'real-coordinator':
    'Une vraie personne de la coordination a déjà son compte. C’est à elle de retirer la démonstration, depuis cette page.',
};

function goingWords({ cells, rows, editions, mails, people }: Demonstration): string[] {
  return [
    `${frenchCount(cells, 'valeur fictive', 'valeurs fictives')}, et ce qui en a été dit`,
    `${frenchCount(rows, 'ligne des registres', 'lignes des registres')}, les envois, les comptages, les montants et les textes du rapport`,
    editions > 0 && `${frenchCount(editions, 'édition fictive', 'éditions fictives')} du rapport`,
    mails > 0 && frenchCount(mails, 'courriel fictif', 'courriels fictifs'),
    `${frenchCount(people, 'compte de démonstration', 'comptes de démonstration')}, dont les trois portes de la page de connexion`,
  ].filter((words) => words !== false);
}

/** Says exactly what goes, asks who comes, and does it once confirmed. */
export function ClearStep({ demonstration, territory }: { demonstration: Demonstration; territory: string }) {
  const { obstacle } = demonstration;
  return (
    <>
      <p>S’en vont, sans retour possible{S}:</p>
      <ul className="first-steps-going">
        {goingWords(demonstration).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p>Restent{S}: le journal et les comptes de vraies personnes.</p>
      {obstacle ? (
        <Callout tone="warning" title="Pas depuis ce compte">
          {obstacles[obstacle]}
        </Callout>
      ) : (
        <ClearForm asksWho={demonstration.isFictitious} territory={territory} />
      )}
    </>
  );
}

function useClearing() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.firstSteps.clearDemonstration.mutationOptions({
      // The account that asked is gone with the rest: the way on is the link of the first real one.
      onSuccess: ({ invitation }) => {
        if (invitation?.link) window.location.assign(new URL(invitation.link).pathname);
        else if (invitation) window.location.assign('/connexion');
        else void queries.invalidateQueries();
      },
    }),
  );
}

function ClearForm({ asksWho, territory }: { asksWho: boolean; territory: string }) {
  const [person, setPerson] = useState({ name: '', email: '' });
  const [keepCatalogue, setKeep] = useState(true);
  const [checked, setChecked] = useState(false);
  const [asking, setAsking] = useState(false);
  const clearing = useClearing();
  const faults = asksWho ? personFaults(person, 'prenom.nom@collectivite.fr') : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!faults?.name && !faults?.email) setAsking(true);
  };
  const clear = () => {
    setAsking(false);
    const coordinator = asksWho ? person : null;
    clearing.mutate({ coordinator, keepCatalogue, siteAddress: window.location.origin });
  };
  return (
    <form className="first-steps-form" onSubmit={submit} noValidate>
      <Territory territory={territory} keep={keepCatalogue} onKeep={setKeep} />
      {asksWho && (
        <>
          <p>Vous êtes entré par un compte fictif, qui s’en va aussi. Qui coordonne vraiment{'\u202f'}?</p>
          <PersonFields
            person={person}
            onChange={setPerson}
            faults={checked ? faults : null}
            isOneself
            hint={
              'Le mot de passe se choisit à la page suivante. Si votre identité est redemandée avant, ressortez et rentrez par la porte «\u00a0coordinatrice\u00a0».'
            }
          />
        </>
      )}
      {clearing.isError && <Callout tone="danger" live="assertive" title={errorMessage(clearing.error)} />}
      <div>
        <Button type="submit" variant="danger" icon="trash" busy={clearing.isPending}>
          Retirer la démonstration
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Retirer la démonstration ?"
        confirmLabel="Tout retirer"
        danger
        onConfirm={clear}
      >
        <p>
          Les données fictives disparaissent pour tout le monde, sans retour possible.
          {keepCatalogue ? '' : ' La convention, ses indicateurs et ses partenaires aussi.'}
        </p>
      </ConfirmDialog>
    </form>
  );
}

interface Choice {
  territory: string;
  keep: boolean;
  onKeep: (keep: boolean) => void;
}

function Territory({ territory, keep, onKeep }: Choice) {
  return (
    <fieldset className="first-steps-choice">
      <legend>
        La convention de {territory} est réelle. Que devient-elle{'\u202f'}?
      </legend>
      <label>
        <input type="radio" name="catalogue" checked={keep} onChange={() => onKeep(true)} />
        <span>C’est la nôtre{S}: garder la convention, ses cibles et ses partenaires</span>
      </label>
      <label>
        <input type="radio" name="catalogue" checked={!keep} onChange={() => onKeep(false)} />
        <span>Nous sommes un autre territoire{S}: la retirer aussi, et apporter la nôtre</span>
      </label>
    </fieldset>
  );
}
