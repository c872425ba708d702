import { readingWords, targetWords } from '../../../shared/domain/figures/figure-words.ts';
import type { Block } from '../../../shared/domain/report/report-document.ts';
import {
  frenchCount,
  frenchDate,
  frenchDecimal,
  frenchList,
  frenchMonths,
  frenchPercent,
} from '../../../shared/domain/words/french-format.ts';
import { bareQuote, bold, column, heading, list, numbers, para, table } from '../report-blocks.ts';
import type { DocumentPart, ReportBase, ReportContent, ReportFigure } from '../report-content.ts';
import { removedFromTexts, removedWords } from '../report-narrative.ts';

/** How figures are made, how complete they are, what is hidden, what changed since: what lets a reader doubt rightly. */

function completeness(figures: readonly ReportFigure[]): string {
  const expected = figures.reduce((sum, one) => sum + one.coverage.cells.expected, 0);
  const reported = figures.reduce((sum, one) => sum + one.coverage.cells.reported, 0);
  const share = expected > 0 ? ` (${frenchPercent(reported / expected)})` : '';
  return `${frenchDecimal(reported)} valeurs mensuelles ont été reçues sur ${frenchDecimal(expected)} attendues${share}.`;
}

/** Indicators whose months are not all there, the least complete first. */
function coverageTable(figures: readonly ReportFigure[]): Block[] {
  const partial = figures
    .filter(({ coverage, origin }) => origin !== 'published' && coverage.cells.reported < coverage.cells.expected)
    .sort(
      (a, b) =>
        a.coverage.cells.reported / a.coverage.cells.expected - b.coverage.cells.reported / b.coverage.cells.expected,
    );
  return table(
    'Indicateurs dont il manque des mois',
    [column('Indicateur', 44), numbers('Valeurs reçues', 18), column('Mois sans aucune valeur', 38)],
    partial.map(({ label, coverage, missingMonths }) => [
      label,
      `${coverage.cells.reported} sur\u00a0${coverage.cells.expected}`,
      missingMonths.length === 0 ? 'aucun' : frenchMonths(missingMonths),
    ]),
    { compact: true },
  );
}

export function removedBlocks(base: ReportBase): Block[] {
  const removed = removedFromTexts(base);
  if (removed.length === 0) return [];
  return [
    heading(3, 'caracteres', 'Caractères retirés des textes'),
    para(
      'Un document accessible n’imprime que ce que ses polices dessinent et qu’une synthèse vocale peut lire. Les autres caractères sont retirés des textes, sans rien changer d’autre\u00a0:',
    ),
    ...list(removed.map(({ place, removed: own }) => [bold(place), `\u00a0: ${removedWords(own)}.`])),
  ];
}

const partWords: Record<DocumentPart, string> = {
  texts: 'les textes et les appréciations de la collectivité',
  money: 'les montants qui ne concernent pas son lecteur',
};

/** What the document leaves out, so that nobody takes it for the whole. */
export function withoutWords({ without = [] }: Pick<ReportBase, 'without'>): Block[] {
  if (without.length === 0) return [];
  const parts = without.map((part) => partWords[part]);
  return [para(bold('Laissé de côté'), `\u00a0: ${parts.join('\u202f; ')}.`)];
}

/** Each target with its sentence, the document that it is in, and how it is read where the sentence leaves a choice. */
function targetReadings(figures: readonly ReportFigure[]): Block[] {
  const targeted = figures.flatMap((figure) => (figure.target ? [{ figure, target: figure.target }] : []));
  return table(
    'Les cibles\u00a0: la phrase qui les fixe et la lecture qui en est faite',
    [column('Indicateur', 20), column('Cible', 18), column('Phrase', 31), column('Lecture', 31)],
    targeted.map(({ figure, target }) => [
      figure.label,
      `${targetWords(figure)}, ${readingWords(figure)}`,
      `«\u00a0${bareQuote(target.quote)}\u00a0» (${target.document})`,
      target.note ?? (target.reading === 'stated' ? 'écrite telle quelle' : 'retenue par l’observatoire'),
    ]),
    { compact: true },
  );
}

export function methodChapter(content: ReportContent): Block[] {
  const { figures, meta, changes = [] } = content;
  return [
    heading(2, 'methode', 'Méthode et fiabilité'),
    para(
      `Les chiffres de ce rapport sont ceux de l’observatoire au ${frenchDate(meta.date)}\u00a0: les mêmes qu’à l’écran et que dans le classeur de données. ${completeness(figures)} Un mois non transmis n’est jamais compté comme zéro\u00a0: il n’entre dans aucune somme et abaisse la couverture.`,
    ),
    para(
      'L’avancement est la part du chemin parcourue du point de départ à la cible, à la hausse comme à la baisse\u202f; le rythme compare ce chemin à celui qui était attendu à la date. Un taux se calcule sur les totaux, jamais par la moyenne de taux. Un stock est celui du dernier mois connu.',
    ),
    ...withoutWords(content),
    ...coverageTable(figures),
    ...(changes.length > 0
      ? [
          heading(3, 'changements', 'Ce qui a changé dans l’année'),
          para(
            'Une structure qui part, arrive ou reprend ne change aucun chiffre déjà transmis\u00a0: la série continue, et la couverture ne compte que les structures à qui le mois était demandé.',
          ),
          ...list(changes.map(({ text }) => [text])),
        ]
      : []),
    ...targetReadings(figures),
    ...removedBlocks(content),
  ];
}

export function sourcesChapter({ figures }: ReportBase): Block[] {
  return [
    heading(2, 'sources', 'Définitions et sources'),
    ...table(
      'Définition, calcul et source de chaque indicateur',
      [column('Indicateur', 25), column('Définition et calcul', 57), column('Source', 18)],
      figures.map((one) => [
        one.label,
        [
          one.definition,
          one.formula && `Calcul\u00a0: ${one.formula}.`,
          one.version > 1 && `Définition n°\u00a0${one.version}.`,
        ]
          .filter(Boolean)
          .join(' '),
        one.sourceText,
      ]),
      { compact: true },
    ),
  ];
}

/** Why small numbers are hidden, and where. */
export function suppressionChapter({ figures }: ReportBase): Block[] {
  const threshold = Math.max(...figures.map((one) => one.threshold), 1);
  const whole = figures.filter((one) => one.hidden);
  const months = figures.filter((one) => !one.hidden && one.months.some((month) => month.hidden));
  const said = (some: ReportFigure[]) => frenchList(some.map(({ label }) => label));
  return [
    heading(2, 'secret', 'Secret statistique'),
    para(
      `Les effectifs de personnes ou de ménages de 1 à ${threshold} ne sont pas publiés, ni ceux qui permettraient de les retrouver par différence\u202f; aucun taux n’est dit quand son dénominateur est inférieur à ${threshold + 1}. Les vrais zéros le sont. C’est la règle de l’Insee et de la DGFiP pour les personnes physiques\u202f; elle vaut pour chaque tableau, chaque graphique et le classeur de données.`,
    ),
    ...(whole.length === 0 && months.length === 0
      ? [para('Aucun indicateur de ce rapport n’est concerné.')]
      : list([
          ...(whole.length > 0 ? [[bold('Valeur de l’année masquée'), `\u00a0: ${said(whole)}.`]] : []),
          ...(months.length > 0 ? [[bold('Certains mois masqués'), `\u00a0: ${said(months)}.`]] : []),
        ])),
  ];
}

/** What was corrected after it had been validated: the values are one organisation's, so only their places are said. */
export function correctionsChapter({ corrections, year }: ReportContent): Block[] {
  return [
    heading(2, 'revisions', 'Révisions'),
    ...(corrections.length === 0
      ? [para(`Aucune valeur validée de ${year} n’a été corrigée depuis sa validation.`)]
      : [
          para(
            `Des valeurs de ${year} ont été corrigées après leur validation\u00a0; les chiffres de ce rapport en tiennent compte, et l’ancienne valeur reste dans le journal de l’observatoire.`,
          ),
          ...table(
            `Valeurs de ${year} corrigées depuis leur validation`,
            [column('Indicateur', 42), numbers('Valeurs', 12), column('Mois', 28), column('Dernière correction', 18)],
            corrections.map(({ label, cells, months, lastChange }) => [
              label,
              frenchCount(cells, 'valeur', 'valeurs'),
              frenchMonths(months),
              frenchDate(lastChange),
            ]),
            { compact: true },
          ),
        ]),
  ];
}

/** What goes with the report. */
export function annexesChapter({ convention, year, meta }: ReportContent): Block[] {
  const documents = [
    ...new Set(convention.grants.map(({ document }) => document)),
    ...convention.amendments.map(({ act, actDate }) => `${act}${actDate ? `, ${frenchDate(actDate)}` : ''}`),
  ];
  return [
    heading(2, 'liste-annexes', 'Documents qui accompagnent ce rapport'),
    ...list([
      [bold('Classeur des données'), `\u00a0: chaque indicateur de ${year}, mois par mois, aux formats XLSX et CSV.`],
      [
        bold('Fiches'),
        '\u00a0: une par ligne de l’annexe, une par indicateur et une par partenaire, aux formats PDF et DOCX.',
      ],
      [bold('Synthèse'), '\u00a0: les deux pages qui ouvrent ce rapport, aux formats PDF et DOCX.'],
      [bold('Diaporama du comité'), '\u00a0: les mêmes chiffres pour la séance, au format PPTX.'],
      ...documents.map((document) => [bold('Acte'), `\u00a0: ${document}.`]),
    ]),
    ...(meta.fictitious
      ? [
          para(
            'Les chiffres de ce document sont fictifs\u00a0: ils servent à montrer l’observatoire et ne disent rien du territoire.',
          ),
        ]
      : []),
  ];
}
