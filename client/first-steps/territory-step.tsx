import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorFacts, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { ConfirmDialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { Started } from './first-steps.ts';
import { TerritoryForm } from './territory-form.tsx';

/** The three ways to a convention: blank, by the workbook, or the first territory's as an example. */
export function TerritoryStep({ state }: { state: Started }) {
  const { convention } = state;
  if (!convention) return <Ways />;
  return (
    <>
      <p>{`${convention.territory}${S}: ${convention.name}, de ${convention.startYear} à ${convention.endYear}.`}</p>
      {state.demonstration === null && <TakeBack entered={state.entered} />}
    </>
  );
}

function Ways() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const example = useMutation(
    trpc.firstSteps.takeExample.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  return (
    <>
      <p>Trois manières, au choix. Chacune se reprend tant qu’aucun chiffre n’est saisi.</p>
      <h3>Par le classeur</h3>
      <p>
        Téléchargez-le, remplissez-le, rapportez-le{S}: il apporte le territoire, l’annexe, les partenaires et le reste.
      </p>
      <div className="first-steps-actions">
        <LinkButton href="/catalogue?onglet=fichier" icon="arrow-right">
          Télécharger et rapporter le classeur
        </LinkButton>
      </div>
      <h3>Une convention vierge</h3>
      <TerritoryForm />
      <h3>L’exemple</h3>
      <p>La convention du premier territoire, réelle et citée, à regarder ou à transformer.</p>
      <div className="first-steps-actions">
        <Button busy={example.isPending} onClick={() => example.mutate()}>
          Prendre l’exemple
        </Button>
      </div>
      {example.isError && <Callout tone="danger" live="assertive" title={errorMessage(example.error)} />}
    </>
  );
}

const obstacles: Record<string, string> = {
  'figures-entered':
    'Des chiffres ont été saisis ou importés\u00a0: ce territoire reste. Ses partenaires et ses indicateurs se changent par des actes.',
  'people-of-partners':
    'Des personnes appartiennent déjà à des structures partenaires. Désactivez leurs accès d’abord.',
};

function refusalOf(error: unknown): string {
  const facts = errorFacts(error, 'CONFLICT');
  const reason = facts && 'reason' in facts ? facts.reason : undefined;
  return (typeof reason === 'string' && obstacles[reason]) || errorMessage(error);
}

/** The territory can be taken back while nobody has said anything of it. */
function TakeBack({ entered }: { entered: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const leaving = useMutation(
    trpc.firstSteps.leaveTerritory.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  if (entered > 0)
    return <p>{`${frenchCount(entered, 'saisie', 'saisies')} déjà${S}: cette étape ne se reprend plus.`}</p>;
  return (
    <>
      <p>
        Ce n’est pas votre territoire{'\u202f'}? Rien n’a encore été saisi{S}: il peut être retiré.
      </p>
      <div className="first-steps-actions">
        <Button icon="undo" busy={leaving.isPending} onClick={() => setAsking(true)}>
          Un autre territoire
        </Button>
      </div>
      {leaving.isError && <Callout tone="danger" live="assertive" title={refusalOf(leaving.error)} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={'Retirer ce territoire\u202f?'}
        confirmLabel="Retirer le territoire"
        danger
        onConfirm={() => {
          setAsking(false);
          leaving.mutate();
        }}
      >
        <p>
          La convention, ses indicateurs, ses cibles, ses partenaires et leurs invitations sont retirés. Le journal et
          votre compte restent.
        </p>
      </ConfirmDialog>
    </>
  );
}
