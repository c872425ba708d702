import { type ReactNode, useId } from 'react';
import './section.css';

export interface SectionProps {
  title: ReactNode;
  children: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  headingLevel?: 2 | 3;
  /** The anchor, for a link to this part of the page. */
  id?: string;
  /** The section is folded under its title and this answer, until somebody opens it. */
  folded?: ReactNode;
}

/** A titled part of a page, a region of its own for screen readers. */
export function Section({ title, children, lead, actions, headingLevel = 2, id, folded }: SectionProps) {
  const generated = useId();
  const headingId = `${id ?? generated}-titre`;
  const Heading = `h${headingLevel}` as const;
  const heading = (
    <Heading id={headingId} className={`section-title section-title-${headingLevel}`}>
      {title}
    </Heading>
  );
  if (folded !== undefined)
    return (
      <section className="section section-folded" id={id} aria-labelledby={headingId}>
        <details>
          <summary>
            {heading}
            <span className="section-answer">{folded}</span>
          </summary>
          {actions && <div className="section-actions">{actions}</div>}
          {lead && <p className="section-lead">{lead}</p>}
          {children}
        </details>
      </section>
    );
  return (
    <section className="section" id={id} aria-labelledby={headingId}>
      <div className="section-head">
        {heading}
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {lead && <p className="section-lead">{lead}</p>}
      {children}
    </section>
  );
}
