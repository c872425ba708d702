/** What outlives a reload of its tab; a browser that keeps nothing keeps it on the page. */
export interface KeptInTab<Value> {
  read(): readonly Value[];
  write(values: readonly Value[]): void;
}

/** `what`: « collage » (refused texts) or « annuler » (acts that can be taken back); `key`: the form that they belong to. */
export function keptInTab<Value>(what: 'collage' | 'annuler', key: string): KeptInTab<Value> {
  const name = `observatoire-${what} ${key}`;
  let known: readonly Value[] | null = null;
  const stored = (): readonly Value[] => {
    try {
      return JSON.parse(sessionStorage.getItem(name) ?? '[]') as Value[];
    } catch {
      return [];
    }
  };
  return {
    read() {
      known ??= stored();
      return known;
    },
    write(values) {
      known = values;
      try {
        if (values.length === 0) sessionStorage.removeItem(name);
        else sessionStorage.setItem(name, JSON.stringify(values));
      } catch {
        // A full or closed storage: they stay on the page.
      }
    },
  };
}
