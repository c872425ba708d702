import { useQuery } from '@tanstack/react-query';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Deferred } from '../ui/layout/deferred.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Checklist } from './checklist.tsx';
import { NationalLines } from './national-lines.tsx';
import { TextsTable } from './texts-table.tsx';

/** The coordinator's workspace for a year: what is left to do, by whom, and the texts to write. */
export function Workspace({ year }: { year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.workspace.queryOptions({ year }, { staleTime: 0 }));
  if (query.isPending) return <Loading shape="page" lines={8} label="Chargement de l’espace de travail" />;
  if (query.isError) return <PageState query={query} label="Chargement de l’espace de travail" headingLevel={2} />;
  const { dueDate, steps, people, places } = query.data;
  return (
    <>
      <Section
        title="Ce qu’il reste à faire"
        lead={`À transmettre au Préfet, après délibération, au plus tard le ${frenchDate(dueDate)}.`}
      >
        <Checklist year={year} steps={steps} people={people} />
      </Section>
      <Deferred>
        <Section
          title="Les textes"
          lead="Le bilan global, les textes du conseil, un texte par objectif et un par action de l’annexe. Les chiffres s’insèrent depuis un menu et suivent les données."
        >
          <TextsTable year={year} places={places} />
        </Section>
        <NationalLines year={year} />
      </Deferred>
    </>
  );
}
