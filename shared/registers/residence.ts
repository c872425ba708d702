import { column, nominativeColumns, type Register } from './register.ts';
import { registerLabels } from './register-labels.ts';

/** OPS survey: one row is a social-housing residence. It feeds the atlas and no monthly indicator; under 11 dwellings it is never shown alone. */
export const residence: Register = {
  source: 'residence',
  label: registerLabels.residence,
  hints: ['ops', 'residences', 'occupation du parc social', 'ush'],
  layout: 'rows',
  dropped: 'Le nom et l’adresse des résidences et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['code'], ['dwellings']],
  columns: [
    column(
      'code',
      'Code résidence',
      'key',
      [
        'Code',
        'Code de la résidence',
        'Identifiant',
        'Identifiant résidence',
        'N° résidence',
        'Référence',
        'Référence résidence',
        'Id résidence',
        'Code programme',
        'Résidence',
        'Programme',
        'Groupe',
      ],
      { required: true },
    ),
    column('landlord', 'Bailleur', 'text', ['Organisme', 'Bailleur social', 'Nom du bailleur', 'Organisme bailleur'], {
      mayNameSomeone: true,
    }),
    column('commune', 'Commune', 'commune', ['Ville', 'Localité', 'Nom de la commune', 'Code INSEE', 'Code commune']),
    column('priorityDistrict', 'QPV', 'yes-no', [
      'En QPV',
      'Quartier prioritaire',
      'Situé en QPV',
      'QPV (oui/non)',
      'Quartier prioritaire de la ville',
    ]),
    column(
      'dwellings',
      'Nombre de logements',
      'number',
      [
        'Nb de logements',
        'Logements',
        'Nb logements',
        'Nbre de logements',
        'Nombre total de logements',
        'Total logements',
        'Nb lgts',
      ],
      { required: true },
    ),
    column('builtYear', 'Année de construction', 'number', [
      'Année',
      'Construction',
      'Année de mise en service',
      'Date de construction',
      'Année construction',
    ]),
    column('rentCentsPerSquareMetre', 'Loyer moyen (€/m²)', 'euros', [
      'Loyer moyen',
      'Loyer au m²',
      'Loyer moyen au m²',
      'Loyer',
      'Loyer €/m²',
      'Loyer moyen par m²',
    ]),
    column('poorShare', 'Part ménages < 20 % plafonds', 'percent', [
      'Part des ménages sous 20 % des plafonds',
      'Ménages < 20 % des plafonds',
      '% ménages < 20 % plafonds',
      'Part des ménages à moins de 20 % des plafonds',
    ]),
    column('loneParentShare', 'Part familles monoparentales', 'percent', [
      'Familles monoparentales',
      '% familles monoparentales',
      'Part des familles monoparentales',
      'Monoparentales',
    ]),
    column('turnover', 'Taux de rotation', 'percent', [
      'Rotation',
      'Rotation annuelle',
      'Taux de mobilité',
      '% rotation',
    ]),
    column('vacant', 'Logements vacants', 'number', [
      'Vacants',
      'Nombre de logements vacants',
      'Vacance',
      'Nb logements vacants',
      'Nb vacants',
    ]),
    ...nominativeColumns,
  ],
  key: (rawKey) => rawKey,
  doubts: ({ vacant, dwellings }) =>
    typeof vacant === 'number' && typeof dwellings === 'number' && vacant > dwellings
      ? [{ field: 'vacant', reason: 'Plus de logements vacants que de logements\u00a0: vérifiez les deux nombres.' }]
      : [],
  measurements: [],
};
