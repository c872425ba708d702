import type { ReactNode } from 'react';
import { sourceLabel } from '../lib/words/register-words.ts';
import type { PartReceipt } from './import-words.ts';

/** One register of a workbook that feeds several, under its name; the only one of a file stands without. */
export function WorkbookPart({ part, alone, children }: { part: PartReceipt; alone: boolean; children: ReactNode }) {
  if (alone) return children;
  const title = `partie-${part.id}`;
  return (
    <section className="workbook-part" aria-labelledby={title}>
      <h2 id={title}>
        {sourceLabel(part.source)}
        <small>
          Reçu n° {part.id}, {part.organisation.name}
        </small>
      </h2>
      {children}
    </section>
  );
}
