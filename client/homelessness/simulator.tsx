import { useState } from 'react';
import { type DwellingSize, dwellingSizes } from '../../shared/domain/ledger/dwelling-need.ts';
import type { SimulationStart } from '../../shared/domain/ledger/rehousing-simulation.ts';
import { PlotFigure } from '../charts/plot-figure.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { prepareSimulation } from './prepare-simulation.ts';

const choices = Array.from({ length: 16 }, (_, count) => ({ value: String(count), label: String(count) }));

/** What more captured dwellings would change, under assumptions that are printed with it. */
export function Simulator({ start }: { start: SimulationStart }) {
  const [extra, setExtra] = useState<Partial<Record<DwellingSize, number>>>({ T1: 2, T2: 1 });
  const plot = prepareSimulation(start, extra);
  return (
    <Section title={plot.title}>
      <fieldset className="simulator-sizes">
        <legend>Logements captés en plus chaque mois, par taille</legend>
        {dwellingSizes.map((size) => (
          <Select
            key={size}
            label={size === 'T5' ? 'T5 et plus' : size}
            options={choices}
            value={String(extra[size] ?? 0)}
            onChange={(count) => setExtra({ ...extra, [size]: Number(count) })}
          />
        ))}
      </fieldset>
      <PlotFigure plot={plot} subject="Ménages sans domicile" />
      <ul className="simulator-assumptions">
        <li>
          Les entrées et les sorties de chaque taille gardent leur moyenne des six derniers mois, relogements actuels
          compris.
        </li>
        <li>
          Chaque logement en plus est attribué le mois même à un ménage actif qui a besoin de cette taille, et à lui
          seul.
        </li>
        <li>Personne n’est relogé deux fois, et personne ne revient dans l’année.</li>
        <li>
          La fourchette est celle du hasard des six derniers mois (deux erreurs types){'\u00a0'}: un nouveau texte, un
          hiver ou une ouverture de places n’y sont pas.
        </li>
      </ul>
    </Section>
  );
}
