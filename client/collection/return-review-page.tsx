import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Month } from '../../shared/domain/month.ts';
import { frenchCount, frenchDate, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { Answerable } from '../lib/answers/answerable.tsx';
import { useTwoSources } from '../lib/answers/two-sources.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table } from '../ui/table/table.tsx';
import { prepareReview, type ReviewData, type ReviewLine, seenCells, validationWords } from './prepare-review.ts';
import { aloneOf, RegisterCorrections, seenRegisters } from './register-corrections.tsx';
import { reviewColumns } from './review-columns.tsx';
import { WordsDialog } from './words-dialog.tsx';
import './collection.css';

function useReview(organisationId: number, month: Month) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.collection.pathKey() });
  return {
    query: useQuery(trpc.collection.cells.queryOptions({ organisationId, month })),
    validate: useMutation(trpc.collection.validate.mutationOptions({ onSettled })),
    returnCell: useMutation(trpc.collection.returnCell.mutationOptions({ onSettled })),
    unlock: useMutation(trpc.collection.unlock.mutationOptions({ onSettled })),
  };
}

/** What the coordinator is writing: a question about a cell, or the reason of an unlocking. */
type Writing = { act: 'return'; line: ReviewLine } | { act: 'unlock'; line: ReviewLine | null };

function writingWords(writing: Writing, published: ReviewData['published']) {
  const about = writing.line ? ` ${writing.line.label}` : ' tout le mois';
  if (writing.act === 'return') {
    return {
      title: `Renvoyer${S}: ${writing.line.label}`,
      description: 'Seule cette valeur est renvoyée. Le reste du mois ne bouge pas.',
      label: 'Votre question',
      confirm: 'Renvoyer la valeur',
    };
  }
  return {
    title: `Déverrouiller${S}:${about}`,
    description: published
      ? `La valeur publiée dans le ${published.edition} reste citable. La correction sera une révision, que vous validerez.`
      : 'La valeur validée reste dans l’historique. La structure pourra la corriger, puis vous la validerez de nouveau.',
    label: 'Raison',
    confirm: 'Déverrouiller',
  };
}

/** The day of an instant, in Paris. */
const frenchInstantDay = (at: string) =>
  frenchDate(new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }));

function Summary({ lines }: { lines: readonly ReviewLine[] }) {
  const changes = lines.filter((line) => line.before !== null).length;
  const flagged = lines.filter((line) => line.remarks.length > 0).length;
  const waiting = lines.filter((line) => line.review === 'returned').length;
  const facts = [
    frenchCount(flagged, 'valeur à vérifier', 'valeurs à vérifier'),
    frenchCount(waiting, 'question sans réponse', 'questions sans réponse'),
    frenchCount(changes, 'valeur changée depuis la validation', 'valeurs changées depuis la validation'),
  ];
  return <p>{facts.join(' · ')}</p>;
}

/** A return sent again shows only what changed, until one asks for the rest. */
function useShown(data: ReviewData | undefined, lines: readonly ReviewLine[]) {
  const changed = lines.filter((line) => line.hasChanged || line.review === 'answered');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const onlyChanged = changed.length > 0 && (chosen ?? data?.isResubmission ?? false);
  return { changed, onlyChanged, shown: onlyChanged ? changed : lines, setOnlyChanged: setChosen };
}

/** `/collecte/3/2025-10`: one return, cell by cell. */
export function ReturnReviewPage() {
  const { organisation, month } = useParams({ from: '/collecte/$organisation/$month' });
  const organisationId = Number(organisation);
  const { query, validate, returnCell, unlock } = useReview(organisationId, month);
  const [writing, setWriting] = useState<Writing | null>(null);
  const navigate = useNavigate();
  const data = query.data;
  const twoSources = useTwoSources({ organisationId, from: month, to: month });
  const lines = data ? prepareReview(data, month, twoSources) : [];
  const { changed, onlyChanged, shown, setOnlyChanged } = useShown(data, lines);
  if (!query.data) return <PageState query={query} label="Chargement de l’envoi" lines={8} />;
  const key = { organisationId, month };
  const ready = seenCells(lines);
  const { next, registers, status } = query.data;
  const toValidate = ready.length > 0 ? registers : aloneOf(registers, status !== 'draft' || lines.length === 0);
  const rowsOnly = ready.length === 0 && toValidate.length > 0;
  /** Once nothing is left of a month, the next one that waits comes by itself. */
  const onValidate = (cells: typeof ready) =>
    validate.mutate(
      { returns: [{ ...key, cells, registers: seenRegisters(toValidate) }] },
      {
        onSuccess: ([done]) => {
          if (!next || !done || done.left > done.waiting) return;
          const params = { organisation: String(next.organisationId), month: next.month };
          navigate({ to: '/collecte/$organisation/$month', params });
        },
      },
    );
  const validated = lines.some((line) => line.stage === 'validated');
  const failure = validate.error ?? returnCell.error ?? unlock.error;
  const onWritten = (text: string) => {
    if (!writing) return;
    const done = { onSuccess: () => setWriting(null) };
    if (writing.act === 'return')
      returnCell.mutate({ ...key, indicatorId: writing.line.indicatorId, question: text }, done);
    else unlock.mutate({ ...key, indicatorId: writing.line?.indicatorId, reason: text }, done);
  };
  return (
    <>
      <PageHeader
        title={`${query.data.organisation.name}, ${frenchMonth(month)}`}
        breadcrumbs={[{ label: 'Collecte', href: '/collecte' }]}
        lead="Chaque valeur avec le mois précédent et l’année précédente à côté."
        actions={
          <>
            <LinkButton icon="chart" href={`/ce-que-deviennent-nos-chiffres?organisation=${organisationId}`}>
              Ce que deviennent ses chiffres
            </LinkButton>
            {validated && (
              <Button icon="key" onClick={() => setWriting({ act: 'unlock', line: null })}>
                Déverrouiller le mois
              </Button>
            )}
            <Button
              variant="primary"
              icon="check"
              disabled={ready.length === 0 && !rowsOnly}
              busy={validate.isPending}
              onClick={() => onValidate(ready)}
            >
              {rowsOnly && 'Valider les lignes du registre'}
              {!rowsOnly &&
                (ready.length === 0 ? 'Rien à valider' : `Valider ${frenchCount(ready.length, 'valeur', 'valeurs')}`)}
            </Button>
          </>
        }
      />
      <Answerable organisationId={organisationId} />
      {query.data.published && (
        <Callout
          tone="info"
          title={`Publié dans${S}: ${query.data.published.edition}, le ${frenchInstantDay(query.data.published.at)}`}
        >
          {query.data.revised.length > 0
            ? `${frenchCount(query.data.revised.length, 'valeur révisée', 'valeurs révisées')} depuis\u202f; la valeur publiée reste citable, elle est écrite sous la nouvelle.`
            : 'Rien n’a changé depuis. Une correction demande une raison et devient une révision de la valeur publiée.'}
        </Callout>
      )}
      <RegisterCorrections registers={registers} />
      <Summary lines={lines} />
      {changed.length > 0 && (
        <div className="review-filter">
          <Checkbox
            label={`Seulement ce qui a changé (${frenchCount(changed.length, 'valeur', 'valeurs')} sur${S}${lines.length})`}
            checked={onlyChanged}
            onChange={setOnlyChanged}
          />
        </div>
      )}
      {validate.data && !failure && (
        <Callout tone="success" live="polite" title={validationWords(validate.data)}>
          {next
            ? `À valider ensuite${S}: ${next.organisation}, ${frenchMonth(next.month)}.`
            : 'Plus rien n’attend d’être validé.'}
        </Callout>
      )}
      {failure && <Callout tone="danger" live="assertive" title={errorMessage(failure)} />}
      {lines.length === 0 ? (
        <EmptyState
          title="Rien n’est attendu de cette structure pour ce mois"
          headingLevel={2}
          actions={<LinkButton href="/catalogue?onglet=partenaires">Voir qui transmet quoi</LinkButton>}
        >
          Le catalogue dit quel partenaire transmet quel indicateur, et depuis quel mois.
        </EmptyState>
      ) : (
        <Table
          caption={`Valeurs de l’envoi, ${frenchMonth(month)}`}
          hideCaption
          columns={reviewColumns({
            month,
            onValidate: (line) => onValidate(seenCells([line])),
            onReturn: (line) => setWriting({ act: 'return', line }),
            onUnlock: (line) => setWriting({ act: 'unlock', line }),
          })}
          rows={shown}
          rowKey={(line) => line.indicatorId}
          rowTone={(line) => (line.review === 'returned' ? 'warning' : undefined)}
          cardsOnPhone
        />
      )}
      {writing && (
        <WordsDialog
          {...writingWords(writing, query.data.published)}
          busy={returnCell.isPending || unlock.isPending}
          error={failure ? errorMessage(failure) : null}
          onClose={() => setWriting(null)}
          onConfirm={onWritten}
        />
      )}
    </>
  );
}
