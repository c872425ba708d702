import type { Month } from '../domain/month.ts';
import { type Content, column, type Doubt, nominativeColumns, type Register } from './register.ts';
import { registerLabels } from './register-labels.ts';
import { countByMonth, sumByMonth, withoutEmpty } from './tally.ts';

function monthOfSession(row: Content): Month | undefined {
  return typeof row.month === 'string' ? row.month : undefined;
}

function doubts({ participants }: Content): Doubt[] {
  if (typeof participants !== 'number' || participants <= 60) return [];
  return [{ field: 'participants', reason: `${participants} participants à une séance\u00a0: vérifiez le nombre.` }];
}

/** Habitat et Humanisme: one row is a session of the teaching flat. Participants are attendances until people are counted once. */
export const workshop: Register = {
  source: 'workshop',
  label: registerLabels.workshop,
  hints: ['atelier', 'ateliers', 'appartement pédagogique', 'habitat et humanisme'],
  layout: 'rows',
  dropped: 'Le nom de l’animateur, les remarques et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['date'], ['theme', 'participants']],
  monthField: 'date',
  sheetMonth: true,
  columns: [
    column('date', 'Date', 'date', [
      'Date de l’atelier',
      'Date atelier',
      'Le',
      'Jour',
      'Date de la séance',
      'Date séance',
      'Atelier du',
      'Date de réalisation',
      'Séance du',
    ]),
    column(
      'theme',
      'Thème',
      'choice',
      [
        'Thématique',
        'Atelier',
        'Sujet',
        'Intitulé',
        'Thème de l’atelier',
        'Intitulé de l’atelier',
        'Nom de l’atelier',
        'Type d’atelier',
        'Thème abordé',
        'Thème de la séance',
        'Thématique de la séance',
        'Thématique abordée',
        'Quel était le thème de l’atelier',
      ],
      {
        choices: {
          "Économies d'énergie": ['Économie d’énergie', 'Énergie', 'Maîtrise de l’énergie', 'Eco-gestes'],
          'Entretien du logement': ['Entretien', 'Entretenir son logement'],
          'Installation dans le logement': ['Installation', 'S’installer dans le logement', 'S’installer'],
        },
      },
    ),
    column(
      'participants',
      'Participants',
      'number',
      [
        'Nombre de participants',
        'Nb participants',
        'Nbre de participants',
        'Nb de personnes',
        'Nombre de personnes',
        'Présents',
        'Nombre de présents',
        'Total participants',
        'Nombre total de participants',
        'Personnes présentes',
        'Nombre de personnes présentes',
        'Effectif',
        'Participation',
        'Combien de personnes étaient présentes',
        'Nombre',
      ],
      { countsPeople: true },
    ),
    column(
      'structure',
      'Structure orientatrice',
      'text',
      [
        'Structure',
        'Orienté par',
        'Orienteur',
        'Service orienteur',
        'Prescripteur',
        'Partenaire',
        'Structure partenaire',
        'Provenance',
      ],
      { mayNameSomeone: true },
    ),
    ...nominativeColumns,
  ],
  key: (_rawKey, content, rank) => `${content.date ?? content.month}|${content.theme ?? ''}|${rank}`,
  rankGroup: (content) => `${content.date ?? content.month}|${content.theme ?? ''}`,
  movable: [['date', 'month'], ['theme']],
  doubts,
  measurements: [
    {
      values: ['month', 'participants'],
      figures: (rows) =>
        withoutEmpty({
          attendances: sumByMonth(rows, monthOfSession, (row) =>
            typeof row.participants === 'number' ? row.participants : null,
          ),
          workshops: countByMonth(rows, monthOfSession),
        }),
    },
  ],
};
