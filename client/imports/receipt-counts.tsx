import { frenchCount, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';

export interface Counts {
  rows: number;
  accepted: number;
  changed: number;
  identical: number;
  duplicates: number;
  superseded: number;
  outOfTerritory: number;
  leftOut: number;
  rejectedCount: number;
}

/** The counts of a file: they add up to the rows read. */
export function ReceiptCounts({ counts }: { counts: Counts }) {
  const { rows, accepted, changed, identical, duplicates, superseded, outOfTerritory, leftOut, rejectedCount } = counts;
  return (
    <KeyFigureGroup>
      <KeyFigure label="Lignes lues" value={frenchInteger(rows)} />
      <KeyFigure
        label="Nouvelles ou changées"
        value={frenchInteger(accepted)}
        note={changed > 0 ? `dont ${frenchInteger(changed)} changées` : undefined}
      />
      <KeyFigure label="Déjà connues" value={frenchInteger(identical)} />
      <KeyFigure
        label="Doublons"
        value={frenchInteger(duplicates + superseded)}
        note={superseded > 0 ? `dont ${frenchInteger(superseded)} contredites plus loin` : 'comptés une seule fois'}
      />
      <KeyFigure label="Hors territoire" value={frenchInteger(outOfTerritory)} note="hors des communes du territoire" />
      <KeyFigure
        label="Restées dehors"
        value={frenchInteger(rejectedCount + leftOut)}
        note={
          [
            rejectedCount > 0 && frenchCount(rejectedCount, 'illisible', 'illisibles'),
            leftOut > 0 && frenchCount(leftOut, 'laissée de côté', 'laissées de côté'),
          ]
            .filter(Boolean)
            .join(', ') || undefined
        }
      />
    </KeyFigureGroup>
  );
}
