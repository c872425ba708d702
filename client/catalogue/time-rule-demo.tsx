import { useState } from 'react';
import { periodValue } from '../../shared/domain/figures/year-value.ts';
import type { Cell, Quantity, TimeRule } from '../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../shared/domain/month.ts';
import { frenchDecimal } from '../../shared/domain/words/french-format.ts';
import { MonthHandles } from './month-handles.tsx';

export const timeRuleWords: Record<TimeRule, { label: string; help: string }> = {
  flow: { label: 'Flux', help: 'Les mois s’ajoutent.' },
  stock: { label: 'Stock', help: 'Le dernier mois connu.' },
  average: { label: 'Moyenne', help: 'La moyenne des mois connus.' },
  ratio: { label: 'Rapport', help: 'Somme des numérateurs sur somme des dénominateurs, jamais la moyenne des taux.' },
  unique: { label: 'Personnes différentes', help: 'Le total de l’année est saisi\u00a0: jamais la somme des mois.' },
  milestone: { label: 'Étape', help: 'Fait ou non fait\u00a0: le dernier état connu.' },
};

const first = [12, 9, 14, 11, 10, 13, 8, 0, 15, 12, 11, 9];
/** The denominator of a ratio in the demonstration, the same each month but one, so that the two means differ. */
const denominators = [40, 40, 40, 10, 40, 40, 40, 40, 40, 40, 40, 40];

function yearOf(rule: TimeRule, values: readonly number[]): string {
  const quantityOf = (value: number, index: number): Quantity =>
    rule === 'ratio' ? { numerator: value, denominator: denominators[index] ?? 40 } : { value };
  const cells: Cell[] = monthsOfYear(2000).map((month, index) => ({
    month,
    state: 'value',
    quantity: quantityOf(values[index] ?? 0, index),
  }));
  const { value } = periodValue(rule, cells);
  if (value === null) return 'à saisir pour l’année';
  return rule === 'ratio' ? `${frenchDecimal(value)}\u202f%` : frenchDecimal(value);
}

/** What each rule makes of twelve months, to be seen before one is chosen. */
export function TimeRuleDemo({ current }: { current?: TimeRule }) {
  const [values, setValues] = useState(first);
  return (
    <div className="catalogue-form">
      <MonthHandles
        label="Douze mois d’essai"
        values={values}
        max={Math.max(20, ...values)}
        step={1}
        onChange={setValues}
      />
      <table className="table table-dense">
        <caption className="visually-hidden">L’année que chaque règle fait de ces douze mois</caption>
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">L’année</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(timeRuleWords) as TimeRule[]).map((rule) => (
            <tr key={rule}>
              <th scope="row">
                {timeRuleWords[rule].label}
                {rule === current && ' (règle actuelle)'}
                <span className="catalogue-help">
                  {timeRuleWords[rule].help}
                  {rule === 'ratio' && ' Essai\u00a0: sur 40 chaque mois, et sur 10 en avril.'}
                </span>
              </th>
              <td>{yearOf(rule, values)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
