import { type ReactNode, useDeferredValue } from 'react';
import './deferred.css';

/** What stands below what is looked at first: drawn right after it, in slices, so that a slow computer shows and answers sooner. */
export function Deferred({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : <div className="below" />;
}
