import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { frenchDate, frenchShortDate } from '../../../shared/domain/words/french-format.ts';
import { PageState } from '../../lib/routing/page-state.tsx';
import { useSession } from '../../lib/session.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Table } from '../../ui/table/table.tsx';
import { ActDialog } from './act-dialog.tsx';
import { type ActKind, actGroups, actWords } from './act-forms.ts';
import { AsOfSection } from './as-of-section.tsx';

type Act = Answers['conventionActs']['history'][number];
/** After every act: the convention as it stands. */
export const LAST_DAY = '9999-12-31';

const natures = { added: 'ajouté', changed: 'modifié', removed: 'retiré' } as const;

function changesWords({ changes }: Act): string {
  const said = changes.slice(0, 6).map(({ nature, title }) => `${natures[nature]}\u00a0: ${title}`);
  return changes.length > 6 ? `${said.join('\u202f; ')}\u202f; et ${changes.length - 6} autres` : said.join('\u202f; ');
}

function History() {
  const trpc = useTRPC();
  const history = useQuery(trpc.conventionActs.history.queryOptions());
  if (!history.data) return <PageState query={history} label="Chargement des actes" />;
  return (
    <Section
      title="Actes"
      lead={
        'Ce qui a changé la convention, du plus récent au plus ancien. Un acte ne s’efface pas\u00a0: un autre le corrige.'
      }
    >
      <Table
        caption="Actes sur la convention"
        hideCaption
        cardsOnPhone
        rows={history.data}
        rowKey={(one) => one.id}
        empty={'Aucun acte\u00a0: la convention est telle qu’elle a été chargée.'}
        columns={[
          {
            key: 'date',
            header: 'Prend effet',
            rowHeader: true,
            nowrap: true,
            cell: (one) => frenchShortDate(one.effectiveDate),
          },
          { key: 'what', header: 'Ce qui change', cell: changesWords },
          { key: 'why', header: 'Raison', cell: (one) => one.reason },
          {
            key: 'act',
            header: 'Acte signé',
            cell: ({ act, actDate }) => (act ? `${act}${actDate ? `, ${frenchShortDate(actDate)}` : ''}` : 'aucun'),
          },
          {
            key: 'by',
            header: 'Par',
            cell: (one) => `${one.authorName}, le ${frenchDate(one.createdAt.slice(0, 10))}`,
          },
        ]}
      />
    </Section>
  );
}

/** What the coordinator may do to the convention: each act is dated, explained, and shows its effect before it is written. */
function NewActs() {
  const trpc = useTRPC();
  const [act, setAct] = useState<ActKind | null>(null);
  const file = useQuery(trpc.conventionActs.asOf.queryOptions({ date: LAST_DAY }));
  if (!file.data) return <PageState query={file} label="Chargement de la convention" />;
  const group = (title: string, acts: readonly ActKind[]) => (
    <ul className="catalogue-act-choices" aria-label={title}>
      {acts.map((one) => (
        <li key={one}>
          <Button onClick={() => setAct(one)}>{actWords[one].button}</Button>
        </li>
      ))}
    </ul>
  );
  return (
    <Section
      title="Nouvel acte"
      lead="Chaque acte porte une date, une raison et un auteur. Ce qu’il change aux attendus, aux rappels et à la couverture est montré avant d’être écrit."
    >
      {actGroups.map(({ title, acts }) => (
        <Fragment key={title}>
          <h3>{title}</h3>
          {group(title, acts)}
        </Fragment>
      ))}
      <h3>Structures qui cessent ou se transforment</h3>
      {group('Structures', ['end-partner', 'take-over', 'split'])}
      {act && <ActDialog act={act} file={file.data} onClose={() => setAct(null)} />}
    </Section>
  );
}

export function ActsTab({ canAct }: { canAct: boolean }) {
  const today = useSession().data?.referenceDate ?? '2025-01-01';
  return (
    <>
      {canAct && <NewActs />}
      <History />
      <AsOfSection today={today} />
    </>
  );
}
