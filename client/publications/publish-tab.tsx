import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addMonths, isMonth } from '../../shared/domain/month.ts';
import { frenchCount, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import type { PublicationHead } from '../lib/publications/publication-words.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { MonthPicker } from '../ui/form/month-picker.tsx';
import { CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Coverage } from '../ui/status/coverage.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { ChangeTable } from './change-table.tsx';
import { byOrganisation, type Preview } from './publication-data.ts';
import { type PublishAct, PublishForm } from './publish-form.tsx';

/** How far back a publication may stop. */
const MONTHS_BACK = 23;

/** The act: what would be published, what it changes, what is left out and whom it waits for; then one click. */
export function PublishTab({ published }: { published: readonly PublicationHead[] }) {
  const search = useSearch({ from: '/publications' });
  const navigate = useNavigate({ from: '/publications' });
  const trpc = useTRPC();
  const queries = useQueryClient();
  const through = search.jusqua !== undefined && isMonth(search.jusqua) ? search.jusqua : undefined;
  const preview = useQuery(
    trpc.publishing.preview.queryOptions({ through }, { placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const publish = useMutation(
    trpc.publishing.publish.mutationOptions({
      // Refused because figures changed: what is shown is asked again, and read again.
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.publications.pathFilter()),
          queries.invalidateQueries(trpc.publishing.pathFilter()),
        ]),
    }),
  );
  return (
    <>
      {publish.data && <Published number={publish.data.number} />}
      {publish.error && <Refusal error={publish.error} />}
      <AnswerState query={preview} label="Préparation de la publication">
        {(shown) => (
          <div aria-busy={preview.isFetching}>
            <FilterBar>
              <MonthPicker
                label="Publier ce qui est validé jusqu’à"
                value={shown.through}
                min={addMonths(shown.latest, -MONTHS_BACK)}
                max={shown.latest}
                onChange={(month) => navigate({ search: { ...search, jusqua: month }, resetScroll: false })}
              />
            </FilterBar>
            <Content preview={shown} />
            <PublishForm
              key={shown.number}
              number={shown.number}
              published={published}
              busy={publish.isPending || preview.isFetching}
              onPublish={(act: PublishAct) => publish.mutate({ ...act, through: shown.through, seen: shown.seen })}
            />
          </div>
        )}
      </AnswerState>
    </>
  );
}

function Published({ number }: { number: number }) {
  return (
    <Callout
      tone="success"
      live="polite"
      title={`La publication${S}${number} est faite`}
      actions={
        <LinkButton size="small" href={`/publications?numero=${number}`}>
          La voir
        </LinkButton>
      }
    >
      L’État la lit dès maintenant. Elle ne change plus.
    </Callout>
  );
}

function Refusal({ error }: { error: unknown }) {
  const isOld = errorCode(error) === 'READ_AGAIN';
  return (
    <Callout
      tone={isOld ? 'warning' : 'danger'}
      live="assertive"
      title={isOld ? 'Des chiffres ont changé depuis que cette page est affichée' : 'Rien n’est publié'}
    >
      {isOld
        ? 'Rien n’est publié. La page vient d’être remise à jour\u00a0: relisez-la, puis publiez.'
        : errorMessage(error)}
    </Callout>
  );
}

const changesWords = (count: number) =>
  count === 0 ? 'Aucun chiffre ne change' : frenchCount(count, 'chiffre change', 'chiffres changent');

function Content({ preview }: { preview: Preview }) {
  const { number, through, before, coverage, changes, waiting, missing } = preview;
  return (
    <>
      <Section
        title={`Publication${S}${number}${S}: ce qui est validé jusqu’à ${frenchMonth(through)}`}
        lead={
          <Coverage
            received={coverage.reported}
            expected={coverage.expected}
            singular="valeur validée"
            plural="valeurs validées"
          />
        }
      >
        <CardGrid minimum="large">
          <Owed
            title={`Reçu, en attente de validation${S}: n’y sera pas`}
            returns={waiting}
            none="Rien n’attend d’être validé."
            action={waiting.length > 0 && <LinkButton href="/collecte">Valider dans la collecte</LinkButton>}
          />
          <Owed
            title={`Non reçu${S}: n’y sera pas`}
            returns={missing}
            none="Tout ce qui était attendu est reçu."
            action={missing.length > 0 && <LinkButton href="/collecte">Relancer depuis la collecte</LinkButton>}
          />
        </CardGrid>
      </Section>
      <Section
        title={
          before
            ? `${changesWords(changes.length)} depuis la publication${S}${before.number}`
            : 'Ce sera la première publication'
        }
      >
        {before ? (
          <ChangeTable changes={changes} caption={`Ce qui change depuis la publication ${before.number}`} />
        ) : (
          <p>Rien n’est publié avant elle{S}: l’État et le public liront leurs premiers chiffres.</p>
        )}
      </Section>
    </>
  );
}

function Owed({
  title,
  returns,
  none,
  action,
}: {
  title: string;
  returns: Preview['missing'];
  none: string;
  action: ReactNode;
}) {
  const owed = byOrganisation(returns);
  return (
    <section>
      <h3>{title}</h3>
      {owed.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className="publication-owed">
          {owed.map(({ organisation, months }) => (
            <li key={organisation}>
              <strong>{organisation}</strong>
              {`${S}: ${months}`}
            </li>
          ))}
        </ul>
      )}
      {action}
    </section>
  );
}
