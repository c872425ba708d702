import { useQuery } from '@tanstack/react-query';
import { readingWords, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import {
  frenchDecimal,
  frenchEuros,
  frenchInteger,
  frenchMonth,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { PlotFigure } from '../charts/plot-figure.tsx';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { WaitingCallout } from '../ui/status/waiting-callout.tsx';
import { Table } from '../ui/table/table.tsx';
import {
  keptTitle,
  keptWords,
  largestPlaceTitle,
  prepareDwellings,
  waitingDwellingsWords,
} from './prepare-dwellings.ts';

type Captured = Answers['housing']['captured'];

/** Captured dwellings: the indicators, their stock, sizes, rents, delays, and whether households stay. */
export function CapturedTab() {
  const trpc = useTRPC();
  const query = useQuery(trpc.housing.captured.queryOptions({}));
  return (
    <AnswerState query={query} label="Chargement des logements captés">
      {(answer) => <Content answer={answer} />}
    </AnswerState>
  );
}

function Content({ answer }: { answer: Captured }) {
  const plot = prepareDwellings(answer.months);
  const isOwn = useSession().data?.viewer?.role === 'contributor' && answer.isWhole;
  return (
    <>
      <ReadingLine isOwn={isOwn} />
      <Section
        title="Les indicateurs de l’annexe"
        lead={`${isOwn ? 'Tout le territoire, chiffres validés. ' : ''}Année ${answer.figures[0]?.year ?? ''}, les mêmes chiffres que la vue d’ensemble.`}
      >
        <KeyFigureGroup>
          {answer.figures.map((figure) => (
            <KeyFigure
              key={figure.code}
              label={figure.label}
              value={
                figure.value === null || figure.hidden ? valueWords(figure) : frenchValue(figure.value, figure.unit)
              }
              unit={figure.value === null || figure.hidden ? undefined : frenchUnit(figure.unit, figure.value)}
              missing={figure.value === null || figure.hidden}
              note={
                figure.target ? `cible\u00a0: ${targetWords(figure)}, ${readingWords(figure)}` : stateWords.noTarget
              }
              status={figure.target && <FigureStatus figure={figure} />}
              action={<WhyLink code={figure.code} period={String(figure.year)} label={figure.label} />}
            />
          ))}
        </KeyFigureGroup>
      </Section>
      {answer.months.length === 0 ? (
        <EmptyState title="Aucun logement n’est encore connu un par un" headingLevel={2}>
          Le stock, les loyers et les délais se calculent à partir du fichier de l’opérateur, déposé sur la page des
          imports, ou du registre tenu ici.
        </EmptyState>
      ) : (
        <>
          <WaitingCallout lines={answer.waiting.map(waitingDwellingsWords)} />
          <Section
            title={plot.title}
            lead={isOwn ? 'Registre de votre structure, ligne à ligne.' : 'Registre des logements, ligne à ligne.'}
          >
            <PlotFigure plot={plot} subject="Logements captés" />
          </Section>
          <Sizes answer={answer} />
          <Kept answer={answer} />
          <Places answer={answer} />
        </>
      )}
    </>
  );
}

const days = (value: number | null | undefined) => (value == null ? '–' : `${frenchDecimal(value)}\u00a0j`);

function Sizes({ answer }: { answer: Captured }) {
  const all = answer.measures.find(({ typology }) => typology === null);
  const title =
    all?.median == null
      ? 'Tailles, loyers et délais'
      : `Un logement sur deux trouve un ménage en moins de ${frenchDecimal(all.median)}\u00a0jours`;
  const lead =
    all?.median == null
      ? undefined
      : `De la captation à la location\u00a0: un logement sur quatre en moins de ${frenchDecimal(all.first ?? 0)}, un sur quatre en plus de ${frenchDecimal(all.third ?? 0)}.`;
  return (
    <Section title={title} lead={lead}>
      <Table
        caption={`Logements captés par taille, fin ${frenchMonth(answer.through)}`}
        dense
        cardsOnPhone
        rows={answer.byTypology.map((line) => ({
          ...line,
          measure: answer.measures.find(({ typology }) => typology === line.key),
        }))}
        rowKey={({ key }) => key}
        columns={[
          { key: 'size', header: 'Taille', rowHeader: true, cell: ({ key }) => key || 'non précisée' },
          { key: 'captured', header: 'Captés', align: 'number', cell: (row) => frenchInteger(row.captured) },
          { key: 'managed', header: 'En gestion', align: 'number', cell: (row) => frenchInteger(row.managed) },
          { key: 'occupied', header: 'Avec un ménage', align: 'number', cell: (row) => frenchInteger(row.occupied) },
          { key: 'left', header: 'Rendus', align: 'number', cell: (row) => frenchInteger(row.left) },
          {
            key: 'rent',
            header: 'Loyer médian',
            align: 'number',
            cell: ({ measure }) =>
              measure?.rentCents == null ? '–' : frenchEuros(Math.round(measure.rentCents / 100) * 100),
          },
          {
            key: 'square',
            header: 'Par m²',
            align: 'number',
            cell: ({ measure }) =>
              measure?.rentCentsPerSquareMetre == null ? '–' : frenchEuros(Math.round(measure.rentCentsPerSquareMetre)),
          },
          {
            key: 'delay',
            header: 'Captation → location (médiane)',
            align: 'number',
            cell: ({ measure }) => days(measure?.median),
          },
          {
            key: 'quartiles',
            header: 'Quartiles',
            align: 'number',
            cell: ({ measure }) => `${days(measure?.first)} à ${days(measure?.third)}`,
          },
        ]}
      />
    </Section>
  );
}

function Kept({ answer }: { answer: Captured }) {
  return (
    <Section
      title={keptTitle(answer.kept)}
      lead="Chaque ligne suit les ménages entrés la même année, une fois leurs douze mois passés."
    >
      <Table
        caption="Maintien à douze mois, par année d’entrée"
        dense
        rows={answer.kept}
        rowKey={({ year }) => year}
        columns={[
          { key: 'year', header: 'Entrés en', rowHeader: true, cell: ({ year }) => year },
          {
            key: 'entered',
            header: 'Ménages entrés',
            align: 'number',
            cell: ({ counts }) => (counts ? frenchInteger(counts.entered) : '–'),
          },
          {
            key: 'computable',
            header: 'Douze mois passés',
            align: 'number',
            cell: ({ counts }) => (counts ? frenchInteger(counts.computable) : '–'),
          },
          { key: 'kept', header: 'Encore là à douze mois', align: 'number', cell: keptWords },
        ]}
      />
    </Section>
  );
}

function Places({ answer }: { answer: Captured }) {
  const communeGroups = useCommuneGroups();
  const { territory } = answer;
  const shares = answer.byPlace
    .filter(({ key }) => key !== '')
    .map(({ key, managed }) => ({
      key,
      label: communeGroups[key] ?? territory.find(({ code }) => code === key)?.name ?? key,
      value: managed,
      hidden: false,
    }));
  return (
    <Section title={largestPlaceTitle(shares, 'logements en gestion')}>
      <SharesFigure
        shares={prepareShares({ title: 'Logements en gestion par commune', unit: 'dwellings', shares, adds: true })}
        header="Commune"
      />
    </Section>
  );
}
