import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Card } from '../ui/layout/card.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';

type Processing = Answers['dataProtection']['record']['processings'][number];

const joined = (words: string[]) => (words.length === 0 ? 'Rien.' : `${words.join(', ')}.`);

function itemsOf({ purpose, basis, people, data, dropped, recipients, duration, measures }: Processing) {
  return [
    { term: 'Finalité', description: purpose },
    { term: 'Base légale', description: basis },
    { term: 'Personnes', description: people },
    { term: `Ce qui est gardé (${frenchCount(data.length, 'donnée', 'données')})`, description: joined(data) },
    { term: 'Ce qui est écarté avant d’être écrit', description: joined(dropped) },
    { term: 'Destinataires', description: recipients },
    { term: 'Durée', description: duration },
    { term: 'Mesures', description: measures.join(' ') },
  ];
}

/** What is kept, why, for whom and for how long: one card for each processing. */
export function ProcessingList({ processings }: { processings: readonly Processing[] }) {
  return processings.map((one) => (
    <Card key={one.key} title={one.title} headingLevel={3}>
      <DefinitionList items={itemsOf(one).map((item) => ({ ...item, key: String(item.term) }))} />
    </Card>
  ));
}
