import type { ReactNode } from 'react';
import { HelpLink } from '../text/help-link.tsx';
import { Link } from '../text/link.tsx';
import './page-header.css';

export interface Breadcrumb {
  label: string;
  href: string;
}

export interface PageHeaderProps {
  /** The only h1 of the page. */
  title: ReactNode;
  lead?: ReactNode;
  /** The pages above this one; the page itself is not repeated. */
  breadcrumbs?: readonly Breadcrumb[];
  /** The period that the page speaks of, where it can be chosen. */
  period?: ReactNode;
  actions?: ReactNode;
  /** Tags beside the title: « fictif », the year, the edition's state. */
  tags?: ReactNode;
}

export function PageHeader({ title, lead, breadcrumbs = [], period, actions, tags }: PageHeaderProps) {
  return (
    <div className="page-header">
      {breadcrumbs.length > 0 && (
        <nav aria-label="Fil d’Ariane" className="page-header-trail">
          <ol>
            {breadcrumbs.map((crumb) => (
              <li key={crumb.href}>
                <Link href={crumb.href}>{crumb.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-header-line">
        <h1 className="page-header-title">
          {title}
          {tags && <span className="page-header-tags">{tags}</span>}
        </h1>
        <HelpLink />
        {period && <div className="page-header-period">{period}</div>}
        {!period && actions && <div className="page-header-actions">{actions}</div>}
      </div>
      {(lead || (period && actions)) && (
        <div className="page-header-line">
          {lead && <p className="page-header-lead">{lead}</p>}
          {period && actions && <div className="page-header-actions">{actions}</div>}
        </div>
      )}
    </div>
  );
}
