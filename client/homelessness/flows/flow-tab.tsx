import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LedgerFilters } from '../../../shared/domain/ledger/ledger-filters.ts';
import { prepareShares } from '../../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../../charts/shares-figure.tsx';
import { useCommuneGroups } from '../../lib/commune-groups.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { CardGrid } from '../../ui/layout/card.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { KeyFigure, KeyFigureGroup } from '../../ui/status/key-figure.tsx';
import { flowWords, type LedgerAnswer, shortCount } from '../ledger-words.ts';
import { exitsTitle, largestTitle } from './share-titles.ts';
import { SituationTable } from './situation-table.tsx';

/** What stands behind the entries and the exits: the year in figures, where people are, why they left. */
export function FlowTab({ filters }: { filters: LedgerFilters }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.homelessness.ledger.queryOptions(filters, { placeholderData: keepPreviousData }));
  if (!query.data || query.data.source.through === null) return null;
  return <Details answer={query.data} />;
}

function Details({ answer }: { answer: LedgerAnswer }) {
  const groupWords = useCommuneGroups();
  return (
    <>
      <Summary answer={answer} />
      <Section title={largestTitle(answer.situationsNow, answer.unit)}>
        <SituationTable answer={answer} />
      </Section>
      <Section title={exitsTitle(answer)}>
        <Reasons answer={answer} />
      </Section>
      <CardGrid minimum="large">
        <Parts
          title={largestTitle(answer.compositions, answer.unit)}
          name="Sans domicile par composition"
          header="Composition"
          values={answer.compositions}
          unit={answer.unit}
        />
        <Parts
          title={largestTitle(
            answer.groups.map((one) => ({ ...one, value: groupWords[one.value] ?? one.value })),
            answer.unit,
          )}
          name="Sans domicile par commune"
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
      <KeyFigure label="Nouveaux" {...said('newlyIdentified')} note={`${noun}\u00a0: premières demandes`} />
      <KeyFigure label="Relogés" {...said('housed')} note={noun} />
      <KeyFigure label="Perdus de vue" {...said('lostContact')} note={`${noun}, jamais comptés comme relogés`} />
      <RehousingFigure rehousing={rehousing} />
    </KeyFigureGroup>
  );
}

const noRhythm = {
  'no-active-count': 'le nombre de sans-domicile n’est pas connu',
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
      note={`pour loger tout le monde au rythme des ${rehousing.knownMonths} derniers mois, si personne n’entrait`}
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
