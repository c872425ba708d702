import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiScope as Scope } from '../../shared/schemas/api.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { scopeWords } from './token-words.ts';

const durations = [
  { value: '30', label: 'un mois' },
  { value: '90', label: 'trois mois' },
  { value: '365', label: 'un an' },
] as const;

function Made({ token }: { token: string }) {
  return (
    <Callout tone="success" title="Copiez ce jeton maintenant" live="polite">
      <p>Il ne sera plus montré : seule son empreinte est gardée.</p>
      <TextInput label="Jeton" readOnly value={token} onFocus={(event) => event.target.select()} />
    </Callout>
  );
}

function ScopeChoice({ scopes, onChange }: { scopes: Scope[]; onChange: (scopes: Scope[]) => void }) {
  return (
    <fieldset>
      <legend>Ce que le jeton permet</legend>
      {(Object.keys(scopeWords) as Scope[]).map((scope) => (
        <Checkbox
          key={scope}
          label={scopeWords[scope]}
          checked={scopes.includes(scope)}
          onChange={(checked) => onChange(checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
        />
      ))}
    </fieldset>
  );
}

/** Makes a token for the software of an organisation, and shows it once. */
export function TokenDialog({ organisationId, onClose }: { organisationId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['entry:read', 'entry:write']);
  const [days, setDays] = useState<(typeof durations)[number]['value']>('365');
  const create = useMutation(
    trpc.apiTokens.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.apiTokens.list.queryFilter()),
    }),
  );
  const make = () => create.mutate({ organisationId, name, scopes, days: Number(days) });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nouveau jeton d’API"
      footer={
        create.data ? (
          <Button variant="primary" onClick={onClose}>
            J’ai copié le jeton
          </Button>
        ) : (
          <DialogAct
            label="Créer le jeton"
            onCancel={onClose}
            act={make}
            busy={create.isPending}
            disabled={name.trim().length < 3 || scopes.length === 0}
          />
        )
      }
    >
      {create.error && (
        <Callout tone="danger" live="assertive">
          {errorMessage(create.error)}
        </Callout>
      )}
      {create.data ? (
        <Made token={create.data.token} />
      ) : (
        <>
          <TextInput
            label="Nom du logiciel"
            hint="Il apparaît au journal à côté de chaque valeur envoyée."
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <ScopeChoice scopes={scopes} onChange={setScopes} />
          <Select label="Valable" options={durations} value={days} onChange={setDays} />
        </>
      )}
    </Dialog>
  );
}
