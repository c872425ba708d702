import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { qualityNames, qualitySaid } from '../../shared/domain/ledger/quality-words.ts';
import { frenchCount, frenchDelta, frenchMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { PlotFigure } from '../charts/plot-figure.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Status } from '../ui/status/status.tsx';
import { Table } from '../ui/table/table.tsx';
import { AnswerStates } from './answer-states.tsx';
import { HeadCountDialog } from './head-count-dialog.tsx';
import { countWords, flowWords, type ReliabilityAnswer, shortCount } from './ledger-words.ts';
import { gapWords, prepareCoverage, reliabilityTitle, testWords } from './prepare-reliability.ts';
import { RuleDialog } from './rule-dialog.tsx';

/** Can these numbers be trusted: the test, the coverage, the corrections, the counts made apart from them. */
export function ReliabilityTab({ filters }: { filters: LedgerFilters }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.homelessness.reliability.queryOptions(filters, { placeholderData: keepPreviousData }));
  return (
    <AnswerStates query={query} label="Chargement de la fiabilité">
      {(answer) => (
        <>
          <Tests answer={answer} />
          <Coverage answer={answer} />
          <Nights answer={answer} />
          {answer.source.visibility !== 'validated' && <Corrections answer={answer} />}
        </>
      )}
    </AnswerStates>
  );
}

const qualityMarks = {
  reached: { tone: 'good', shape: 'check' },
  'not-reached': { tone: 'watch', shape: 'triangle' },
  'not-testable': { tone: 'neutral', shape: 'dash' },
} as const;

function Tests({ answer }: { answer: ReliabilityAnswer }) {
  const [changing, setChanging] = useState(false);
  const quality = qualitySaid(answer);
  const isCoordinator = answer.source.visibility === 'working';
  const whole = answer.source.visibility !== 'validated';
  return (
    <Section
      title={reliabilityTitle(answer)}
      lead={`Attendu\u00a0: comptés le mois d’avant, plus les entrées, moins les sorties. Fiable quand l’écart avec le comptage ne passe pas ${answer.threshold}\u202f% des comptés. Trois mois de suite font la qualité.`}
      actions={isCoordinator && <Button onClick={() => setChanging(true)}>Changer les règles</Button>}
    >
      <p>
        <Status {...qualityMarks[quality.state]}>{qualityNames[quality.state]}</Status> {quality.words}
      </p>
      <Table
        caption="Test de fiabilité des douze derniers mois"
        hideCaption
        dense
        rows={[...answer.tests].reverse()}
        rowKey={(row) => row.month}
        columns={[
          { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (row) => frenchMonth(row.month) },
          ...(whole ? testColumns : []),
          { key: 'reliable', header: 'Fiable', cell: (row) => testWords(row.reliable) },
        ]}
      />
      <p className="homelessness-rule">
        {
          'Le comptage se fait à part des flux, et se saisit ici\u00a0: il vérifie le registre et ne le remplace jamais.'
        }
      </p>
      {changing && <RuleDialog answer={answer} onClose={() => setChanging(false)} />}
    </Section>
  );
}

type TestRow = ReliabilityAnswer['tests'][number];
const testColumns = [
  { key: 'inflow', header: 'Entrées', align: 'number' as const, cell: (row: TestRow) => shortCount(row.inflow) },
  { key: 'outflow', header: 'Sorties', align: 'number' as const, cell: (row: TestRow) => shortCount(row.outflow) },
  {
    key: 'expected',
    header: 'Attendus',
    align: 'number' as const,
    cell: (row: TestRow) => shortCount(row.test?.expected ?? null),
  },
  {
    key: 'observed',
    header: 'Comptés',
    align: 'number' as const,
    cell: (row: TestRow) => shortCount(row.test?.observed ?? null),
  },
  {
    key: 'gap',
    header: 'Écart',
    align: 'number' as const,
    cell: (row: TestRow) => (row.test ? frenchDelta(row.test.gap) : '–'),
  },
  {
    key: 'percent',
    header: 'Écart en %',
    align: 'number' as const,
    cell: (row: TestRow) => gapWords(row.test?.percent ?? null),
  },
];

function Coverage({ answer }: { answer: ReliabilityAnswer }) {
  const plot = prepareCoverage(answer);
  return (
    <Section title={plot.title}>
      <PlotFigure plot={plot} subject="Couverture" />
    </Section>
  );
}

function Nights({ answer }: { answer: ReliabilityAnswer }) {
  const [adding, setAdding] = useState(false);
  const { nights, unit, counts, source } = answer;
  return (
    <Section
      title={
        nights.length === 0 ? 'Aucune nuit n’a encore été comptée' : 'Les nuits comptées, face aux sans-domicile connus'
      }
      lead={
        'Un comptage d’une nuit (Nuit de la solidarité) et la liste des sans-domicile connus ne mesurent pas la même chose\u00a0: l’un voit qui est là ce soir-là, l’autre qui a demandé.'
      }
      actions={
        source.visibility === 'working' && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            Saisir un comptage
          </Button>
        )
      }
    >
      <Table
        caption="Nuits comptées"
        hideCaption
        empty="Un comptage saisi ici sera confronté aux sans-domicile connus à la fin du mois précédent."
        rows={nights}
        rowKey={(row) => row.id}
        columns={[
          { key: 'date', header: 'Nuit', rowHeader: true, nowrap: true, cell: (row) => frenchShortDate(row.date) },
          { key: 'count', header: 'Comptés cette nuit', align: 'number', cell: (row) => countWords(row.count, unit) },
          {
            key: 'active',
            header: 'Sans-domicile connus',
            align: 'number',
            cell: (row) => countWords(row.active, unit),
          },
          { key: 'method', header: 'Méthode', cell: (row) => row.method },
          ...(source.visibility === 'validated'
            ? []
            : [{ key: 'by', header: 'Saisi par', cell: (row: (typeof nights)[number]) => row.enteredBy }]),
        ]}
      />
      {counts.length > 0 && (
        <details>
          <summary>
            {frenchCount(counts.length, 'comptage de fin de mois saisi', 'comptages de fin de mois saisis')}
          </summary>
          <Table
            caption="Comptages de fin de mois saisis"
            dense
            rows={counts}
            rowKey={(row) => row.id}
            columns={[
              { key: 'date', header: 'Date', rowHeader: true, nowrap: true, cell: (row) => frenchShortDate(row.date) },
              {
                key: 'count',
                header: 'Comptés',
                align: 'number',
                cell: (row) => countWords(row.count, row.unit === 'persons' ? 'persons' : 'households'),
              },
              {
                key: 'perimeter',
                header: 'Périmètre',
                cell: (row) => (row.perimeter === 'insee' ? 'Insee' : 'convention'),
              },
              { key: 'method', header: 'Méthode', cell: (row) => row.method },
              { key: 'by', header: 'Saisi par', cell: (row) => row.createdByName },
            ]}
          />
        </details>
      )}
      {adding && <HeadCountDialog onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Corrections({ answer: { corrections, unit } }: { answer: ReliabilityAnswer }) {
  return (
    <Section
      title={
        corrections.length === 0
          ? 'Aucun mois déjà connu n’a été corrigé'
          : 'Des mois déjà connus ont été corrigés depuis'
      }
      lead={
        'Un fichier reçu plus tard peut parler d’un mois ancien\u00a0: on garde le mois de l’événement et celui où il a été connu.'
      }
    >
      <Table
        caption="Corrections datées"
        hideCaption
        dense
        empty="Les fichiers suivants diront ce qu’ils corrigent."
        rows={corrections}
        rowKey={(row) => `${row.importId} ${row.month} ${row.flow}`}
        columns={[
          { key: 'month', header: 'Mois de l’événement', rowHeader: true, cell: (row) => frenchMonth(row.month) },
          { key: 'reported', header: 'Connu en', cell: (row) => frenchMonth(row.reported) },
          { key: 'flow', header: 'Flux', cell: (row) => flowWords[row.flow] },
          {
            key: 'count',
            header: unit === 'persons' ? 'Personnes' : 'Ménages',
            align: 'number',
            cell: (row) => frenchDelta(row.count),
          },
          { key: 'import', header: 'Import', cell: (row) => `n°\u00a0${row.importId}` },
        ]}
      />
    </Section>
  );
}
