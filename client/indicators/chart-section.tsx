import { type ReactNode, useRef, useState } from 'react';
import { FICTITIOUS_MARK } from '../../shared/domain/report/report-document.ts';
import { frenchMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useSession } from '../lib/session.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { IndicatorFigure } from './indicator-data.ts';

export interface ChartSectionProps {
  /** What the chart shows, in plain words: the title of the section. */
  title: string;
  lead?: string | undefined;
  /** Folded under its title and this answer. */
  folded?: string | undefined;
  figure: IndicatorFigure;
  /** In words; null: the whole territory. */
  organisation: string | null;
  /** What a file says of the drawing beside its title: its sentence, its key. */
  words: readonly string[];
  /** Part of the file's name. */
  name: string;
  /** The choice between drawing and table, before the files. */
  choice?: ReactNode;
  children: ReactNode;
}

/** A chart of the page with its title, and its drawing as a file: the same strokes, with filters, source and date. */
export function ChartSection({
  title,
  lead,
  folded,
  figure,
  organisation,
  words,
  name,
  choice,
  children,
}: ChartSectionProps) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const session = useSession();
  const save = async (format: 'svg' | 'png') => {
    const drawing = box.current?.querySelector<SVGSVGElement>('svg[role="img"]');
    if (!drawing || !session.data) return;
    const { demonstration } = session.data;
    const note = {
      title: `${figure.label}\u00a0: ${title.toLowerCase()}`,
      lines: [
        ...(demonstration ? [`${FICTITIOUS_MARK}.`] : []),
        ...words,
        `Période\u00a0: de janvier ${figure.year} à ${frenchMonth(figure.through)}. Périmètre\u00a0: ${organisation ?? 'tout le territoire'}.`,
        `Source\u00a0: ${figure.sourceText}. Édité le ${frenchShortDate(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }))}.`,
      ],
    };
    const base = `${figure.code}-${figure.year}-${name}${demonstration ? '-fictif' : ''}`;
    try {
      const { saveDrawing } = await import('../charts/drawing-file.ts');
      await saveDrawing(drawing, note, format, base);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Section
      title={title}
      lead={lead}
      {...(folded !== undefined && { folded })}
      actions={
        <>
          {(['svg', 'png'] as const).map((format) => (
            <Button key={format} size="small" variant="quiet" icon="download" onClick={() => save(format)}>
              {format.toUpperCase()}
              <span className="visually-hidden">{`\u00a0: télécharger le graphique «\u00a0${title}\u00a0»`}</span>
            </Button>
          ))}
          {choice}
        </>
      }
    >
      {failed && (
        <Callout tone="danger" title="L’image n’a pas pu être faite" live="assertive">
          Votre navigateur l’a refusée. Essayez l’autre format, ou téléchargez le tableau.
        </Callout>
      )}
      <div ref={box}>{children}</div>
      {folded === undefined && (
        <p className="chart-source">
          {`Source\u00a0: ${figure.sourceText}, jusqu’à ${frenchMonth(figure.through)}. `}
          <a href="#origine">D’où viennent ces chiffres</a>
        </p>
      )}
    </Section>
  );
}
