import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import type { EntryKind, SheetColumn } from '../../../shared/schemas/catalogue/catalogue-sheets.ts';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Select } from '../../ui/form/select.tsx';
import { TextArea } from '../../ui/form/text-area.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import type { Typed } from './typed-entry.ts';

/** The codes that a column chooses among, with their names. */
function codesOf(kind: EntryKind, file: CatalogueFile): { value: string; label: string }[] {
  const named = (list: readonly { code: string; name?: string; label?: string }[]) =>
    list.map(({ code, name, label }) => ({ value: code, label: `${code}, ${name ?? label ?? ''}` }));
  switch (kind) {
    case 'partner':
      return named(file.organisations);
    case 'indicator':
      return named(file.indicators);
    case 'convention':
      return named(file.conventions);
    case 'group':
      return named(file.groups);
    case 'objective':
      return named(file.objectives);
    default:
      return [];
  }
}

const hints: Partial<Record<SheetColumn['kind'], string>> = {
  month: 'Par exemple 07/2025 ou juillet 2025.',
  codes: 'Séparés par des virgules.',
};
const long = [
  'definition',
  'description',
  'objectiveText',
  'expectedText',
  'unmeasuredText',
  'note',
  'quote',
  'role',
  'title',
];

interface Props {
  column: SheetColumn;
  value: string;
  file: CatalogueFile;
  /** Tells the entry apart: it does not change. */
  fixed: boolean;
  onChange: (value: string) => void;
}

function EntryField({ column, value, file, fixed, onChange }: Props) {
  const { kind, field, label, required = false, choices, of } = column;
  const isOwnCode = (field === 'code' || field === 'key') && !fixed;
  const hint = column.hint ?? (isOwnCode ? 'Court et sans espace, à votre choix. Par exemple A01.' : hints[kind]);
  const common = { label, required, ...(hint !== undefined && { hint }) };
  if (kind === 'yes-no')
    return (
      <Checkbox
        label={label}
        {...(hint !== undefined && { hint })}
        checked={value === 'true'}
        onChange={(on) => onChange(on ? 'true' : '')}
      />
    );
  const options = choices
    ? Object.entries(choices).map(([one, words]) => ({ value: one, label: words }))
    : of
      ? codesOf(of, file)
      : null;
  if (options !== null)
    return (
      <Select
        {...common}
        options={options}
        value={value}
        placeholder={required ? 'Choisir…' : 'Aucun'}
        disabled={fixed}
        onChange={onChange}
      />
    );
  if (long.includes(field))
    return <TextArea {...common} value={value} onChange={(event) => onChange(event.target.value)} />;
  return (
    <TextInput
      {...common}
      value={value}
      readOnly={fixed}
      width={kind === 'text' ? 'full' : 'medium'}
      inputMode={kind === 'number' || kind === 'integer' ? 'decimal' : 'text'}
      type={kind === 'date' ? 'date' : 'text'}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface FieldsProps {
  columns: readonly SheetColumn[];
  typed: Typed;
  file: CatalogueFile;
  fixed?: readonly string[];
  onChange: (typed: Typed) => void;
}

/** The columns of a sheet as a form. */
export function EntryFields({ columns, typed, file, fixed = [], onChange }: FieldsProps) {
  return columns.map((column) => (
    <EntryField
      key={column.field}
      column={column}
      value={typed[column.field] ?? ''}
      file={file}
      fixed={fixed.includes(column.field)}
      onChange={(value) => onChange({ ...typed, [column.field]: value })}
    />
  ));
}
