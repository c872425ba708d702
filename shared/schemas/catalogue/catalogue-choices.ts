import { profiles, targetWindows } from '../../domain/figures/target-path.ts';
import { computedKinds, directions, frequencies, perimeters, timeRules, units } from '../../domain/indicator.ts';
import { frenchUnit } from '../../domain/words/french-format.ts';
import { registerOf } from '../../registers/all-registers.ts';
import { measureLabels } from '../../registers/measures.ts';
import { countedSources, sourceNames } from '../../registers/register.ts';

const unitChoices = Object.fromEntries(
  units.map((unit) => [
    unit,
    unit === 'boolean'
      ? 'oui ou non'
      : unit === 'euros'
        ? 'euros'
        : unit === 'percent'
          ? 'pourcentage'
          : frenchUnit(unit),
  ]),
);
const words = <Value extends string>(values: readonly Value[], said: Record<Value, string>): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, said[value]]));

export const choiceWords = {
  unit: unitChoices,
  timeRule: words(timeRules, {
    flow: 'flux (les mois s’ajoutent)',
    stock: 'stock (dernier mois connu)',
    average: 'moyenne des mois',
    ratio: 'taux (numérateur et dénominateur)',
    unique: 'personnes différentes (total de l’année)',
    milestone: 'étape (faite ou non)',
  }),
  direction: words(directions, {
    increase: 'augmenter',
    decrease: 'baisser',
    maintain: 'maintenir',
    context: 'contexte (sans jugement)',
  }),
  frequency: words(frequencies, {
    monthly: 'chaque mois',
    quarterly: 'chaque trimestre',
    yearly: 'chaque année',
    once: 'une seule fois',
  }),
  perimeter: words(perimeters, {
    insee: 'sans domicile au sens de l’Insee',
    convention: 'sans domicile au sens de la convention',
  }),
  computed: words(computedKinds, {
    'targets-reached': 'part des cibles atteintes',
    'sources-connected': 'sources connectées',
    'sent-on-time': 'rapport envoyé à temps',
    'active-people': 'personnes sans domicile (registre)',
  }),
  profile: words(profiles, {
    linear: 'parts égales',
    seasonal: 'saisonnier (douze poids)',
    steps: 'par paliers',
    none: 'sans étape (à l’échéance)',
  }),
  window: words(targetWindows, { path: 'depuis le premier mois', year: 'chaque année civile' }),
  reading: { stated: 'écrite dans la convention', assumed: 'hypothèse de lecture' },
  rule: {
    grant: 'subvention d’une année',
    maximum: 'maximum annuel',
    'eligible-cost': 'coût éligible',
    requested: 'demande d’une ligne',
  },
  measure: measureLabels,
  source: Object.fromEntries(sourceNames.map((source) => [source, registerOf(source).label])),
  register: Object.fromEntries(countedSources.map((source) => [source, registerOf(source).label])),
} as const;
