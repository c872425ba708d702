import type { Answers } from '../lib/trpc.ts';
import { Card } from '../ui/layout/card.tsx';
import { Link } from '../ui/text/link.tsx';

type Holder = Answers['reportTexts']['text']['holders'][number];

/** What the structures that hold the line say of it, and those whose words are awaited. */
export function HolderWords({ year, holders }: { year: number; holders: Holder[] }) {
  if (holders.length === 0) return null;
  return (
    <Card title="Ce qu’en disent les structures" headingLevel={2}>
      {holders.map(({ organisation, answer }) => (
        <div key={organisation.id}>
          <p>
            <Link href={`/ce-que-deviennent-nos-chiffres?organisation=${organisation.id}&annee=${year}`}>
              {organisation.name}
            </Link>
            {answer.difficulties || answer.nextSteps ? `, par ${answer.updatedByName}` : '\u00a0: texte attendu'}
          </p>
          {answer.difficulties && <p>{`Difficultés\u00a0: ${answer.difficulties}`}</p>}
          {answer.nextSteps && <p>{`Suite\u00a0: ${answer.nextSteps}`}</p>}
        </div>
      ))}
    </Card>
  );
}
