import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage, errorReference } from '../../lib/words/error-messages.ts';
import { Card } from '../../ui/layout/card.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { HolderWords } from '../holder-words.tsx';
import { JudgementForm } from '../judgement-form.tsx';
import { DraftSentences } from './draft-sentences.tsx';
import { TextComments } from './text-comments.tsx';
import { TextWorkspace } from './text-workspace.tsx';
import { useEditorHandle } from './use-editor-handle.ts';
import './text-screen.css';

/** Often enough that two authors see each other's words before they meet, seldom enough for an old computer. */
const LOOK_AGAIN = 15_000;

interface AnnexLine {
  description: string | null;
  objectiveText: string | null;
  expectedText: string | null;
}

function AnnexWords({ description, objectiveText, expectedText }: AnnexLine) {
  const columns = [
    { title: 'Description de l’action', words: description },
    { title: 'Objectif de l’action', words: objectiveText },
    { title: 'Résultats attendus et indicateurs', words: expectedText },
  ].filter(({ words }) => words);
  if (columns.length === 0) return null;
  return (
    <Card title="Ce que dit l’annexe">
      {columns.map(({ title, words }) => (
        <Fragment key={title}>
          <p>{title}</p>
          <blockquote className="annex-words">{words}</blockquote>
        </Fragment>
      ))}
    </Card>
  );
}

function Text({ year, place, figures }: { year: number; place: string; figures: TokenFigure[] }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.reportTexts.text.queryOptions({ year, place }, { refetchInterval: LOOK_AGAIN, staleTime: 0 }),
  );
  const editor = useEditorHandle();
  if (query.isPending) return <Loading label="Chargement du texte" />;
  if (query.isError && !query.data)
    return (
      <ErrorState reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  const { title, annexNumber, indicators, judgement, holders, comments, ...annex } = query.data;
  const named = figures.filter(({ code }) => indicators.some((one) => one.code === code));
  return (
    <>
      <PageHeader
        title={annexNumber === null ? title : `${annexNumber}. ${title}`}
        breadcrumbs={[{ label: `Rapport d’exécution ${year}`, href: `/rapport?annee=${year}` }]}
      />
      <div className="text-screen">
        <TextWorkspace text={query.data} figures={figures} own={named.map(({ code }) => code)} editor={editor} />
        <div className="text-screen-side">
          <AnnexWords {...annex} />
          <HolderWords year={year} holders={holders} />
          {place.startsWith('action:') && (
            <JudgementForm year={year} actionKey={place.slice('action:'.length)} kept={judgement} />
          )}
          <DraftSentences figures={named} all={figures} onInsert={(content) => editor.current?.append(content)} />
          <TextComments year={year} place={place} comments={comments} />
        </div>
      </div>
    </>
  );
}

/** One text of the report: the editor, and beside it what its author needs. Loaded when somebody writes. */
export default function TextScreen({ year, place }: { year: number; place: string }) {
  const trpc = useTRPC();
  const figures = useQuery(
    trpc.reportTexts.tokenFigures.queryOptions({ year }, { refetchInterval: 20_000, staleTime: 0 }),
  );
  if (figures.isPending) return <Loading label="Chargement des chiffres" />;
  if (figures.isError && !figures.data)
    return (
      <ErrorState reference={errorReference(figures.error)} onRetry={() => figures.refetch()}>
        {errorMessage(figures.error)}
      </ErrorState>
    );
  return <Text key={`${year}/${place}`} year={year} place={place} figures={figures.data} />;
}
