import { useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { TextInput } from '../ui/form/text-input.tsx';

/** Over this, a list is searched rather than read. */
const LONG = 25;

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The rows of a long list that bear some words, accents and capitals aside, with the field in which these are typed. */
export function useSearchedRows<Row>(
  rows: readonly Row[],
  { label, wordsOf }: { label: string; wordsOf: (row: Row) => string },
) {
  const [typed, setTyped] = useState('');
  const wanted = bare(typed).split(/\s+/u).filter(Boolean);
  const found = rows.filter((row) => wanted.every((word) => bare(wordsOf(row)).includes(word)));
  const field = rows.length > LONG && (
    <>
      <TextInput label={label} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <p aria-live="polite">
        {typed.trim() === ''
          ? ''
          : `${frenchCount(found.length, 'ligne trouvée', 'lignes trouvées')} sur ${rows.length}.`}
      </p>
    </>
  );
  return { found, field };
}
