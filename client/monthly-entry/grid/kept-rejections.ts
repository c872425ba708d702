import type { RejectedText } from './paste.ts';

/** The rejected texts outlive a reload of their tab; a browser that keeps nothing keeps them on the page. */
export interface KeptRejections {
  read(): readonly RejectedText[];
  write(rejected: readonly RejectedText[]): void;
}

/** `key`: the form that they were pasted in. */
export function browserRejections(key: string): KeptRejections {
  const name = `observatoire-collage ${key}`;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name) ?? '[]') as RejectedText[];
      } catch {
        return [];
      }
    },
    write(rejected) {
      try {
        if (rejected.length === 0) sessionStorage.removeItem(name);
        else sessionStorage.setItem(name, JSON.stringify(rejected));
      } catch {
        // A full or closed storage: the list stays on the page.
      }
    },
  };
}
