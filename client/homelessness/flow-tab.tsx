import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Terms } from '../lib/words/term.tsx';
import { CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { AnswerStates } from './answer-states.tsx';
import { FlowChart, FlowKey } from './flow-chart.tsx';
import { flowWords, inflows, type LedgerAnswer, outflows, shortCount } from './ledger-words.ts';
import { type PreparedFlows, prepareFlows } from './prepare-flows.ts';
import { exitsTitle, largestTitle } from './share-titles.ts';
import { SituationTable } from './situation-table.tsx';

/** The committee's picture: active people, who comes in, who goes out. */
export function FlowTab({ filters }: { filters: LedgerFilters }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.homelessness.ledger.queryOptions(filters, { placeholderData: keepPreviousData }));
  return (
    <AnswerStates query={query} label="Chargement des entrées et des sorties">
      {(answer) => <Flows answer={answer} />}
    </AnswerStates>
  );
}

function Flows({ answer }: { answer: LedgerAnswer }) {
  const groupWords = useCommuneGroups();
  const flows = prepareFlows(answer);
  return (
    <>
      <Section title={flows.title}>
        <ChartFigure
          title="Actifs, entrées et sorties"
          sentence={flows.sentence}
          legend={<FlowKey flows={flows} />}
          chart={(sentenceId) => (
            <ScrollRegion label="Actifs, entrées et sorties, graphique">
              <FlowChart flows={flows} labelledBy={sentenceId} />
            </ScrollRegion>
          )}
          table={<FlowTable flows={flows} />}
        />
        <Summary answer={answer} />
        <Rule answer={answer} />
      </Section>
      <Section title={largestTitle(answer.situationsNow, answer.unit)}>
        <SituationTable answer={answer} />
      </Section>
      <Section title={exitsTitle(answer)}>
        <Reasons answer={answer} />
      </Section>
      <CardGrid minimum="large">
        <Parts
          title={largestTitle(answer.compositions, answer.unit)}
          name="Actifs par composition"
          header="Composition"
          values={answer.compositions}
          unit={answer.unit}
        />
        <Parts
          title={largestTitle(
            answer.groups.map((one) => ({ ...one, value: groupWords[one.value] ?? one.value })),
            answer.unit,
          )}
          name="Actifs par commune"
          header="Communes"
          values={answer.groups.map((one) => ({ ...one, value: groupWords[one.value] ?? one.value }))}
          unit={answer.unit}
        />
      </CardGrid>
    </>
  );
}

function Summary({ answer }: { answer: LedgerAnswer }) {
  const { totals, rehousing, unit } = answer;
  const said = (flow: keyof typeof flowWords) => {
    const count = totals[flow] ?? null;
    return {
      value: typeof count === 'number' ? shortCount(count) : count === 'hidden' ? 'masqué' : 'non connu',
      missing: typeof count !== 'number',
    };
  };
  const noun = unit === 'persons' ? 'personnes en douze mois' : 'ménages en douze mois';
  return (
    <KeyFigureGroup>
      <KeyFigure label="Nouvellement identifiés" {...said('newlyIdentified')} note={noun} />
      <KeyFigure label="Relogés" {...said('housed')} note={noun} />
      <KeyFigure label="Perdus de vue" {...said('lostContact')} note={`${noun}, jamais comptés comme relogés`} />
      <RehousingFigure rehousing={rehousing} />
    </KeyFigureGroup>
  );
}

const noRhythm = {
  'no-active-count': 'le nombre d’actifs n’est pas connu',
  'too-few-months': 'moins de trois mois connus',
  'nobody-housed': 'aucun relogement en six mois',
} as const;

function RehousingFigure({ rehousing }: { rehousing: LedgerAnswer['rehousing'] }) {
  const label = 'Mois de relogement nécessaires';
  if (rehousing === null || rehousing === 'hidden')
    return <KeyFigure label={label} value={rehousing === null ? 'non connu' : 'masqué'} missing />;
  if (rehousing.months === null)
    return <KeyFigure label={label} value="non calculable" missing note={noRhythm[rehousing.reason]} />;
  const months = Math.round(rehousing.months);
  return (
    <KeyFigure
      label={label}
      value={months}
      unit="mois"
      note={`pour loger tous les actifs au rythme des ${rehousing.knownMonths} derniers mois, si personne n’entrait`}
    />
  );
}

function Rule({ answer: { source, perimeter } }: { answer: LedgerAnswer }) {
  return (
    <p className="homelessness-rule">
      Actif{'\u00a0'}: en contact dans les {source.inactivityDays} derniers jours (demande, orientation) ou admis dans
      une structure, et pas encore sorti.{' '}
      {perimeter === 'insee' ? (
        <Terms>
          {'Périmètre de l’Insee\u00a0: rue, hébergement d’urgence, hôtel, CHRS. Un squat n’en fait pas partie.'}
        </Terms>
      ) : (
        'Périmètre de la convention\u00a0: ajoute squats et bidonvilles, hébergés chez un tiers, sorties d’institution et menacés d’expulsion.'
      )}{' '}
      {source.firstRow &&
        `Les demandes sont connues depuis ${frenchMonth(source.firstRow)}\u00a0: qui attendait avant n’y est pas.`}
    </p>
  );
}

function FlowTable({ flows }: { flows: PreparedFlows }) {
  return (
    <Table
      caption="Actifs, entrées et sorties, mois par mois"
      dense
      rows={[...flows.months].reverse()}
      rowKey={(month) => month.month}
      columns={[
        { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (month) => month.longLabel },
        ...[...inflows, ...outflows].map((flow) => ({
          key: flow,
          header: flowWords[flow],
          align: 'number' as const,
          cell: (month: PreparedFlows['months'][number]) => shortCount(month.flows?.[flow] ?? null),
        })),
        { key: 'in', header: 'toutes les entrées', align: 'number', cell: (month) => month.inflow },
        { key: 'out', header: 'toutes les sorties', align: 'number', cell: (month) => month.outflow },
        { key: 'active', header: 'actifs en fin de mois', align: 'number', cell: (month) => month.activeText },
        ...(flows.hasObserved
          ? [
              {
                key: 'observed',
                header: 'comptés à part',
                align: 'number' as const,
                cell: (month: PreparedFlows['months'][number]) => month.observedText,
              },
            ]
          : []),
      ]}
    />
  );
}

const asShare = ({ value, count }: { value: string; count: LedgerAnswer['groups'][number]['count'] }) => ({
  key: value,
  label: value,
  value: typeof count === 'number' ? count : null,
  hidden: count === 'hidden',
});

function Reasons({ answer }: { answer: LedgerAnswer }) {
  const named = answer.reasons.map((one) => ({ ...one, value: `${one.value} (${flowWords[one.flow]})` }));
  const shares = prepareShares({
    title: 'Sorties des douze derniers mois',
    unit: answer.unit,
    adds: true,
    shares: named.map(asShare),
  });
  return <SharesFigure shares={shares} header="Motif" />;
}

function Parts({
  title,
  name,
  header,
  values,
  unit,
}: {
  title: string;
  name: string;
  header: string;
  values: LedgerAnswer['groups'];
  unit: LedgerFilters['unit'];
}) {
  const shares = prepareShares({ title: name, unit, adds: true, shares: values.map(asShare) });
  return (
    <Section title={title} headingLevel={3}>
      <SharesFigure shares={shares} header={header} />
    </Section>
  );
}
