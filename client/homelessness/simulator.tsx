import { useState } from 'react';
import type { Levers, StockMonth } from '../../shared/domain/ledger/rehousing-simulation.ts';
import { frenchInteger, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { PlotFigure } from '../charts/plot-figure.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table } from '../ui/table/table.tsx';
import { prepareSimulation, type SimulationCheck, simulationCheck } from './prepare-simulation.ts';

const choices = (values: readonly number[], words = (value: number) => String(value)) =>
  values.map((value) => ({ value: String(value), label: words(value) }));
const upTo = (last: number, step = 1) => Array.from({ length: last / step + 1 }, (_, rank) => rank * step);
const shares = [-30, -20, -10, -5, 0, 5, 10, 20, 30];
const percent = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}\u202f%`;

const levers: { key: keyof Levers; label: string; options: ReturnType<typeof choices> }[] = [
  { key: 'captured', label: 'Logements captés en plus, par mois', options: choices(upTo(15)) },
  { key: 'lettings', label: 'Attributions sociales en plus, par mois', options: choices(upTo(30)) },
  { key: 'boarding', label: 'Places de pension de famille ouvertes', options: choices(upTo(60, 5)) },
  { key: 'prevention', label: 'Pertes de logement évitées, par mois', options: choices(upTo(30)) },
  { key: 'inflow', label: 'Entrées, en plus ou en moins', options: choices(shares, percent) },
];

/** What more homes, or fewer losses of home, would change: once held against a year that is known, or not at all. */
export function Simulator({ months, threshold }: { months: readonly StockMonth[]; threshold: number }) {
  const check = simulationCheck(months, threshold);
  return (
    <>
      {check.isUsable ? (
        <Simulation months={months} />
      ) : (
        <Section title="Simulation">
          <Callout tone="warning">{check.sentence}</Callout>
        </Section>
      )}
      {check.rows.length > 0 && <Check check={check} />}
    </>
  );
}

function Simulation({ months }: { months: readonly StockMonth[] }) {
  const [supposed, setSupposed] = useState<Levers>({ captured: 2, lettings: 0, boarding: 0, prevention: 0, inflow: 0 });
  const plot = prepareSimulation(months, supposed);
  if (!plot) return null;
  return (
    <Section title={plot.title}>
      <fieldset className="simulator-levers">
        <legend>Ce que l’on suppose pour les douze mois qui viennent</legend>
        {levers.map(({ key, label, options }) => (
          <Select
            key={key}
            label={label}
            options={options}
            value={String(supposed[key])}
            onChange={(value) => setSupposed({ ...supposed, [key]: Number(value) })}
          />
        ))}
      </fieldset>
      <PlotFigure plot={plot} subject="Ménages sans domicile" />
      <ul className="simulator-assumptions">
        <li>
          Le rythme est celui des 24 derniers mois{'\u00a0'}: la moyenne des entrées, et la part de ceux qui étaient là
          et qui sortent chaque mois, quelle que soit la sortie.
        </li>
        <li>
          Chaque logement, attribution ou place en plus loge un ménage et un seul. Certains seraient sortis de toute
          façon{'\u00a0'}: l’effet est donc plus petit que le nombre de logements.
        </li>
        <li>
          Les places de pension de famille ouvrent le premier mois{'\u202f'}; leur rotation n’est pas comptée. Les
          tailles des logements ne le sont pas non plus.
        </li>
        <li>Personne ne revient de ces logements dans l’année.</li>
        <li>
          La fourchette est celle du hasard autour de ce rythme (19 fois sur 20){'\u00a0'}: un nouveau texte, un hiver
          ou une ouverture de places n’y sont pas.
        </li>
      </ul>
    </Section>
  );
}

/** What the simulator would have said of a year that is known. */
function Check({ check }: { check: SimulationCheck }) {
  return (
    <details className="simulator-check">
      <summary>{check.isUsable ? check.sentence : 'Ce que le simulateur aurait dit, et ce qui a été'}</summary>
      <Table
        caption="Ménages sans domicile simulés et connus, mois par mois"
        dense
        rows={check.rows}
        rowKey={(row) => row.name}
        columns={[
          { key: 'month', header: 'Fin de mois', rowHeader: true, nowrap: true, cell: (row) => frenchMonth(row.name) },
          { key: 'low', header: 'Au plus bas', align: 'number', cell: (row) => frenchInteger(Math.round(row.low)) },
          { key: 'central', header: 'Simulé', align: 'number', cell: (row) => frenchInteger(Math.round(row.central)) },
          { key: 'high', header: 'Au plus haut', align: 'number', cell: (row) => frenchInteger(Math.round(row.high)) },
          { key: 'actual', header: 'Connu', align: 'number', cell: (row) => frenchInteger(row.actual) },
        ]}
      />
    </details>
  );
}
