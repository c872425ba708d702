/** A value that few parts of the page watch: the others are not drawn again when it changes. */
export interface Topic<Value> {
  get: () => Value;
  set: (value: Value) => void;
  /** Returns how to stop hearing. */
  subscribe: (listener: () => void) => () => void;
}

export function topicOf<Value>(first: Value): Topic<Value> {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
