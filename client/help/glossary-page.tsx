import { useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { glossary } from '../../shared/help/glossary.ts';
import type { GlossaryEntry } from '../../shared/help/glossary-field.ts';
import { TextInput } from '../ui/form/text-input.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import './help.css';

/** Without accents or capitals: « evictions » finds « évictions ». */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const holds = ({ term, full, meaning = '' }: GlossaryEntry, sought: string) =>
  plain(`${term} ${full} ${meaning}`).includes(sought);

/** `/aide/glossaire`: every acronym that a screen uses; a test says when one is missing. */
export function GlossaryPage() {
  const [text, setText] = useState('');
  const sought = plain(text.trim());
  const found = glossary.filter((entry) => holds(entry, sought));
  return (
    <>
      <PageHeader
        title="Glossaire"
        lead="Les sigles et les mots du métier, tels qu’ils sont écrits sur les pages."
        breadcrumbs={[{ label: 'Aide', href: '/aide' }]}
      />
      <div className="help-search">
        <TextInput label="Chercher un sigle ou un mot" value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <p role="status">
        {found.length > 0
          ? frenchCount(found.length, 'entrée', 'entrées')
          : 'Aucune entrée ne contient ce mot. Essayez une partie du mot, ou effacez la recherche.'}
      </p>
      <DefinitionList
        items={found.map(({ term, full, meaning }) => ({
          term,
          description: (
            <>
              {frenchSpacing(full)}
              {meaning && `. ${frenchSpacing(meaning)}`}
            </>
          ),
        }))}
      />
    </>
  );
}
