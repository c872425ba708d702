import type { Profile } from '../../shared/domain/figures/target-path.ts';
import { monthsBetween } from '../../shared/domain/month.ts';
import { Segmented } from '../ui/form/segmented.tsx';
import { MonthHandles } from './month-handles.tsx';

export interface ProfileDraft {
  profile: Profile;
  weights: number[];
}

const words: { value: Profile; label: string; help: string }[] = [
  { value: 'linear', label: 'Régulier', help: 'Chaque mois apporte la même part de la cible.' },
  {
    value: 'seasonal',
    label: 'Saisonnier',
    help: 'Chaque mois a son poids\u00a0: 0, rien n’est attendu\u202f; 2, deux fois plus qu’un mois à 1. Par exemple la trêve hivernale.',
  },
  {
    value: 'steps',
    label: 'Par paliers',
    help: 'La part de la cible attendue à la fin de chaque mois, de 0 à 1, sans jamais redescendre.',
  },
  { value: 'none', label: 'Aucun', help: 'Rien n’est attendu avant le dernier mois.' },
];

/** Weights that fit a profile when it is chosen: a plain season, or steps as regular as can be. */
function weightsFor(profile: Profile, months: number): number[] {
  if (profile === 'seasonal') return Array.from({ length: 12 }, () => 1);
  if (profile === 'steps')
    return Array.from({ length: months }, (_, index) => Number(((index + 1) / months).toFixed(2)));
  return [];
}

/** Once a step is raised, those after it are not lower; once it is lowered, those before are not higher. */
function climbing(values: number[], former: readonly number[]): number[] {
  const moved = values.findIndex((value, index) => value !== former[index]);
  const level = values[moved] ?? 0;
  return values.map((value, index) =>
    index < moved ? Math.min(value, level) : Math.max(value, index > moved ? level : value),
  );
}

/** How the way to the target is spread over its months. */
export function ProfileEditor({
  draft,
  startMonth,
  endMonth,
  onChange,
}: {
  draft: ProfileDraft;
  startMonth: string;
  endMonth: string;
  onChange: (draft: ProfileDraft) => void;
}) {
  const { profile, weights } = draft;
  const months = monthsBetween(startMonth, endMonth).length;
  const top = Math.max(2, ...weights);
  return (
    <div className="catalogue-form">
      <Segmented
        legend="Chemin vers la cible"
        options={words.map(({ value, label }) => ({ value, label }))}
        value={profile}
        onChange={(next) => onChange({ profile: next, weights: weightsFor(next, months) })}
      />
      <p className="field-hint">{words.find((one) => one.value === profile)?.help}</p>
      {profile === 'seasonal' && (
        <MonthHandles
          label="Poids de chaque mois"
          values={weights}
          max={top}
          step={0.1}
          onChange={(next) => onChange({ profile, weights: next })}
        />
      )}
      {profile === 'steps' && months === 12 && (
        <MonthHandles
          label="Part de la cible attendue à la fin de chaque mois"
          values={weights}
          max={1}
          step={0.05}
          onChange={(next) => onChange({ profile, weights: climbing(next, weights) })}
        />
      )}
      {profile === 'steps' && months !== 12 && (
        <p className="field-hint">{`Ce chemin dure ${months} mois\u00a0: ses paliers sont réguliers.`}</p>
      )}
    </div>
  );
}
