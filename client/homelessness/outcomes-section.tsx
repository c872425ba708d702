import { useState } from 'react';
import { type Characteristic, characteristics, FEWEST } from '../../shared/domain/ledger/outcomes.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { Segmented } from '../ui/form/segmented.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { DelayChart } from './delay-chart.tsx';
import type { PathsAnswer } from './ledger-words.ts';
import {
  characteristicWords,
  measureWords,
  type OutcomeMeasure,
  type PreparedOutcomes,
  prepareOutcomes,
} from './prepare-outcomes.ts';

const sexWords: Record<string, string> = { F: 'Femmes', H: 'Hommes' };

/** Who waits longest, who gets a home, who is refused, who comes back. */
export function OutcomesSection({ answer: { outcomes, source, linking } }: { answer: PathsAnswer }) {
  const groupWords = useCommuneGroups();
  const [by, setBy] = useState<Characteristic>('composition');
  const [measure, setMeasure] = useState<OutcomeMeasure>('waiting');
  if (!outcomes)
    return source.visibility === 'validated' ? (
      <Section title="Qui attend le plus, qui obtient un logement">
        <p className="homelessness-rule">
          Les écarts entre groupes sont faits de petits nombres{'\u00a0'}: ils sont montrés à la coordination, au SIAO
          et aux services de l’État en lecture intégrale.
        </p>
      </Section>
    ) : null;
  const names: Partial<Record<Characteristic, Record<string, string>>> = { sex: sexWords, group: groupWords };
  const prepared = prepareOutcomes(outcomes, by, measure, (value) => names[by]?.[value] ?? value);
  return (
    <Section title={prepared.title}>
      <div className="outcomes-choices">
        <Segmented
          legend="Selon"
          options={characteristics.map((value) => ({ value, label: characteristicWords[value] }))}
          value={by}
          onChange={setBy}
        />
        <Segmented
          legend="On regarde"
          options={prepared.shown.map((value) => ({ value, label: measureWords[value] }))}
          value={measure}
          onChange={setMeasure}
        />
      </div>
      <ChartFigure
        title="Qui attend le plus, qui obtient un logement"
        sentence={prepared.sentence}
        chart={(sentenceId) =>
          prepared.spread.length > 0 && (
            <ScrollRegion label="Qui attend le plus, qui obtient un logement, graphique">
              <DelayChart rows={prepared.spread} scale={prepared.scale} unit={prepared.unit} labelledBy={sentenceId} />
            </ScrollRegion>
          )
        }
        table={<OutcomesTable prepared={prepared} by={by} />}
      />
      <p className="homelessness-rule">
        Version 1. Ménages, sous le périmètre choisi. Le sexe est celui de la personne qui demande. Sous {FEWEST}
        {'\u00a0'}ménages, rien n’est dit. Les demandes effacées, deux ans après leur dernier contact, n’y sont plus.{' '}
        {!linking?.usable &&
          'Les retours ne se comparent pas sans rapprochement des demandes. Un ménage qui a fait deux demandes compte deux fois.'}
      </p>
    </Section>
  );
}

function OutcomesTable({ prepared: { rows, shown }, by }: { prepared: PreparedOutcomes; by: Characteristic }) {
  return (
    <Table
      caption={`Attente, délai, logement, refus et retours selon ${by === 'sex' ? 'le' : 'la'} ${characteristicWords[by]}`}
      dense
      rows={rows}
      rowKey={(row) => row.label}
      columns={[
        { key: 'value', header: 'Ménages', rowHeader: true, cell: (row) => row.label },
        ...shown.map((measure) => ({
          key: measure,
          header: measureWords[measure],
          cell: (row: PreparedOutcomes['rows'][number]) => row.words[measure],
        })),
      ]}
    />
  );
}
