import * as Radix from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';
import './tabs.css';

export interface Tab {
  key: string;
  label: ReactNode;
  /** A count beside the label. */
  count?: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  /** What the tabs divide, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (key: string) => void;
}

/** Controlled, so that the choice can live in the URL. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Radix.Root className="tabs" value={value} onValueChange={onChange} activationMode="manual">
      <Radix.List className="tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.key} value={tab.key} className="tabs-tab">
            {tab.label}
            {tab.count !== undefined && <span className="tabs-count">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="tabs-panel">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
