import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { frenchDecimal } from '../../shared/domain/words/french-format.ts';
import { type SettingName, settingDefinitions, settingNames } from '../../shared/schemas/settings.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { asTyped, typedNumber } from './typed-number.ts';

/** The words of each value of a setting that is one of a few. */
function choicesOf(name: SettingName): Readonly<Record<string, string>> | undefined {
  const definition = settingDefinitions[name];
  return 'choices' in definition ? definition.choices : undefined;
}

function said(name: SettingName, value: unknown): string {
  const { unit } = settingDefinitions[name];
  const words =
    typeof value === 'number' ? frenchDecimal(value, 2) : (choicesOf(name)?.[String(value)] ?? String(value));
  return `${words || 'à renseigner'}${unit ? `\u00a0${unit}` : ''}`;
}

function SettingDialog({ name, value, onClose }: { name: SettingName; value: unknown; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { label, hint, unit, initial, schema } = settingDefinitions[name];
  const [text, setText] = useState(typeof value === 'number' ? asTyped(value) : String(value));
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.catalogue.changeSetting.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const choices = choicesOf(name);
  const next = typeof initial === 'number' ? typedNumber(text) : text;
  const fits = schema.safeParse(next).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) change.mutate({ name, value: next, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={label}
      description={hint}
      footer={<DialogAct label="Enregistrer" onCancel={onClose} act={{ form }} busy={change.isPending} />}
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        {choices ? (
          <Select
            label="Valeur"
            hint={`Au départ\u00a0: ${said(name, initial)}.`}
            options={Object.entries(choices).map(([one, words]) => ({ value: one, label: words }))}
            value={text}
            onChange={setText}
          />
        ) : (
          <TextInput
            label="Valeur"
            hint={`Au départ\u00a0: ${said(name, initial)}.`}
            required={typeof initial === 'number'}
            width={typeof initial === 'number' ? 'short' : 'full'}
            inputMode={typeof initial === 'number' ? 'decimal' : undefined}
            suffix={unit || undefined}
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={fits ? undefined : 'Cette valeur n’est pas permise pour ce réglage.'}
          />
        )}
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {change.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(change.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}

/** What the territory has chosen: thresholds, cuts, delays. Each change is signed in the journal with its reason. */
export function SettingList({ canChange }: { canChange: boolean }) {
  const trpc = useTRPC();
  const settings = useQuery(trpc.catalogue.settings.queryOptions());
  const [changed, setChanged] = useState<SettingName | null>(null);
  if (settings.isPending) return <Loading shape="table" label="Chargement des réglages" />;
  if (settings.isError)
    return <ErrorState onRetry={() => settings.refetch()}>{errorMessage(settings.error)}</ErrorState>;
  const { data } = settings;
  const groups = [...new Set(settingNames.map((name) => settingDefinitions[name].group))];
  return (
    <Section
      title="Réglages"
      lead={'Chaque changement est écrit au journal avec sa raison\u202f; tous les chiffres suivent aussitôt.'}
    >
      <CardGrid>
        {groups.map((group) => (
          <Card key={group} title={group} headingLevel={3}>
            <DefinitionList
              stacked
              items={settingNames
                .filter((name) => settingDefinitions[name].group === group)
                .map((name) => ({
                  key: name,
                  term: settingDefinitions[name].label,
                  description: (
                    <>
                      <strong>{said(name, data[name])}</strong>{' '}
                      {canChange && (
                        <Button size="small" variant="quiet" icon="edit" iconOnly onClick={() => setChanged(name)}>
                          {`Modifier\u00a0: ${settingDefinitions[name].label}`}
                        </Button>
                      )}
                      <br />
                      <span className="field-hint">{settingDefinitions[name].hint}</span>
                    </>
                  ),
                }))}
            />
          </Card>
        ))}
      </CardGrid>
      {changed && <SettingDialog name={changed} value={data[changed]} onClose={() => setChanged(null)} />}
    </Section>
  );
}
