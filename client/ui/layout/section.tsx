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
}

/** A titled part of a page, a region of its own for screen readers. */
export function Section({ title, children, lead, actions, headingLevel = 2, id }: SectionProps) {
  const generated = useId();
  const headingId = `${id ?? generated}-titre`;
  const Heading = `h${headingLevel}` as const;
  return (
    <section className="section" id={id} aria-labelledby={headingId}>
      <div className="section-head">
        <Heading id={headingId} className={`section-title section-title-${headingLevel}`}>
          {title}
        </Heading>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {lead && <p className="section-lead">{lead}</p>}
      {children}
    </section>
  );
}
