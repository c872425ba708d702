import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Select } from '../../ui/form/select.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import type { Typed } from './typed-entry.ts';

const MOST = 20;

/** The official list comes when one first searches in it: no other page needs it. */
async function search(text: string) {
  const { searchCommunes } = await import('../../../shared/reading/values/official-communes.ts');
  return searchCommunes(text, MOST);
}

/** Chooses a commune in the official list: its code and its name are not typed. */
export function CommunePicker({ typed, onChange }: { typed: Typed; onChange: (typed: Typed) => void }) {
  const [text, setText] = useState('');
  const found = useQuery({ queryKey: ['official-communes', text], queryFn: () => search(text), staleTime: Infinity });
  const communes = found.data ?? [];
  const options = communes.map(({ inseeCode, name, department }) => ({
    value: inseeCode,
    label: `${name}, ${inseeCode} (${department})`,
  }));
  const choose = (inseeCode: string) => {
    const chosen = communes.find((one) => one.inseeCode === inseeCode);
    if (chosen) onChange({ ...typed, inseeCode, name: chosen.name });
  };
  return (
    <>
      <TextInput
        label="Chercher dans la liste officielle des communes"
        hint="Les premières lettres de son nom, ou son code Insee."
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim().length > 1 && found.data && (
        <Select
          label="Commune"
          placeholder={options.length > 0 ? 'Choisir…' : 'Aucune commune ne commence ainsi'}
          options={options}
          value={options.some(({ value }) => value === typed.inseeCode) ? (typed.inseeCode ?? '') : ''}
          onChange={choose}
        />
      )}
    </>
  );
}
