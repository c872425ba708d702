import { entryTitle } from '../../../shared/schemas/catalogue/catalogue-difference.ts';
import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { catalogueSheets } from '../../../shared/schemas/catalogue/catalogue-sheets.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Select } from '../../ui/form/select.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import {
  type ActKind,
  type EntryAct,
  type FormState,
  fixedColumns,
  knownEntries,
  type PartTyped,
} from './act-forms.ts';
import { CommunePicker } from './commune-picker.tsx';
import { EntryFields } from './entry-fields.tsx';
import { formColumns, typedOf } from './typed-entry.ts';

interface Props<Act extends ActKind = ActKind> {
  act: Act;
  form: FormState;
  file: CatalogueFile;
  onChange: (form: FormState) => void;
}

/** What is added, or what of it changes. */
function EntryForm({ act, form, file, onChange }: Props<EntryAct>) {
  const known = knownEntries(act, file);
  const choose = (key: string) => {
    const entry = known.find((one) => one.key === key);
    onChange({ ...form, key, typed: entry ? typedOf(act, entry.value) : {} });
  };
  const isNew = form.key === '';
  return (
    <>
      {known.length > 0 && (
        <Select
          label="Que faire"
          options={known.map((one) => ({ value: one.key, label: `Modifier\u00a0: ${entryTitle(one)}` }))}
          value={form.key}
          placeholder={`Ajouter\u00a0: ${catalogueSheets[act].one}`}
          onChange={choose}
        />
      )}
      {act === 'commune' && isNew && (
        <CommunePicker typed={form.typed} onChange={(typed) => onChange({ ...form, typed })} />
      )}
      <EntryFields
        columns={formColumns(act)}
        typed={form.typed}
        file={file}
        fixed={isNew ? [] : fixedColumns(act)}
        onChange={(typed) => onChange({ ...form, typed })}
      />
      {act === 'indicator' && isNew && <NewIndicator act={act} form={form} file={file} onChange={onChange} />}
      {act === 'target' && isNew && (
        <TextInput
          label="Pour chaque année jusqu’à"
          hint={'Vide\u00a0: cette année seulement.'}
          inputMode="numeric"
          width="short"
          value={form.untilYear}
          onChange={(event) => onChange({ ...form, untilYear: event.target.value })}
        />
      )}
    </>
  );
}

/** Its first definition, and the line of the annex that names it. */
function NewIndicator({ form, file, onChange }: Props) {
  const columns = formColumns('version').filter(({ field }) => ['definition', 'formula', 'validFrom'].includes(field));
  return (
    <>
      <EntryFields
        columns={columns}
        typed={form.version}
        file={file}
        onChange={(version) => onChange({ ...form, version })}
      />
      <Select
        label="Ligne de l’annexe qui le nomme"
        options={knownEntries('line', file).map((one) => ({ value: one.key, label: entryTitle(one) }))}
        value={form.line}
        placeholder="Aucune"
        onChange={(line) => onChange({ ...form, line })}
      />
    </>
  );
}

const openPartners = (file: CatalogueFile) => file.organisations.filter(({ untilMonth }) => untilMonth === null);

function PartForm({
  part,
  file,
  sharing,
  onChange,
}: {
  part: PartTyped;
  file: CatalogueFile;
  sharing: boolean;
  onChange: (part: PartTyped) => void;
}) {
  const set = (changed: Partial<PartTyped>) => onChange({ ...part, ...changed });
  const known = file.organisations.find(({ code }) => code === part.code.trim());
  return (
    <fieldset className="catalogue-lines">
      <legend>Qui reprend</legend>
      <TextInput
        label="Code de la structure"
        hint="Celui d’une structure qui existe, ou un nouveau."
        required
        width="medium"
        value={part.code}
        onChange={(event) => set({ code: event.target.value })}
      />
      <TextInput
        label="Nom de la structure"
        required={!known}
        value={part.name || (known?.name ?? '')}
        onChange={(event) => set({ name: event.target.value })}
      />
      {!known && (
        <TextInput
          label="Nature"
          width="medium"
          value={part.kind}
          onChange={(event) => set({ kind: event.target.value })}
        />
      )}
      {sharing && (
        <TextInput
          label="Indicateurs repris (codes)"
          hint="Séparés par des virgules."
          value={part.indicators}
          onChange={(event) => set({ indicators: event.target.value })}
        />
      )}
    </fieldset>
  );
}

/** A structure that ends, and who takes its part. */
function PartnersForm({ act, form, file, onChange }: Props) {
  const several = act === 'take-over';
  return (
    <>
      {several ? (
        <fieldset className="catalogue-lines">
          <legend>Structures qui cessent</legend>
          {openPartners(file).map(({ code, name }) => (
            <Checkbox
              key={code}
              label={name}
              checked={form.from.includes(code)}
              onChange={(on) =>
                onChange({ ...form, from: on ? [...form.from, code] : form.from.filter((one) => one !== code) })
              }
            />
          ))}
        </fieldset>
      ) : (
        <Select
          label="Structure"
          required
          options={openPartners(file).map(({ code, name }) => ({ value: code, label: name }))}
          value={form.from[0] ?? ''}
          placeholder="Choisir…"
          onChange={(code) => onChange({ ...form, from: [code] })}
        />
      )}
      <TextInput
        label={act === 'end-partner' ? 'Dernier mois' : 'À partir du mois'}
        hint="Par exemple 07/2025 ou juillet 2025."
        required
        width="medium"
        value={form.month}
        onChange={(event) => onChange({ ...form, month: event.target.value })}
      />
      {act !== 'end-partner' &&
        form.into.map((part, rank) => (
          <PartForm
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts are told apart by their place only.
            key={rank}
            part={part}
            file={file}
            sharing={act === 'split'}
            onChange={(next) => onChange({ ...form, into: form.into.map((one, at) => (at === rank ? next : one)) })}
          />
        ))}
    </>
  );
}

export function ActForm({ act, ...props }: Props) {
  if (act === 'end-partner' || act === 'take-over' || act === 'split') return <PartnersForm act={act} {...props} />;
  return <EntryForm act={act} {...props} />;
}
