import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isMonth, type Month } from '../../shared/domain/month.ts';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';

/** A month as people type it, `03/2023` or `2023-03`; nothing otherwise. */
export function validMonth(text: string | undefined): Month | undefined {
  const typed = (text ?? '').trim();
  const french = /^(\d{1,2})[/. -](\d{4})$/.exec(typed);
  const month = french ? `${french[2]}-${(french[1] ?? '').padStart(2, '0')}` : typed;
  return isMonth(month) ? month : undefined;
}

const asTyped = (month: string | undefined) => {
  const known = validMonth(month);
  return known ? `${known.slice(5)}/${known.slice(0, 4)}` : '';
};

/** A field whose word counts once one leaves it, or presses Enter. */
function FilterText({
  label,
  value,
  hint,
  onChange,
}: {
  label: string;
  value: string;
  hint?: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  return (
    <TextInput
      label={label}
      placeholder={hint}
      width="medium"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text !== value && onChange(text)}
      onKeyDown={(event) => event.key === 'Enter' && onChange(text)}
    />
  );
}

/** Months, words, organisation: all in the address. */
export function RegisterFilters({
  help,
  organisationId,
  summary,
}: {
  help: { organisations: { id: number; name: string }[] };
  organisationId: number;
  summary: ReactNode;
}) {
  const navigate = useNavigate({ from: '/registres/$source' });
  const search = useSearch({ from: '/registres/$source' });
  const set = (change: Partial<typeof search>) =>
    navigate({
      to: '.',
      search: (former: typeof search) => ({ ...former, page: undefined, ...change }),
      resetScroll: false,
    });
  const filtered = Boolean(search.de || search.a || search.texte);
  return (
    <FilterBar
      key={`${search.de} ${search.a} ${search.texte}`}
      summary={summary}
      onReset={filtered ? () => set({ de: undefined, a: undefined, texte: undefined }) : undefined}
    >
      {help.organisations.length > 1 && (
        <Select
          label="Structure"
          options={help.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
          value={String(organisationId)}
          onChange={(id: string) => set({ organisation: Number(id) })}
        />
      )}
      <FilterText
        label="Depuis le mois"
        hint="03/2023"
        value={asTyped(search.de)}
        onChange={(text) => set({ de: validMonth(text) })}
      />
      <FilterText
        label="Jusqu’au mois"
        hint="12/2023"
        value={asTyped(search.a)}
        onChange={(text) => set({ a: validMonth(text) })}
      />
      <FilterText
        label="Contient"
        hint="un mot"
        value={search.texte ?? ''}
        onChange={(text) => set({ texte: text.trim() || undefined })}
      />
    </FilterBar>
  );
}
