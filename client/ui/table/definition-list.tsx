import type { ReactNode } from 'react';
import './definition-list.css';

export interface Definition {
  term: ReactNode;
  description: ReactNode;
  key?: string;
}

/** Terms and their values: two columns where there is room, `stacked` in a narrow panel. */
export function DefinitionList({ items, stacked = false }: { items: readonly Definition[]; stacked?: boolean }) {
  return (
    <dl className={stacked ? 'definition-list definition-list-stacked' : 'definition-list'}>
      {items.map((item, index) => (
        <div key={item.key ?? (typeof item.term === 'string' ? item.term : index)} className="definition-list-row">
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}
