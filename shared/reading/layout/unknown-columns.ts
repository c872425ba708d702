import { allRegisters, registerOf } from '../../registers/all-registers.ts';
import type { Register, SourceName } from '../../registers/register.ts';
import type { Encoding } from '../byte-source.ts';
import { cellText, isBlank, type Sheet } from '../grid.ts';
import { reasonWith } from '../reasons.ts';
import { type Candidate, Refused } from '../refusal.ts';
import { quoted } from '../text.ts';
import { likelyLabels } from './header.ts';
import { findMonthGrid } from './month-grid.ts';
import { isOfPlan } from './month-line.ts';
import { type Look, matchesOf } from './recognise.ts';
import { refusedLayout } from './refused-layouts.ts';

const ROWS_SHOWN = 8;

/** The likeliest line of titles and the rows below it, for a person to say what the columns are. */
function shownOf(sheets: Sheet[]): { columns: string[]; preview: string[][] } {
  const columns = likelyLabels(sheets);
  for (const { rows } of sheets) {
    const at = rows.findIndex(({ cells }) => {
      const texts = cells.filter((cell) => !isBlank(cell)).map(cellText);
      return (
        columns.length > 0 && texts.length === columns.length && texts.every((text, index) => text === columns[index])
      );
    });
    const labelled = rows[at];
    if (!labelled) continue;
    const positions = labelled.cells.flatMap((cell, position) => (isBlank(cell) ? [] : [position]));
    const below = rows.slice(at + 1, at + 1 + ROWS_SHOWN);
    return { columns, preview: below.map(({ cells }) => positions.map((position) => cellText(cells[position]))) };
  }
  return { columns, preview: [] };
}

/** What the file partly looks like, for a person to choose from. */
function candidatesOf(sheets: Sheet[], look: Look): Candidate[] {
  return matchesOf(allRegisters, sheets, { ...look, partial: true }).map(({ register, score, reason }) => ({
    source: register.source,
    label: register.label,
    score: Math.min(1, Number(score.toFixed(3))),
    reason,
  }));
}

/** The sentence of a file that fits no source, or not the one that was announced. */
export function unknownColumns(
  sheets: Sheet[],
  look: Look,
  { source, encoding }: { source?: SourceName | undefined; encoding: Encoding | null },
): Refused {
  const layout = sheets
    .map((sheet) => (isOfPlan(sheet) ? 'unread-planned' : refusedLayout(sheet, look.identify)))
    .find((code) => code !== undefined);
  if (layout) return new Refused({ code: 'wrong-layout', message: `Ce fichier n’a pas été lu. ${reasonWith(layout)}` });
  const shown = { ...shownOf(sheets), candidates: candidatesOf(sheets, look), ...(encoding && { encoding }) };
  const found = likelyLabels(sheets).slice(0, 12).map(quoted).join(', ');
  const seen = found === '' ? 'aucune ligne de titres n’y a été trouvée' : `on y lit ${found}`;
  const other = source && matchesOf(allRegisters, sheets, look)[0];
  if (other) {
    const message = `Ce fichier ressemble à ${quoted(other.register.label)} et non à ${quoted(registerOf(source).label)}\u00a0: choisissez cette autre source, ou déposez un autre fichier.`;
    return new Refused({ code: 'unknown-columns', message, ...shown });
  }
  if (
    sheets.some(
      (sheet) => findMonthGrid(sheet, { year: 2000, month: undefined, identify: look.identify }) !== undefined,
    )
  ) {
    const message = `Ce relevé nomme des mois mais aucune année\u00a0: écrivez-la dans le titre de la feuille (par exemple ${quoted('Relevé mensuel 2024')}), puis redéposez le fichier.`;
    return new Refused({ code: 'unknown-columns', message, ...shown });
  }
  const register = source && registerOf(source);
  const expected = register
    ? `${quoted(register.label)} demande au moins ${neededLabels(register)}`
    : `la ligne de titres doit nommer, par exemple, ${quoted('N° de demande')} et ${quoted('Date de la demande')} pour le SIAO, ${quoted('Réf. logement')} et ${quoted('Date de captation')} pour les logements captés, ${quoted('N° dossier')} et ${quoted('Commandement de payer')} pour Exploc`;
  return new Refused({
    ...shown,
    code: 'unknown-columns',
    message: `Les colonnes de ce fichier ne sont pas reconnues\u00a0: ${seen}, alors que ${expected}\u202f; renommez les titres ou déposez l’export d’origine.`,
  });
}

function neededLabels(register: Register): string {
  if (register.layout === 'months') return 'une colonne d’indicateurs, des colonnes de mois et une année dans le titre';
  return register.needs
    .map((group) => quoted(register.columns.find(({ field }) => field === group[0])?.label ?? ''))
    .join(' et ');
}
