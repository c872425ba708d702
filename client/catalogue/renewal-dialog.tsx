import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { renewedYears, targetsToConfirm } from '../../shared/domain/finance/renewal.ts';
import { frenchCount, frenchList, frenchPercent } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { type Convention, codesOf } from './convention.ts';

interface Years {
  startYear: number;
  endYear: number;
}

const yearsOf = ({ startYear, endYear }: Years) =>
  Array.from({ length: Math.max(0, endYear - startYear + 1) }, (_, rank) => String(startYear + rank));

/** What the copy takes over, in words. */
function takenOver({ actions, clawbackPercent }: Convention): string[] {
  const indicators = new Set(actions.flatMap((line) => line.indicators.map(({ indicator }) => indicator.code))).size;
  const shared = actions.filter(({ maxStatePercent }) => maxStatePercent !== null).length;
  return [
    `${frenchCount(actions.length, 'ligne', 'lignes')} de l’annexe\u00a0: clés, numéros, titres, objectifs et résultats attendus, dans leur ordre`,
    `${frenchCount(indicators, 'indicateur suivi', 'indicateurs suivis')}, sous les mêmes lignes`,
    ...(shared > 0 ? [`la règle de cofinancement de ${frenchCount(shared, 'ligne', 'lignes')}`] : []),
    ...(clawbackPercent === null ? [] : [`le taux de reversement (${frenchPercent(clawbackPercent / 100)})`]),
  ];
}

function leftToFix({ actions }: Convention, next: Years, targets: number): string[] {
  return [
    `le soutien de l’État de ${frenchList(yearsOf(next))}, le maximum annuel et le coût éligible`,
    `le montant demandé de ${frenchCount(actions.length, 'ligne', 'lignes')}, marquées «\u00a0à confirmer\u00a0»`,
    `les cibles de ${frenchCount(targets, 'indicateur', 'indicateurs')}\u00a0: aucune n’est reprise tant qu’un acte ne la fixe pas`,
  ];
}

function Points({ points }: { points: string[] }) {
  return (
    <ul className="plain-list">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

const refusalOf = (error: unknown) => {
  if (errorCode(error) === 'CONFLICT') return 'Cette convention est déjà renouvelée. Rechargez la page pour la voir.';
  if (errorCode(error) === 'INVALID')
    return 'Ces années sont dans le désordre, ou une autre convention les couvre déjà. Corrigez-les.';
  return errorMessage(error);
};

/** The convention that follows, by copy: what is taken over and what is left to fix are said before it is made. */
export function RenewalDialog({ convention, onClose }: { convention: Convention; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const following = renewedYears(convention);
  const former = `${convention.startYear}-${convention.endYear}`;
  const [name, setName] = useState(convention.name.replace(former, `${following.startYear}-${following.endYear}`));
  const [start, setStart] = useState(String(following.startYear));
  const [end, setEnd] = useState(String(following.endYear));
  const [reason, setReason] = useState('');
  const targets = useQuery(trpc.catalogue.targetsInForce.queryOptions());
  const renew = useMutation(
    trpc.catalogue.renewConvention.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const next = { startYear: Number(start), endYear: Number(end) };
  const toConfirm = targetsToConfirm(codesOf(convention), targets.data ?? [], convention, next).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    renew.mutate({ convention: convention.code, name, ...next, reason });
  };
  const year = { type: 'number', required: true, width: 'short', min: convention.endYear + 1, max: 2100 } as const;
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title="Renouveler la convention"
      description={`${convention.name}\u00a0: une nouvelle convention est créée par copie. La précédente, ses chiffres et ses rapports restent tels quels.`}
      footer={<DialogAct label="Créer la convention" onCancel={onClose} act={{ form }} busy={renew.isPending} />}
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <DefinitionList
          items={[
            { term: 'Ce qui est repris', description: <Points points={takenOver(convention)} /> },
            { term: 'Ce qui reste à fixer', description: <Points points={leftToFix(convention, next, toConfirm)} /> },
          ]}
        />
        <TextInput
          label="Nom de la nouvelle convention"
          required
          minLength={3}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput {...year} label="Première année" value={start} onChange={(event) => setStart(event.target.value)} />
        <TextInput {...year} label="Dernière année" value={end} onChange={(event) => setEnd(event.target.value)} />
        <TextArea
          label="Raison"
          hint="Par exemple : renouvellement préparé avec la DDETS"
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {renew.isError && (
          <Callout tone="danger" live="assertive">
            {refusalOf(renew.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
