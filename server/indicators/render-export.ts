import { renderCsv } from '../documents/render-csv.ts';
import { renderWorkbook } from '../documents/render-workbook.ts';
import type { ExportTable, IndicatorExport } from './export-tables.ts';

/** One long table: a spreadsheet filters it by its first column, and a script reads it without knowing the sheets. */
export function exportCsv({ about, tables }: IndicatorExport): Buffer {
  const columns = ['Partie', 'Ligne', 'Valeur', 'Valeur affichée', 'Attendu', 'Remarque'].map((label) => ({ label }));
  return renderCsv(columns, [
    ...about.map(({ label, text }) => ['À propos', label, null, text, null, '']),
    ...tables.flatMap(({ name, rows }) =>
      rows.map((row) => [name, row.label, row.value, row.text, row.expected, row.note]),
    ),
  ]);
}

const sheetOf = ({ name, headers, rows }: ExportTable) => ({
  name: name.replace(/[\\/?*[\]:]/gu, ' ').slice(0, 31),
  columns: headers.map((label, index) => ({
    label,
    width: [34, 16, 28, 20, 40][index] ?? 20,
    kind: index === 1 || index === 3 ? ('number' as const) : ('text' as const),
  })),
  rows: rows.map((row) => [row.label, row.value, row.text, row.expected, row.note]),
});

/** A sheet for what the file is, then one for each table of the page. */
export function exportWorkbook(
  { title, about, tables, version, standing }: IndicatorExport,
  fictitious: boolean,
): Promise<Buffer> {
  return renderWorkbook({
    title,
    fictitious,
    version,
    standing,
    foreword: [
      'Les valeurs sont celles de la page de l’indicateur, avec ses filtres, pour la personne qui l’a téléchargée.',
      'Une case vide n’est jamais un zéro. La colonne « Valeur affichée » dit pourquoi elle est vide.',
    ],
    sheets: [
      {
        name: 'À propos',
        columns: [
          { label: 'Élément', width: 18, kind: 'text' },
          { label: 'Contenu', width: 90, kind: 'text' },
        ],
        rows: about.map(({ label, text }) => [label, text]),
      },
      ...tables.map(sheetOf),
    ],
  });
}
