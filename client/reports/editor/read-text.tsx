import type { ReactNode } from 'react';
import type { Inline } from '../../../shared/domain/report/report-document.ts';
import { type ReportText, resolveReportText } from '../../../shared/domain/report/report-text.ts';
import { figureOfToken, type TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';

/** A text as the report will say it, to be read: by the blocks that the documents are made of. */

function Said({ inline }: { inline: Inline }): ReactNode {
  if (inline.kind === 'note') return null;
  if (inline.kind === 'link') return <a href={inline.href}>{inline.text}</a>;
  const words = inline.italic ? <em>{inline.text}</em> : inline.text;
  return inline.bold ? <strong>{words}</strong> : words;
}

// biome-ignore lint/suspicious/noArrayIndexKey: a text that is only read; nothing in it moves.
const said = (content: Inline[]) => content.map((inline, rank) => <Said key={rank} inline={inline} />);

export function ReadText({ text, figures }: { text: ReportText; figures: readonly TokenFigure[] }) {
  const { blocks } = resolveReportText(text, figureOfToken(figures));
  if (blocks.length === 0) return <p>Aucun texte.</p>;
  return (
    <div className="read-text">
      {blocks.map((block, rank) => {
        const key = `${rank}`;
        if (block.kind === 'heading')
          return (
            <p key={key} className="read-text-title">
              {block.text}
            </p>
          );
        if (block.kind === 'para') return <p key={key}>{said(block.content)}</p>;
        if (block.kind !== 'list') return null;
        const List = block.ordered ? 'ol' : 'ul';
        return (
          <List key={key}>
            {block.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: same.
              <li key={index}>{said(item)}</li>
            ))}
          </List>
        );
      })}
    </div>
  );
}
