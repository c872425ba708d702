import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { inferRouterOutputs } from '@trpc/server';
import { coverageWords, progressWords, targetWords, valueWords } from '../../shared/domain/figure-words.ts';
import {
  frenchCount,
  frenchMonth,
  frenchPercent,
  frenchQuantity,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/french-format.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { type AppRouter, useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { KeyFigure, KeyFigureGroup, type KeyFigureProps } from '../ui/key-figure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PaceStatus } from '../ui/pace-status.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { IndicatorCharts, type IndicatorFigure } from './indicator-charts.tsx';

type Page = inferRouterOutputs<AppRouter>['indicators']['byCode'];

/** A rate moves by points, not by percent. */
const stepWords = (value: number, unit: Unit) =>
  unit === 'percent' ? frenchCount(value, 'point', 'points') : frenchQuantity(value, unit);

function Quantity({
  label,
  value,
  unit,
  word,
  ...more
}: Omit<KeyFigureProps, 'value' | 'unit' | 'missing'> & { value: number | null; unit: Unit; word: string }) {
  if (value === null) return <KeyFigure label={label} value={word} missing {...more} />;
  return <KeyFigure label={label} value={frenchValue(value, unit)} unit={frenchUnit(unit, value)} {...more} />;
}

function Summary({ figure, organisation }: { figure: IndicatorFigure; organisation: string | undefined }) {
  const { target, unit, left } = figure;
  return (
    <KeyFigureGroup>
      <Quantity
        label={`Valeur ${figure.year}`}
        value={figure.hidden ? null : figure.value}
        unit={unit}
        word={valueWords(figure)}
        note={`jusqu’à ${frenchMonth(figure.through)}, ${coverageWords(figure)}`}
        status={figure.origin === 'published' && <Tag variant="published" />}
        action={
          <WhyLink code={figure.code} period={String(figure.year)} label={figure.label} organisation={organisation} />
        }
      />
      <Quantity
        label="Cible"
        value={target?.value ?? null}
        unit={unit}
        word="sans cible"
        note={target ? `à atteindre en ${frenchMonth(target.endMonth)}` : undefined}
        status={target?.reading === 'assumed' && <Tag variant="assumption" />}
      />
      <KeyFigure
        label="Avancement"
        value={figure.progress.kind === 'rate' ? frenchPercent(figure.progress.percent / 100) : progressWords(figure)}
        missing={figure.progress.kind !== 'rate'}
        status={
          target && (
            <PaceStatus pace={figure.pace} variant="plain" note={figure.partial ? 'données incomplètes' : undefined} />
          )
        }
      />
      <Quantity
        label="Attendu à date"
        value={figure.expected}
        unit={unit}
        word="sans objet"
        note={left !== null && left !== 0 ? `reste ${stepWords(left, unit)} par mois` : undefined}
      />
    </KeyFigureGroup>
  );
}

function Years({ page }: { page: Page }) {
  const rows = [page.figure, ...page.earlier];
  return (
    <Section
      title="D’une année à l’autre"
      lead={`Chaque année est comptée jusqu’au même mois que ${page.figure.year}.`}
    >
      <Table
        caption="Valeur de l’indicateur par année, jusqu’au même mois"
        hideCaption
        rows={rows}
        rowKey={(row) => row.year}
        columns={[
          { key: 'year', header: 'Année', rowHeader: true, cell: (row) => row.year },
          { key: 'value', header: 'Valeur', align: 'number', cell: (row) => valueWords(row) },
          { key: 'target', header: 'Cible', align: 'number', cell: (row) => targetWords(row) },
          { key: 'progress', header: 'Avancement', align: 'number', cell: (row) => progressWords(row) },
          { key: 'coverage', header: 'Couverture', cell: (row) => coverageWords(row) },
          {
            key: 'why',
            header: 'Explication',
            cell: (row) => <WhyLink code={row.code} period={String(row.year)} label={`${row.label}, ${row.year}`} />,
          },
        ]}
      />
    </Section>
  );
}

/** One indicator: the figure, its months, its target and the sentence that sets it, other years. */
export function IndicatorPage() {
  const { code } = useParams({ from: '/indicateurs/$code' });
  const search = useSearch({ from: '/indicateurs/$code' });
  const navigate = useNavigate({ from: '/indicateurs/$code' });
  const trpc = useTRPC();
  const query = useQuery(
    trpc.indicators.byCode.queryOptions(
      { code, year: search.annee, month: search.mois, organisation: search.organisation },
      { placeholderData: keepPreviousData },
    ),
  );
  if (query.isPending) return <Loading shape="page" label="Chargement de l’indicateur" />;
  if (query.isError) {
    return (
      <ErrorState headingLevel={1} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  }
  const { figure } = query.data;
  const year = (step: number) =>
    navigate({ to: '.', search: (former: object) => ({ ...former, annee: figure.year + step, mois: undefined }) });
  return (
    <>
      <PageHeader
        title={figure.label}
        lead={figure.definition}
        breadcrumbs={[{ label: 'Vue d’ensemble', href: `/?annee=${figure.year}` }]}
        tags={<Tag>{figure.code}</Tag>}
        actions={
          <>
            <Button icon="chevron-left" onClick={() => year(-1)}>{`Année ${figure.year - 1}`}</Button>
            <Button
              icon="chevron-right"
              onClick={() => year(1)}
              disabled={figure.year >= Number(query.data.referenceDate.slice(0, 4))}
            >{`Année ${figure.year + 1}`}</Button>
          </>
        }
      />
      <Summary figure={figure} organisation={search.organisation} />
      {figure.note && <Callout title="À savoir">{figure.note}</Callout>}
      <IndicatorCharts figure={figure} />
      <Years page={query.data} />
      <Section title="D’où viennent ces chiffres">
        <Origin figure={figure} />
      </Section>
    </>
  );
}

function Origin({ figure }: { figure: IndicatorFigure }) {
  const { target } = figure;
  const quotes = [
    ...(target
      ? [
          {
            term: `Cible ${target.year}`,
            description: (
              <>
                <q>{target.quote.replace(/^«\s*|\s*»$/gu, '')}</q> ({target.document})
                {target.note && <p>{target.note}</p>}
              </>
            ),
          },
        ]
      : [{ term: 'Cible', description: 'La convention ne fixe pas de valeur pour cette année.' }]),
    ...figure.published.map((one) => ({
      key: one.fromMonth + one.value,
      term: (
        <>
          {frenchQuantity(one.value, figure.unit)} <Tag variant="published" />
        </>
      ),
      description: (
        <>
          {`${frenchMonth(one.fromMonth)} à ${frenchMonth(one.toMonth)}\u00a0: `}
          <q>{one.quote.replace(/^«\s*|\s*»$/gu, '')}</q> ({one.document})
        </>
      ),
    })),
    { term: 'Calcul', description: figure.formula },
    { term: 'Source', description: figure.sourceText },
    {
      term: 'Actions de l’annexe',
      description: figure.actions.map((action) => action.title).join(' · ') || 'hors annexe',
    },
  ];
  return <DefinitionList items={quotes} />;
}
